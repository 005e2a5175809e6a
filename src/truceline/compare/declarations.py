"""Ceasefires as declarations, one row an actor, with the columns of the ETH/PRIO Civil Conflict Ceasefire data.

The unit and the variables are those of Clayton, Nygård, Strand, Rustad, Wiehler, Sagård, Landsverk, Ryland, Sticher,
Wink and Bara, "Introducing the ETH/PRIO Civil Conflict Ceasefire Dataset", Journal of Conflict Resolution, 2022.  Only
what a report says is filled in: their codes of "unclear" are null here, and so is what the authors know from elsewhere
(their ids of actors and conflicts).  The columns that they do not have stand at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypedDict

from ..knowledge.loader import load_conflicts, load_countries
from ..records import Actor
from .ceasefire_days import When
from .ceasefire_states import claims_of, state_of
from .ceasefire_steps import keys
from .ceasefires import Ceasefire, Moment, Timeline

_ENDED = ("broken_down", "suspended", "expired")
_ENDS = ("suspension", "expiry", "end")
_CLASSES = {"cessation": 1, "preliminary": 2, "definitive": 3}


class Declaration(TypedDict):
    """A row: who declared or agreed to a ceasefire, when, of what kind, and how it ended.

    ``cc`` and ``location`` are the country of the conflict.  ``cf_id`` numbers the ceasefires of a conflict, ``side``
    says whether one, two or more made it.  ``cf_dec_*`` is the day of the declaration, ``cf_effect_*`` when it took
    effect, ``end_*`` when it is said to have ended (a stated length that has passed is no end); where only a month or a
    year is known, the rest is null.  ``partial``, ``written``, ``fixed``, the purposes ``p_*`` and ``ended`` are 1 or
    0.  ``fixed_time`` is the stated length.  ``ceasefire_class`` is 1 for a cessation of hostilities, 2 preliminary, 3
    definitive.  ``mediator_nego`` names who mediated.  From ``conflict`` on the columns are Truceline's own.
    """

    cc: str | None
    location: str | None
    cf_id: int
    side: str | None
    actor_name: str
    cf_dec_yr: int | None
    cf_dec_month: int | None
    cf_dec_day: int | None
    cf_effect_yr: int | None
    cf_effect_month: int | None
    cf_effect_day: int | None
    partial: int | None
    written: int | None
    fixed: int | None
    fixed_time: str | None
    p_humanitarian: int | None
    p_peaceprocess: int | None
    p_holiday: int | None
    p_election: int | None
    ceasefire_class: int | None
    mediator_nego: str | None
    ended: int | None
    end_yr: int | None
    end_month: int | None
    end_day: int | None
    conflict: str | None
    ceasefire: str
    state: str
    disputed_by: str | None
    background: bool
    claims: str


def declarations(timelines: Iterable[Timeline]) -> list[Declaration]:
    """The rows of all ceasefires that somebody who is named has declared or agreed to, in order."""
    return [row for timeline in timelines for row in _of(timeline)]


def _of(timeline: Timeline) -> Iterator[Declaration]:
    number = 0
    for ceasefire in timeline.ceasefires:
        actors = _declaring(ceasefire)
        number += bool(actors)
        for actor in actors:
            yield _row(timeline, ceasefire, number, actor, len(actors))


def _declaring(ceasefire: Ceasefire) -> list[Actor]:
    """Who declared or agreed to it, each party once; those who only announce it, and "both sides", are not rows."""
    found: dict[str, Actor] = {}
    for moment in ceasefire.made:
        for actor in (*moment.parties, *(moment.others if moment.kind == "agreement" else ())):
            for key in keys((actor,)):
                found.setdefault(key, actor)
    return list(found.values())


def _row(timeline: Timeline, ceasefire: Ceasefire, number: int, actor: Actor, actors: int) -> Declaration:
    terms = ceasefire.terms
    place, code = _country(timeline.conflict)
    mine = [m for m in ceasefire.made if set(keys((actor,))) & set(keys((*m.parties, *m.others)))]
    agreed = next((m.when for m in mine if m.kind == "agreement"), ceasefire.agreed)
    declared, begun = _parts(agreed.start, agreed.end), _parts(*_effect(ceasefire))
    final = state_of(ceasefire, date.max)
    over = final.moments[0].when if final.state in _ENDED and final.moments[0].kind in _ENDS else None
    end = _parts(over.start, over.end) if over else (None, None, None)
    length = terms.duration.text if terms.duration else f"until {terms.until}" if terms.until else None
    denied = [v for v in final.versions if v.state == "none"]
    return {
        "cc": code,
        "location": place,
        "cf_id": number,
        "side": _side(terms.lateral, actors, mine),
        "actor_name": _name(actor),
        "cf_dec_yr": declared[0],
        "cf_dec_month": declared[1],
        "cf_dec_day": declared[2],
        "cf_effect_yr": begun[0],
        "cf_effect_month": begun[1],
        "cf_effect_day": begun[2],
        "partial": None if terms.scope is None else int(terms.scope == "partial"),
        "written": None if terms.written is None else int(terms.written),
        "fixed": 1 if length else None,
        "fixed_time": length,
        "p_humanitarian": _one("humanitarian" in terms.purposes),
        "p_peaceprocess": _one("peaceprocess" in terms.purposes),
        "p_holiday": _one("holiday" in terms.purposes),
        "p_election": _one("election" in terms.purposes),
        "ceasefire_class": _CLASSES[terms.class_] if terms.class_ else None,
        "mediator_nego": "; ".join(a.name or a.text for a in terms.mediators) or None,
        "ended": _one(over is not None),
        "end_yr": end[0],
        "end_month": end[1],
        "end_day": end[2],
        "conflict": timeline.conflict,
        "ceasefire": ceasefire.id,
        "state": final.state,
        "disputed_by": "; ".join(name for v in denied for name in v.by) or None,
        "background": all(m.background for m in ceasefire.made),
        "claims": " ".join(claims_of(ceasefire.moments)),
    }


def _name(actor: Actor) -> str:
    """The name of a row: an office-holder's is that of the government, as in their data."""
    if actor.country and actor.sector == "GOV":
        return next((c.government for c in load_countries() if c.iso3 == actor.country), actor.name or actor.text)
    return actor.name or actor.text


def _one(told: bool) -> int | None:
    """1 for what is told; null for what no report tells, which is not the same as 0."""
    return 1 if told else None


def _side(told: str | None, actors: int, mine: Sequence[Moment]) -> str | None:
    """As a report calls it; else by how many agreed: two or more named together, never one alone."""
    if told or actors < 2 or not mine:
        return told
    return "bilateral" if actors == 2 else "multilateral"


def _effect(ceasefire: Ceasefire) -> tuple[date | None, date | None]:
    """When it took effect: the day on which it began, or was to begin by what is stated."""
    began = next((m.when for m in ceasefire.made if m.kind == "start" and m.when.start), None)
    if began:
        return began.start, began.end
    if ceasefire.terms.begins:
        return ceasefire.terms.begins, ceasefire.terms.begins
    at_once = next((m.when for m in ceasefire.made if m.terms.at_once), When(None, None, "unknown"))
    return at_once.start, at_once.end


def _parts(start: date | None, end: date | None) -> tuple[int | None, int | None, int | None]:
    """Year, month and day as far as the first and the last day agree on them."""
    if start is None or end is None or start.year != end.year:
        return None, None, None
    if start.month != end.month:
        return start.year, None, None
    return start.year, start.month, start.day if start == end else None


def _country(conflict: str | None) -> tuple[str | None, str | None]:
    """The name and the ISO 3166-1 alpha-3 code of the first country of a conflict."""
    known = next((c for c in load_conflicts() if c.id == conflict), None)
    if known is None or not known.countries:
        return None, None
    code = known.countries[0]
    return next((c.name for c in load_countries() if c.iso3 == code), None), code
