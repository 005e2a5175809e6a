"""Who asks: the person whose rights and name a request has."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from functools import cache
from typing import Literal

from fastapi import Request

Role = Literal["reader", "reviewer", "administrator"]


@dataclass(frozen=True, slots=True)
class Person:
    """A person by their name in the ledger, and what they may do: a reviewer all that a reader may, an administrator
    all that a reviewer may."""

    name: str
    role: Role


@cache
def owner() -> Person:
    """Who sits at this machine, where no one has to sign in."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # no such user in the system's list
        name = "owner"
    return Person(name, "administrator")


def person_of(request: Request) -> Person:
    """Who asks."""
    person: Person = getattr(request.state, "person", None) or owner()
    return person
