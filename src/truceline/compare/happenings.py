"""What kind of happening a word may name: the entries of ``happenings.yaml``, and words of one root."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from ..knowledge.loader import KNOWLEDGE, load_entries


class Happening(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of happening with the lemmas that may name it.  See the head of ``happenings.yaml``."""

    id: str
    words: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    counter_examples: tuple[tuple[str, str], ...] = ()


_ENDINGS = (
    "isation ization ations ation itions ition ions ion ments ment ances ance ence ings ing ies ied als al ers er ors "
    "or ures ure ed es s e y"
).split()
_SHORTEST_ROOT = 4


@cache
def happenings() -> tuple[Happening, ...]:
    """All kinds, in the order of the file.  Raises KnowledgeError for a bad file."""
    return tuple(load_entries(KNOWLEDGE / "happenings.yaml", Happening))


def kinds(lemma: str) -> frozenset[str]:
    """The kinds of happening that a lemma may name; none for most words."""
    return _by_word().get(lemma, frozenset())


@cache
def _by_word() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in happenings():
        for word in entry.words:
            found.setdefault(word, set()).add(entry.id)
    return {word: frozenset(names) for word, names in found.items()}


def root(lemma: str) -> str:
    """A word without the ending that makes a noun of a verb: "resign" and "resignation" have one root.

    >>> root("appointment"), root("appoint"), root("negotiation"), root("negotiate")
    ('appoint', 'appoint', 'negoti', 'negotiat')
    """
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _SHORTEST_ROOT:
            return lemma[: -len(ending)]
    return lemma


def same_root(first: str, second: str) -> bool:
    """Whether two lemmas are of one root, one perhaps with a letter or two of a verb's ending left."""
    a, b = sorted((root(first), root(second)), key=len)
    return len(a) >= _SHORTEST_ROOT and b.startswith(a) and len(b) - len(a) <= 2
