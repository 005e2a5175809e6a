"""Which role each route needs.  What is not stated is refused, so that nothing is open by being forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.routing import APIRoute

from ..people.roles import Role
from .errors import RefusedError
from .person import Person, asking
from .render import _

Needed = Role | Literal["anyone"]

SAFE = ("GET", "HEAD", "OPTIONS")
"""Methods that change nothing."""

OPEN = ("/sign-in", "/sign-in/provider", "/sign-in/provider/back", "/health")
"""Addresses that are answered before anybody has signed in, beside the files under ``/static``."""


class _Required:
    """A dependency that says which role a route needs."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def __call__(self) -> None:
        """Nothing: :func:`allowed`, which every route depends on, looks for it."""


def requires(role: Role) -> Any:
    """That a route, or all of a router, needs a role: ``@router.post(..., dependencies=[requires("reviewer")])``."""
    return Depends(_Required(role))


def needed(route: APIRoute, method: str) -> Needed | None:
    """The role that a route needs: the one it requires; without one, to be a reader is enough for what only reads.

    Null where something is changed and no role is stated; then nobody is let in.
    """
    if route.path in OPEN:
        return "anyone"
    stated = [one.call.role for one in route.dependant.dependencies if isinstance(one.call, _Required)]
    if stated:
        return stated[-1]  # that of the route itself stands after that of its router
    return "reader" if method in SAFE else None


def allowed(request: Request) -> None:
    """Refuse who may not; every route of the application depends on it."""
    route = request.scope.get("route")
    role = needed(route, request.method) if isinstance(route, APIRoute) else None
    if role != "anyone":
        refuse_unless(asking(request), role)


def refuse_unless(person: Person | None, role: Role | None) -> None:
    """Refuse where nobody is signed in, or one who may not do what needs ``role``."""
    if person is None:
        raise RefusedError(401, _("Nobody is signed in."), _("Sign in, or send a token: Authorization: Bearer TOKEN."))
    if role is None or not person.may(role):
        raise RefusedError(
            403, _("You may not do this: it needs the role %(role)s.") % {"role": role or _("of nobody")},
            _("You are signed in as %(name)s (%(role)s). An administrator can change that on the page People.")
            % {"name": person.name, "role": person.role},
        )  # fmt: skip


def stated(routers: Iterable[APIRouter]) -> Iterator[tuple[str, str, Needed | None]]:
    """Path, method and needed role of every route."""
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute):
                for method in sorted(route.methods or ()):
                    yield route.path, method, needed(route, method)
