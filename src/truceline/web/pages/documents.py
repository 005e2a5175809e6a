"""The reports of the ledger as a list, the latest first."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..asking import OF_DOCUMENTS, OF_DOCUMENTS_SINGLE, document_query, number
from ..desk import desk_of
from ..parts import OF_REPORTS, takes
from ..render import page
from ..state import State

router = APIRouter()

SHOWN = 50
MOST_PAGES = 1_000_000


@router.get("/documents", dependencies=[takes(*OF_REPORTS, "page")])
def documents(request: Request) -> Response:
    """The list; the address is its state."""
    desk = desk_of(request)
    state = State.of("/documents", request.query_params.multi_items())
    at = max(number(state, "page", 1, MOST_PAGES), 1)
    found = desk.browser.documents(document_query(state), (at - 1) * SHOWN, SHOWN)
    conflicts = desk.store.conflicts()
    filters = (*OF_DOCUMENTS, *OF_DOCUMENTS_SINGLE)
    return page(
        request, "documents.html", state=state, found=found, at=at, first=(at - 1) * SHOWN + 1,
        pages=-(-found.total // SHOWN), names={c.id: c.name for c in conflicts}, conflicts=conflicts,
        given=[pair for pair in state.pairs if pair[0] in filters],
    )  # fmt: skip
