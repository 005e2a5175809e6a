"""What is asserted to have been done: by whom, as far as the claim says, and who says so.

"A shelled the town", said by B, and "B accused A of shelling the town" assert the same thing by the same claimant;
both become one kind of record here, and so does a denial.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..knowledge.account_cues import cue
from ..knowledge.rules import modes
from ..records import Actor, Control, Event, Toll
from ..translation import Templates
from .account import Account
from .claimants import Claimant, claimant, claimant_of, speaking
from .evidence import evidence
from .incidents import Incident
from .parties import MONITORS, bodies_of, parties_of, party_of
from .telling import Telling, telling

Deed = Literal["violence", "breach", "other"]

ACTS = Templates({"REQUEST": "call for %(matter)s", "REJECT": "refusal of %(matter)s"})
"""Acts that are said of a matter: their subjects name both."""
"""An attack or what it cost; a breach of a ceasefire; anything else that one or several parties do."""

_APART = ("other places", "other countries", "other times")


@dataclass(frozen=True, slots=True)
class Assertion:
    """That something was done (or, ``denied``, was not).

    ``doers`` are the parties that are said to have done it, none where it is not said; ``bodies`` the same with allies
    apart; ``doer_names`` how they are called.  ``party`` is that of the claimant, ``first`` whether it is said who
    began.
    """

    account: Account
    claimant: Claimant
    party: str | None
    deed: Deed
    subject: str
    denied: bool
    doers: frozenset[str]
    bodies: frozenset[str]
    doer_names: tuple[str, ...]
    first: bool
    telling: Telling
    incident: int | None


def incident_numbers(found: Iterable[Incident]) -> dict[str, int]:
    """The claims of incidents, by their ids, with a number for each incident."""
    return {account.claim.id: number for number, incident in enumerate(found) for account in incident.accounts}


def assertions(accounts: Iterable[Account], incident: Mapping[str, int]) -> list[Assertion]:
    """What claims assert to have been done, or deny; ``incident`` as :func:`incident_numbers` gives it."""
    return [
        made
        for account in accounts
        if not account.claim.background
        for made in _assertions(account, incident.get(account.claim.id))
    ]


def _assertions(account: Account, incident: int | None) -> Iterable[Assertion]:
    claim = account.claim
    body = claim.body
    if claim.modality not in ("actual", "denied") or (isinstance(body, Toll) and body.scope == "cumulative"):
        return
    deed = _deed(account)
    if deed is None:
        return
    for speaker, doers in _said_of(account):
        yield Assertion(
            account=account,
            claimant=speaker,
            party=None if speaker.actor is None else party_of(speaker.actor, account.conflict),
            deed=deed[0],
            subject=deed[1],
            denied=claim.modality == "denied",
            doers=parties_of(doers, account.conflict),
            bodies=bodies_of(doers, account.conflict),
            doer_names=tuple(actor.name or actor.text for actor in doers),
            first=bool(cue("began").search(claim.sentence.text)),
            telling=telling(account),
            incident=incident,
        )


def _said_of(account: Account) -> Iterable[tuple[Claimant, tuple[Actor, ...]]]:
    """Who says of whom that they did it; of those who accuse each other, each of the others."""
    claim = account.claim
    speakers = speaking(claim)
    if len(speakers) > 1 and not _doers(claim.body) and cue("each_other").search(claim.sentence.text):
        for speaker in speakers:
            yield claimant(speaker, claim), tuple(other for other in speakers if other != speaker)
    else:
        one = claimant_of(account)
        yield one, tuple(doer for doer in _doers(claim.body) if not _watches(doer, one))


def _watches(doer: Actor, one: Claimant) -> bool:
    """Whether it is the monitor himself who tells: nobody watches what he does himself."""
    return doer.sector in MONITORS and one.actor is not None and doer.name == one.actor.name


def same_sentence_own_voice(one: Account, other: Account) -> bool:
    """Whether a report says one in its own voice in the very sentence in which a source says the other.

    Then it goes on with what the source says ("killed two, beheading one of them"), and does not contradict it.
    """
    a, b = one.claim, other.claim
    same = a.document.id == b.document.id and a.sentence.start == b.sentence.start
    return same and (not a.sources or not b.sources)


def _doers(body: Event | Toll | Control) -> tuple[Actor, ...]:
    match body:
        case Event(type="ACCUSE") as event:
            return event.recipients
        case Event() as event:
            return event.actors
        case Toll() as toll:  # those who were hit are not those who did it, whatever stands beside them
            return tuple(actor for actor in toll.blamed if toll.side is None or actor.name != toll.side.name)
        case Control():
            return ()


def _deed(account: Account) -> tuple[Deed, str] | None:
    """What is done, and as what it is compared; null for what is no deed."""
    body = account.claim.body
    match body:
        case Event(type="ACCUSE") if account.claim.modality == "denied":
            return None
        case Event(type="ACCUSE", mode=mode) as body:
            if mode == "ceasefire" or (mode is None and cue("breach").search(account.claim.sentence.text)):
                return "breach", "breach of a ceasefire"
            if mode is None:  # "he blamed the army" means what was told before; "accused it of" something else does not
                return ("violence", "violence") if body.trigger.text.lower().startswith("blam") else None
            return ("violence", "violence") if mode in _violent() else ("other", mode)
        case Event(type="ASSAULT") | Toll(harm="killed" | "wounded" | "casualties" | "destroyed" | "damaged"):
            return "violence", "violence"
        case Event(type=type_, mode=mode):
            return "other", f"{type_} {mode}" if type_ in ACTS else str(mode or type_)
        case Toll(harm=harm):
            return "other", harm
        case Control():
            return None


@cache
def _violent() -> frozenset[str]:
    return frozenset(mode.mode for mode in modes() if mode.type == "ASSAULT")


def at_one_time(one: Assertion, other: Assertion) -> bool:
    """Whether nothing that two assertions say of time keeps them apart."""
    return "other times" not in evidence(one.telling, other.telling)


def may_be_one(one: Assertion, other: Assertion) -> bool:
    """Whether nothing that two assertions say of place and time keeps them apart."""
    if one.incident is not None and one.incident == other.incident:
        return True
    return not any(name in _APART for name in evidence(one.telling, other.telling))
