"""Steps of ceasefires: what a single claim tells of one, who takes the step, when, and on what terms.

A claim of an event is a step by its type, its modality and the word that tells it (``ceasefires.yaml``).  Which of its
actors are parties to the conflict and which stand outside is known from the conflict's entry; of a conflict that is not
known all but organisations of states, of aid and of news are taken for parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..conflicts import AGAINST_THE_STATE, names_of
from ..knowledge.ceasefires import Form, StepKind, any_in, words
from ..knowledge.loader import load_conflicts
from ..knowledge.schema import Conflict
from ..ledger.folding import fold
from ..records import Actor, Claim, Event
from .account import Account
from .ceasefire_days import UNKNOWN, When, begun_later, published_on, spoken_of, when
from .ceasefire_terms import Terms, terms

_OUTSIDE = ("IGO", "NGO", "NGM", "MED", "CVL", "REL", "HLH", "EDU")
"""Sectors of those who are no party to a conflict that is not known."""

_ANY = re.compile(r"(?:each|both|all|either|neither|other|some|many|several|(?:the )?(?:two|three))\b", re.IGNORECASE)
"""Words before those who are nobody in particular: "Each side"."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one claim tells of a ceasefire.

    ``parties`` take the step: call, offer, agree, refuse, accuse, end.  ``others`` are whom it is addressed to, with
    whom it is agreed or who is accused.  ``third`` announce it and stand outside the conflict.  ``of``: the days of
    the ceasefire that is spoken of, where the claim names it by its date ("the 2020 ceasefire").  ``keep``: a
    call or a refusal is about keeping or extending one, not about a new one.  ``actual``: it is told as taken, not as
    planned, possible, on a condition or denied; to offer is to take a step.
    """

    account: Account
    kind: StepKind
    form: Form | None
    parties: tuple[Actor, ...]
    others: tuple[Actor, ...]
    third: tuple[Actor, ...]
    when: When
    of: When
    terms: Terms
    keep: bool
    actual: bool

    @property
    def claim(self) -> Claim:
        """The claim that tells it."""
        return self.account.claim

    @property
    def condition(self) -> str | None:
        """The words of its condition."""
        return self.claim.body.condition if isinstance(self.claim.body, Event) else None


def queries() -> tuple[dict[str, Any], ...]:
    """The filters of claims by which a ledger finds all that may tell steps."""
    breaches: list[dict[str, Any]] = [{"type": ("ACCUSE", "ASSAULT"), "text": text} for text in words().search]
    return ({"mode": ("ceasefire",)}, *breaches)


def step_of(account: Account) -> Step | None:
    """The step that a claim tells; null for a claim that tells none."""
    claim, body = account.claim, account.claim.body
    if not isinstance(body, Event):
        return None
    found = _kind(claim, body)
    if found is None:
        return None
    kind, form = found
    told = claim.sentence.text
    read = terms(told, published_on(claim))
    if kind == "offer" and read.until is not None and _names_one(body):
        kind, form = "agreement", "mentioned"  # "its truce would last until Friday"
    elif kind == "offer" and claim.modality == "planned" and any_in(words().keep, told):
        kind = "holding"  # "committed to the implementation of the ceasefire"
    of = spoken_of(body.time, told, kind)
    taken = when(claim, body.time if of is UNKNOWN else None, kind)
    if kind == "agreement":
        taken, read = begun_later(claim, taken, read)
    takers, others = _who(claim, body, kind)
    parties, third = _sorted_out(takers, account.conflict)
    if form == "accepted" and len(keys((*parties, *others))) == 1:
        kind = "offer"  # one side accepts a proposal; whether the other does is not said
    if kind == "call":
        parties, third = parties + third, ()
    keep = kind in ("call", "refusal", "denial") and any_in(words().keep, told) is not None
    if keep and kind == "denial":
        kind = "refusal"  # "had not ordered the truce to be extended"
    return Step(account, kind, form, parties, others, third, taken, of, read, keep, _actual(claim, kind, form))


def _actual(claim: Claim, kind: StepKind, form: Form | None) -> bool:
    if claim.modality == "denied":
        return kind in ("denial", "end", "holding")  # "did not hold" is an end, "has not ended" none
    if kind == "extension" and claim.modality == "planned":
        return any_in(words().extended, claim.sentence.text) is not None  # "a deal was reached to extend it"
    return claim.modality == "actual" or kind == "offer" or form == "mentioned"


def keys(actors: Iterable[Actor]) -> tuple[str, ...]:
    """What tells parties from each other: the state that one acts for, or the name; nothing for "both sides".

    Two bodies of one state are one party; those who fight against the state whose land they live in are not it.
    """
    found = (_key(a) for a in actors)
    return tuple(dict.fromkeys(k for k in found if k))


def _key(actor: Actor) -> str | None:
    if actor.country and actor.sector not in AGAINST_THE_STATE:
        return actor.country
    named = any(c.isupper() for c in actor.text) and not _ANY.match(actor.text)
    return fold(actor.name or actor.text) if named else None


def _names_one(body: Event) -> bool:
    """Whether the event is told by the noun alone ("its truce"), without a verb of an act."""
    return any(r.form == "mentioned" and r.fits(body.type, "actual", body.trigger.text) for r in words().steps)


def _kind(claim: Claim, body: Event) -> tuple[StepKind, Form | None] | None:
    told = claim.sentence.text
    if body.mode == "ceasefire":
        rule = next((r for r in words().steps if r.fits(body.type, claim.modality, body.trigger.text)), None)
        if rule is None or rule.kind is None:
            return None
        if rule.kind in ("agreement", "offer") and rule.form != "mentioned" and any_in(words().extending, told):
            return "extension", None
        if rule.form == "mentioned" and any_in(words().mentioned_as_holding, told):
            return "holding", None
        if rule.kind == "call" and body.recipients and set(keys(body.recipients)) == set(keys(body.actors)):
            return "agreement", "declared"  # an order to one's own forces
        return rule.kind, rule.form
    alleged = body.type == "ACCUSE" or (body.type == "ASSAULT" and claim.sources and body.actors)
    if body.mode in words().breach_modes and claim.modality == "actual" and alleged:
        return ("violation", None) if any_in(words().breach_contexts, told) else None
    return None


def _who(claim: Claim, body: Event, kind: StepKind) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who takes the step, and whom it concerns: of a violation, who alleges it and who is accused of it."""
    last = claim.sources[-1:]
    if body.type == "ASSAULT" or (kind == "offer" and body.type == "RETREAT" and last):
        return last, body.actors
    if kind == "violation" and not body.recipients and any_in(words().mutual, claim.sentence.text):
        return body.actors, body.actors
    speaks = last and last[0].sector != "MED" and not keys(body.actors)
    alleges = kind == "violation" and claim.modality != "denied"
    if speaks and (alleges or _own(body.actors, claim.sentence.text)):
        return last, body.recipients
    return body.actors, body.recipients


def _own(actors: Sequence[Actor], sentence: str) -> bool:
    """Whether these are the speaker's own people: "its fighters"."""
    return any(
        re.search(rf"\b(?:its|their|our|his|her) (?:\w+ )?{re.escape(a.text.split()[-1])}\b", sentence, re.IGNORECASE)
        for a in actors if a.text.split()
    )  # fmt: skip


def _sorted_out(actors: Sequence[Actor], conflict: str | None) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Those of these who are parties to the conflict, and those who stand outside it."""
    known = _conflicts().get(conflict or "")
    inside = tuple(a for a in actors if (_is_party(a, known) if known else a.sector not in _OUTSIDE))
    return inside, tuple(a for a in actors if a not in inside)


def _is_party(actor: Actor, conflict: Conflict) -> bool:
    if {fold(name) for name in names_of(actor)} & {fold(n) for side in conflict.sides for n in side.actors}:
        return True
    if actor.sector in _OUTSIDE:
        return False
    return actor.country is None or actor.country in conflict.countries or actor.sector in AGAINST_THE_STATE


@cache
def _conflicts() -> dict[str, Conflict]:
    return {c.id: c for c in load_conflicts()}
