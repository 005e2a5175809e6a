"""Entries by the beginning of a name or of a word in it: what a search box over the known actors asks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .names import AnyEntry, known_entries, pieces
from .schema import Country, Person

_LAST = "\uffff"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry, and the name of it that the words begin."""

    entry: AnyEntry
    name: str


class NameSearch:
    """Finds entries by what is typed so far, whatever its case, accents and hyphens."""

    def __init__(self, entries: Iterable[AnyEntry]) -> None:
        found = ((entry, name, _key(name)) for entry in entries for name in _names(entry))
        rows = [
            (" ".join(words[at:]), at > 0, len(words), name, entry)
            for entry, name, words in found
            for at in range(len(words))
        ]
        self._rows = sorted(rows, key=lambda row: row[:4])
        self._keys = [row[0] for row in self._rows]

    def find(self, typed: str, most: int) -> list[Hit]:
        """At most ``most`` entries, each once: whole names first, then beginnings of names, then later words."""
        wanted = " ".join(_key(typed))
        if not wanted:
            return []
        rows = self._rows[bisect_left(self._keys, wanted) : bisect_left(self._keys, wanted + _LAST)]
        rows.sort(key=lambda row: (row[0] != wanted or row[1], row[1], row[2], row[3]))
        hits: dict[int, Hit] = {}
        for *_, name, entry in rows:
            hits.setdefault(id(entry), Hit(entry, name))
            if len(hits) == most:
                break
        return list(hits.values())


def _key(text: str) -> list[str]:
    return [piece.casefold() for word in text.split() for piece in pieces(word)]


def _names(entry: AnyEntry) -> set[str]:
    """All names that lead to an entry; a state also by its government's and its people's."""
    names = {entry.name, *entry.names}
    if not isinstance(entry, Person):
        names.update(entry.abbreviations)
    if isinstance(entry, Country):
        names.update((entry.government, *entry.demonyms))
    return names


@cache
def name_search() -> NameSearch:
    """The search over everything the program knows of actors; built once a process."""
    return NameSearch(known_entries())
