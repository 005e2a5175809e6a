"""Who asks: the person whose rights and name a request has."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from starlette.exceptions import HTTPException

from ..people.accounts import By
from ..people.owner import owner_name
from ..people.roles import Role, covers
from ..people.sessions import Standing


@dataclass(frozen=True, slots=True)
class Person:
    """A person by their name in the ledger, and what they may do: a reviewer all that a reader may, an administrator
    all that a reviewer may."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether they may do what needs ``role``."""
        return covers(self.role, role)


def owner() -> Person:
    """Who sits at this machine, where no one has to sign in."""
    return Person(owner_name(), "administrator")


def standing_of(request: Request) -> Standing | None:
    """The session or token with which somebody asks; null where no one has to sign in."""
    standing: Standing | None = getattr(request.state, "standing", None)
    return standing


def by(request: Request) -> By:
    """Who asks and from where, as it is written to the audit log."""
    person = asking(request)
    return By(person.name if person else None, address_of(request))


def address_of(request: Request) -> str | None:
    """The address that a request comes from."""
    return request.client.host if request.client else None


def asking(request: Request) -> Person | None:
    """Who asks; null before they have signed in."""
    person: Person | None = getattr(request.state, "person", None)
    return person


def person_of(request: Request) -> Person:
    """Who asks, where it is certain that somebody does: in every page but the few that anybody may open."""
    person = asking(request)
    if person is None:
        raise HTTPException(401, "Nobody is signed in.")
    return person
