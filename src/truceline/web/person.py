"""Who asks: the person whose rights and name a request has."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from fastapi import Request
from starlette.exceptions import HTTPException

Role = Literal["reader", "reviewer", "administrator"]

ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most that one may do."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person by their name in the ledger, and what they may do: a reviewer all that a reader may, an administrator
    all that a reviewer may."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether they may do what needs ``role``."""
        return ROLES.index(self.role) >= ROLES.index(role)


@cache
def owner() -> Person:
    """Who sits at this machine, where no one has to sign in."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # no such user in the system's list
        name = "owner"
    return Person(name, "administrator")


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
