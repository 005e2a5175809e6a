"""Whether two claims speak of one happening: the evidence, in points, and the verdict.

Claims are of one incident when they are of one kind of thing and what they say of place, time and those who suffer it
can all be so at once; how sure that is is added up in points (:data:`POINTS`, log-odds), each told as a reason.  Who
is said to have struck or taken a place never parts two claims: that is what accounts differ about.  Who called for a
thing, or refused it, does: two calls are two happenings.  What a report does not say speaks neither way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from ..ledger.folding import fold
from ..ledger.rows import time_of
from ..records import Actor, Claim, Control, Event, Place, Toll
from .account import Account

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

SHORT = 2
"""A time of at most so many days is a day: "overnight" is two."""

NEWS_DAYS = 3
"""What is told as news without a date happened so many days before the report at most."""

_TOLD_AS_VIOLENCE = ("killed", "wounded", "casualties", "destroyed", "damaged")
_TOGETHER = ("AGREE", "CONSULT", "COOPERATE")
"""Types of events that both sides take part in, so that either may be named as the one who does it."""

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure it is (0 to 1) that two claims are of one incident, and why; 0 where something rules it out."""

    sure: float
    why: tuple[tuple[str, float], ...]


def family(claim: Claim) -> str | None:
    """The kind of thing that a claim speaks of, as far as claims of it can be of one incident; null for none."""
    if claim.modality not in ("actual", "denied"):
        return None
    match claim.body:
        case Toll(scope="cumulative"):
            return None
        case Toll(harm=harm):
            return "violence" if harm in _TOLD_AS_VIOLENCE else harm
        case Control():
            return "control"
        case Event(type="ASSAULT"):
            return "violence"
        case Event(type=type_, mode=mode):
            return f"{type_} {mode}"


def judge(first: Account, second: Account) -> Verdict:
    """Weigh two claims against each other."""
    why: list[tuple[str, float]] = []
    for name in evidence(first, second):
        if name not in POINTS:
            return Verdict(0.0, ((name, -math.inf),))
        why.append((name, POINTS[name]))
    return Verdict(round(1 / (1 + math.exp(-sum(p for _, p in why))), 3), tuple(why))


def evidence(one: Account, other: Account) -> Iterator[str]:
    """The pieces of evidence by the names of :data:`POINTS`; a name that is not in it rules one incident out."""
    first, second = one.claim, other.claim
    if family(first) != family(second):
        yield "other kinds of things"
    yield "any two claims of one kind"
    yield from _where(first.body.places, second.body.places)
    yield from _when(days_of(first), days_of(second))
    if first.document.id == second.document.id and first.sentence == second.sentence:
        yield "same sentence"
    if one.story_or_report == other.story_or_report:
        yield "same story"
    yield from _what(first, second)
    yield from _whom(first, second)


def _where(first: Sequence[Place], second: Sequence[Place]) -> Iterator[str]:
    one, other = towns(first), towns(second)
    if {place_name(p) for p in one} & {place_name(p) for p in other}:
        yield "same place"
    elif one and other:
        distances = [_kilometres(a, b) for a in one for b in other]
        if any(km is not None and km <= NEAR_KM for km in distances):
            yield "places close by"
        elif all(km is not None for km in distances):
            yield "other places"
    elif first and second:
        countries = [{p.country for p in places if p.country} for places in (first, second)]
        if all(countries) and not countries[0] & countries[1]:
            yield "other countries"


def towns(places: Iterable[Place]) -> list[Place]:
    """The places that are points, or may be: a country or a province says little about where."""
    return [p for p in places if p.precision in ("exact", "near", None)]


def place_name(place: Place) -> str:
    """A place by the name that places are compared by."""
    return fold(place.name or place.text)


def _kilometres(a: Place, b: Place) -> float | None:
    """The great-circle distance; null where a point is not known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b, lon = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    cosine = math.sin(lat_a) * math.sin(lat_b) + math.cos(lat_a) * math.cos(lat_b) * math.cos(lon)
    return _EARTH_KM * math.acos(max(-1.0, min(1.0, cosine)))


def days_of(claim: Claim) -> tuple[date, date] | None:
    """The days on which it may have happened; null where nothing is known of it."""
    time = time_of(claim.body)
    if time is not None and time.start and time.end:
        return date.fromisoformat(time.start), date.fromisoformat(time.end)
    published = claim.document.published
    if claim.background or time is not None or not published.start or not published.end:
        return None
    return date.fromisoformat(published.start) - timedelta(NEWS_DAYS), date.fromisoformat(published.end)


def _when(first: tuple[date, date] | None, second: tuple[date, date] | None) -> Iterator[str]:
    if first is None or second is None:
        return
    if first[0] > second[1] or second[0] > first[1]:
        yield "other times"
    elif all((days[1] - days[0]).days < SHORT for days in (first, second)):
        yield "same day"
    else:
        yield "times that fit"


def _what(first: Claim, second: Claim) -> Iterator[str]:
    a, b = first.body, second.body
    if isinstance(a, Event) and isinstance(b, Event) and a.mode and b.mode:
        yield "same means" if a.mode == b.mode else "other means"
    if isinstance(a, Toll) and isinstance(b, Toll) and a.harm == b.harm and a.object == b.object:
        numbers = [(t.count.best, t.count.low, t.count.high) for t in (a, b)]
        if numbers[0] == numbers[1]:
            yield "same number"
    if isinstance(a, Control) and isinstance(b, Control) and a.action == b.action:
        yield "same means"


def _whom(first: Claim, second: Claim) -> Iterator[str]:
    one, other = _hit(first), _hit(second)
    if one and other:
        yield "same side hit" if one & other else "other side hit"
    doers = _doers(first), _doers(second)
    if doers[0] & doers[1]:
        yield "same doer"
    elif all(doers) and family(first) not in ("violence", "control"):
        together = isinstance(first.body, Event) and first.body.type in _TOGETHER
        if not together or not (doers[0] | one) & (doers[1] | other):
            yield "other doers"


def _hit(claim: Claim) -> frozenset[str]:
    match claim.body:
        case Event(recipients=several):
            return _sides(several)
        case Toll(side=side):
            return _sides((side,) if side else ())
        case Control():
            return frozenset()


def _doers(claim: Claim) -> frozenset[str]:
    match claim.body:
        case Event(actors=several) | Toll(blamed=several):
            return _sides(several)
        case Control(by=by):
            return _sides((by,) if by else ())


def _sides(actors: Iterable[Actor]) -> frozenset[str]:
    """Whom they act for: two bodies of one state are one side."""
    return frozenset(a.country or fold(a.name or "") for a in actors if a.country or a.name)
