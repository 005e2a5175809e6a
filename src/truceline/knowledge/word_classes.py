"""Closed lists of words that the extraction rules ask for, by id (``word_classes.yaml``)."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from .loader import KNOWLEDGE, load_entries


class WordClass(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list of words and what they have in common."""

    id: str
    definition: str
    words: tuple[str, ...]


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """All lists by id.  Raises KnowledgeError for a bad file."""
    return {c.id: frozenset(c.words) for c in load_entries(KNOWLEDGE / "word_classes.yaml", WordClass)}


def word_class(name: str) -> frozenset[str]:
    """The words of one list.  Raises KeyError for an id that the file does not have."""
    return word_classes()[name]
