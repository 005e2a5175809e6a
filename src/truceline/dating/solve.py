"""All constraints together: which days are left, and what had to be set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .constraint import Constraint, Trust
from .days import Days, between, every_day

#: Reports are looked for from this day on; an earlier first day is no finding.
EARLIEST = date(1989, 1, 1)


#: What is worked out by counting, and what tells that it was counted wrongly.
_COUNTED = (Trust.ELAPSED, Trust.STATEMENT, Trust.WEEK)
_AS_GOOD = (Trust.LEAD, Trust.LANDMARK)


@dataclass(frozen=True, slots=True)
class Solution:
    """The days left, and the evidence in words, in the order in which it was used."""

    days: Days
    evidence: tuple[str, ...]


def solve(constraints: Iterable[Constraint]) -> Solution:
    """Intersect the constraints, most trusted first.

    One that contradicts those before it is set aside (its ``otherwise`` is tried first), and the evidence says so; one
    that excludes nothing new is left out of the evidence.  Where what is set aside is as good as what was counted, it
    is not known which of them was misread: then nothing counted is used.
    """
    ordered = sorted(constraints, key=lambda c: (c.trust, c.rank))
    days, evidence, aside = _intersected(ordered)
    if any(c.trust in _AS_GOOD for c in aside) and any(c.trust in _COUNTED for c in ordered):
        days, evidence, aside = _intersected([c for c in ordered if c.trust not in _COUNTED])
    return Solution(days, (*evidence, *(f"set aside, because it contradicts the rest: {c.evidence}" for c in aside)))


def _intersected(ordered: Sequence[Constraint]) -> tuple[Days, list[str], list[Constraint]]:
    """The days left, what narrowed them, and what had to be set aside."""
    days = every_day()
    evidence: list[str] = []
    aside: list[Constraint] = []
    for c in ordered:
        for allowed in (c.days, c.otherwise):
            left = days & allowed if allowed is not None else None
            if left:
                if left != days:
                    evidence.append(c.evidence)
                days = left
                break
        else:
            aside.append(c)
    return days, evidence, aside


def ends(days: Days, today: date) -> tuple[date | None, date | None]:
    """The first and last day that a report of ``days`` may be of; null where nothing bounds it.

    Only what the text says bounds a date, not the day on which it is read: the same text read later must give the same
    answer.  But where all that is left before today is a few neighbouring days, the later ones are no readings at all.
    """
    known = days & between(None, today + timedelta(days=1))
    if not known:
        return None, None
    first, last = known.first, known.last
    if known != days and (last - first).days > 6:
        return _beginning(first), None
    return _beginning(first), last


def _beginning(first: date) -> date | None:
    return first if first >= EARLIEST else None
