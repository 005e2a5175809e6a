"""All constraints together: which days are left, and what had to be set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .constraint import Constraint
from .days import Days, between, every_day

#: Reports are looked for from this day on; an earlier first day is no finding.
EARLIEST = date(1989, 1, 1)


@dataclass(frozen=True, slots=True)
class Solution:
    """The days left, and the evidence in words, in the order in which it was used."""

    days: Days
    evidence: tuple[str, ...]


def solve(constraints: Iterable[Constraint]) -> Solution:
    """Intersect the constraints, most trusted first.

    One that contradicts those before it is set aside (its ``otherwise`` is tried first), and the evidence says so; one
    that excludes nothing new is left out of the evidence.
    """
    days = every_day()
    evidence: list[str] = []
    for c in sorted(constraints, key=lambda c: (c.trust, c.rank)):
        for allowed in (c.days, c.otherwise):
            left = days & allowed if allowed is not None else None
            if left:
                if left != days:
                    evidence.append(c.evidence)
                days = left
                break
        else:
            evidence.append(f"set aside, because it contradicts the rest: {c.evidence}")
    return Solution(days, tuple(evidence))


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
