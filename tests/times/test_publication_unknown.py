"""What is said of times when the publication day is unknown, or known only as a range."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.extract.times import anchor_of, find_in_text
from truceline.records import Published

RELATIVE = [
    ("on Wednesday", "XXXX-WXX-3"),
    ("on Oct. 13", "XXXX-10-13"),
    ("yesterday", None),
    ("last week", None),
    ("two weeks ago", None),
    ("in May", "XXXX-05"),
    ("in the past 24 hours", "PT24H"),
]


@pytest.mark.parametrize(("text", "value"), RELATIVE)
def test_relative_times_have_no_days_without_a_publication_day(text: str, value: str | None) -> None:
    [m] = find_in_text(f"It happened {text}.", None)
    assert (m.time.start, m.time.end, m.value) == (None, None, value)


def test_full_dates_need_no_publication_day() -> None:
    [m] = find_in_text("It has lasted since 7 October 2023.", None)
    assert (m.time.start, m.time.end) == ("2023-10-07", None)


def test_a_range_of_publication_days_gives_the_days_of_all_readings() -> None:
    [m] = find_in_text("It happened on Wednesday.", (date(2023, 9, 20), date(2023, 9, 27)))
    assert (m.time.start, m.time.end, m.value) == ("2023-09-20", "2023-09-27", None)


def test_a_range_within_which_all_readings_agree_keeps_the_value() -> None:
    [m] = find_in_text("It happened on Wednesday.", (date(2023, 9, 20), date(2023, 9, 22)))
    assert (m.time.start, m.time.end, m.value) == ("2023-09-20", "2023-09-20", "2023-09-20")


def test_a_publication_with_an_open_end_is_no_anchor() -> None:
    assert anchor_of(Published(start="2022-01-01", basis="inferred")) is None
    assert anchor_of(None) is None
    assert anchor_of(Published(start="2022-01-01", end="2022-01-01", basis="given")) == date(2022, 1, 1)
