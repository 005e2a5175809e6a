"""The stories: reports of one course of events, side by side."""

from __future__ import annotations

from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..asking import document_query
from ..desk import desk_of
from ..render import page
from ..state import State

router = APIRouter()

SHOWN = 40


@router.get("/stories")
def stories(request: Request) -> Response:
    """Stories of more than one report, the latest first, as compared last."""
    desk = desk_of(request)
    state = State.of("/stories", request.query_params.multi_items())
    every = desk.store.stories(document_query(state))
    found = list(islice((s for s in every if len(s.reports) > 1), SHOWN + 1))
    return page(
        request, "stories.html", state=state, stories=found[:SHOWN], more=len(found) > SHOWN,
        names=desk.conflict_names(),
    )  # fmt: skip
