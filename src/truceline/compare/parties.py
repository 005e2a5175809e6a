"""Whose side somebody is on in a conflict, and how one who speaks stands to it: a party, a monitor, a third party.

Sides are those of the conflict's entry in ``knowledge/conflicts``.  Where the conflict is not known, or its entry does
not name somebody, a body of a state acts for that state and anybody else for himself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal

from ..conflicts import states
from ..knowledge.loader import load_armed_groups, load_conflicts, load_countries, load_people
from ..knowledge.schema import Conflict, Office
from ..ledger.folding import fold
from ..records import Actor
from .naming import CACHED, is_unnamed

Standing = Literal["party", "monitor", "third_party", "outlet", "not_known"]
"""How a speaker stands to a conflict; ``not_known`` where the conflict or the speaker is not known well enough."""

MONITORS = ("IGO", "NGO")
"""Sectors of those who count, watch or help and belong to no state: unless the conflict's entry has them on a side."""

OF_STATES = ("GOV", "MIL", "SPY", "JUD", "LEG", "COP", "HLH", None)
"""Sectors of bodies that act for their state; of a country without a sector, nothing else is said."""


@lru_cache(CACHED)
def side_of(actor: Actor, conflict: str | None) -> str | None:
    """The name of the side of the conflict (an id) that somebody is on; null where its entry does not tell."""
    sides = _sides(conflict)
    for called in _called(actor):
        folded = fold(called)
        for name, side in sides.items():
            if folded == name or (folded.endswith(f" of {name}") and not (_not_of_state(actor) and name in _states())):
                return side
    return None


def party_of(actor: Actor, conflict: str | None) -> str | None:
    """Whom somebody acts for: the side of the conflict, else the state of a body of state, else the name; null where
    the report does not say who it is ("the rebels")."""
    if side := side_of(actor, conflict):
        return side
    if actor.country and actor.sector in OF_STATES:
        return actor.country
    return None if is_unnamed(actor) else actor.name


def parties_of(actors: Iterable[Actor], conflict: str | None) -> frozenset[str]:
    """The parties of several, as far as they are known."""
    return frozenset(filter(None, (party_of(actor, conflict) for actor in actors)))


def bodies_of(actors: Iterable[Actor], conflict: str | None) -> frozenset[str]:
    """Who acts, allies apart: states by their codes, others by their side, else by their names."""
    return frozenset(filter(None, (_body(actor, conflict) for actor in actors)))


def _body(actor: Actor, conflict: str | None) -> str | None:
    return actor.country if actor.country and not _not_of_state(actor) else party_of(actor, conflict)


def standing_of(actor: Actor, conflict: str | None) -> Standing:
    """How somebody who speaks stands to a conflict."""
    if side_of(actor, conflict):
        return "party"
    if actor.sector in MONITORS:
        return "monitor"
    if actor.sector == "MED":
        return "outlet"
    known = _conflict(conflict)
    if known and actor.country and not _not_of_state(actor) and actor.country not in known.countries:
        return "third_party"
    return "not_known"


def office_of(actor: Actor, day: str | None) -> Office | None:
    """The office that a known person held on that day (ISO), for the country that the claim says; null for others."""
    held = _offices().get(fold(actor.name)) if actor.name else None
    if held is None:
        return None
    fitting = [o for o in held if o.covers(day) and (actor.sector is None or o.sector == actor.sector)]
    return fitting[-1] if fitting else None


def is_state(name: str) -> bool:
    """Whether this is the name of a state."""
    return fold(name) in _states()


def _not_of_state(actor: Actor) -> bool:
    """Whether it is nobody who acts for a state: a doctors' union of a country is not its government."""
    return actor.sector not in OF_STATES


def _called(actor: Actor) -> Iterator[str]:
    """What the entry of a conflict may call somebody, what tells most first: the name, the group whose wing it is, the
    groups that he speaks for or leads, the state."""
    if actor.name:
        folded = fold(actor.name)
        yield actor.name
        if whole := _wings().get(folded):
            yield whole
        yield from (office.of for office in _offices().get(folded, ()) if not is_state(office.of))
    if actor.country and not _not_of_state(actor):
        yield from states().get(actor.country, ())


@lru_cache(256)
def _sides(conflict: str | None) -> dict[str, str]:
    """The sides of a conflict by the folded names of those who are on them; the authorities of a region that is no
    state are called by the region, too."""
    known = _conflict(conflict)
    named = {} if known is None else {fold(name): side.name for side in known.sides for name in side.actors}
    regions = {name.removesuffix(" authorities"): side for name, side in named.items()}
    return {**regions, **named}


@cache
def _conflict(conflict: str | None) -> Conflict | None:
    return next((c for c in load_conflicts() if c.id == conflict), None)


@cache
def _states() -> frozenset[str]:
    return frozenset(fold(country.name) for country in load_countries())


@cache
def _wings() -> dict[str, str]:
    return {fold(group.name): group.part_of for group in load_armed_groups() if group.part_of}


@cache
def _offices() -> dict[str, tuple[Office, ...]]:
    return {fold(person.name): person.offices for person in load_people()}
