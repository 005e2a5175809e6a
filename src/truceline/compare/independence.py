"""Whether two accounts come from sources that do not depend on each other, and why, in words.

What is looked at: who the original source is, through whom it came, which outlet told it, whose text that outlet
prints, and which side of the conflict speaks.  "Independent" means that nothing in the reports ties the two together;
that neither has it from the other somewhere out of sight, no text can show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..translation import Templates
from .account import Account
from .carriers import carried_from, outlet_of
from .claimants import Claimant, claimant, claimant_of
from .parties import OF_STATES, side_of, standing_of

Tie = Literal[
    "same_text", "same_agency", "same_source", "same_outlet", "one_quotes_the_other", "one_report", "same_side",
    "unnamed", "independent",
]  # fmt: skip
"""What ties two accounts together, or that nothing does."""

TIES: Templates[Tie] = Templates({
    "same_text": "their reports are one text, or versions of it",
    "same_agency": "both print what %(name)s wrote",
    "same_source": "both go back to %(name)s",
    "same_outlet": "both are %(name)s in its own voice",
    "one_quotes_the_other": "one has it from %(name)s, who is the other",
    "one_report": "one report says it in its own voice beside %(name)s, and does not say where it has it from",
    "same_side": "different bodies, but both speak for %(name)s",
    "unnamed": "it is not said who they are, so they may be the same people",
    "independent": "other sources, and nothing in the reports ties them together",
})  # fmt: skip
"""The ties in words; ``name`` is whom they have in common."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Where an account comes from.

    ``claimant`` is whose word it is; ``told_by`` those in the chain before him, by their keys, outermost first;
    ``outlet`` and ``agency`` the outlet that told it and whose text it says it prints; ``text`` the id of the report
    whose text it is; ``heard`` the keys of all that its report names as sources; ``side`` the side of the conflict that
    the claimant is on, or his state, in ``conflict``.
    """

    claimant: Claimant
    told_by: tuple[str, ...]
    outlet: str | None
    agency: str | None
    text: str
    report: str
    heard: frozenset[str]
    side: str | None
    conflict: str | None

    @property
    def own(self) -> bool:
        """Whether the report says it in its own voice."""
        return self.claimant.actor is None


@dataclass(frozen=True, slots=True)
class Relation:
    """How two accounts stand to each other: what ties them together, and that in words.

    ``independent`` is null where it cannot be known.
    """

    tie: Tie
    why: str

    @property
    def independent(self) -> bool | None:
        """Whether nothing ties the two together; null where it cannot be known."""
        return None if self.tie == "unnamed" else self.tie == "independent"


def heard_in(accounts: Iterable[Account]) -> dict[str, frozenset[str]]:
    """The keys of all that reports, whose claims these are, name as sources; by the ids of the reports."""
    heard: defaultdict[str, set[str]] = defaultdict(set)
    for account in accounts:
        claim = account.claim
        heard[claim.document.id].update(claimant(source, claim).key for source in claim.sources)
    return {report: frozenset(keys) for report, keys in heard.items()}


class Voices:
    """The voices of accounts, with what the reports around them say: ``heard`` is who else is quoted there, as
    :func:`heard_in` tells it of all claims of these reports."""

    def __init__(self, heard: Mapping[str, frozenset[str]]) -> None:
        self._heard = heard
        self._known: dict[tuple[str, str], Voice] = {}

    def of(self, account: Account, speaker: Claimant | None = None) -> Voice:
        """The voice of one of the accounts; with ``speaker``, a link of its chain, as far as it is his word."""
        claim = account.claim
        one = claimant_of(account) if speaker is None else speaker
        if (known := self._known.get((claim.id, one.key))) is not None:
            return known
        chain = [claimant(source, claim).key for source in claim.sources]
        voice = Voice(
            claimant=one,
            told_by=tuple(chain[: chain.index(one.key)] if one.key in chain else chain),
            outlet=outlet_of(claim.document),
            agency=carried_from(claim.document),
            text=account.text_of,
            report=claim.document.id,
            heard=self._heard.get(claim.document.id, frozenset()),
            side=_speaks_for(one, account.conflict),
            conflict=account.conflict,
        )
        self._known[claim.id, one.key] = voice
        return voice

    def relation(self, one: Account, other: Account) -> Relation:
        """How two of the accounts stand to each other."""
        return relation(self.of(one), self.of(other))


def relation(one: Voice, other: Voice) -> Relation:
    """How two voices stand to each other, by the first tie that there is."""
    if one.claimant == other.claimant:
        return _tie("same_outlet" if one.own else "same_source", one.claimant.name)
    if one.own and other.own:
        return _own_voices(one, other)
    for first, second in ((one, other), (other, one)):
        if second.claimant.key in first.told_by:
            return _tie("one_quotes_the_other", second.claimant.name)
        if second.own and _carries(first, second):
            return _tie("one_quotes_the_other", second.claimant.name)
        if second.own and first.claimant.key in second.heard:
            return _tie("one_report", first.claimant.name)
    if one.side is not None and one.side == other.side:
        return _tie("same_side", one.side)
    if not (one.claimant.named and other.claimant.named) and one.report != other.report:
        return _tie("unnamed")
    return _tie("independent")


def _own_voices(one: Voice, other: Voice) -> Relation:
    if one.text == other.text:
        return _tie("same_text")
    shared = {one.agency, one.outlet} & {other.agency, other.outlet} - {None}
    if shared:
        return _tie("same_agency", min(filter(None, shared)))
    return _tie("independent")


def _carries(first: Voice, second: Voice) -> bool:
    """Whether the first has it from the outlet that speaks in its own voice in the second."""
    return second.claimant.key.replace("outlet:", "name:", 1) in first.told_by


def _tie(tie: Tie, name: str = "") -> Relation:
    return Relation(tie, TIES.of(tie, name=name))


def _speaks_for(one: Claimant, conflict: str | None) -> str | None:
    """The side that a claimant is on; of a body of a state that is on none, the state."""
    actor = one.actor
    if actor is None:
        return None
    if side := side_of(actor, conflict):
        return side
    if standing_of(actor, conflict) in ("monitor", "outlet") or actor.sector not in OF_STATES:
        return None
    return actor.country
