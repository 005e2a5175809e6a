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
    """The version, and to whom is let in also how many documents there are."""
    told: dict[str, Any] = {"status": "ok", "version": __version__}
    if asking(request) is None:
        return told
    return told | {"documents": desk_of(request).browser.documents(DocumentQuery(), limit=0).total}
