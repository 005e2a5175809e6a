"""Rounds: opened and closed, and how far the reviewers of one agree, by field and by report."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ....ledger import DocumentQuery
from ...csrf import form_of
from ...desk import Desk
from ...errors import not_found
from ...render import _, page
from ...reviewing import Queue, reviewer_and_desk, reviews_of
from ...rights import requires
from ...state import State

router = APIRouter(dependencies=[requires("reviewer")])

SHOWN = 50
"""Reports whose figures are listed at most."""


@router.get("/review/agreement")
def agreement(request: Request) -> Response:
    """The figures of the round that the address names, else of the one opened last; and the rounds."""
    desk = reviewer_and_desk(request)[1]
    rounds = reviews_of(desk).rounds()
    wanted = request.query_params.get("round")
    chosen = next((one for one in reversed(rounds) if not wanted or one.name == wanted), None)
    if wanted and chosen is None:
        raise not_found(
            _("There is no round called “%(name)s”.") % {"name": wanted}, _("Choose one that this page lists.")
        )
    figures = reviews_of(desk).agreement(chosen.name) if chosen else None
    documents = list(figures.documents)[:SHOWN] if figures else []
    state = State.of("/review/agreement", request.query_params.multi_items())
    return page(
        request, "review_agreement.html", rounds=rounds, chosen=chosen, figures=figures,
        titles=_reports(desk, documents), queue=Queue.of(state.pairs),
    )  # fmt: skip


def _reports(desk: Desk, documents: list[str]) -> dict[str, object]:
    if not documents:
        return {}
    found = desk.browser.documents(DocumentQuery(id=tuple(documents)), limit=len(documents)).documents
    return {stored.document.id: stored.document for stored in found}


@router.post("/review/rounds")
def change(request: Request) -> Response:
    """Open a round over the claims that the form's filters choose, or close one."""
    reviewer, desk = reviewer_and_desk(request)
    sent, reviews = form_of(request), reviews_of(desk)
    name = sent.get("name")
    if sent.get("do") == "close":
        reviews.close_round(reviewer, name)
    else:
        queue = Queue.of(State.of("/review", sent.pairs).pairs)
        reviews.open_round(reviewer, name, double=sent.get("double") == "yes", **queue.filters)
    return RedirectResponse(State("/review/agreement", ()).with_(round=name), 303)
