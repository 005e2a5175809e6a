"""All choices of one facet of the claims, a page at a time: as a page, and as what a facet gets more of."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...ledger.facets import LONG
from .. import labels
from ..asking import SEVERAL, SINGLE, claim_query, number
from ..desk import desk_of
from ..narrowing import called, no_facet
from ..parts import OF_TABLE, takes
from ..render import page
from ..state import State
from .choice import MOST_PAGES

router = APIRouter()

SHOWN = 60
_OWN = ("find", "page")


@router.get("/claims/values/{name}", dependencies=[takes(*OF_TABLE, "find", "page")])
def values(request: Request, name: str) -> Response:
    """The choices, those of most claims first; ``find`` are words that a name has to have."""
    if name not in LONG:
        raise no_facet(name)
    desk = desk_of(request)
    state = State.of(request.url.path, request.query_params.multi_items())
    at = max(number(state, "page", 1, MOST_PAGES), 1)
    every = desk.browser.facet(claim_query(state), name)
    found = every.some((at - 1) * SHOWN, SHOWN, state.get("find"), called(desk, name))
    return page(
        request, "values.html", state=state, table=State("/claims", state.others(*_OWN)), name=name, found=found,
        at=at, first=(at - 1) * SHOWN, pages=-(-found.total // SHOWN), names=desk.conflict_names(),
        given=[pair for pair in state.pairs if pair[0] in SEVERAL or pair[0] in SINGLE], label=labels.FACETS[name],
    )  # fmt: skip
