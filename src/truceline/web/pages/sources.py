"""Outlets and original sources: how often each is read or cited, and who relies on whom; and one of them by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...ledger import ClaimQuery, DocumentQuery
from ...ledger.relying import Relying
from ...translation import Phrases
from ..asking import chosen, claim_query
from ..desk import Desk, desk_of
from ..errors import bad_request, not_found
from ..parts import OF_CLAIMS, takes
from ..render import _, page
from ..state import State
from .choice import every_conflict, one_page

router = APIRouter()

SHOWN = 50
RELIED_ON = 40
MOST_TOLLS = 20
MOST_WORDS = 40

PARTS = Phrases({"outlets": "Outlets", "sources": "Original sources", "chains": "Chains"})

_FILTERS = ("conflict", "published_since", "published_until")


@router.get("/sources", dependencies=[takes(*OF_CLAIMS, "part", "name", "page")])
def sources(request: Request) -> Response:
    """One of three lists, page by page: outlets, original sources, chains."""
    desk = desk_of(request)
    state = State.of("/sources", request.query_params.multi_items())
    found = desk.browser.relying(claim_query(state))
    part, wanted = (*chosen(state, "part", tuple(PARTS)), "outlets")[0], state.get("name")
    every = {"outlets": found.outlets(wanted), "sources": found.sources(wanted), "chains": found.chains()}
    told: dict[str, Callable[[int], Any]] = {"outlets": found.outlet, "sources": found.source, "chains": found.chain}
    shown, at, pages = one_page(state, every[part], SHOWN)
    return page(
        request, "sources.html", state=state, part=part, at=at, pages=pages, found=[told[part](one) for one in shown],
        parts=[(name, label, len(every[name])) for name, label in PARTS.items()], conflicts=every_conflict(desk),
        names=desk.conflict_names(), given=[pair for pair in state.pairs if pair[0] in _FILTERS],
    )  # fmt: skip


@router.get("/sources/of", dependencies=[takes("outlet", "source")])
def source(request: Request) -> Response:
    """One outlet, or one who is cited: claims by kind, whom they rely on or who carries them, tolls, words."""
    desk = desk_of(request)
    state = State.of("/sources/of", request.query_params.multi_items())
    name, is_outlet = (state.get("outlet"), True) if state.get("outlet") else (state.get("source"), False)
    if not name:
        raise bad_request(_("It is not said which source."), _("Choose one under Sources."))
    of: dict[str, Any] = {"outlet" if is_outlet else "source": (f"={name}",)}
    facets = desk.browser.facets(ClaimQuery.of(**of))
    total = desk.browser.claims(ClaimQuery.of(**of), limit=0).total
    found = desk.browser.relying(ClaimQuery())
    words = desk.browser.words(DocumentQuery())
    rows = words.of(outlet=name) if is_outlet else words.of(claimant=name)
    row = _row(found, name, is_outlet)
    if row is None and not total and not rows:
        raise not_found(
            _("This ledger has no source with the name %(name)s.") % {"name": name},
            _("Choose one under Sources; names are written there as they have to be asked for."),
        )
    places = [(word.document, word.start) for one in rows[:MOST_WORDS] for word in one.words]
    return page(
        request, "source.html", name=name, is_outlet=is_outlet, row=row, total=total, facets=facets,
        tolls=_tolls(desk, of), rows=rows[:MOST_WORDS], more=len(rows) - MOST_WORDS, names=desk.conflict_names(),
        sentences=desk.browser.sentences(places), filters={key: value[0] for key, value in of.items()},
    )  # fmt: skip


def _row(found: Relying, name: str, is_outlet: bool) -> Any:
    number = found.named(name, outlet=is_outlet)
    if number is None:
        return None
    return found.outlet(number, RELIED_ON) if is_outlet else found.source(number, RELIED_ON)


def _tolls(desk: Desk, of: dict[str, Any]) -> Any:
    """The latest tolls that it tells, as news."""
    query = ClaimQuery.of(**of, kind=("toll",), background=False, sort="-published")
    return desk.browser.claims(query, limit=MOST_TOLLS)
