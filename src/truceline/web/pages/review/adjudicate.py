"""Claims on which reviewers differ, each with what they decided side by side."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ....review.folding import VOTES
from ....review.records import Decision, Reviewed
from ...render import page
from ...reviewing import Queue, reviewer_and_desk, reviews_of, undoable
from ...rights import requires
from ...state import State

router = APIRouter(dependencies=[requires("reviewer")])

SHOWN = 30


@router.get("/review/adjudicate")
def adjudications(request: Request) -> Response:
    """The claims that wait for somebody to settle them, each with the decisions about it."""
    reviewer, desk = reviewer_and_desk(request)
    reviews = reviews_of(desk)
    state = State.of("/review/adjudicate", request.query_params.multi_items())
    found = reviews.adjudications(state.get("round") or None, limit=SHOWN + 1)
    told = [(task, reviews.item(task.claim.id, reviewer)) for task in found[:SHOWN]]
    items = [(task, opinions(reviewed), reviewed.silent if reviewed else ()) for task, reviewed in told]
    return page(
        request, "review_adjudicate.html", items=items, more=len(found) > SHOWN, undoable=undoable(request),
        queue=Queue.of(state.pairs),
    )  # fmt: skip


def opinions(reviewed: Reviewed | None) -> list[Decision]:
    """The verdicts on a claim that stand, one of each reviewer."""
    decisions = reviewed.decisions if reviewed else ()
    undone = {one.undoes for one in decisions if one.undoes}
    return list({one.by: one for one in decisions if one.verb in VOTES and one.number not in undone}.values())
