"""Whether the program answers, and can read the ledger."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from ... import __version__
from ...ledger import DocumentQuery
from ..desk import desk_of
from ..person import asking

router = APIRouter()


@router.get("/health")
def health(request: Request) -> dict[str, Any]:
    """The version, and how many documents there are, for who may read them."""
    if asking(request) is None:
        return {"status": "ok"}

    found = desk_of(request).browser.documents(DocumentQuery(), limit=0)
    return {"status": "ok", "version": __version__, "documents": found.total}
