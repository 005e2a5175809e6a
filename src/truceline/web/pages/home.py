"""The overview: how much there is, the conflicts, the latest reports."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...ledger import ClaimQuery, DocumentQuery
from ..desk import desk_of
from ..render import page

router = APIRouter()

LATEST = 12
_CONFLICTS = 30


@router.get("/")
def home(request: Request) -> Response:
    """The overview."""
    desk = desk_of(request)
    facets = desk.browser.facets(ClaimQuery())
    conflicts = desk.store.conflicts()
    latest = desk.browser.documents(DocumentQuery(), limit=LATEST)
    kinds = {choice.value: choice.claims for choice in facets["kind"]}
    return page(
        request, "home.html", kinds=kinds, outlets=facets["outlet"], conflicts=conflicts[:_CONFLICTS],
        more=len(conflicts) - _CONFLICTS, latest=latest, names={c.id: c.name for c in conflicts},
        ledger=desk.path,
    )  # fmt: skip
