"""What a set of claims can be narrowed to, and how many claims each choice would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .arrays import Bools, Columns, Names, Numbers
from .filters import WHOLE
from .selecting import Masks, together, within

MOST = 12
"""How many choices of a facet are listed, those of most claims first."""

CONFIDENCES = (0.9, 0.8, 0.7, 0.6, 0.5)
"""The lower bounds of confidence that are counted."""

_YEARS = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a facet can take, what it is called where that is not its own name, and how many claims have it."""

    value: str
    label: str
    claims: int


Facets = dict[str, tuple[Choice, ...]]
"""By the names of the filters of :class:`~truceline.ledger.queries.ClaimQuery`, and ``year``."""

_CODED = ("kind", "type", "mode", "harm", "action", "modality")
_NAMED = ("actor", "source", "place")

Pairs = tuple[Numbers, Numbers, list[str]]
"""Places of claims and numbers of names, no pair twice, and what the names are."""


def facets(
    columns: Columns, masks: Masks, named: Mapping[str, Pairs], unknown: frozenset[str] = frozenset()
) -> Facets:  # fmt: skip
    """The choices of each facet, without ``unknown`` conflicts; those of equally many claims by their names.  What a
    facet itself is narrowed to does not bear on its own counts, so that one sees what else could be chosen."""

    def left(*own: str) -> Bools:
        return together(masks, len(columns.key), own)

    found: Facets = {}
    for name in _CODED:
        codes = columns.coded[name][left(name)]
        found[name] = _choices(np.bincount(codes), columns.codings[name].values)
    found["review"] = _choices(np.bincount(columns.review[left("review")]), columns.codings["review"].values)
    for name in ("conflict", "outlet"):
        codes = getattr(columns.readings, name)[columns.reading[left(name)]]
        numbers, values = np.bincount(codes), columns.codings[name].values
        if name == "conflict":
            numbers[[i for i, value in enumerate(values[: len(numbers)]) if value in unknown]] = 0
        found[name] = _choices(numbers, values, WHOLE if name == "outlet" else "")
    for name in _NAMED:
        claim, shown, labels = named[name]
        found[name] = _choices(np.bincount(shown[left(name)[claim]]), labels, WHOLE)
    background = columns.background[left("background")]
    told = int(background.sum())
    found["background"] = _present([("no", "", len(background) - told), ("yes", "", told)])
    confidence = columns.confidence[left("min_confidence")]
    found["min_confidence"] = _present([(str(c), "", int((confidence >= c).sum())) for c in CONFIDENCES])
    found["year"] = _years(columns, left("time"))
    return found


def pairs(names: Names, seen: Bools | None = None) -> Pairs:
    """Which claims have which names, as they are listed; see :func:`listed`."""
    shown, labels = listed(names, seen)
    claim, name = names.claim, names.name
    if seen is not None:
        claim, name = claim[seen[claim]], name[seen[claim]]
    if not len(claim):
        return claim, name, []
    both = np.unique(claim * len(labels) + shown[name])
    return both // len(labels), both % len(labels), labels


def listed(names: Names, seen: Bools | None = None) -> tuple[Numbers, list[str]]:
    """For each number of ``names`` the number of the name that it is listed by, and these names: the spelling that is
    met first.  Where ``seen`` says which claims are, the others are passed over, and so are their spellings."""
    values = names.coding.values
    name = names.name if seen is None else names.name[seen[names.claim]]
    first = np.full(len(values), -1)
    first[name[::-1]] = np.arange(len(name))[::-1]  # of several, the last that is written stays: that of the first row
    numbers: dict[str, int] = {}
    labels: list[str] = []
    shown = np.zeros(len(values), np.int64)
    for code in (code for code in np.argsort(first, kind="stable").tolist() if first[code] >= 0):
        folded, _, label, *_ = values[code]
        shown[code] = numbers.setdefault(folded.partition("\n")[0], len(labels))
        if shown[code] == len(labels):
            labels.append(label)
    return shown, labels


def _choices(numbers: Numbers, values: Sequence[str], before: str = "") -> tuple[Choice, ...]:
    there = np.flatnonzero(numbers)
    if len(there) > MOST + 1:
        there = there[numbers[there] >= np.partition(numbers[there], -MOST - 1)[-MOST - 1]]
    often = sorted(there.tolist(), key=lambda i: (-numbers[i], values[i] or ""))
    named = [i for i in often[: MOST + 1] if values[i] is not None]
    return tuple(Choice(f"{before}{values[i]}", values[i], int(numbers[i])) for i in named[:MOST])


def _present(found: Iterable[tuple[str, str, int]]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label or value, claims) for value, label, claims in found if claims)


def _years(columns: Columns, mask: Bools) -> tuple[Choice, ...]:
    start, end = columns.start[mask], columns.end[mask]

    def count(year: int) -> int:
        return int(within(start, end, f"{year:04}-01-01", f"{year:04}-12-31").sum())

    years = np.unique(start[start > 0] // 10_000)[::-1][:_YEARS].tolist()
    return _present([(f"{year:04}", "", count(year)) for year in years])
