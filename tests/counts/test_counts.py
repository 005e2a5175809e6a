"""Counts found in text: the number, its bounds, the noun counted; and numbers that are no counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.extract.counts import find_counts
from truceline.extract.counts_values import find_numerals, tables, words_value
from truceline.extract.mentions import CountMention
from truceline.language.parse import parse
from truceline.records import Count, Document

HERE = Path(__file__).parent


def _load(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def counts_of(text: str) -> tuple[CountMention, ...]:
    return find_counts(parse(Document(id="test", text=text)))


@pytest.mark.parametrize("case", _load("cases.yaml"), ids=lambda c: c["text"])
def test_counts(case: dict[str, Any]) -> None:
    document = parse(Document(id="test", text=case["text"] + "."))
    found = find_counts(document)
    rows = [
        [m.count.text, m.count.best, m.count.low, m.count.high, None if m.noun is None else document.doc[m.noun].text]
        for m in found
    ]
    assert rows == case["counts"]


@pytest.mark.parametrize("text", _load("not-counts.yaml"))
def test_no_counts(text: str) -> None:
    assert [m.count.text for m in counts_of(text)] == []


def test_offsets_are_those_of_the_text() -> None:
    text = "Officials said at least 49 people died.\n\nBetween 30 and 35 houses burned, and some 1,200 people fled."
    for m in counts_of(text):
        assert text[m.start : m.end] == m.count.text


def _in_words(n: int) -> str:
    units = {v: k for k, v in tables().units.items()}
    tens = {v: k for k, v in tables().tens.items() if k != "fourty"}
    if n < 20:
        return units[n]
    if n < 100:
        return tens[n - n % 10] + (f"-{units[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{units[n // 100]} hundred" + (f" and {_in_words(n % 100)}" if n % 100 else "")
    return f"{_in_words(n // 1000)} thousand" + (f" {_in_words(n % 1000)}" if n % 1000 else "")


@given(st.integers(min_value=1, max_value=999_999))
def test_numbers_in_words(n: int) -> None:
    assert words_value(_in_words(n)) == n


@given(st.integers(min_value=1, max_value=999_999))
def test_a_number_in_words_is_one_numeral(n: int) -> None:
    text = f"{_in_words(n)} people"
    (numeral,) = find_numerals(text)
    assert (numeral.start, text[numeral.end :], numeral.value) == (0, " people", n)


@given(st.integers(min_value=1, max_value=10**9))
def test_digits_with_separators(n: int) -> None:
    for text in (f"{n:,} people", f"{n:,}".replace(",", "\u00a0") + " people", f"{n} people"):
        (numeral,) = find_numerals(text)
        assert numeral.value == n


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet="0123456789,. -aketomnudzfirsvh", max_size=60))
def test_any_text_gives_sound_counts(text: str) -> None:
    document = Document(id="test", text=text)
    for m in find_counts(parse(document)):
        c: Count = m.count
        assert text[m.start : m.end] == c.text
        assert c.low is None or c.high is None or c.low <= c.high
