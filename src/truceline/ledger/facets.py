"""What a set of claims can be narrowed to, and how many claims each choice would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .arrays import Bools, Columns, Names, Numbers
from .filters import WHOLE
from .folding import begin, fold
from .selecting import Masks, together

MOST = 12
"""How many choices of a facet are listed, those of most claims first."""

_SHORT = ("background", "min_confidence")
"""Facets of which all choices are always listed."""

_PAST = 10_000
"""Greater than any year."""

CONFIDENCES = (0.9, 0.8, 0.7, 0.6, 0.5)
"""The lower bounds of confidence that are counted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a facet can take, what it is called where that is not its own name, and how many claims have it."""

    value: str
    label: str
    claims: int


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """Some of the choices of a facet, and how many there are in all."""

    total: int
    choices: tuple[Choice, ...]


Facets = dict[str, tuple[Choice, ...]]
"""By the names of the filters of :class:`~truceline.ledger.queries.ClaimQuery`, and ``year``."""

_CODED = ("kind", "type", "mode", "harm", "action", "modality")
_OF_READINGS = ("conflict", "outlet")
_NAMED = ("actor", "source", "place")

LONG = (*_CODED, "review", *_OF_READINGS, *_NAMED, "year")
"""Facets that may have more choices than are listed at first."""

Pairs = tuple[Numbers, Numbers, list[str], list[str]]
"""Places of claims and numbers of names, no pair twice; what the names are, and all their spellings, folded."""


@dataclass(frozen=True)
class Values:
    """All values of one facet: how many claims each leaves, by its place in ``names`` (null: not known), where they are
    in order of that number, or ``as_given``.  ``before`` stands in front of a value that a filter takes for a whole
    name."""

    number: Numbers
    names: Sequence[str | None]
    spelt: Sequence[str] | None = None
    before: str = ""
    as_given: bool = False

    def some(
        self, offset: int = 0, limit: int = MOST, words: str = "", called: Mapping[str, str] | None = None
    ) -> ChoicePage:  # fmt: skip
        """The choices from number ``offset`` on, at most ``limit``; where ``words`` are given, of those of which a
        spelling, or what the value is ``called``, has words that begin so."""
        there = np.flatnonzero(self.number)
        if wanted := fold(words).split():
            told = {value: fold(name) for value, name in (called or {}).items()}
            there = there[[self._passes(i, wanted, told) for i in there.tolist()]]
        chosen = self._first(there, offset + limit)[offset:]
        return ChoicePage(len(there), tuple(self._choice(i) for i in chosen))

    def _first(self, there: Numbers, most: int) -> list[int]:
        if self.as_given or not most:
            return [int(i) for i in there[:most]]
        if len(there) > most:
            there = there[self.number[there] >= np.partition(self.number[there], -most)[-most]]
        return sorted(there.tolist(), key=lambda i: (-self.number[i], self.names[i]))[:most]

    def _passes(self, i: int, wanted: Iterable[str], called: Mapping[str, str]) -> bool:
        name = self.names[i] or ""
        return begin(wanted, self._folded[i]) or begin(wanted, called.get(name, ""))

    @cached_property
    def _folded(self) -> Sequence[str]:
        return self.spelt or [fold(name or "") for name in self.names]

    def _choice(self, i: int) -> Choice:
        name = self.names[i] or ""
        return Choice(f"{self.before}{name}", name, int(self.number[i]))


def facets(
    columns: Columns, masks: Masks, named: Mapping[str, Pairs], unknown: frozenset[str] = frozenset()
) -> tuple[Facets, dict[str, int]]:  # fmt: skip
    """The first choices of each facet, without ``unknown`` conflicts; those of equally many claims by their names; and
    how many choices each has.  What a facet itself is narrowed to does not bear on its own counts, so that one sees
    what else could be chosen."""
    found: Facets = {}
    totals: dict[str, int] = {}
    for name in LONG:
        some = values_of(columns, masks, named, name, unknown).some()
        found[name], totals[name] = some.choices, some.total
    background = columns.background[_left(columns, masks, "background")]
    told = int(background.sum())
    found["background"] = _present([("no", len(background) - told), ("yes", told)])
    confidence = columns.confidence[_left(columns, masks, "min_confidence")]
    found["min_confidence"] = _present([(str(c), int((confidence >= c).sum())) for c in CONFIDENCES])
    return found, totals | {name: len(found[name]) for name in _SHORT}


def values_of(
    columns: Columns, masks: Masks, named: Mapping[str, Pairs], name: str, unknown: frozenset[str] = frozenset()
) -> Values:  # fmt: skip
    """All values of one facet of ``LONG``; see :func:`facets`."""
    left = _left(columns, masks, "time" if name == "year" else name)
    if name == "year":
        return _years(columns, left)
    if name in _NAMED:
        claim, shown, labels, spelt = named[name]
        return Values(np.bincount(shown[left[claim]]), labels, spelt, WHOLE)
    if name in _OF_READINGS:
        codes = getattr(columns.readings, name)[columns.reading[left]]
    else:
        codes = (columns.review if name == "review" else columns.coded[name])[left]
    number, names = np.bincount(codes), columns.codings[name].values
    not_told = {None, *(unknown if name == "conflict" else ())}
    number[[i for i, value in enumerate(names[: len(number)]) if value in not_told]] = 0
    return Values(number, names, before=WHOLE if name == "outlet" else "")


def _left(columns: Columns, masks: Masks, own: str) -> Bools:
    """The claims that pass all filters but a facet's own."""
    return together(masks, len(columns.key), (own,))


def pairs(names: Names, seen: Bools | None = None) -> Pairs:
    """Which claims have which names, as they are listed; see :func:`listed`."""
    shown, labels, spellings = listed(names, seen)
    claim, name = names.claim, names.name
    if seen is not None:
        claim, name = claim[seen[claim]], name[seen[claim]]
    if not len(claim):
        return claim, name, [], []
    both = np.unique(claim * len(labels) + shown[name])
    return both // len(labels), both % len(labels), labels, spellings


def listed(names: Names, seen: Bools | None = None) -> tuple[Numbers, list[str], list[str]]:
    """For each number of ``names`` the number of the name that it is listed by; these names, of which each is the
    spelling that is met first; and all spellings of each, folded, one a line.  Where ``seen`` says which claims are,
    the others are passed over, and so are their spellings."""
    values = names.coding.values
    name = names.name if seen is None else names.name[seen[names.claim]]
    first = np.full(len(values), -1)
    first[name[::-1]] = np.arange(len(name))[::-1]  # of several, the last that is written stays: that of the first row
    numbers: dict[str, int] = {}
    labels: list[str] = []
    spellings: list[dict[str, None]] = []
    shown = np.zeros(len(values), np.int64)
    for code in (code for code in np.argsort(first, kind="stable").tolist() if first[code] >= 0):
        folded, _, label, *_ = values[code]
        shown[code] = number = numbers.setdefault(folded.partition("\n")[0], len(labels))
        if number == len(labels):
            labels.append(label)
            spellings.append({})
        spellings[number].update(dict.fromkeys(folded.split("\n")))
    return shown, labels, ["\n".join(told) for told in spellings]


def _present(found: Iterable[tuple[str, int]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, value, claims) for value, claims in found if claims)


def _years(columns: Columns, mask: Bools) -> Values:
    """The years in which a claim begins, the latest first: how many claims have begun by then and had not ended."""
    mask = mask & (columns.start > 0)
    begin, end = (np.bincount(days[mask] // 10_000, minlength=_PAST) for days in (columns.start, columns.end))
    years = np.flatnonzero(begin)[::-1]
    number = (np.cumsum(begin) - np.cumsum(end) + end)[years]
    return Values(number, [f"{year:04}" for year in years.tolist()], as_given=True)
