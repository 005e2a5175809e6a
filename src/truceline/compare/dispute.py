"""A dispute: claims that cannot all hold, each with who makes it; what kinds there are; how it is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations

import msgspec

from .account import Account
from .claimants import Claimant
from .dispute_kinds import KINDS, DisputeKind
from .independence import Relation, Voices, relation
from .interest import Mark, marks

ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Position:
    """What some claims of a dispute have in common against the others: ``says`` in neutral words; ``told`` the claims,
    each with whoever says so."""

    says: str
    told: tuple[tuple[Claimant, Account], ...]

    @property
    def by(self) -> tuple[Claimant, ...]:
        """Who says so, each once."""
        return tuple(dict.fromkeys(claimant for claimant, _ in self.told))

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The claims, each once."""
        return tuple({account.claim.id: account for _, account in self.told}.values())

    @property
    def marks(self) -> tuple[Mark, ...]:
        """How those who say it stand to it, each fact once."""
        return tuple(dict.fromkeys(mark for account in self.accounts for mark in marks(account)))


@dataclass(frozen=True, slots=True)
class Between:
    """How two claimants stand to each other: by their names, with the tie between them."""

    one: str
    other: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Dispute:
    """A set of claims that cannot all hold.

    ``about`` says in neutral words what it is about, ``why`` what makes them incompatible; ``between`` how the
    claimants of different positions stand to each other; ``occasion`` the claims that tell of the conversation in which
    it was said, where the reports name one.
    """

    kind: DisputeKind
    about: str
    positions: tuple[Position, ...]
    why: str
    between: tuple[Between, ...]
    occasion: tuple[Account, ...] = ()

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All its claims, each once."""
        return tuple({a.claim.id: a for p in self.positions for a in p.accounts}.values())

    @property
    def id(self) -> str:
        """A name that depends on its kind and its claims, and on nothing else."""
        return named(self.kind, self.accounts)

    @property
    def conflict(self) -> str | None:
        """The conflict that its reports tell of; null where they tell of none, or of several."""
        return conflict_of(self.accounts)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which its reports were published; null where none is known."""
        return days_of_reports(self.accounts)


def dispute(
    kind: DisputeKind,
    about: str,
    positions: Sequence[Position],
    voices: Voices,
    *,
    why: str = "",
    occasion: Iterable[Account] = (),
) -> Dispute:
    """A dispute of these positions; ``why`` where the kind alone does not say enough."""
    return Dispute(
        kind=kind,
        about=about,
        positions=tuple(positions),
        why=why or KINDS[kind],
        between=_between(positions, voices),
        occasion=tuple(occasion),
    )


def _between(positions: Sequence[Position], voices: Voices) -> tuple[Between, ...]:
    """How each two claimants of different positions stand to each other, by the first claims that they make."""
    found: dict[tuple[Claimant, Claimant], Between] = {}
    for one, other in combinations(positions, 2):
        for a, first in one.told:
            for b, second in other.told:
                if a != b and (a, b) not in found:
                    found[a, b] = Between(a.name, b.name, relation(voices.of(first, a), voices.of(second, b)))
    return tuple(found.values())


def named(kind: str, accounts: Iterable[Account]) -> str:
    """An id of a derived record: hexadecimal, over its kind and the ids of its claims."""
    ids = sorted({account.claim.id for account in accounts})
    return sha256(msgspec.json.encode([kind, *ids])).hexdigest()[:ID_DIGITS]


def conflict_of(accounts: Iterable[Account]) -> str | None:
    """The one conflict that all of the reports tell of; null for none or several."""
    found = {account.conflict for account in accounts}
    return found.pop() if len(found) == 1 else None


def days_of_reports(accounts: Iterable[Account]) -> tuple[date, date] | None:
    """The first and the last day on which reports were published; null where none is known."""
    days = [day for a in accounts for day in (a.claim.document.published.start, a.claim.document.published.end) if day]
    return (date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else None


def names(several: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"; each name once."""
    listed = list(dict.fromkeys(several))
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}" if listed else ""
