"""Whether a report says who somebody is: a body or a person with a name, or "officials", "residents", "the rebels"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..knowledge.loader import load_agents
from ..ledger.folding import fold
from ..records import Actor

CACHED = 16_384
"""How many actors are remembered: the same ones are asked about again and again."""


@lru_cache(CACHED)
def is_unnamed(actor: Actor) -> bool:
    """Whether a report does not say who somebody is: "officials", "residents", "a ministry" of nobody."""
    if actor.name is None or not actor.name.strip():
        return True
    if actor.wikidata is not None:
        return False
    folded = fold(actor.name)
    if actor.country is None and (folded in _of_nobody() or folded.split()[-1].removesuffix("s") in _nouns()):
        return True
    return folded in _nouns() or any(pattern.fullmatch(folded) for pattern in _people())


@cache
def _people() -> tuple[re.Pattern[str], ...]:
    """Canonical names of people who are not one: what agents that are people, and no armed force, are called."""
    names = {a.name for a in load_agents() if a.kind == "people" and a.sector != "MIL"}
    return tuple(re.compile(re.escape(fold(name)).replace(r"\{country\}", ".+")) for name in sorted(names))


@cache
def _of_nobody() -> frozenset[str]:
    """The names of agents where nothing says whose they are."""
    return frozenset(fold(a.name.replace(" of {country}", "")) for a in load_agents() if "{country}" in a.name)


@cache
def _nouns() -> frozenset[str]:
    """Nouns for people and for holders of an office, in the singular."""
    return frozenset(fold(noun) for a in load_agents() if a.kind != "body" for noun in a.nouns)
