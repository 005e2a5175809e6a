"""Who fights whom: conflicts that no file describes, found from the claims of reports that fit none of the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..conflicts import AGAINST_THE_STATE, states
from ..ledger.folding import fold
from ..records import Actor, Claim, Control, Event, Toll

PREFIX = "found-"
"""What the ids of conflicts that were found begin with."""

REPORTS = 2
"""So many reports must tell of two sides fighting each other to make a conflict of them: one may have been misread."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FoundConflict:
    """Two sides that fight each other, with the documents (by their ids) whose main fight it is."""

    id: str
    name: str
    sides: Pair
    documents: tuple[str, ...]


def found_conflicts(reports: Mapping[str, Sequence[Claim]]) -> list[FoundConflict]:
    """The conflicts of reports, given as the claims of each by its id; those of the most reports first."""
    told: dict[Pair, list[str]] = {}
    for document, claims in reports.items():
        if pair := main_pair(claims):
            told.setdefault(pair, []).append(document)
    found = [
        FoundConflict(_id(pair), f"{pair[0]} and {pair[1]}", pair, tuple(sorted(documents)))
        for pair, documents in told.items()
        if len(documents) >= REPORTS
    ]
    return sorted(found, key=lambda c: (-len(c.documents), c.id))


def main_pair(claims: Iterable[Claim]) -> Pair | None:
    """The two sides of which most claims of a report say that one fought the other; null where none does, or two pairs
    equally often."""
    often = Counter(pair for claim in claims for pair in set(pairs(claim))).most_common(2)
    if not often or (len(often) == 2 and often[0][1] == often[1][1]):
        return None
    return often[0][0]


def pairs(claim: Claim) -> Iterator[Pair]:
    """The sides that a claim says fought each other, in the order of their names."""
    if claim.modality != "actual":
        return
    doers, others = _opposed(claim)
    for one in filter(None, map(side_of, doers)):
        for other in filter(None, map(side_of, others)):
            if one != other:
                yield (one, other) if one < other else (other, one)


def _opposed(claim: Claim) -> tuple[Sequence[Actor], Sequence[Actor]]:
    match claim.body:
        case Event(type="ASSAULT", actors=actors, recipients=recipients):
            return actors, recipients
        case Toll(blamed=blamed, side=Actor() as side):
            return blamed, (side,)
        case Control(by=Actor() as by, from_=Actor() as before):
            return (by,), (before,)
    return (), ()


def side_of(actor: Actor) -> str | None:
    """Whom somebody fights for: the state, by its name, or else the body itself; null for people without either."""
    if actor.country and actor.sector not in AGAINST_THE_STATE:
        return next(iter(states().get(actor.country, ())), None)
    return actor.name


def _id(pair: Pair) -> str:
    return PREFIX + "-".join("-".join(re.findall(r"\w+", fold(name))) for name in pair)
