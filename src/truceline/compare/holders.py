"""Disputes about places: held by different parties, held and lost, a capture denied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..records import Actor, Control
from ..translation import phrase
from .account import Account
from .claimants import Claimant, claimant_of
from .dispute import Dispute, Position, dispute, names
from .dispute_kinds import DisputeKind
from .figures import days_told
from .independence import Voices
from .parties import party_of
from .telling import Days, days_of, place_name, towns

NEAR_IN_TIME = timedelta(3)
"""Claims of who holds a place are laid beside each other when they were told so many days apart at most."""

_HOLDS = ("captured", "held")


@dataclass(frozen=True, slots=True)
class Hold:
    """That a party holds a place, or (``holds`` false) does not; ``denial`` where it is said against a claim."""

    account: Account
    claimant: Claimant
    party: str
    name: str
    place: str
    place_name: str
    holds: bool
    denial: bool
    days: Days | None
    told: Days | None


def holds(accounts: Iterable[Account]) -> list[Hold]:
    """What claims of control say of who holds which place now; nothing of what is told as history."""
    return [hold for account in accounts for hold in _holds(account)]


def _holds(account: Account) -> Iterator[Hold]:
    claim = account.claim
    body = claim.body
    if not isinstance(body, Control) or claim.background or claim.modality not in ("actual", "denied"):
        return
    denied = claim.modality == "denied"
    for actor, has in _whose(body):
        party = party_of(actor, account.conflict)
        for place in towns(body.places):
            if party is not None:
                yield Hold(
                    account=account,
                    claimant=claimant_of(account),
                    party=party,
                    name=actor.name or actor.text,
                    place=place_name(place),
                    place_name=place.name or place.text,
                    holds=has != denied,
                    denial=denied,
                    days=days_of(claim),
                    told=days_told(claim),
                )


def _whose(body: Control) -> Iterator[tuple[Actor, bool]]:
    """Whom the claim says to hold the place, and whom not to."""
    if body.by is not None and body.action != "handed_over":
        yield body.by, body.action in _HOLDS
    if body.from_ is not None and body.action in ("captured", "handed_over"):
        yield body.from_, False


def place_disputes(told: Sequence[Hold], voices: Voices) -> Iterator[Dispute]:
    """Places of which claimants say things that cannot be so at one time; ``told`` of one conflict or story."""
    by_place: defaultdict[str, list[Hold]] = defaultdict(list)
    for one in sorted(told, key=first_told):
        by_place[one.place].append(one)
    for several in by_place.values():
        clashing: defaultdict[DisputeKind, set[int]] = defaultdict(set)
        for i, j in _near_in_time(several):
            if (kind := _clash(several[i], several[j])) is not None:
                clashing[kind] |= {i, j}
        for found, members in sorted(clashing.items()):
            yield _dispute(found, [several[i] for i in sorted(members)], voices)


def first_told(one: Hold) -> date:
    """The first day on which it may have been told; the end of time where that is not known."""
    return one.told[0] if one.told else date.max


def _near_in_time(several: Sequence[Hold]) -> Iterator[tuple[int, int]]:
    """The pairs, by position, that were told so near to each other that they are worth a look."""
    for i, one in enumerate(several):
        for j in range(i + 1, len(several)):
            if one.told is not None and one.told[1] + NEAR_IN_TIME < first_told(several[j]):
                break
            yield i, j


def _clash(one: Hold, other: Hold) -> DisputeKind | None:
    """Why two claims about a place cannot both hold; null where they can."""
    if one.claimant == other.claimant or not at_one_time(one, other):
        return None
    if one.party == other.party:
        if one.holds == other.holds:
            return None
        return "denied" if one.denial or other.denial else "held_or_lost"
    return "held_by_both" if one.holds and other.holds and not (one.denial or other.denial) else None


def at_one_time(one: Hold, other: Hold) -> bool:
    """Whether both are of one time: told within days of each other, and of days that fit."""
    if one.told is None or other.told is None:
        return one.account.story_or_report == other.account.story_or_report
    if one.told[0] > other.told[1] + NEAR_IN_TIME or other.told[0] > one.told[1] + NEAR_IN_TIME:
        return False
    if one.days is None or other.days is None:
        return True
    return one.days[0] <= other.days[1] and other.days[0] <= one.days[1]


def _dispute(kind: DisputeKind, several: Sequence[Hold], voices: Voices) -> Dispute:
    grouped: dict[tuple[str, bool], list[Hold]] = {}
    for one in several:
        grouped.setdefault((one.party, one.holds), []).append(one)
    positions = [Position(held_by(group), tuple((h.claimant, h.account) for h in group)) for group in grouped.values()]
    about = phrase("control of %(place)s", place=several[0].place_name)
    return dispute(kind, about, positions, voices, of=several[0].place)


def held_by(several: Sequence[Hold]) -> str:
    """In words by whom these, which all say that somebody holds a place or all that he does not, say it is held."""
    holders = names(hold.name for hold in several)
    if several[0].holds:
        return phrase("held by %(names)s", names=holders)
    return phrase("not held by %(names)s", names=holders)
