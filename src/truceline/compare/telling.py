"""What of a claim is compared to see whether two speak of one happening, worked out once for each."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..ledger.folding import fold
from ..ledger.rows import time_of
from ..records import Actor, Claim, Control, Event, Place, Toll
from .account import Account

SHORT = 2
"""A time of at most so many days is a day: "overnight" is two."""

NEWS_DAYS = 3
"""What is told as news without a date happened so many days before the report at most."""

_TOLD_AS_VIOLENCE = ("killed", "wounded", "casualties", "destroyed", "damaged")

Days = tuple[date, date]
Point = tuple[float, float]
Texts = frozenset[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim as it is compared.

    ``family`` is the kind of thing, ``days`` those on which it may have happened, ``stated`` whether the claim itself
    gives them and they are a day or two, ``towns`` the names of points, ``points`` their places in radians (null where
    one is not known), ``countries`` those of its places, ``hit`` and ``doers`` the sides, ``means`` what it was done by
    or what was done, ``number`` what is counted and how many.
    """

    family: str | None
    story: str
    sentence: tuple[str, int]
    days: Days | None
    stated: bool
    towns: Texts
    points: tuple[Point | None, ...]
    countries: Texts
    hit: Texts
    doers: Texts
    kind: str
    means: str | None
    number: tuple[object, ...] | None
    type: str | None


def telling(account: Account) -> Telling:
    """An account, reduced to what is compared."""
    claim, body = account.claim, account.claim.body
    days, near = days_of(claim), towns(body.places)
    return Telling(
        family=family(claim),
        story=account.story_or_report,
        sentence=(claim.document.id, claim.sentence.start),
        days=days,
        stated=time_of(body) is not None and days is not None and (days[1] - days[0]).days < SHORT,
        towns=frozenset(map(place_name, near)),
        points=tuple(map(_point, near)),
        countries=frozenset(p.country for p in body.places if p.country),
        hit=_hit(claim),
        doers=_doers(claim),
        kind=claim.kind,
        means=body.action if isinstance(body, Control) else getattr(body, "mode", None),
        number=_number(body) if isinstance(body, Toll) else None,
        type=getattr(body, "type", None),
    )


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


def towns(places: Iterable[Place]) -> list[Place]:
    """The places that are points, or may be: a country or a province says little about where."""
    return [p for p in places if p.precision in ("exact", "near", None)]


def place_name(place: Place) -> str:
    """A place by the name that places are compared by."""
    return fold(place.name or place.text)


def _point(place: Place) -> Point | None:
    return None if place.lat is None or place.lon is None else (math.radians(place.lat), math.radians(place.lon))


def _number(toll: Toll) -> tuple[object, ...]:
    return toll.harm, toll.object, toll.count.best, toll.count.low, toll.count.high


def days_of(claim: Claim) -> tuple[date, date] | None:
    """The days on which it may have happened; null where nothing is known of it."""
    time = time_of(claim.body)
    if time is not None and time.start and time.end:
        return date.fromisoformat(time.start), date.fromisoformat(time.end)
    published = claim.document.published
    if claim.background or time is not None or not published.start or not published.end:
        return None
    return date.fromisoformat(published.start) - timedelta(NEWS_DAYS), date.fromisoformat(published.end)


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
