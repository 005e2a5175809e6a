"""Accounts side by side as JSON under /api/v1: what the commands give with ``--json``, of conflicts that are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..cli import ceasefires as ceasefires_command
from ..cli import corroboration as agreements_command
from ..cli import tolls as tolls_command
from ..compare.dispute_kinds import DISPUTE_KINDS
from ..exports.compared import plain_agreement, plain_dispute, plain_tally
from .api import asked, listed, parameters
from .asking import SEVERAL, SINGLE, chosen, claim_filters, day, flag, number
from .desk import desk_of
from .errors import bad_request
from .render import _
from .state import State

T = TypeVar("T")

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
    every = desk_of(request).compared.tolls(**_filters(state))
    found = [tally for tally in every if tolls_command.wanted(tally, rivals, checked, single)]
    return _some(state, offset, limit, found, plain_tally)


@router.get("/disputes", openapi_extra=_told(several=("disagreement",)))
def disputes(request: Request) -> Response:
    """Claims that cannot all hold, the latest first; `conflict` has to be given."""
    state, limit, offset = asked(request)
    kinds = chosen(state, "disagreement", DISPUTE_KINDS)
    every = desk_of(request).compared.disputes(**_filters(state))
    return _some(state, offset, limit, [d for d in every if not kinds or d.kind in kinds], plain_dispute)


@router.get("/agreements", openapi_extra=_told("least", "across_sides"))
def agreements(request: Request) -> Response:
    """What independent sources agree in, the latest first; `conflict` has to be given."""
    state, limit, offset = asked(request)
    least, across = number(state, "least", 2, _MOST_SOURCES), flag(state, "across_sides")
    every = desk_of(request).compared.agreements(**_filters(state))
    found = [one for one in every if agreements_command.wanted(one, least, across)]
    return _some(state, offset, limit, found, plain_agreement)


@router.get("/ceasefires", openapi_extra=_told("on", "declarations"))
def ceasefires(request: Request) -> Response:
    """The steps of ceasefires, the states on a day (`on`), or the declarations; `conflict` has to be given."""
    state, limit, offset = asked(request)
    on, declared = day(state, "on"), flag(state, "declarations")
    if on and declared:
        raise bad_request(_("“on” gives states, “declarations” rows of actors."), _("Take one of them away."))
    timelines = desk_of(request).compared.ceasefires(**_filters(state))
    found = list(ceasefires_command.records(timelines, on.isoformat() if on else None, declared, None))
    return _some(state, offset, limit, found, dict)


def _filters(state: State) -> dict[str, Any]:
    """The filters of an address; without a conflict all claims of the ledger would be laid side by side."""
    if not state.all("conflict"):
        raise bad_request(
            _("A conflict has to be named: claims are laid side by side within one."),
            _("Add conflict=ID; /api/v1/conflicts lists the ids."),
        )
    return claim_filters(state)


def _some(
    state: State, offset: int, limit: int, found: Sequence[T], plain: Callable[[T], dict[str, Any]]
) -> Response:  # fmt: skip
    return listed(state, offset, limit, len(found), [plain(one) for one in found[offset : offset + limit]])
