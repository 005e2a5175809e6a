"""How constraints are put together, and what becomes of one that contradicts the rest."""

from __future__ import annotations

from datetime import date

from truceline.dating.constraint import Constraint, Trust
from truceline.dating.days import between, every_day, weekday
from truceline.dating.solve import ends, solve

TODAY = date(2026, 6, 1)
TERM = Constraint(Trust.OFFICE, between(date(2018, 4, 26), date(2021, 1, 20)), "term")
PAST = Constraint(Trust.PAST, between(date(2019, 1, 1), None), "past")


def test_constraints_are_intersected() -> None:
    found = solve([TERM, PAST])
    assert ends(found.days, TODAY) == (date(2019, 1, 1), date(2021, 1, 20))
    assert found.evidence == ("past", "term")


def test_the_less_trusted_of_two_is_set_aside() -> None:
    found = solve([TERM, Constraint(Trust.PAST, between(date(2023, 1, 1), None), "later")])
    assert ends(found.days, TODAY) == (date(2023, 1, 1), None)
    assert found.evidence == ("later", "set aside, because it contradicts the rest: term")


def test_what_excludes_nothing_is_no_evidence() -> None:
    wider = Constraint(Trust.OFFICE, between(date(2000, 1, 1), None), "wider", rank=1)
    assert solve([PAST, wider]).evidence == ("past",)


def test_the_second_reading_is_tried_before_a_constraint_is_set_aside() -> None:
    day = Constraint(Trust.DATE_LINE, between(date(2020, 10, 15), date(2020, 10, 15)), "line")
    lead = Constraint(Trust.LEAD, weekday(3), "lead", otherwise=weekday(3) | weekday(4))
    assert solve([day, lead]).evidence == ("line",)
    assert len(solve([day, lead]).days) == 1


def test_without_constraints_nothing_is_known() -> None:
    assert solve([]).days == every_day()
    assert ends(every_day(), TODAY) == (None, None)


def test_a_few_neighbouring_days_before_today_are_an_answer_although_later_ones_fit() -> None:
    fits = between(date(2020, 10, 14), date(2020, 10, 15)) | between(date(2031, 10, 14), date(2031, 10, 14))
    assert ends(fits, TODAY) == (date(2020, 10, 14), date(2020, 10, 15))
