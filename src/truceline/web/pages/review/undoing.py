"""Taking back one's own decisions, the last first."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ....review.records import Decision
from ...csrf import form_of
from ...reviewing import NOTHING_LEFT, Queue, done_as, queue_of, reviewer_and_desk, reviews_of
from ...rights import requires
from ...state import State

router = APIRouter(dependencies=[requires("reviewer")])

BACK = ("/incidents", "/review/log")
"""Pages that one comes back to, whatever was taken back."""


@router.post("/review/undo")
def undo(request: Request) -> Response:
    """Take back the last of one's decisions that stands, or the one with the ``number`` of the form, which has to be
    that one; and have its claim again."""
    reviewer, desk = reviewer_and_desk(request)
    reviews, number = reviews_of(desk), form_of(request).get("number")
    last = reviews.to_undo(reviewer)
    if last is None:
        return RedirectResponse(_here(request, NOTHING_LEFT), 303)
    undone = reviews.undo(reviewer, int(number) if number.isdigit() else last.number)
    again = last.claim if last.claim and reviews.item(last.claim, reviewer) else None
    return RedirectResponse(_after(request, last, again, done_as(undone, of=last)), 303)


def _after(request: Request, last: Decision, again: str | None, done: str) -> str:
    """Where one goes from there: to the claim, in the round in which it was decided, if it is still there."""
    if form_of(request).get("back") in BACK or again is None:
        return _here(request, done)
    if last.verb == "adjudicate":
        return str(State("/review/adjudicate", (("done", done),)))
    in_round = (("round", last.round),) if last.round else ()
    return Queue.of((*queue_of(request).state.others("round"), *in_round)).item(again, done=done)


def _here(request: Request, done: str) -> str:
    """The page that one was at."""
    sent, queue = form_of(request), queue_of(request)
    if (back := sent.get("back")) in BACK:
        return str(State(back, (("done", done),)))
    claim = sent.get("claim")
    return queue.item(claim, done=done) if claim else queue.then(done=done)
