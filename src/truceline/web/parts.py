"""The parts that an address may have: one that is not known is refused, since a typo would widen what is shown and
exported without a word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from fastapi import Depends, Request
from fastapi.routing import APIRoute

from ..knowledge.loader import load_conflicts
from ..ledger.queries import NO_CONFLICT
from ..translation import _
from .asking import OF_DOCUMENTS, OF_DOCUMENTS_SINGLE, SEVERAL, SINGLE
from .desk import desk_of
from .errors import RefusedError, bad_request, not_found

OF_CLAIMS = (*SEVERAL, *SINGLE)
OF_REPORTS = (*OF_DOCUMENTS, *OF_DOCUMENTS_SINGLE)
"""The filters of claims, and those of reports."""

OF_TABLE = (*OF_CLAIMS, "sort", "column")
"""What the table of claims is asked by; the map and the lists of values carry it along."""

_EVERYWHERE = ("lang",)

_MEANT = {"q": "text", "query": "text", "words": "text", "search": "text", "from": "since", "to": "until",
          "language": "lang"}  # fmt: skip
"""Parts that somebody may take for one that there is, which is spelt otherwise."""

_SHOWN = 40
"""So many letters of a part that is not known are repeated."""

_API = "/api/v1/"


class _Taken:
    """A dependency that says which parts the address of a page may have."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def __call__(self) -> None:
        """Nothing: :func:`known`, which every route depends on, looks for it."""


def takes(*names: str) -> Any:
    """That the address of a page may have these parts and no others: ``dependencies=[takes(*OF_CLAIMS, "page")]``."""
    return Depends(_Taken(names))


def taken(route: APIRoute) -> tuple[str, ...] | None:
    """The parts that the address of a route may have: what the page takes, or what OpenAPI is told of the interface.

    Null where nothing is said.
    """
    stated = [one.call.names for one in route.dependant.dependencies if isinstance(one.call, _Taken)]
    if stated:
        return stated[-1]
    if not route.path.startswith(_API):
        return None
    told = (route.openapi_extra or {}).get("parameters", ())
    return tuple(parameter["name"] for parameter in told)


def known(request: Request) -> None:
    """Refuse an address with a part that is not known, or with a conflict that is not; every route depends on it."""
    route = request.scope.get("route")
    names = taken(route) if isinstance(route, APIRoute) else None
    if names is None:
        return
    for name in request.query_params:
        if name not in names and name not in _EVERYWHERE:
            raise _unknown(name, names)
    if "conflict" in names and (wanted := request.query_params.getlist("conflict")):
        _known_conflicts(request, filter(None, map(str.strip, wanted)))


def no_conflict(wanted: str) -> RefusedError:
    """That there is no such conflict, or none that who asks may know of: the same in both cases."""
    return not_found(
        _("No report of this ledger tells of a conflict with the id %(id)s.") % {"id": wanted},
        _("Choose one of those that there are, under Accounts or Ceasefires; /api/v1/conflicts gives their ids."),
    )


def _known_conflicts(request: Request, wanted: Iterable[str]) -> None:
    """A conflict that is described may be asked for before the first report of it comes."""
    described = {one.id for one in load_conflicts()} | {NO_CONFLICT}
    others = [one for one in wanted if one not in described]
    there = {one.id for one in desk_of(request).store.conflicts()} if others else set()
    for one in others:
        if one not in there:
            raise no_conflict(one)


def _unknown(name: str, names: tuple[str, ...]) -> RefusedError:
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    what = _("This address cannot have a part “%(name)s”.") % {"name": shown}
    if near := _nearest(name.lower(), names):
        return bad_request(what, _("Is “%(name)s” meant? Without it, more would be shown.") % {"name": near})
    if not names:
        return bad_request(what, _("It has none; take it away."))
    return bad_request(what, _("Take it away, or use one of these: %(names)s.") % {"names": ", ".join(names)})


def _nearest(name: str, names: tuple[str, ...]) -> str | None:
    """The known part that is most likely meant."""
    if (meant := _MEANT.get(name)) in names:
        return meant
    ending = [one for one in names if one.endswith(f"_{name}")]
    return next(iter(ending or get_close_matches(name, names, 1, 0.7)), None)
