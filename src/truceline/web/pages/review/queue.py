"""The beginning of review: what waits, in which order, narrowed as the table of claims is; and the way to the next."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ....ledger import ClaimQuery
from ...render import page
from ...reviewing import queue_of, reviewer_and_desk, reviews_of, undoable
from ...rights import requires
from ...settings import settings_of

router = APIRouter()

SHOWN = 12


@router.get("/review", dependencies=[requires("reviewer")])
def review(request: Request) -> Response:
    """The first claims of the queue that the address names, how far review is, and what it can be narrowed to."""
    reviewer, desk = reviewer_and_desk(request)
    queue = queue_of(request)
    reviews = reviews_of(desk)
    facets = desk.browser.facets(ClaimQuery.of(**queue.filters))
    return page(
        request, "review.html", queue=queue, state=queue.state, tasks=queue.tasks(desk, reviewer, SHOWN),
        counts={choice.value: choice.claims for choice in facets["review"]}, facets=facets,
        rounds=[one for one in reviews.rounds() if one.closed_at is None], names=desk.conflict_names(),
        held=[lease for lease in reviews.leases() if lease.by != reviewer],
    )  # fmt: skip


@router.get("/review/next", dependencies=[requires("reviewer")])
def following(request: Request) -> Response:
    """The next claim of the queue, or that there is none; where nothing can be decided, the queue."""
    queue = queue_of(request)
    if settings_of(request).read_only:
        return RedirectResponse(queue.state.at("/review"), 303)
    reviewer, desk = reviewer_and_desk(request)
    claim = queue.next(desk, reviewer)
    if claim is None:
        return page(request, "review_done.html", queue=queue, undoable=undoable(request))
    done = request.query_params.get("done")
    return RedirectResponse(queue.item(claim, **({"done": done} if done else {})), 303)


@router.get("/review/settings")
def settings(request: Request) -> Response:
    """The keys of review, which each browser keeps for itself."""
    return page(request, "review_settings.html")
