"""Search everywhere: conflicts, reports and claims by a few words."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..desk import desk_of
from ..parts import takes
from ..render import page
from ..searching import found_everywhere

router = APIRouter()

SHOWN = 8


@router.get("/search", dependencies=[takes("q")])
def search(request: Request, q: str = "") -> Response:
    """The first of each kind that fit the words; the last word may be a beginning."""
    words, desk = q.strip(), desk_of(request)
    found = found_everywhere(desk, words, SHOWN) if words else None
    return page(request, "search.html", q=words, found=found, names=desk.conflict_names())
