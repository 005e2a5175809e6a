"""The incidents: happenings, each with all claims about it."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..asking import claim_query, flag
from ..desk import desk_of
from ..render import page
from ..reviewing import Done
from ..state import State

router = APIRouter()

SHOWN = 40


@router.get("/incidents")
def incidents(request: Request) -> Response:
    """Incidents that several claims tell of, with ``single=yes`` those of one claim too; those reported latest first, as
    compared last."""
    desk = desk_of(request)
    state = State.of("/incidents", request.query_params.multi_items())
    query = replace(claim_query(state), limit=SHOWN + 1)
    found = list(desk.ledger.store.incidents(query, single=flag(state, "single")))
    return page(
        request, "incidents.html", state=state, incidents=found[:SHOWN], more=len(found) > SHOWN,
        names=desk.conflict_names(), done=Done.of(request),
    )  # fmt: skip
