"""Stories, copies, what claims can be narrowed to, and search, as JSON under /api/v1."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..cli.copies import plain as plain_copy
from ..cli.documents import plain as plain_document
from ..cli.stories import plain as plain_story
from ..exports.contract import exported_entry
from ..ledger.facets import LONG
from .api import answer, asked, following, listed, parameters
from .asking import OF_DOCUMENTS, OF_DOCUMENTS_SINGLE, SEVERAL, SINGLE, claim_query, document_query, flag, number
from .audit import record_reading
from .desk import desk_of
from .errors import bad_request
from .narrowing import called, no_facet
from .render import _
from .searching import found_everywhere
from .state import State
from .uncompared import uncompared

router = APIRouter(prefix="/api/v1")

_USUAL_FOUND, _MOST_FOUND = 8, 100
_OF_DOCUMENTS = parameters(OF_DOCUMENTS, OF_DOCUMENTS_SINGLE)


@router.get("/stories", openapi_extra=parameters(OF_DOCUMENTS, (*OF_DOCUMENTS_SINGLE, "single")))
def stories(request: Request) -> Response:
    """Stories with their reports, the latest first; those of one report only with `single=yes`."""
    state, limit, offset = asked(request)
    found = desk_of(request).browser.stories(document_query(state), offset, limit, single=flag(state, "single"))
    items = [plain_story(one) for one in found.stories]
    return listed(state, offset, limit, found.total, items, behind=uncompared(request))


@router.get("/copies", openapi_extra=_OF_DOCUMENTS)
def copies(request: Request) -> Response:
    """Pairs of reports of which one is a copy of the other, with what differs; `total` is not worked out."""
    state, limit, offset = asked(request)
    query = replace(document_query(state), limit=offset + limit + 1)
    found = list(islice(desk_of(request).store.copies(query), offset, None))
    more = following(state, offset + limit, limit) if len(found) > limit > 0 else None
    items = [plain_copy(one) for one in found[:limit]]
    return answer({"total": None, "not_compared": uncompared(request).reports, "next": more, "items": items})


@router.get("/facets", openapi_extra=parameters(tuple(SEVERAL), tuple(SINGLE), paged=False))
def facets(request: Request) -> Response:
    """What the claims of the filters can be narrowed to, by the name of the filter: each value with how many claims it
    leaves, the most frequent first; a filter does not bear on its own counts. `values` says how many values each has,
    of which the first are given; `/facets/NAME` gives all."""
    state = State.of(request.url.path, request.query_params.multi_items())
    desk, query = desk_of(request), claim_query(state)
    found = desk.browser.facets(query)
    total, values = desk.browser.claims(query, limit=0).total, desk.browser.facet_totals(query)
    return answer({"claims": total, "facets": found, "values": values})


@router.get(
    "/facets/{name}", openapi_extra=parameters(tuple(SEVERAL), (*SINGLE, "find")),
    responses={404: {"description": "There is no such list of values."}},
)  # fmt: skip
def facet(request: Request, name: str) -> Response:
    """All values of one facet, those that leave most claims first (of `year` the latest first); with `find` those of
    which a spelling has words that begin so."""
    if name not in LONG:
        raise no_facet(name)
    state, limit, offset = asked(request)
    desk = desk_of(request)
    found = desk.browser.facet(claim_query(state), name).some(offset, limit, state.get("find"), called(desk, name))
    return listed(state, offset, limit, found.total, found.choices)


@router.get("/search", openapi_extra=parameters((), ("q", "limit"), needed="q", paged=False))
def search(request: Request) -> Response:
    """The first conflicts, reports and claims that fit the words `q`, of which the last may be a beginning; `limit` of
    each."""
    state = State.of(request.url.path, request.query_params.multi_items())
    limit = number(state, "limit", _USUAL_FOUND, _MOST_FOUND)
    words = state.get("q").strip()
    if not words:
        raise bad_request(_("It is not said what to look for."), _("Add q=WORDS to the address."))
    desk = desk_of(request)
    found = found_everywhere(desk, words, limit)
    record_reading(request, desk.open_to_all(found.claims.entries))
    documents, claims = found.documents, found.claims
    return answer({
        "conflicts": {"total": len(found.conflicts), "items": found.conflicts[:limit]},
        "documents": {"total": documents.total, "items": [plain_document(one) for one in documents.documents]},
        "claims": {"total": claims.total, "items": [exported_entry(one) for one in claims.entries]},
    })  # fmt: skip
