"""Who relies on whom: outlets, the original sources at the end of their chains, and the chains, from columns alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Bools, Columns, Numbers
from .facets import listed
from .folding import fold

OWN = -1
"""Stands for nobody: the claim is in its report's own voice."""

Counted = tuple[tuple[str, int], ...]
"""Names, each with a number of claims, the greatest first; an empty name is that of an outlet that is not known."""


@dataclass(frozen=True, slots=True)
class Chains:
    """The chain of each claim: ``chain`` numbers it (0: none), ``last`` is the number of its original source (or
    :data:`OWN`); ``names`` are what sources are listed by, ``links`` for each chain the chain without its last link,
    and that link."""

    chain: Numbers
    last: Numbers
    names: list[str]
    links: list[tuple[int, int]]

    def of(self, number: int) -> tuple[str, ...]:
        """The names of a chain, outermost first."""
        found: list[str] = []
        while number:
            number, name = self.links[number]
            found.append(self.names[name])
        return tuple(reversed(found))


def chains(columns: Columns, seen: Bools | None = None) -> Chains:
    """The chains of all claims, or of those ``seen``."""
    of = columns.sources
    shown, names, _spellings = listed(of, seen)
    told = np.ones(len(of.claim), np.bool_) if seen is None else seen[of.claim]
    chain, last = np.zeros(len(columns.key), np.int64), np.full(len(columns.key), OWN)
    links: list[tuple[int, int]] = [(0, OWN)]
    for position in range(int(of.position.max(initial=-1)) + 1):
        rows = np.flatnonzero((of.position == position) & told)
        claim, name = of.claim[rows], shown[of.name[rows]]
        pairs, number = np.unique(chain[claim] * len(names) + name, return_inverse=True)
        chain[claim], last[claim] = number + len(links), name
        links += [(int(pair) // len(names), int(pair) % len(names)) for pair in pairs]
    return Chains(chain, last, names, links)


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet (an empty name: not known): its reports, its claims, how many of these in its own voice, whom it has
    the others from, and how many others there are of these."""

    name: str
    reports: int
    claims: int
    own: int
    relies_on: Counted
    more: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An original source: the claims that go back to it, the reports that have one, and the outlets that carry them."""

    name: str
    claims: int
    reports: int
    carried_by: Counted
    more: int


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A chain of two sources or more, outermost first: its claims, and the outlets that have them."""

    names: tuple[str, ...]
    claims: int
    carried_by: Counted
    more: int


_FIRST = 5


class Relying:
    """Who relies on whom among the claims of a mask; ``reports`` are the readings that count, by their keys.

    Each list is in order of the number of claims, and only what is asked for of it is made.
    """

    def __init__(self, columns: Columns, every: Chains, claims: Bools, reports: Bools) -> None:
        self._names = every.names
        self._chains = every
        self._outlets: list[str] = [name or "" for name in columns.codings["outlet"].values]
        rows = np.flatnonzero(claims)
        reading = columns.reading[rows]
        self._outlet = columns.readings.outlet[reading]
        self._last = every.last[rows]
        self._chain = every.chain[rows]
        self._reading = reading
        many, sources = len(self._outlets), len(self._names)
        self._claims = np.bincount(self._outlet, minlength=many)
        self._own = np.bincount(self._outlet[self._last == OWN], minlength=many)
        self._reports = np.bincount(columns.readings.outlet[: len(reports)][reports], minlength=many)
        named = self._last != OWN
        self._back = np.bincount(self._last[named], minlength=sources)
        told = np.unique(self._reading[named] * max(sources, 1) + self._last[named]) % max(sources, 1)
        self._told = np.bincount(told, minlength=sources)
        self._relies = _Pairs(self._outlet[named], self._last[named])
        self._carried = _Pairs(self._last[named], self._outlet[named])
        linked = np.array([link[0] != 0 for link in every.links], np.bool_)[self._chain]
        self._linked = np.bincount(self._chain[linked], minlength=len(every.links))
        self._by_chain = _Pairs(self._chain[linked], self._outlet[linked])

    def outlets(self, wanted: str = "") -> list[int]:
        """The numbers of the outlets with a report, or of those whose name has ``wanted`` in it."""
        return _in_order(self._claims, self._reports + self._claims > 0, self._outlets, wanted)

    def sources(self, wanted: str = "") -> list[int]:
        """The numbers of the original sources."""
        return _in_order(self._back, self._back > 0, self._names, wanted)

    def chains(self) -> list[int]:
        """The numbers of the chains of more than one source."""
        often: list[int] = np.argsort(-self._linked, kind="stable").tolist()
        return often[: int((self._linked > 0).sum())]

    def outlet(self, number: int, first: int = _FIRST) -> OutletRow:
        """What is known of an outlet; whom it relies on most, ``first`` of them."""
        relies_on, more = self._relies.of(number, self._names, first)
        return OutletRow(
            self._outlets[number], int(self._reports[number]), int(self._claims[number]), int(self._own[number]),
            relies_on, more,
        )  # fmt: skip

    def source(self, number: int, first: int = _FIRST) -> SourceRow:
        """What is known of an original source."""
        carried_by, more = self._carried.of(number, self._outlets, first)
        return SourceRow(self._names[number], int(self._back[number]), int(self._told[number]), carried_by, more)

    def chain(self, number: int) -> ChainRow:
        """What is known of a chain."""
        carried_by, more = self._by_chain.of(number, self._outlets, _FIRST)
        return ChainRow(self._chains.of(number), int(self._linked[number]), carried_by, more)

    def named(self, name: str, *, outlet: bool) -> int | None:
        """The number of an outlet or an original source, by its name as it is listed."""
        names = self._outlets if outlet else self._names
        return next((number for number, one in enumerate(names) if one == name), None)


class _Pairs:
    """How often each two stand together, by the first of them."""

    def __init__(self, one: Numbers, other: Numbers) -> None:
        width = int(other.max(initial=0)) + 1
        both, self._number = np.unique(one * width + other, return_counts=True)
        self._one, self._other = both // width, both % width

    def of(self, one: int, names: list[str], first: int) -> tuple[Counted, int]:
        """The first few of those that stand with ``one``, the most frequent first, and how many others there are."""
        start, end = np.searchsorted(self._one, [one, one + 1])
        number, other = self._number[start:end], self._other[start:end]
        order = np.argsort(-number, kind="stable")[:first].tolist()
        return tuple((names[other[i]], int(number[i])) for i in order), max(int(end - start) - first, 0)


def _in_order(claims: Numbers, there: Bools, names: list[str], wanted: str) -> list[int]:
    part = fold(wanted)
    often = np.argsort(-claims, kind="stable").tolist()
    return [number for number in often if there[number] and (not part or part in fold(names[number]))]
