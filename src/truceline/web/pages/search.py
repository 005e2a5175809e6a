"""Search everywhere: whatever has a few words, with the first of each kind."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..desk import desk_of
from ..fragments import asks_for_part
from ..parts import takes
from ..render import page
from ..searching import NAMED, as_text, found_everywhere

router = APIRouter()

SHOWN = 8
SHOWN_BESIDE = 4


@router.get("/search", dependencies=[takes("q")])
def search(request: Request, q: str = "") -> Response:
    """The first of each kind that fit the words; the last word may be a beginning."""
    words, desk = q.strip(), desk_of(request)
    most = SHOWN_BESIDE if asks_for_part(request) else SHOWN
    found = found_everywhere(desk, words, most) if words else None
    return page(request, "search.html", q=words, text=as_text(words), found=found, named=NAMED, most=most)
