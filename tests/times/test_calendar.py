"""Calendar arithmetic, over all days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.extract.time_calendar import easter, holiday, interval, orthodox_easter, part, shifted

DAYS = st.dates(date(1900, 1, 1), date(2098, 12, 31))
UNITS = st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"])


@given(DAYS, UNITS)
def test_the_unit_of_a_day_contains_it(day: date, unit: str) -> None:
    days = interval(shifted(day, unit, 0))
    assert days is not None
    assert days[0] <= day <= days[1]


@given(DAYS, UNITS)
def test_a_unit_ends_where_the_next_begins(day: date, unit: str) -> None:
    this, following = interval(shifted(day, unit, 0)), interval(shifted(day, unit, 1))
    assert this is not None
    assert following is not None
    assert following[0] - this[1] == timedelta(days=1)


@given(DAYS, st.sampled_from(["month", "quarter", "year", "decade"]))
def test_early_mid_and_late_share_out_the_whole(day: date, unit: str) -> None:
    whole = interval(shifted(day, unit, 0))
    assert whole is not None
    early, mid, late = (part(whole, m) for m in ("START", "MID", "END"))
    assert (early[0], late[1]) == whole
    assert mid[0] - early[1] == late[0] - mid[1] == timedelta(days=1)


@pytest.mark.parametrize("value", ["PRESENT_REF", "XXXX-10-13", "P3D", "2020-02-30", "2020-13", None, ""])
def test_no_days(value: str | None) -> None:
    assert interval(value) is None


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2018, date(2018, 4, 1), date(2018, 4, 8)),
        (2022, date(2022, 4, 17), date(2022, 4, 24)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
    ],
)
def test_easter(year: int, western: date, eastern: date) -> None:
    assert (easter(year), orthodox_easter(year)) == (western, eastern)


def test_a_feast_that_cannot_be_computed_has_no_day() -> None:
    assert holiday({}, 2023) is None
    assert holiday({"month": 11, "weekday": 4, "nth": 4}, 2023) == date(2023, 11, 23)
