"""Counted time: what numbers are read, and how many days each count of a sentence stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.dating.counted_words import cardinal, ordinal
from truceline.dating.counts import find_counts

# sentence, fewest days, most days, months to the day
COUNTS = [
    ("The war entered its hundredth day on Sunday.", 99, 99, None),
    ("Ukraine marked day 1,000 of the invasion on Tuesday.", 999, 999, None),
    ("Today is the two hundredth day of the blockade.", 199, 199, None),
    ("It was the thirty-seventh day after October 7.", 36, 37, None),
    ("The town fell after a siege of 535 days.", 534, 535, None),
    ("Two and a half months after the call the group dissolved.", 56, 104, None),
    ("More than 500 days after the abduction parents marched.", 500, 600, None),
    ("Families marched three weeks to the day after the truce.", 21, 21, None),
    ("The city marks the second anniversary of the battle.", 0, 0, 24),
    ("Guards were posted on the eve of the first anniversary.", -1, -1, 12),
    ("Less than 24 hours after the truce shells fell.", 0, 1, None),
    ("Militias roamed twelve days before the ballot.", -12, -12, None),
    ("The two-week-old war went on.", 11, 17, None),
]
NO_COUNTS = [
    "Music was forbidden for five years.",
    "Water was 3 per cent dearer.",
    "He scored on day 3 of the test match.",
]


@pytest.mark.parametrize(("sentence", "low", "high", "months"), COUNTS)
def test_a_count_stands_for_so_many_days(sentence: str, low: int, high: int, months: int | None) -> None:
    assert (low, high, months) in [(c.low, c.high, c.months) for c in find_counts(sentence, lead=True)]


@pytest.mark.parametrize("sentence", NO_COUNTS)
def test_other_numbers_are_no_counts(sentence: str) -> None:
    assert list(find_counts(sentence, lead=True)) == []


@given(st.integers(min_value=1, max_value=9999))
def test_numbers_in_digits(number: int) -> None:
    assert cardinal(f"{number:,}") == cardinal(str(number)) == ordinal(f"{number:,}th") == number


@pytest.mark.parametrize(("words", "number"), [
    ("two hundredth", 200), ("a hundred and third", 103), ("twentieth", 20), ("forty-second", 42), ("thousandth", 1000),
    ("former", None), ("next", None),
])  # fmt: skip
def test_ordinals_in_words(words: str, number: int | None) -> None:
    assert ordinal(words) == number
