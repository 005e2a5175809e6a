"""Where claims are said to be, counted by place: from the columns in memory, without the file.

A place is a name with its country, coordinates and how exact these are; names that reports use for it are kept apart
only where one asks for them.  A claim counts once at each of its places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import COUNTRY, LAT, LISTED, LON, PRECISION, TEXT, Bools, Columns, Names, Numbers

KINDS = ("event", "toll", "control")
"""In the order of :class:`Counted`."""

Small = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place; ``lat`` and ``lon`` are null where it is not known where it lies."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None

    @property
    def located(self) -> bool:
        """Whether it can be drawn."""
        return self.lat is not None and self.lon is not None


@dataclass(frozen=True, slots=True)
class Spots:
    """The places of a ledger, and which claims (by where they stand in the columns) are at which, no pair twice."""

    listed: tuple[Spot, ...]
    located: Bools
    claim: Small
    spot: Small


@dataclass(frozen=True, slots=True)
class Counted:
    """A place and how many claims of each kind are at it."""

    spot: Spot
    event: int
    toll: int
    control: int

    @property
    def claims(self) -> int:
        """How many in all."""
        return self.event + self.toll + self.control


@dataclass(frozen=True, slots=True)
class Geography:
    """The claims of a question by place.

    ``places`` are those that can be drawn and ``unlocated`` those that cannot, both with the most claims first.  Of all
    ``claims``, ``placed`` are at one of the former, ``named`` name places but none that can be drawn, and the others
    name none.  ``kinds`` are how many of each kind there are, and ``unplaced`` how many of these cannot be drawn.
    """

    claims: int
    placed: int
    named: int
    kinds: tuple[int, int, int]
    unplaced: tuple[int, int, int]
    places: tuple[Counted, ...]
    unlocated: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class UsedName:
    """A name that reports use for a place, in how many claims, and the outlets that do, those of most claims first."""

    text: str
    claims: int
    outlets: tuple[tuple[str | None, int], ...]


def spots(names: Names) -> Spots:
    """The places of the columns."""
    numbers: dict[Spot, int] = {}
    of_value = [numbers.setdefault(_spot(value), len(numbers)) for value in names.coding.values]
    listed = tuple(numbers)
    located = np.fromiter((one.located for one in listed), np.bool_, len(listed))
    both = np.unique(names.claim * len(listed) + np.array(of_value, np.int64)[names.name]) if listed else names.claim
    size = max(len(listed), 1)
    return Spots(listed, located, (both // size).astype(np.int32), (both % size).astype(np.int32))


def geography(columns: Columns, where: Spots, mask: Bools) -> Geography:
    """The claims that pass, by place."""
    kinds = kinds_of(columns)
    chosen = mask[where.claim]
    claim, spot = where.claim[chosen], where.spot[chosen]
    counts = np.bincount(spot * 3 + kinds[claim], minlength=3 * len(where.listed)).reshape(-1, 3)
    placed, named = np.zeros(len(mask), np.bool_), np.zeros(len(mask), np.bool_)
    placed[claim[where.located[spot]]] = True
    named[claim] = True
    return Geography(
        claims=int(mask.sum()),
        placed=int(placed.sum()),
        named=int((named & ~placed).sum()),
        kinds=_three(kinds[mask]),
        unplaced=_three(kinds[mask & ~placed]),
        places=_counted(where, counts, where.located),
        unlocated=_counted(where, counts, ~where.located),
    )


def names_used(columns: Columns, mask: Bools, spot: Spot) -> tuple[UsedName, ...]:
    """What the claims that pass call a place, exact or not, those of most claims first."""
    rows = _rows_at(columns, spot) & mask[columns.places.claim]
    values, outlets = columns.places.coding.values, columns.codings["outlet"].values
    of_outlet = columns.readings.outlet[columns.reading[columns.places.claim[rows]]]
    found: dict[str, Counter[str | None]] = {}
    pairs, times = np.unique(np.stack([columns.places.name[rows], of_outlet]), axis=1, return_counts=True)
    for (value, outlet), number in zip(pairs.T.tolist(), times.tolist(), strict=True):
        found.setdefault(values[value][TEXT], Counter())[outlets[outlet]] += number
    used = (UsedName(text, by.total(), tuple(by.most_common())) for text, by in found.items())
    return tuple(sorted(used, key=lambda one: (-one.claims, one.text)))


def at_spot(columns: Columns, spot: Spot) -> Bools:
    """Which claims are at a place, however exact they say to be."""
    found = np.zeros(len(columns.key), np.bool_)
    found[columns.places.claim[_rows_at(columns, spot)]] = True
    return found


def _rows_at(columns: Columns, spot: Spot) -> Bools:
    name, lat, lon = spot.name, spot.lat, spot.lon
    same = columns.places.coding.passing(lambda value: value[LISTED] == name and (value[LAT], value[LON]) == (lat, lon))
    return same[columns.places.name]


def _spot(value: tuple[Any, ...]) -> Spot:
    return Spot(value[LISTED], value[COUNTRY], value[LAT], value[LON], value[PRECISION])


def kinds_of(columns: Columns) -> Numbers:
    """For each claim which of ``KINDS`` it is of."""
    order = {kind: i for i, kind in enumerate(KINDS)}
    codes = np.array([order.get(kind, 0) for kind in columns.codings["kind"].values], np.int64)
    return codes[columns.coded["kind"]]


def _three(kinds: Numbers) -> tuple[int, int, int]:
    event, toll, control = np.bincount(kinds, minlength=3).tolist()
    return event, toll, control


def _counted(where: Spots, counts: Numbers, wanted: Bools) -> tuple[Counted, ...]:
    totals = counts.sum(axis=1) * wanted
    order = np.argsort(-totals, kind="stable")[: int((totals > 0).sum())]
    return tuple(_all_counted(where, order.tolist(), counts[order].tolist()))


def _all_counted(where: Spots, spots: Iterable[int], counts: Iterable[tuple[int, int, int]]) -> Iterable[Counted]:
    return (Counted(where.listed[spot], *three) for spot, three in zip(spots, counts, strict=True))
