"""The lexicon of loaded words: every example is found, no counter-example is."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.knowledge.lexicon import LoadedWord, load_lexicon

LEXICON = load_lexicon()
WORDS = LEXICON.words
PLAIN = [word for word in WORDS if word.plain]


@pytest.mark.parametrize(
    ("word", "sentence"), [pytest.param(w, s, id=f"{w.term}: {s}") for w in WORDS for s in w.examples]
)
def test_example_is_found(word: LoadedWord, sentence: str) -> None:
    assert word in [found.word for found in LEXICON.find(sentence)]


@pytest.mark.parametrize(
    ("word", "sentence"), [pytest.param(w, s, id=f"{w.term}: {s}") for w in WORDS for s in w.counter_examples]
)
def test_counter_example_is_not_found(word: LoadedWord, sentence: str) -> None:
    assert word not in [found.word for found in LEXICON.find(sentence)]


def test_a_term_is_one_of_its_forms() -> None:
    assert [w.term for w in WORDS if w.term not in w.forms] == []


def test_a_form_belongs_to_one_word() -> None:
    owners = Counter(form for w in WORDS for form in {f.casefold() for f in w.forms})
    assert [form for form, count in owners.items() if count > 1] == []


def test_the_neutral_word_is_not_loaded_itself() -> None:
    """The word itself may recur in it ("genocide where a court has found it"); another loaded word may not."""
    loaded = [(w.term, f.word.term) for w in WORDS for f in LEXICON.find(w.neutral) if f.word not in (w, *PLAIN)]
    assert loaded == []


@given(st.text(max_size=200))
def test_what_is_found_lies_in_the_text(text: str) -> None:
    found = list(LEXICON.find(text))
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
