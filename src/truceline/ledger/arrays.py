"""The claims of a ledger as columns in memory: all that is filtered, counted and sorted by, without any text.

Documents, readings and claims are only ever added, so that a later state is the earlier one with more at its end.
Which reading stands for its document, and the conflict that it tells of, may change: these are worked out anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, func, select

from ..extractor import RULES
from .filters import UNREVIEWED
from .schema import actors, claims, conflicts, contested, documents, places, readings
from .schema_review import states

Bools = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]

CODED = ("kind", "type", "mode", "harm", "action", "modality")
"""Columns of claims with few values: kept as numbers of these."""

NO_DAY, NO_END = 0, 99_999_999
"""A day that is not known, and an end that is open; any other day is a number such as 20230920."""

COUNTRY, LISTED, TEXT, LAT, LON, PRECISION = range(1, 7)
"""Where the country of a place, the name that it is listed by, that of the report, its coordinates and how exact they
are stand in the values of its coding, after the folded names."""

_PORTION = 20_000


class _Numbers(dict[Hashable, int]):
    """Each value that is asked for has a number; a new one gets the next, and its place in ``values_met``."""

    def __init__(self) -> None:
        super().__init__()
        self.values_met: list[Any] = []

    def __missing__(self, value: Hashable) -> int:
        number = self[value] = len(self)
        self.values_met.append(value)
        return number


class Coding:
    """Values as small numbers, from 0 on in the order in which they are met; it only grows."""

    def __init__(self) -> None:
        self._numbers = _Numbers()

    @property
    def values(self) -> Sequence[Any]:
        """The values in the order of their numbers."""
        return self._numbers.values_met

    def code(self, value: Hashable) -> int:
        """The number of a value."""
        return self._numbers[value]

    def encode(self, values: Iterable[Hashable]) -> Numbers:
        """The numbers of values."""
        return np.fromiter(map(self._numbers.__getitem__, values), np.int64)

    def passing(self, test: Callable[[Any], bool]) -> Bools:
        """For each number, whether its value passes."""
        return np.fromiter(map(test, self.values), np.bool_)

    def among(self, values: Iterable[Hashable]) -> Bools:
        """For each number, whether its value is one of these: a look at each of them, not at all that there are."""
        found = np.zeros(max(1, len(self._numbers)), np.bool_)  # a ledger without documents has a reading of none
        found[[self._numbers[value] for value in values if value in self._numbers]] = True
        return found


@dataclass(frozen=True, slots=True)
class Readings:
    """What is known of readings, each at the place of its key (place 0 is of none); days as numbers.

    ``document`` is the number of its document's id, ``of`` that document's key; ``read`` is the moment of the reading,
    ``again`` whether its document had been read before.
    """

    document: Numbers
    of: Numbers
    extractor: Numbers
    outlet: Numbers
    language: Numbers
    status: Numbers
    conflict: Numbers
    start: Numbers
    end: Numbers
    read: Numbers
    again: Bools
    current: Bools
    standing: Bools


@dataclass(frozen=True, slots=True)
class Names:
    """Who, or which places, stand in which claims: rows of the place of the claim, the number of the name, and which it
    is of its claim (of a chain of sources, from the outermost on).

    The values of ``coding`` are folded names (the first is the one it is listed by), country, and that name as written;
    of places also what ``TEXT``, ``LAT``, ``LON`` and ``PRECISION`` stand for.
    """

    claim: Numbers
    name: Numbers
    position: Numbers
    coding: Coding

    def extended(self, more: Sequence[tuple[Numbers, Numbers, Numbers]]) -> Names:
        """With further rows."""
        of = (self.claim, self.name, self.position)
        claim, name, position = (np.concatenate([old, *(part[i] for part in more)]) for i, old in enumerate(of))
        return Names(claim, name, position, self.coding)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of all claims, in the order of their keys."""

    key: Numbers
    reading: Numbers
    coded: dict[str, Numbers]
    codings: dict[str, Coding]
    background: Bools
    confidence: Reals
    count: Reals
    start: Numbers
    end: Numbers
    review: Numbers
    contested: Bools
    readings: Readings
    documents: Coding
    actors: Names
    sources: Names
    places: Names

    def places_of(self, keys: Iterable[int]) -> Numbers:
        """Where claims stand in the columns, by their keys; those that are not there yet are left out."""
        return _places(self.key, np.fromiter(keys, np.int64))[0]


def day_number(day: str | None, missing: int = NO_DAY) -> int:
    """ "2023-09-20" as 20230920."""
    return missing if day is None else int(day.replace("-", ""))


def moment_number(moment: str) -> int:
    """ "2023-09-20T14:02:31+00:00" as 20230920140231."""
    return int("".join(c for c in moment[:19] if c.isdigit()))


def empty() -> Columns:
    """The columns of a ledger without claims."""
    none, unset = np.zeros(0, np.int64), np.zeros(0, np.bool_)
    codings = {name: Coding() for name in (*CODED, "outlet", "language", "status", "extractor", "conflict")}
    for coding in codings.values():
        coding.code(None)
    codings["review"] = Coding()
    codings["review"].code(UNREVIEWED)
    of_readings = Readings(
        none, none, none, none, none, none, none, none, none, none, unset, unset, unset,
    )  # fmt: skip
    names = (Names(none, none, none, Coding()) for _ in range(3))
    return Columns(
        none, none, dict.fromkeys(CODED, none), codings, unset, np.zeros(0), np.zeros(0), none, none, none, unset,
        of_readings, Coding(), *names,
    )  # fmt: skip


def extended(connection: Connection, old: Columns) -> Columns:
    """The columns of what the ledger holds now, on a connection with an open transaction; ``old`` are of before."""
    last = int(old.key[-1]) if len(old.key) else 0
    parts: list[list[NDArray[Any]]] = []
    for portion in portions(connection, _claims_after(last)):
        parts.append(_encoded(portion, old))
    joined = [np.concatenate([before, *(part[i] for part in parts)]) for i, before in enumerate(_stored(old))]
    key, reading, background, confidence, count, start, end, *coded = joined
    made = Columns(
        key, reading, dict(zip(CODED, coded, strict=True)), old.codings, background, confidence, count, start, end,
        _reviews(connection, key, old.codings["review"]), _contested(connection, key),
        _readings(connection, old.codings, old.documents), old.documents, old.actors, old.sources, old.places,
    )  # fmt: skip
    return _with_names(connection, made, last) if parts else made


def _stored(old: Columns) -> list[NDArray[Any]]:
    return [
        old.key, old.reading, old.background, old.confidence, old.count, old.start, old.end,
        *(old.coded[name] for name in CODED),
    ]  # fmt: skip


def _claims_after(last: int) -> Select[Any]:
    number = func.coalesce(claims.c.count_best, claims.c.count_low, claims.c.count_high)
    return (
        select(claims.c.key, claims.c.reading, claims.c.background, claims.c.confidence, number, claims.c.time_start,
               claims.c.time_end, *(claims.c[name] for name in CODED))
        .where(claims.c.key > last)
        .order_by(claims.c.key)
    )  # fmt: skip


def _encoded(portion: Sequence[Sequence[Any]], old: Columns) -> list[NDArray[Any]]:
    key, reading, background, confidence, count, start, end, *coded = zip(*portion, strict=True)
    return [
        np.array(key, np.int64), np.array(reading, np.int64), np.array(background, np.bool_), np.array(confidence),
        np.array([np.nan if number is None else number for number in count], np.float64),
        np.fromiter(map(day_number, start), np.int64), np.fromiter((day_number(d, NO_END) for d in end), np.int64),
        *(old.codings[name].encode(values) for name, values in zip(CODED, coded, strict=True)),
    ]  # fmt: skip


def _with_names(connection: Connection, made: Columns, last: int) -> Columns:
    of_actor = (actors.c.part == "source", actors.c.folded, actors.c.country)
    wanted = select(actors.c.claim, actors.c.position, *of_actor, func.coalesce(actors.c.name, actors.c.text))
    said: list[tuple[Numbers, Numbers, Numbers]] = []
    done: list[tuple[Numbers, Numbers, Numbers]] = []
    for portion in portions(connection, wanted.where(actors.c.claim > last)):
        claim, position, is_source, *name = zip(*portion, strict=True)
        which = np.array(position, np.int64)
        at, speaks = np.searchsorted(made.key, np.array(claim)), np.array(is_source, np.bool_)
        for found, names, mask in ((said, made.sources, speaks), (done, made.actors, ~speaks)):
            coded = names.coding.encode(compress(zip(*name, strict=True), mask.tolist()))
            found.append((at[mask], coded, which[mask]))
    listed = func.coalesce(places.c.name, places.c.text)
    where = select(places.c.claim, places.c.position, places.c.folded, places.c.country, listed, places.c.text,
                   places.c.lat, places.c.lon, places.c.precision)  # fmt: skip
    there: list[tuple[Numbers, Numbers, Numbers]] = []
    for portion in portions(connection, where.where(places.c.claim > last)):
        claim, position, *name = zip(*portion, strict=True)
        at = np.searchsorted(made.key, np.array(claim))
        there.append((at, made.places.coding.encode(zip(*name, strict=True)), np.array(position, np.int64)))
    return replace(
        made, actors=made.actors.extended(done), sources=made.sources.extended(said), places=made.places.extended(there)
    )


def _reviews(connection: Connection, key: Numbers, coding: Coding) -> Numbers:
    """What reviewers have made of the claims with these keys, as numbers of ``coding``."""
    made = np.full(len(key), coding.code(UNREVIEWED), np.int64)
    for portion in portions(connection, select(states.c.claim, states.c.state)):
        claim, state = zip(*portion, strict=True)
        at, there = _places(key, np.array(claim, np.int64))
        made[at] = coding.encode(state)[there]
    return made


def _contested(connection: Connection, key: Numbers) -> Bools:
    """Which of the claims with these keys another one of their incident contradicts."""
    made = np.zeros(len(key), np.bool_)
    for portion in portions(connection, select(contested.c.claim)):
        made[_places(key, np.array([claim for (claim,) in portion], np.int64))[0]] = True
    return made


def _places(key: Numbers, wanted: Numbers) -> tuple[Numbers, Bools]:
    """Where keys stand among ``key``, and which of them do."""
    found = np.searchsorted(key, wanted)
    there = found < len(key)
    there[there] = key[found[there]] == wanted[there]
    return found[there], there


def _readings(connection: Connection, codings: dict[str, Coding], known: Coding) -> Readings:
    tells = select(conflicts.c.document, conflicts.c.conflict)
    told = {row.document: row.conflict for row in connection.execute(tells)}
    wanted = select(
        readings.c.key, readings.c.document, readings.c.extractor, readings.c.outlet, readings.c.language,
        readings.c.status, readings.c.published_start, readings.c.published_end, readings.c.read_at, documents.c.id,
    ).join(documents, readings.c.document == documents.c.key).order_by(readings.c.key)  # fmt: skip
    found = connection.execute(wanted).all()
    size = found[-1][0] + 1 if found else 1
    numbers = {name: np.zeros(size, np.int64) for name in Readings.__dataclass_fields__}
    by_rules: dict[int, int] = {}
    latest: dict[int, int] = {}
    latest_by: dict[tuple[int, str], int] = {}
    for key, document, extractor, outlet, language, status, start, end, read_at, document_id in found:
        numbers["again"][key] = document in latest
        latest[document] = latest_by[document, extractor] = key
        if extractor == RULES.name:
            by_rules[document] = key
        values = {"extractor": extractor, "outlet": outlet, "language": language, "status": status,
                  "conflict": told.get(document)}  # fmt: skip
        for name, value in values.items():
            numbers[name][key] = codings[name].code(value)
        numbers["document"][key], numbers["of"][key] = known.code(document_id), document
        numbers["start"][key], numbers["end"][key] = day_number(start), day_number(end, NO_END)
        numbers["read"][key] = moment_number(read_at)
    standing, current = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    standing[list({**latest, **by_rules}.values())] = True
    current[list(latest_by.values())] = True
    again = numbers["again"] > 0
    return Readings(**{**numbers, "again": again, "standing": standing, "current": current})


def portions(connection: Connection, wanted: Select[Any]) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows as the driver gives them, many at a time: making records of them takes longer than reading them."""
    cursor = connection.execute(wanted).cursor
    while cursor is not None and (portion := cursor.fetchmany(_PORTION)):
        yield portion
