"""Whether two claims speak of one happening: the evidence, in points, and the verdict.

Claims are of one incident when they are of one kind of thing and what they say of place, time and those who suffer it
can all be so at once; how sure that is is added up in points (:data:`POINTS`, log-odds), each told as a reason.  Who
is said to have struck or taken a place never parts two claims: that is what accounts differ about.  Who called for a
thing, or refused it, does: two calls are two happenings.  What a report does not say speaks neither way.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .account import Account
from .telling import SHORT, Days, Point, Telling, telling

POINTS: Mapping[str, float] = MappingProxyType({
    "any two claims of one kind": -2.5,
    "same place": 2.5,
    "places close by": 1.5,
    "same day": 1.5,
    "times that fit": 0.5,
    "same story": 1.0,
    "same sentence": 1.5,
    "same means": 0.7,
    "other means": -0.5,
    "same number": 1.0,
    "same side hit": 0.5,
    "other side hit": -1.5,
    "same doer": 0.5,
})  # fmt: skip
"""What each piece of evidence counts.  Set by judgement, not fitted: there is no public gold for claims."""

NEAR_KM = 15
"""Two points so close are one place to reports that name the town and reports that name the village beside it."""

_TOGETHER = ("AGREE", "CONSULT", "COOPERATE")
"""Types of events that both sides take part in, so that either may be named as the one who does it."""

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure it is (0 to 1) that two claims are of one incident, and why; 0 where something rules it out."""

    sure: float
    why: tuple[tuple[str, float], ...]


def judge(first: Account, second: Account) -> Verdict:
    """Weigh two claims against each other."""
    return weigh(telling(first), telling(second))


def weigh(first: Telling, second: Telling) -> Verdict:
    """Weigh two claims against each other, of which is known already what is compared."""
    why: list[tuple[str, float]] = []
    for name in evidence(first, second):
        if name not in POINTS:
            return Verdict(0.0, ((name, -math.inf),))
        why.append((name, POINTS[name]))
    return Verdict(round(1 / (1 + math.exp(-sum(p for _, p in why))), 3), tuple(why))


def evidence(first: Telling, second: Telling) -> Iterator[str]:
    """The pieces of evidence by the names of :data:`POINTS`; a name that is not in it rules one incident out."""
    if first.family != second.family:
        yield "other kinds of things"
    yield "any two claims of one kind"
    yield from _when(first.days, second.days)
    yield from _where(first, second)
    if first.sentence == second.sentence:
        yield "same sentence"
    if first.story == second.story:
        yield "same story"
    yield from _what(first, second)
    yield from _whom(first, second)


def _where(first: Telling, second: Telling) -> Iterator[str]:
    if first.towns & second.towns:
        yield "same place"
    elif first.towns and second.towns:
        distances = [_kilometres(a, b) for a in first.points for b in second.points]
        if any(km is not None and km <= NEAR_KM for km in distances):
            yield "places close by"
        elif all(km is not None for km in distances):
            yield "other places"
    elif first.countries and second.countries and not first.countries & second.countries:
        yield "other countries"


def _kilometres(a: Point | None, b: Point | None) -> float | None:
    """The great-circle distance; null where a point is not known."""
    if a is None or b is None:
        return None
    cosine = math.sin(a[0]) * math.sin(b[0]) + math.cos(a[0]) * math.cos(b[0]) * math.cos(b[1] - a[1])
    return _EARTH_KM * math.acos(max(-1.0, min(1.0, cosine)))


def _when(first: Days | None, second: Days | None) -> Iterator[str]:
    if first is None or second is None:
        return
    if first[0] > second[1] or second[0] > first[1]:
        yield "other times"
    elif all((days[1] - days[0]).days < SHORT for days in (first, second)):
        yield "same day"
    else:
        yield "times that fit"


def _what(first: Telling, second: Telling) -> Iterator[str]:
    if first.kind == second.kind and first.means and second.means:
        if first.means == second.means:
            yield "same means"
        elif first.kind == "event":
            yield "other means"
    if first.number is not None and first.number == second.number:
        yield "same number"


def _whom(first: Telling, second: Telling) -> Iterator[str]:
    if first.hit and second.hit:
        yield "same side hit" if first.hit & second.hit else "other side hit"
    if first.doers & second.doers:
        yield "same doer"
    elif first.doers and second.doers and first.family not in ("violence", "control"):
        both = (first.doers | first.hit) & (second.doers | second.hit)
        if first.type not in _TOGETHER or not both:
            yield "other doers"
