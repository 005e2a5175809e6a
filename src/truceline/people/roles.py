"""What people may do."""

from __future__ import annotations

from typing import Literal, cast, get_args

Role = Literal["reader", "reviewer", "administrator"]

ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most: a reviewer may do all that a reader may, an administrator all that a reviewer may."""


def covers(role: str, needed: str) -> bool:
    """Whether ``role`` is enough where ``needed`` is asked for."""
    return _rank(role) >= _rank(needed)


def known(role: str) -> Role:
    """A role as it stands in the ledger, of which only those that there are get there."""
    return ROLES[_rank(role)]


def lesser(one: str, other: str) -> Role:
    """The one of two roles that may do less."""
    return ROLES[min(_rank(one), _rank(other))]


def _rank(role: str) -> int:
    return ROLES.index(cast(Role, role))
