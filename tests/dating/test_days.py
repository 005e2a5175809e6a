"""Sets of days behave as sets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.dating.days import FIRST, LAST, Days, between, day_of_year, every_day, no_day, weekday

DATES = st.dates(date(1960, 1, 1), date(2040, 12, 31))


@given(DATES, st.integers(0, 400))
def test_a_range_has_its_days_and_no_others(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    days = between(first, last)
    assert (days.first, days.last, len(days)) == (first, last, length + 1)


@given(DATES, st.integers(0, 40), st.integers(0, 400))
def test_widening_a_day_gives_the_range_around_it(day: date, before: int, after: int) -> None:
    wide = between(day, day).widened(before, after)
    assert wide == between(day - timedelta(days=before), day + timedelta(days=after))


@given(DATES, st.integers(-300, 300))
def test_shifting_moves_every_day(day: date, count: int) -> None:
    assert list(between(day, day).shifted(count)) == [day + timedelta(days=count)]


@given(DATES)
def test_every_day_has_one_weekday(day: date) -> None:
    assert [n for n in range(1, 8) if between(day, day) & weekday(n)] == [day.isoweekday()]


def test_the_leap_day_comes_every_four_years() -> None:
    assert [d.year for d in day_of_year(2, 29) & between(date(1996, 1, 1), date(2010, 1, 1))] == [
        1996,
        2000,
        2004,
        2008,
    ]


def test_open_ends_reach_the_ends_of_the_calendar() -> None:
    assert between(None, None) == every_day()
    assert (every_day().first, every_day().last) == (FIRST, LAST)


def test_an_empty_set_has_no_ends() -> None:
    assert not between(date(2020, 2, 1), date(2020, 1, 1))
    with pytest.raises(ValueError, match="no day"):
        _ = no_day().first
    with pytest.raises(ValueError, match="no day"):
        _ = Days(0).last
