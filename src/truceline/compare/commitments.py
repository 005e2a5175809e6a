"""Disputes about what a party is ready to do, or said in a conversation: with a condition or without, yes or no.

What is promised, offered or refused is no incident, so it is grouped here: the same party, the same matter (a
ceasefire, a withdrawal), one story, told within a day.  Who tells it counts, not who is told to have said it: two
accounts of one call go back to one man, and differ all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from types import MappingProxyType
from typing import Literal

from ..records import Event
from ..translation import Templates, phrase, word
from .account import Account
from .claimants import Claimant, claimant_of, teller_of
from .dispute import Dispute, Position, dispute, names
from .dispute_kinds import DisputeKind
from .figures import days_told
from .independence import Voices
from .parties import parties_of, party_of

Stance = Literal["ready", "conditional", "refuses"]

STANCES: Templates[Stance] = Templates({
    "ready": "ready for it, without a condition",
    "conditional": "only on a condition",
    "refuses": "refuses it",
})  # fmt: skip
"""What an account says of a party's will, in words."""

DOES = ("AGREE", "RETREAT", "CONCEDE", "COOPERATE")
"""Types of events by which a party commits itself."""

MATTERS: Mapping[str, str] = MappingProxyType({"meeting": "talks"})
"""Modes that are one matter under two names."""

WITHIN = timedelta(1)
"""What is told further apart may be a change of mind."""

CONVERSATIONS = ("call", "meeting", "talks")


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an account says a party is ready to do, or not."""

    account: Account
    teller: Claimant
    party: str
    party_name: str
    matter: str
    stance: Stance


def commitments(accounts: Iterable[Account]) -> list[Commitment]:
    """The commitments, offers, conditions and refusals among claims."""
    return [made for account in accounts for made in _commitments(account)]


def _commitments(account: Account) -> Iterator[Commitment]:
    claim = account.claim
    body = claim.body
    if not isinstance(body, Event) or body.mode is None or claim.background or (stance := _stance(account)) is None:
        return
    for actor in body.actors:
        party = party_of(actor, account.conflict)
        if party is not None:
            name, matter = actor.name or actor.text, MATTERS.get(body.mode, body.mode)
            yield Commitment(account, _teller(account, party), party, name, matter, stance)


def _stance(account: Account) -> Stance | None:
    """What a claim says of the will of its actors; null for one that says nothing of it."""
    claim, body = account.claim, account.claim.body
    assert isinstance(body, Event)
    if body.type == "REJECT" and claim.modality == "actual":
        return "refuses"
    if body.type not in DOES or claim.modality in ("denied", "called_for"):
        return None
    return "conditional" if body.condition is not None or claim.modality == "conditional" else "ready"


def _teller(account: Account, party: str) -> Claimant:
    """Who tells it: where the party itself is told to have said it, whoever tells that."""
    claim = account.claim
    if len(claim.sources) > 1 and party_of(claim.sources[-1], account.conflict) == party:
        return teller_of(account)
    return claimant_of(account)


def commitment_disputes(told: Sequence[Commitment], voices: Voices, around: Sequence[Account]) -> Iterator[Dispute]:
    """Accounts of what a party will do that cannot both hold; ``told`` and ``around`` are of one story."""
    alike: defaultdict[tuple[str, str], list[Commitment]] = defaultdict(list)
    for one in told:
        alike[one.party, one.matter].append(one)
    for (party, matter), several in alike.items():
        for kind, stances in _KINDS.items():
            if clashing := _clashing(several, stances):
                yield _dispute(kind, matter, clashing, voices, _occasion(around, party, clashing))


_KINDS: Mapping[DisputeKind, tuple[frozenset[Stance], ...]] = MappingProxyType({
    "conditions": (frozenset({"ready", "conditional"}),),
    "agreed_or_refused": (frozenset({"ready", "refuses"}),),
})  # fmt: skip
"""Which two stances make which kind of dispute."""


def _clashing(several: Sequence[Commitment], stances: tuple[frozenset[Stance], ...]) -> list[Commitment]:
    found: set[int] = set()
    for (i, one), (j, other) in combinations(enumerate(several), 2):
        if frozenset({one.stance, other.stance}) in stances and _two_accounts(one, other):
            found |= {i, j}
    return [several[i] for i in sorted(found)]


def _two_accounts(one: Commitment, other: Commitment) -> bool:
    """Whether two tell of it who are named, and at one time.

    A report that speaks in its own voice beside a source tells shortly what the source tells at length.
    """
    if one.teller == other.teller or one.teller.actor is None or other.teller.actor is None:
        return False
    days = days_told(one.account.claim), days_told(other.account.claim)
    if days[0] is None or days[1] is None:
        return one.account.claim.document.id == other.account.claim.document.id
    return days[0][0] <= days[1][1] + WITHIN and days[1][0] <= days[0][1] + WITHIN


def _dispute(
    kind: DisputeKind, matter: str, several: Sequence[Commitment], voices: Voices, occasion: Sequence[Account]
) -> Dispute:
    grouped: dict[Stance, list[Commitment]] = {}
    for one in several:
        grouped.setdefault(one.stance, []).append(one)
    who = names(c.party_name for c in several)
    about = phrase("%(matter)s: what %(names)s will do", matter=word(matter), names=who)
    positions = [
        Position(
            _says(stance, group),
            tuple((c.teller, c.account) for c in group),
        )
        for stance, group in grouped.items()
    ]
    return dispute(kind, about, positions, voices, occasion=occasion)


def _says(stance: Stance, group: Sequence[Commitment]) -> str:
    conditions = names(c.account.claim.body.condition or "" for c in group if isinstance(c.account.claim.body, Event))
    if stance == "conditional" and conditions:
        return phrase("only on a condition: %(conditions)s", conditions=conditions)
    return STANCES.of(stance)


def _occasion(around: Sequence[Account], party: str, several: Sequence[Commitment]) -> list[Account]:
    """The claims, in the reports of a dispute, of a conversation that the party took part in."""
    reports = {c.account.claim.document.id for c in several}
    return [
        a for a in around
        if a.claim.document.id in reports and isinstance(body := a.claim.body, Event)
        and body.type == "CONSULT" and body.mode in CONVERSATIONS and a.claim.modality == "actual"
        and not a.claim.background
        and party in parties_of((*body.actors, *body.recipients), a.conflict)
    ]  # fmt: skip
