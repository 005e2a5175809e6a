"""Who counts as one claimant: the original source, so that two bodies that count are two, and one is not two by name.

Armed forces, health authorities, courts and police of a state are one claimant each, whoever speaks for them; another
body is one by its name; a spokesman of an organisation or a group speaks for it.  What a report says in its own voice
is claimed by its outlet, or by the agency whose text it prints.  An unnamed "official" of one report is nobody's
fellow in another.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..knowledge.account_cues import cue
from ..ledger.folding import fold
from ..records import Actor, Claim, Document, Event
from ..translation import phrase
from .account import Account
from .carriers import carried_from, outlet_of
from .naming import is_unnamed
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
    """Whose word a claim is: that of the last in its chain of sources; of the one who accuses or denies, where the
    report tells of that in its own voice; else the report's own."""
    claim = account.claim
    if claim.sources:
        return claimant(claim.sources[-1], claim)
    if speakers := speaking(claim):
        return claimant(speakers[0], claim)
    return voice_of_report(claim.document, account.text_of)


def speaking(claim: Claim) -> tuple[Actor, ...]:
    """Who speaks by the event itself: those who accuse, and those who deny that they did it."""
    body = claim.body
    if not isinstance(body, Event):
        return ()
    if body.type == "ACCUSE" and claim.modality == "actual":
        return body.actors
    return body.actors if claim.modality == "denied" and cue("denies").search(claim.sentence.text) else ()


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
        return Claimant(f"report:{text}", phrase("the report"), named=False)
    return Claimant(f"outlet:{fold(outlet)}", outlet)
