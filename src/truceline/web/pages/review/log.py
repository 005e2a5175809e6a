"""The log of all decisions with the head of its chain, and those whose claims are not in the reading that stands."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...asking import number
from ...render import page
from ...reviewing import reviewer_and_desk, reviews_of, undoable
from ...rights import requires
from ...state import State

router = APIRouter(dependencies=[requires("reviewer")])

SHOWN = 100
_MOST_PAGES = 1_000_000


@router.get("/review/log")
def log(request: Request) -> Response:
    """The decisions, the latest first, as far as who asks may see them.

    While a round is blind reviewers are not given the head of the chain: from two of them one could guess what stands
    between.
    """
    reviewer, desk = reviewer_and_desk(request)
    state = State.of("/review/log", request.query_params.multi_items())
    reviews = reviews_of(desk)
    at = max(number(state, "page", 1, _MOST_PAGES), 1)
    found = reviews.latest(reviewer, offset=(at - 1) * SHOWN, limit=SHOWN + 1)
    blind = any(one.blind for one in reviews.rounds()) and not desk.person.may("administrator")
    return page(
        request, "review_log.html", state=state, lines=found[:SHOWN], more=len(found) > SHOWN, at=at,
        head=None if blind else reviews.head(), undoable=undoable(request),
    )  # fmt: skip


@router.get("/review/orphans")
def orphans(request: Request) -> Response:
    """Decisions about claims that the reading which stands now does not have, or words otherwise."""
    _, desk = reviewer_and_desk(request)
    found = reviews_of(desk).orphans()
    return page(request, "review_orphans.html", orphans=found[:SHOWN], total=len(found))
