"""Quoted words are found letter for letter, white space aside, in the sentence they are said to be from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.llm.quotes import Finder
from truceline.llm.refused import NotTaken
from truceline.llm.windows import Window
from truceline.records import Sentence

TEXT = "Iranian  troops left,\nIran said. The army’s “losses” (12) were\u00a0heavy. Iran said so."

CASES = [
    ("Iran", 0, 22),
    ("Iranian troops", 0, 0),
    ("troops left, Iran said", 0, 9),
    ("troops\t left,\n\nIran", 0, 9),
    (" Iran said. ", 0, 22),
    ("left,", 0, 16),
    ("The army’s", 1, 33),
    ("army", 1, 37),
    ("“losses”", 1, 44),
    ("losses", 1, 45),
    ("(12)", 1, 53),
    ("were heavy", 1, 58),
    ("Iran said", 2, 70),
]

NOT = [
    ("The army's", 1),
    ('"losses"', 1),
    ("“loss", 1),
    ("rmy", 1),
    ("IRAN", 0),
    ("Irán", 0),
    ("Iran said", 1),
    (".*", 0),
    ("troops.left", 0),
    ("", 0),
    (" \n", 0),
    ("Iranian troops left, Iran said. The army", 0),
]


def finder(text: str = TEXT) -> Finder:
    """The three sentences of the text."""
    starts, ends = [0, 33, 70], [32, 69, 83]
    assert text == TEXT
    sentences = [
        Sentence(index=i, start=s, end=e, text=text[s:e]) for i, (s, e) in enumerate(zip(starts, ends, strict=True))
    ]
    return Finder(text, Window(tuple(sentences), frozenset({0})))


@pytest.mark.parametrize(("words", "number", "start"), CASES)
def test_words_are_found_where_they_stand(words: str, number: int, start: int) -> None:
    found = finder().within(words, finder().sentence(number))
    assert found is not None
    assert found.start == start
    assert TEXT[found.start : found.end].split() == words.split()


@pytest.mark.parametrize(("words", "number"), NOT)
def test_other_words_are_not_found(words: str, number: int) -> None:
    assert finder().within(words, finder().sentence(number)) is None


def test_words_from_elsewhere_are_looked_for_before_the_sentence_first() -> None:
    found = finder()
    last = found.sentence(2)
    span = found.within("so", last)
    assert span is not None
    assert found.near("army", last, span).start == 37
    assert found.near("Iran said", last, span).start == 70
    assert found.near("Iran said", found.sentence(1), span).start == 22
    with pytest.raises(NotTaken, match="words not in the report: Iraq"):
        found.near("Iraq", last, span)


def test_of_two_places_in_a_sentence_the_one_in_the_span_is_taken() -> None:
    text = "Two died in Goma and two died in Bukavu."
    sentence = Sentence(index=7, start=0, end=len(text), text=text)
    found = Finder(text, Window((sentence,), frozenset()))
    span = found.within("two died in Bukavu", sentence)
    assert span is not None
    died = found.within("died", sentence, span)
    assert died is not None
    assert (found.sentence(7), died.start) == (sentence, 25)


@given(st.text(max_size=30))
def test_whatever_is_quoted_what_is_found_has_the_same_letters(words: str) -> None:
    found = finder().within(words, finder().sentence(1))
    assert found is None or TEXT[found.start : found.end].split() == words.split()
