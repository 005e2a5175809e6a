"""No text makes the reader fail, and what it finds is in order and within the text."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from truceline.extract.time_words import lexicon
from truceline.extract.times import find_in_text

TABLES = ("months", "weekdays", "units", "seasons", "parts_of_day", "day_words", "numbers")
SMALL = "the of last next past ago since until to and early end every a half - , .".split()
FIGURES = ["13", "31", "2020", "1991", "13th", "3:30", "5 p.m.", "1990s", "Oct.", "Tuesday", "2020-10-14", "03/04/2020"]
WORDS = sorted({w for name in TABLES for w in lexicon().raw[name]}.union(SMALL, FIGURES, ["\n\n"]))
PUBLISHED = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1)))


@given(st.lists(st.sampled_from(WORDS), max_size=14), PUBLISHED)
def test_words_of_time_in_any_order(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    last = 0
    for m in find_in_text(text, published):
        assert last <= m.start < m.end <= len(text)
        assert text[m.start : m.end] == m.time.text
        last = m.end


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    find_in_text(text, date(2020, 10, 14))
