"""What people decided about claims, as JSON under /api/v1; for reviewers, as the pages of it are."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from .api import answer, asked, following, listed, parameters
from .reviewing import reviewer_and_desk, reviews_of
from .rights import requires

router = APIRouter(prefix="/api/v1/reviews", dependencies=[requires("reviewer")])

_PAGED = parameters((), ())

_TOLD = (
    "number", "at", "by", "verb", "verdict", "kind", "claim", "document", "incident", "round", "undoes", "why",
)  # fmt: skip
"""What is given of a decision: not its digests, by which one that is not to be seen yet could be guessed."""


@router.get("", openapi_extra=_PAGED)
def decisions(request: Request) -> Response:
    """The decisions, the latest first, as far as who asks may see them; `total` is not worked out. The whole log is
    written by `truceline review export`."""
    state, limit, offset = asked(request)
    reviewer, desk = reviewer_and_desk(request)
    reviews = reviews_of(desk)
    found = reviews.latest(reviewer, offset=offset, limit=limit + 1)
    more = following(state, offset + limit, limit) if len(found) > limit > 0 else None
    items = [{name: getattr(one, name) for name in _TOLD} for one in found[:limit]]
    return answer({"total": None, "next": more, "items": items})


@router.get("/orphans", openapi_extra=_PAGED)
def orphans(request: Request) -> Response:
    """Decisions about claims that the reading which stands now does not have, or has in other words."""
    state, limit, offset = asked(request)
    _, desk = reviewer_and_desk(request)
    found = reviews_of(desk).orphans()
    return listed(state, offset, limit, len(found), found[offset : offset + limit])


@router.get("/rounds", openapi_extra=_PAGED)
def rounds(request: Request) -> Response:
    """The rounds of review, with what they are over."""
    state, limit, offset = asked(request)
    _, desk = reviewer_and_desk(request)
    found = reviews_of(desk).rounds()
    return listed(state, offset, limit, len(found), found[offset : offset + limit])
