"""Accounts side by side as JSON under /api/v1: what the commands give with ``--json``, of conflicts that are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..cli import ceasefires as ceasefires_command
from ..compare.dispute_kinds import DISPUTE_KINDS
from ..exports.compared import plain_agreement, plain_dispute, plain_tally
from ..ledger.derived.asking import Choice
from ..ledger.derived.records import RecordKind
from .api import asked, listed, parameters
from .asking import SEVERAL, SINGLE, chosen, claim_filters, day, flag, number
from .desk import desk_of
from .errors import bad_request
from .render import _
from .state import State
from .uncompared import uncompared

router = APIRouter(prefix="/api/v1")

_MOST_SOURCES = 1_000


def _told(*single: str, several: tuple[str, ...] = ()) -> dict[str, Any]:
    """What OpenAPI is told: the filters of claims, and those of one address."""
    return parameters((*SEVERAL, *several), (*SINGLE, *single), needed="conflict")


@router.get("/tolls", openapi_extra=_told("rivals", "checked", "single"))
def tolls(request: Request) -> Response:
    """Tolls over time: for each thing counted the figures of every claimant; `conflict` has to be given."""
    state, limit, offset = asked(request)
    rivals, checked, single = (flag(state, name) for name in ("rivals", "checked", "single"))
    choice = Choice(voices=2 if rivals else 0, figures=0 if single else 2, marked=checked)
    return _some(request, state, offset, limit, "toll", choice)


@router.get("/disputes", openapi_extra=_told(several=("disagreement",)))
def disputes(request: Request) -> Response:
    """Claims that cannot all hold, the latest first; `conflict` has to be given."""
    state, limit, offset = asked(request)
    kinds = chosen(state, "disagreement", DISPUTE_KINDS)
    return _some(request, state, offset, limit, "dispute", Choice(sorts=tuple(kinds)))


@router.get("/agreements", openapi_extra=_told("least", "across_sides"))
def agreements(request: Request) -> Response:
    """What independent sources agree in, the latest first; `conflict` has to be given."""
    state, limit, offset = asked(request)
    least, across = number(state, "least", 2, _MOST_SOURCES), flag(state, "across_sides")
    return _some(request, state, offset, limit, "agreement", Choice(voices=least, marked=across))


@router.get("/ceasefires", openapi_extra=_told("on", "declarations"))
def ceasefires(request: Request) -> Response:
    """The steps of ceasefires, the states on a day (`on`), or the declarations; `conflict` has to be given."""
    state, limit, offset = asked(request)
    on, declared = day(state, "on"), flag(state, "declarations")
    if on and declared:
        raise bad_request(_("“on” gives states, “declarations” rows of actors."), _("Take one of them away."))
    timelines = desk_of(request).compared.ceasefires(**_filters(state))
    found = list(ceasefires_command.records(timelines, on.isoformat() if on else None, declared, None))
    some = found[offset : offset + limit]
    return listed(state, offset, limit, len(found), some, behind=uncompared(request))


def _filters(state: State) -> dict[str, Any]:
    """The filters of an address; without a conflict all claims of the ledger would be laid side by side."""
    if not state.all("conflict"):
        raise bad_request(
            _("A conflict has to be named: claims are laid side by side within one."),
            _("Add conflict=ID; /api/v1/conflicts lists the ids."),
        )
    return claim_filters(state)


_PLAIN: Mapping[RecordKind, Callable[[Any], dict[str, Any]]] = {
    "toll": plain_tally,
    "dispute": plain_dispute,
    "agreement": plain_agreement,
}


def _some(request: Request, state: State, offset: int, limit: int, kind: RecordKind, choice: Choice) -> Response:
    compared, filters = desk_of(request).compared, _filters(state)
    total = compared.number(kind, choice, **filters)
    found = compared.some(kind, choice, offset, limit, **filters)
    items = [_PLAIN[kind](one) for one in found]
    return listed(state, offset, limit, total, items, behind=uncompared(request))
