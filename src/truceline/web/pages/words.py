"""The words that sources choose for the same thing, side by side: a description, and no score."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...knowledge.lexicon import Matter
from ..asking import OF_DOCUMENTS, OF_DOCUMENTS_SINGLE, chosen, document_query, number
from ..desk import desk_of
from ..parts import OF_REPORTS, takes
from ..render import page
from ..state import State
from .choice import every_conflict, one_page, place

router = APIRouter()

SHOWN = 8
SHOWN_ROWS = 8
SHOWN_ALONE = 60
_MOST_THINGS = 100_000


@router.get("/words", dependencies=[takes(*OF_REPORTS, "about", "claimant", "thing", "page")])
def words(request: Request) -> Response:
    """Some things with their first rows, or one thing with all of them; the address is the state."""
    desk = desk_of(request)
    state = State.of("/words", request.query_params.multi_items())
    query, about, claimant = document_query(state), chosen(state, "about", get_args(Matter)), state.get("claimant")
    found = desk.browser.words(query)
    every = found.things(about, claimant)
    wanted = number(state, "thing", -1, _MOST_THINGS)
    alone = next((thing for thing in every if thing.number == wanted), None)
    if alone is None:
        things, at, pages = one_page(state, every, SHOWN)
        told = [(thing, found.rows(thing.number, 0, SHOWN_ROWS, claimant)) for thing in things]
    else:
        first, at, pages = place(state, alone.rows, SHOWN_ALONE)
        told = [(alone, found.rows(alone.number, first, SHOWN_ALONE, claimant))]
    reports = desk.browser.documents(replace(query, status=("read",)), limit=0).total
    places = [(word.document, word.start) for _, rows in told for row in rows for word in row.words]
    names = (*OF_DOCUMENTS, *OF_DOCUMENTS_SINGLE, "about", "claimant")
    return page(
        request, "words.html", state=state, told=told, alone=alone, total=len(every), at=at, pages=pages,
        heard=found.heard, reports=reports, matters=get_args(Matter),
        sentences=desk.browser.sentences(places), conflicts=every_conflict(desk),
        names=desk.conflict_names(), given=[pair for pair in state.pairs if pair[0] in names],
    )  # fmt: skip
