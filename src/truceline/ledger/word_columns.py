"""The words that sources choose as columns in memory: counted by thing, claimant and outlet without any text.

The same uses are counted as :func:`truceline.compare.wording.counted` keeps: of copies a sentence counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, func, select

from ..compare.wording import MATTERS
from .arrays import Bools, Coding, Columns, Numbers, portions
from .chunks import chunked
from .folding import begin, fold
from .schema import documents
from .schema_words import heard, uses
from .uses import method

_CODED = ("thing", "term", "how", "outlet", "printed", "claimant")


@dataclass(frozen=True, slots=True)
class WordColumns:
    """A row for each use: the reading and the number of its document, where it starts, the number of its sentence's
    words, and numbers of values of ``codings``; ``heard`` says by the keys of readings whose words are found."""

    reading: Numbers
    document: Numbers
    start: Numbers
    same: Numbers
    coded: dict[str, Numbers]
    codings: dict[str, Coding]
    heard: Bools


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word of a row: whether it takes no side, how often it stands there and how (see ``wording.How``), and the first
    place: the id of the report and the offset."""

    term: str
    plain: bool
    number: int
    how: tuple[tuple[str, int], ...]
    document: str
    start: int


@dataclass(frozen=True, slots=True)
class WordRow:
    """The words of one claimant (null: the outlet's own voice) in one outlet's texts (null: not known) for one thing,
    the most frequent first."""

    about: str
    neutral: str
    claimant: str | None
    outlet: str | None
    words: tuple[WordCount, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What words are chosen for, its number, and how many rows there are."""

    number: int
    about: str
    neutral: str
    rows: int


@dataclass(frozen=True, slots=True)
class TermUsed:
    """A word that is chosen for a thing (its number, and what it is called plainly), and how often."""

    term: str
    thing: int
    about: str
    neutral: str
    number: int


def word_columns(connection: Connection, columns: Columns) -> WordColumns:
    """The columns of all words that are found, of the readings that stand for their documents."""
    told = columns.readings
    done = np.zeros(len(told.standing), np.bool_)
    for (key,) in connection.execute(select(heard.c.reading).where(heard.c.method == method())):
        if key < len(done):
            done[key] = told.standing[key]
    wanted = select(
        heard.c.reading, uses.c.start, uses.c.same, uses.c.about, uses.c.neutral, uses.c.term, uses.c.plain, uses.c.how,
        uses.c.outlet, uses.c.printed, uses.c.claimant,
    ).select_from(uses.join(heard, heard.c.document == uses.c.document)).where(heard.c.method == method())  # fmt: skip
    codings = {name: Coding() for name in _CODED}
    parts: list[list[Numbers]] = [[np.zeros(0, np.int64)] * (3 + len(_CODED))]
    for portion in portions(connection, wanted):
        told_in, start, same, about, neutral, term, plain, *rest = zip(*portion, strict=True)
        values = (zip(about, neutral, strict=True), zip(term, map(bool, plain), strict=True), *rest)
        coded = (codings[name].encode(column) for name, column in zip(_CODED, values, strict=True))
        parts.append([*(np.array(column, np.int64) for column in (told_in, start, same)), *coded])
    joined = [np.concatenate(column) for column in zip(*parts, strict=True)]
    there = np.flatnonzero(joined[0] < len(done))
    there = there[done[joined[0][there]]]
    reading, starts, sames, *coded_columns = (column[there] for column in joined)
    return WordColumns(
        reading, told.document[reading], starts, sames, dict(zip(_CODED, coded_columns, strict=True)), codings, done
    )


class Chosen:
    """The words in the documents of a mask (by the keys of readings), each use once; ``originals`` gives for the id of
    a copy the document that it goes back to."""

    def __init__(self, every: WordColumns, columns: Columns, reports: Bools, originals: Mapping[str, str]) -> None:
        self._every, self._columns = every, columns
        wanted = np.flatnonzero(reports[every.reading] if len(every.reading) else every.reading)
        first = self._first(reports, originals)
        self._kept = _counted(every, wanted, first)
        outlet, is_copy = every.coded["outlet"], first[every.document] != every.document
        printed = _same_codes(every.codings["printed"], every.codings["outlet"])[every.coded["printed"]]
        self._outlet = np.where(is_copy & (printed >= 0), printed, outlet) if len(outlet) else outlet
        rows = np.stack([every.coded["thing"], every.coded["claimant"], self._outlet])[:, self._kept]
        self._rows, number, size = np.unique(rows, axis=1, return_inverse=True, return_counts=True)
        self._size = size
        self._by_row, self._begin = np.argsort(number.reshape(-1), kind="stable"), np.cumsum(size) - size
        self.heard = int((reports & every.heard[: len(reports)]).sum())
        things = every.codings["thing"].values
        sided = np.array([not plain for _, plain in every.codings["term"].values], np.bool_)
        of_a_side = sided[every.coded["term"][self._kept]]
        self._sided = np.bincount(number.reshape(-1)[of_a_side], minlength=len(size)) > 0
        takes_side = np.zeros(len(things), np.bool_)
        takes_side[every.coded["thing"][self._kept][of_a_side]] = True
        self._told = [i for i in sorted(range(len(things)), key=lambda i: (MATTERS.index(things[i][0]), things[i][1]))
                      if takes_side[i]]  # fmt: skip

    def things(self, about: Iterable[str] = (), claimant: str = "") -> list[Thing]:
        """What somebody takes a word of a side for, in the order of matters; of one matter, or of one claimant."""
        wanted, values = set(about), self._every.codings["thing"].values
        rows = np.bincount(self._rows[0][self._passing(claimant)], minlength=len(values))
        chosen = (i for i in self._told if rows[i] and (not wanted or values[i][0] in wanted))
        return [Thing(i, values[i][0], values[i][1], int(rows[i])) for i in chosen]

    def rows(self, thing: int, offset: int, limit: int, claimant: str = "") -> list[WordRow]:
        """The rows of a thing: those with a word of a side first, then those of most uses."""
        found = np.flatnonzero((self._rows[0] == thing) & self._passing(claimant))
        order = found[np.lexsort((-self._size[found], ~self._sided[found]))]
        return [self._row(number) for number in order[offset : offset + limit].tolist()]

    def terms(self, words: str) -> list[TermUsed]:
        """The words that have all of ``words``, the beginnings of words of it, and that somebody takes for something
        that words of a side are taken for; those of most uses first."""
        values, things = self._every.codings["term"].values, self._every.codings["thing"].values
        fits = self._every.codings["term"].passing(lambda value: begin(fold(words).split(), fold(value[0])))
        if not len(fits):
            return []
        coded = self._every.coded
        term, thing = coded["term"][self._kept], coded["thing"][self._kept]
        mask = fits[term] & np.isin(thing, np.array(self._told, np.int64))
        both, number = np.unique(term[mask] * len(things) + thing[mask], return_counts=True)
        found = []
        for pair, uses_of_it in zip(both.tolist(), number.tolist(), strict=True):
            about, neutral = things[of := pair % len(things)]
            found.append(TermUsed(values[pair // len(things)][0], of, about, neutral, uses_of_it))
        return sorted(found, key=lambda one: (-one.number, one.term))

    def of(self, *, claimant: str | None = None, outlet: str | None = None) -> list[WordRow]:
        """All rows of a claimant, or those of an outlet's own voice; only of things that somebody takes a
        word of a side for."""
        mask = np.isin(self._rows[0], np.array(self._told, np.int64))
        mask &= self._rows[1] == _code(self._every.codings["claimant"], claimant)
        if outlet is not None:
            mask &= self._rows[2] == _code(self._every.codings["outlet"], outlet)
        order = np.flatnonzero(mask)
        return [self._row(number) for number in order[np.argsort(-self._size[order], kind="stable")].tolist()]

    def _passing(self, claimant: str) -> Bools:
        if not claimant:
            return np.ones(self._rows.shape[1], np.bool_)
        part = fold(claimant)
        names = self._every.codings["claimant"].passing(lambda name: name is not None and part in fold(name))
        return names[self._rows[1]] if len(names) else np.zeros(self._rows.shape[1], np.bool_)

    def _row(self, number: int) -> WordRow:
        every, values = self._every, {name: coding.values for name, coding in self._every.codings.items()}
        thing, claimant, outlet = self._rows[:, number].tolist()
        begin = self._begin[number]
        own = self._kept[self._by_row[begin : begin + self._size[number]]]
        words = []
        for term in np.unique(every.coded["term"][own]).tolist():
            several = own[every.coded["term"][own] == term]
            hows = np.bincount(every.coded["how"][several])
            how = tuple((values["how"][i], int(hows[i])) for i in np.argsort(-hows, kind="stable").tolist() if hows[i])
            first = several[0]
            document = self._columns.documents.values[int(every.document[first])]
            name, plain = values["term"][term]
            words.append(WordCount(name, plain, len(several), how, document, int(every.start[first])))
        words.sort(key=lambda word: (-word.number, word.term))
        about, neutral = values["thing"][thing]
        return WordRow(about, neutral, values["claimant"][claimant], values["outlet"][outlet], tuple(words))

    def _first(self, reports: Bools, originals: Mapping[str, str]) -> Numbers:
        """For each document, by its number, the one among the reports that it goes back to, or itself."""
        told = self._columns.readings
        there = np.zeros(len(self._columns.documents.values), np.bool_)
        there[told.document[: len(reports)][reports]] = True
        first = np.arange(len(there))
        numbers = {one: number for number, one in enumerate(self._columns.documents.values)} if originals else {}
        for copy, original in originals.items():
            one, other = numbers.get(copy), numbers.get(original)
            if one is not None and other is not None and there[other]:
                first[one] = other
        return first


def _counted(every: WordColumns, wanted: Numbers, first: Numbers) -> Numbers:
    """Of these uses the first of those that copies of one text repeat: those that are alike in the original, the words
    of the sentence, the word, and which it is of such in its document."""
    term, document = every.coded["term"][wanted], every.document[wanted]
    order = np.lexsort((every.start[wanted], every.same[wanted], term, document))
    wanted, term, document = wanted[order], term[order], document[order]
    if not len(wanted):
        return wanted
    same = every.same[wanted]
    new = np.r_[True, (document[1:] != document[:-1]) | (term[1:] != term[:-1]) | (same[1:] != same[:-1])]
    at = np.arange(len(wanted))
    nth = at - np.maximum.accumulate(np.where(new, at, 0))
    original = first[document]
    by = np.lexsort((at, original != document, nth, same, term, original))
    keys = np.stack([original, term, same, nth])[:, by]
    kept = np.r_[True, (keys[:, 1:] != keys[:, :-1]).any(axis=0)]
    return np.sort(wanted[by[kept]])


def _same_codes(one: Coding, other: Coding) -> Numbers:
    """For the numbers of one coding those of the same values in another, or -1; nobody is no value."""
    return np.array([-1 if value is None else other.code(value) for value in one.values], np.int64)


def _code(coding: Coding, value: str | None) -> int:
    return next((number for number, one in enumerate(coding.values) if one == value), -1)


def sentences(connection: Connection, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str, str]]:
    """For words, by the id of the report and the offset, their sentence: before the word, the word, and after it."""
    found: dict[tuple[str, int], tuple[str, str, str]] = {}
    wanted = set(places)
    for part in chunked(sorted(wanted)):
        length = uses.c.sentence_end - uses.c.sentence_start
        told = func.substr(documents.c.text, uses.c.sentence_start + 1, length).label("sentence")
        asked = (
            select(documents.c.id, uses.c.start, uses.c.end, uses.c.sentence_start, told)
            .select_from(uses.join(documents, documents.c.key == uses.c.document))
            .where(documents.c.id.in_({one for one, _ in part}), uses.c.start.in_({start for _, start in part}))
        )
        for row in connection.execute(asked):
            if (row.id, row.start) in wanted:
                left, right = row.start - row.sentence_start, row.end - row.sentence_start
                told_so = row.sentence
                found[row.id, row.start] = told_so[:left], told_so[left:right], told_so[right:]
    return found
