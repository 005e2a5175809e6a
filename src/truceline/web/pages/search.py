"""Search everywhere: conflicts, reports and claims by a few words."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...ledger import ClaimQuery, DocumentQuery
from ...ledger.folding import fold
from ..desk import desk_of
from ..render import page

router = APIRouter()

SHOWN = 8


@router.get("/search")
def search(request: Request, q: str = "") -> Response:
    """The first of each kind that fit the words; the last word may be a beginning."""
    desk = desk_of(request)
    words = q.strip()
    found = {}
    if words:
        text = words if words.endswith(('"', "*")) else f"{words}*"
        wanted = fold(words)
        found = {
            "conflicts": [c for c in desk.store.conflicts() if wanted in fold(f"{c.name} {' '.join(c.sides)}")],
            "documents": desk.browser.documents(DocumentQuery(text=text), limit=SHOWN),
            "claims": desk.browser.claims(ClaimQuery(text=text, sort="-published"), limit=SHOWN),
        }
    return page(request, "search.html", q=words, found=found, names=desk.conflict_names())
