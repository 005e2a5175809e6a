"""A dispute: claims that cannot all hold, each with who makes it; what kinds there are; how it is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..translation import joined, phrase
from .account import Account
from .claimants import Claimant
from .dispute_kinds import KINDS, DisputeKind
from .independence import Relation, Voices, relation
from .interest import Mark, marks
from .of_claims import OfClaims, named


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
class Dispute(OfClaims):
    """A set of claims that cannot all hold.

    ``about`` says in neutral words what it is about, ``why`` what makes them incompatible; ``between`` how the
    claimants of different positions stand to each other; ``occasion`` the claims that tell of the conversation in which
    it was said, where the reports name one; ``of`` what tells it from others of the same kind and claims: the place.
    """

    kind: DisputeKind
    about: str
    positions: tuple[Position, ...]
    why: str
    between: tuple[Between, ...]
    occasion: tuple[Account, ...] = ()
    of: str = ""

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All its claims, each once."""
        return tuple({a.claim.id: a for p in self.positions for a in p.accounts}.values())

    @property
    def id(self) -> str:
        """A name that depends on its kind, its claims, and the place it is about."""
        return named(f"{self.kind} {self.of}".rstrip(), self.accounts)


def dispute(
    kind: DisputeKind,
    about: str,
    positions: Sequence[Position],
    voices: Voices,
    *,
    why: str = "",
    occasion: Iterable[Account] = (),
    of: str = "",
) -> Dispute:
    """A dispute of these positions; ``why`` where the kind alone does not say enough."""
    return Dispute(
        kind=kind,
        about=about,
        positions=tuple(positions),
        why=why or KINDS.of(kind),
        between=between(positions, voices),
        occasion=tuple(occasion),
        of=of,
    )


def between(positions: Sequence[Position], voices: Voices) -> tuple[Between, ...]:
    """How each two claimants of different positions stand to each other, by the first claims that they make."""
    found: dict[tuple[Claimant, Claimant], Between] = {}
    for one, other in combinations(map(_first_told, positions), 2):
        for a, first in one:
            for b, second in other:
                if a != b and (a, b) not in found:
                    found[a, b] = Between(a.name, b.name, relation(voices.of(first, a), voices.of(second, b)))
    return tuple(found.values())


def _first_told(position: Position) -> list[tuple[Claimant, Account]]:
    """Who says it, each once, with the first claim by which he does."""
    first: dict[Claimant, tuple[Claimant, Account]] = {}
    for told in position.told:
        first.setdefault(told[0], told)
    return list(first.values())


def names(several: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"; each name once."""
    listed = list(dict.fromkeys(several))
    if len(listed) < 2:
        return listed[0] if listed else ""
    return phrase("%(names)s and %(last)s", names=joined(", ", listed[:-1]), last=listed[-1])
