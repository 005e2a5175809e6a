"""What reports are filed under: a day, or what is known of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.records import Published
from truceline.views import days

RANGES = [
    ("2022-01-05", "2022-01-05", "2022-01-05", "Wednesday 5 January 2022", "2022-01-05"),
    ("2022-01-01", "2022-01-31", "2022-01-01 to 2022-01-31", "January 2022", "2022-01"),
    ("2024-02-01", "2024-02-29", "2024-02-01 to 2024-02-29", "February 2024", "2024-02"),
    ("2023-02-01", "2023-02-27", "2023-02-01 to 2023-02-27", "1 February 2023 to 27 February 2023", ""),
    ("2022-01-01", "2022-12-31", "2022-01-01 to 2022-12-31", "2022", ""),
    ("2022-01-01", "2022-02-28", "2022-01-01 to 2022-02-28", "1 January 2022 to 28 February 2022", ""),
    ("2021-12-01", "2022-12-31", "2021-12-01 to 2022-12-31", "1 December 2021 to 31 December 2022", ""),
    ("2022-01-05", None, "2022-01-05", "Wednesday 5 January 2022", "2022-01-05"),
    (None, "2022-01-05", "2022-01-05", "Wednesday 5 January 2022", "2022-01-05"),
    (None, None, "", "Without a date", ""),
]


@pytest.mark.parametrize(("start", "end", "key", "label", "machine"), RANGES)
def test_keys_and_labels(start: str | None, end: str | None, key: str, label: str, machine: str) -> None:
    found = days.key_of(Published(start=start, end=end, basis="text"))
    assert (found, days.label(found), days.machine(found)) == (key, label, machine)
    assert (days.first(key), days.last(key)) == (start or end or "", end or start or "")


DAYS = st.dates().map(str)


@given(DAYS, DAYS, DAYS, DAYS)
def test_in_order_by_the_first_day_and_before_only_where_that_is_sure(a: str, b: str, c: str, d: str) -> None:
    one, other = (days.key_of(Published(start=min(p), end=max(p), basis="text")) for p in ((a, b), (c, d)))
    if min(a, b) != min(c, d):
        assert (one < other) == (min(a, b) < min(c, d))
    assert days.before(one, other) == (max(a, b) < min(c, d))
