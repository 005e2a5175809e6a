"""Text is made safe to show, wherever it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.views.phrases import clean, clean_part, day_label, link, many

CLEANED = [
    ("  two\n\n words\t", "two words"),
    ("a\x1b[31mred\x07", "a[31mred"),
    ("user\u202egnp.exe", "usergnp.exe"),
    ("\ufeffStart\u200b\u2066", "Start"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("non\u00a0breaking", "non breaking"),
    (None, ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "cleaned"), CLEANED)
def test_clean(text: str | None, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_clean_is_one_line_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert once.isprintable() or any(c in once for c in "\u200c\u200d")
    assert clean(once) == once


@pytest.mark.parametrize(
    ("text", "cleaned"), [(" a\nb ", " a b "), ("\n", " "), ("", ""), ("a", "a"), ("a \x1b", "a ")]
)
def test_parts_of_a_sentence_keep_one_space_at_their_ends(text: str, cleaned: str) -> None:
    assert clean_part(text) == cleaned


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//example.org/x", ""),
        ("https://example.org/a b", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, linked: str) -> None:
    assert link(url) == linked


def test_days_and_numbers_in_words() -> None:
    assert day_label("2020-10-14") == "Wednesday 14 October 2020"
    assert day_label("2024-02-29", weekday=False) == "29 February 2024"
    assert (many(1, "report"), many(2000, "report"), many(0, "day")) == ("1 report", "2,000 reports", "0 days")
