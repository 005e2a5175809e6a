"""Loaded words (``lexicon.yaml``): words that take a side, who tends to use them, and this program's neutral word.

The lexicon changes nothing that a report says: a claim keeps the report's own words (``wording``), and these entries
say which of them were chosen by somebody with an interest, and what happened in plain words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .loader import KNOWLEDGE, load_entries
from .schema import Entry, Text, Texts


class LoadedWord(Entry, frozen=True, kw_only=True):
    """A word or phrase that takes a side.

    ``forms`` are all the forms it is found by, ``term`` among them; case counts only where a form has a capital.
    ``neutral`` is the word this program uses; ``about`` what the word describes; ``masks`` are phrases that contain a
    form and take no side ("so-called" in "a so-called dirty bomb"), in which nothing is found.
    """

    term: Text
    forms: Texts
    neutral: Text
    used_by: Text
    about: Literal["killing", "people", "control", "operation", "territory", "state", "group", "detention", "movement"]
    masks: Texts = ()
    examples: Texts
    counter_examples: Texts = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded word where it stands: ``text[start:end]``."""

    start: int
    end: int
    word: LoadedWord


@cache
def load_lexicon() -> tuple[LoadedWord, ...]:
    """The entries of ``lexicon.yaml``."""
    return load_entries(KNOWLEDGE / "lexicon.yaml", LoadedWord)


def loaded_words(text: str) -> tuple[Loaded, ...]:
    """The loaded words in ``text``, longest first from the left, without overlaps."""
    pattern, words = _pattern()
    found = ((m, words[m[0].casefold().replace("’", "'")]) for m in pattern.finditer(text))
    return tuple(
        Loaded(m.start(), m.end(), word) for m, word in found if word is not None and _written_so(m[0], word.forms)
    )


def _written_so(written: str, forms: Texts) -> bool:
    """Whether the text has a capital wherever the form does: "the Resistance" is not "the resistance"."""
    plain = written.replace("’", "'")
    return any(
        len(form) == len(plain) and all(w == f or w == f.upper() for w, f in zip(plain, form, strict=True))
        for form in forms
    )


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, LoadedWord | None]]:
    """One pattern over all forms and masks, longest first; masks lead to null."""
    words: dict[str, LoadedWord | None] = {}
    for entry in load_lexicon():
        words |= {form.casefold(): entry for form in entry.forms}
    for entry in load_lexicon():
        words |= {mask.casefold(): None for mask in entry.masks}
    choices = "|".join(re.escape(w).replace("'", "['’]") for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE), words
