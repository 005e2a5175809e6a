"""An index of names: which known countries, bodies, outlets, groups and people does a run of words name?

Words may be cut as spaCy cuts them ("Guinea", "-", "Bissau"; "People", "'s"; "U.S.") or at white space: both sides are
brought to the same *pieces*, without case, accents, dots, hyphens and inner apostrophes.  Case still counts: an
abbreviation matches in its own case only ("WHO" is not "who"), and a word that the name writes with a capital must
have one in the text ("Turkey" is not "turkey"; "TURKEY" is Turkey).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from . import loader
from .schema import ArmedGroup, Country, Institution, NameKind, Organisation, Outlet, Person

AnyEntry: TypeAlias = Country | Organisation | Institution | Outlet | ArmedGroup | Person

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´ʹ", "'"))
_SINGLE_LETTERS = str.maketrans("ıłŁđĐøØəƏ", "ilLdDoOaA")
"""Letters that Unicode does not take apart into a letter and an accent."""
_HYPHENS = re.compile(r"[-‐‑‒–—/\s]+")
_POSSESSIVE = re.compile(r"(?i)'s$")
_MARKS = re.compile(r"""[,;:!?()\[\]"“”„«»…]|[^,;:!?()\[\]"“”„«»…]+""")
_NO_PLURAL = re.compile(r"(?:ese|ish|ch|sh|ss|x|ois|ais|s|men)$")
_SKIPPED = {"", "'"}
_ANY_CASE = {"al", "el", "the"}
"""Articles: written with or without a capital whatever the name is ("Al-Shabaab", "the Hague")."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one entry.  ``ambiguous``: it often means something else, or names another entry as well.

    Loaded names are always ambiguous: who calls whom "terrorists" depends on the speaker.
    """

    text: str
    kind: NameKind
    entry: AnyEntry
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """``words[start:end]`` is a name of ``entry``; ``names`` are all readings, the likeliest first."""

    start: int
    end: int
    names: tuple[Name, ...]

    @property
    def entry(self) -> AnyEntry:
        """What the likeliest reading names."""
        return self.names[0].entry

    @property
    def kind(self) -> NameKind:
        """Which kind of name the likeliest reading is."""
        return self.names[0].kind

    @property
    def ambiguous(self) -> bool:
        """Whether the context has to decide: several readings, or one that often means something else."""
        return len(self.names) > 1 or self.names[0].ambiguous


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[str, ...]:
    """What a word is matched by: "Guinea-Bissau" -> Guinea, Bissau; "People’s" -> People, 's; "U.S." -> US.

    A hyphen or an apostrophe by itself gives nothing; other punctuation gives itself, so that no name runs over it.
    """
    if word.isascii() and word.isalnum():
        return (word,)
    plain = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES).translate(_SINGLE_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    found: list[str] = []
    for part in (mark for joined in _HYPHENS.split(plain) for mark in _MARKS.findall(joined)):
        stem = _POSSESSIVE.sub("", part)
        found += [_letters(stem), "'s"] if stem != part else [_letters(part)]
    return tuple(p for p in found if p not in _SKIPPED)


def _letters(part: str) -> str:
    """A part without apostrophes and the dots of abbreviations; "&" as the word it stands for."""
    if part == "&":
        return "and"
    if not any(c.isalnum() for c in part):
        return part
    return part.replace("'", "").replace(".", "")


_Pieces: TypeAlias = tuple[str, ...]
_Reading: TypeAlias = tuple[_Pieces, Name]
_Bucket: TypeAlias = list[tuple[_Pieces, tuple[_Reading, ...]]]


class NameIndex:
    """Finds names in runs of words.  Entries given first win where a name has several readings.

    Names are filed by their first word only; those of one first word are worked out when a text first has that word,
    for no text has more than a few hundred of them.
    """

    def __init__(self, entries: Iterable[AnyEntry]) -> None:
        self._filed: dict[str, list[tuple[str, NameKind | None, AnyEntry]]] = {}
        self._buckets: dict[str, _Bucket] = {}
        for entry in entries:
            for kind, texts in _texts(entry):
                for text in texts:
                    first = pieces(text.split(" ", 1)[0]) or _cut(text)
                    self._filed.setdefault(first[0].casefold(), []).append((text, kind, entry))

    def find(self, words: Sequence[str]) -> list[Match]:
        """The names in ``words``, longest first from the left, without overlaps.

        A name may end or begin inside a word that a hyphen joins ("U.S.-led"); the match then covers the whole word.
        """
        flat = [(piece, i) for i, word in enumerate(words) for piece in pieces(word)]
        folded = [piece.casefold() for piece, _ in flat]
        found: list[Match] = []
        at = 0
        while at < len(flat):
            length, names = self._longest(flat, folded, at)
            if names and folded[at] == "the" and self._longest(flat, folded, at + 1)[0] >= length:
                length, names = 1, ()
            if names:
                found.append(Match(flat[at][1], flat[at + length - 1][1] + 1, names))
            at += length
        return found

    def lookup(self, text: str) -> tuple[Name, ...]:
        """All readings of ``text`` as one whole name; empty when nothing has that name."""
        words = text.split()
        whole = self.find(words)
        return whole[0].names if len(whole) == 1 and (whole[0].start, whole[0].end) == (0, len(words)) else ()

    def _longest(self, flat: list[tuple[str, int]], folded: list[str], at: int) -> tuple[int, tuple[Name, ...]]:
        """How many pieces to go on by, and what they name: nothing where they are a mask, or no name at all."""
        for key, readings in self._bucket(folded[at]) if at < len(flat) else ():
            end = at + len(key)
            if tuple(folded[at:end]) == key:
                written = tuple(piece for piece, _ in flat[at:end])
                fitting: dict[int, Name] = {}
                for cased, name in readings:
                    if _written_so(name, cased, written):
                        fitting.setdefault(id(name.entry), name)
                if fitting or not readings:
                    return len(key), tuple(fitting.values())
        return 1, ()

    def _bucket(self, first: str) -> _Bucket:
        """All names whose first word is ``first``, longest first, each with its readings; a mask has none."""
        if first not in self._filed:
            return []
        if first not in self._buckets:
            keyed: dict[_Pieces, dict[tuple[str, int], _Reading]] = {}
            for text, kind, entry in self._filed[first]:
                cased = _cut(text)
                readings = keyed.setdefault(tuple(piece.casefold() for piece in cased), {})
                if kind is not None:
                    name = _name(text, kind, entry)
                    readings.setdefault((_case(name, cased), id(entry)), (cased, name))
            bucket = [(key, tuple(readings.values())) for key, readings in keyed.items()]
            self._buckets[first] = sorted(bucket, key=lambda named: -len(named[0]))
        return self._buckets[first]


def _cut(text: str) -> _Pieces:
    return tuple(piece for word in text.split() for piece in pieces(word))


def _case(name: Name, cased: _Pieces) -> str:
    """What tells two spellings of one key apart: their case, as far as the text has to follow it."""
    if name.kind == "abbreviation":
        return "".join(cased)
    return "".join("A" if _all_capitals(piece) else "a" if piece[0].isupper() else "-" for piece in cased)


def _written_so(name: Name, cased: _Pieces, written: _Pieces) -> bool:
    """Whether the text writes the name with the case that it asks for."""
    if name.kind == "abbreviation":
        return cased == written
    return all(map(_capital_kept, cased, written))


def _capital_kept(known: str, written: str) -> bool:
    """Whether a word of the text has the capitals that the name writes it with, or more."""
    if _all_capitals(known):
        return written.isupper()
    return written[0].isupper() or not known[0].isupper() or known.casefold() in _ANY_CASE


def _all_capitals(piece: str) -> bool:
    return len(piece) > 1 and piece.isupper()


def _name(text: str, kind: NameKind, entry: AnyEntry) -> Name:
    listed = text in entry.ambiguous or (kind == "people" and text.removesuffix("s") in entry.ambiguous)
    return Name(text, kind, entry, ambiguous=listed or kind == "loaded")


def _texts(entry: AnyEntry) -> Iterator[tuple[NameKind | None, Iterable[str]]]:
    """The names of an entry by kind; its masks have none."""
    yield "name", (entry.name, *entry.names)
    if isinstance(entry, Person):
        yield "surname", (entry.surname,) if entry.surname else ()
        return
    yield "abbreviation", entry.abbreviations
    yield None, entry.masks
    if isinstance(entry, Country):
        yield "name", (entry.government,)
        yield "capital", entry.capitals
        yield "seat", entry.seats
    if isinstance(entry, Country | ArmedGroup):
        yield "demonym", entry.demonyms
        yield "people", (p for p in map(plural, entry.demonyms) if p)
    if isinstance(entry, Country):
        yield "people", entry.peoples
    if isinstance(entry, ArmedGroup):
        yield "loaded", (loaded.name for loaded in entry.aka_loaded)


def plural(demonym: str) -> str | None:
    """The plural of a demonym ("Iraqi" -> "Iraqis"), or null where English forms none ("Chinese", "French")."""
    if _NO_PLURAL.search(demonym):
        return None
    return demonym + "s"


def known_entries() -> Iterator[AnyEntry]:
    """Everything the program knows of actors, states first."""
    for load in (
        loader.load_countries,
        loader.load_institutions,
        loader.load_organisations,
        loader.load_armed_groups,
        loader.load_people,
        loader.load_outlets,
    ):
        yield from load()


@cache
def name_index() -> NameIndex:
    """The index over everything the program knows; built once a process."""
    return NameIndex(known_entries())
