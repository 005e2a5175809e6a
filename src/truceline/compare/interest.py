"""What tells how a speaker stands to what he says: a party against its own interest, a monitor, a third party.

Facts about the account, no verdict about its truth: a party that tells of its own losses may still tell of too few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..records import Actor, Claim, Control, Event, Toll
from ..translation import Templates
from .account import Account
from .claimants import claimant_of
from .parties import party_of, side_of, standing_of

MarkKind = Literal["own_losses", "own_retreat", "own_violation", "opponents_gain", "monitor", "third_party"]

MARKS: Templates[MarkKind] = Templates({
    "own_losses": "%(party)s tells of its own losses",
    "own_retreat": "%(party)s tells of its own withdrawal, surrender or loss of a place",
    "own_violation": "%(party)s tells that its own side hit civilians",
    "opponents_gain": "%(party)s tells that another party holds or took a place",
    "monitor": "%(party)s belongs to no side: an international or non-governmental organisation",
    "third_party": "%(party)s is on no side of this conflict",
})  # fmt: skip
"""The marks in words; ``party`` is who speaks, or whom he speaks for."""

FIGHTING = ("soldiers", "fighters", "security_forces", "police")
"""Groups whose loss weakens the side that they are of."""

CIVIL = ("civilians", "children", "women", "elderly", "students", "teachers", "journalists", "aid_workers", "medics",
         "refugees", "displaced", "peacekeepers", "prisoners", "hostages", "protesters")  # fmt: skip
"""Groups that nobody may attack."""

OF_WAR = ("vehicles", "aircraft", "drones", "equipment")
"""Objects whose loss weakens the side that they are of."""

_LEFT = ("lost", "withdrew", "handed_over")
_CIVILIAN_SECTORS = ("CVL", "MED", "NGO", "HLH", "REF", "EDU")


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact about who speaks: of which kind, and in words."""

    kind: MarkKind
    words: str


def marks(account: Account) -> tuple[Mark, ...]:
    """What can be said of the speaker of an account; nothing for a report in its own voice."""
    one = claimant_of(account)
    if one.actor is None:
        return ()
    conflict = account.conflict
    standing = standing_of(one.actor, conflict)
    if standing == "monitor" or standing == "third_party":
        return (_mark(standing, one.name),)
    party = party_of(one.actor, conflict)
    found = None if party is None else _against(account.claim, party, conflict)
    if found is None or party is None:
        return ()
    return (_mark(found, side_of(one.actor, conflict) or one.name),)


def _mark(kind: MarkKind, party: str) -> Mark:
    return Mark(kind, MARKS.of(kind, party=party))


def _against(claim: Claim, party: str, conflict: str | None) -> MarkKind | None:
    """How a claim that something is so goes against the interest of the party that makes it; null where it does not."""
    if claim.modality != "actual":
        return None

    def ours(*actors: Actor | None) -> bool:
        return any(actor is not None and party_of(actor, conflict) == party for actor in actors)

    match claim.body:
        case Toll() as toll:
            return _toll(toll, ours(toll.side), ours(*toll.blamed))
        case Control(action=action) as control:
            if action in _LEFT and ours(control.by if action != "handed_over" else control.from_):
                return "own_retreat"
            other = control.by is not None and party_of(control.by, conflict) not in (None, party)
            return "opponents_gain" if action in ("captured", "held") and other else None
        case Event() as event:
            return _event(event) if ours(*event.actors) else None


def _toll(toll: Toll, ours: bool, by_us: bool) -> MarkKind | None:
    if by_us and toll.group in CIVIL:
        return "own_violation"
    if ours and (toll.group in FIGHTING or toll.object in OF_WAR):
        return "own_losses"
    return None


def _event(event: Event) -> MarkKind | None:
    if (event.type, event.mode) in (("RETREAT", "withdrawal"), ("CONCEDE", "surrender")):
        return "own_retreat"
    if event.type == "ASSAULT" and event.recipients and all(r.sector in _CIVILIAN_SECTORS for r in event.recipients):
        return "own_violation"
    return None
