"""Who counts as one claimant: the original source, so that two bodies that count are two, and one is not two by name.

Armed forces, health authorities, courts and police of a state are one claimant each, whoever speaks for them; another
body is one by its name; a spokesman of an organisation or a group speaks for it.  What a report says in its own voice
is claimed by its outlet, or by the agency whose text it prints.  An unnamed "official" of one report is nobody's
fellow in another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from ..knowledge.loader import load_agents
from ..ledger.folding import fold
from ..records import Actor, Claim, Document
from .account import Account
from .carriers import carried_from, outlet_of
from .parties import is_state, office_of

ONE_BODY = ("MIL", "HLH", "JUD", "COP")
"""Sectors of which a state has, for whoever counts, one: its army, its health authorities, its courts, its police."""


@dataclass(frozen=True, slots=True)
class Claimant:
    """Somebody whose word a claim is.  Two are the same if their keys are; ``name`` is how one of them was called.

    ``actor`` is null for an outlet that speaks in its own voice; ``named`` is false for people of whom a report does
    not say who they are.
    """

    key: str
    name: str = field(compare=False)
    actor: Actor | None = field(compare=False, default=None)
    named: bool = field(compare=False, default=True)


def claimant_of(account: Account) -> Claimant:
    """Whose word a claim is: that of the last in its chain of sources, else the report's own."""
    claim = account.claim
    if claim.sources:
        return claimant(claim.sources[-1], claim)
    return voice_of_report(claim.document, account.text_of)


def teller_of(account: Account) -> Claimant:
    """Who tells what somebody said of himself: the link of the chain before him, where the last speaks of his own
    doing ("the ministry said that the president was ready"); else the claimant."""
    claim = account.claim
    if len(claim.sources) < 2:
        return claimant_of(account)
    return claimant(claim.sources[-2], claim)


def claimant(actor: Actor, claim: Claim) -> Claimant:
    """The claimant that somebody in the chain of a claim is or speaks for."""
    name = actor.name or actor.text
    if is_unnamed(actor):
        return Claimant(f"unnamed:{claim.document.id}:{fold(name)}", name, actor, named=False)
    office = office_of(actor, claim.document.published.start)
    if office is not None and not is_state(office.of):
        return Claimant(f"name:{fold(office.of)}", name, actor)
    if actor.country and actor.sector in ONE_BODY:
        return Claimant(f"body:{actor.country}:{actor.sector}", name, actor)
    return Claimant(f"name:{fold(name)}", name, actor)


def voice_of_report(document: Document, text: str) -> Claimant:
    """A report that speaks in its own voice; ``text`` is the id of the report whose text it is."""
    outlet = carried_from(document) or outlet_of(document)
    if outlet is None:
        return Claimant(f"report:{text}", "the report", named=False)
    return Claimant(f"outlet:{fold(outlet)}", outlet)


def is_unnamed(actor: Actor) -> bool:
    """Whether a report does not say who somebody is: "officials", "residents", "a ministry" of nobody."""
    if actor.name is None:
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
