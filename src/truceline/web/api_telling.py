"""Who tells, and in which words, as JSON under /api/v1: outlets, original sources, chains, and words side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..knowledge.lexicon import Matter
from ..ledger.relying import Counted, Relying
from ..ledger.word_columns import Chosen, Thing, WordRow
from .api import asked, listed, parameters
from .asking import OF_DOCUMENTS, OF_DOCUMENTS_SINGLE, SEVERAL, SINGLE, chosen, claim_query, document_query
from .desk import desk_of

router = APIRouter(prefix="/api/v1")

Sentences = dict[tuple[str, int], tuple[str, str, str]]


@router.get("/outlets", openapi_extra=parameters(tuple(SEVERAL), (*SINGLE, "name")))
def outlets(request: Request) -> Response:
    """Outlets, those of most claims first: their reports, their claims, how many of these in their own voice, and whom
    they rely on; of those whose name has `name` in it."""

    def told(number: int) -> dict[str, Any]:
        row = found.outlet(number)
        return {"name": row.name or None, "reports": row.reports, "claims": row.claims, "own_voice": row.own,
                "relies_on": _counted(row.relies_on), "more": row.more}  # fmt: skip

    found, name = _relying(request)
    return _some(request, found.outlets(name), told)


@router.get("/sources", openapi_extra=parameters(tuple(SEVERAL), (*SINGLE, "name")))
def sources(request: Request) -> Response:
    """Original sources, those of most claims first, with the outlets that carry them; of those whose name has `name` in
    it."""

    def told(number: int) -> dict[str, Any]:
        row = found.source(number)
        return {"name": row.name, "claims": row.claims, "reports": row.reports,
                "carried_by": _counted(row.carried_by), "more": row.more}  # fmt: skip

    found, name = _relying(request)
    return _some(request, found.sources(name), told)


@router.get("/chains", openapi_extra=parameters(tuple(SEVERAL), tuple(SINGLE)))
def chains(request: Request) -> Response:
    """Chains of two sources or more, outermost first, with the outlets that have them; those of most claims first."""

    def told(number: int) -> dict[str, Any]:
        row = found.chain(number)
        return {"names": row.names, "claims": row.claims, "carried_by": _counted(row.carried_by), "more": row.more}

    found, _name = _relying(request)
    return _some(request, found.chains(), told)


@router.get("/words", openapi_extra=parameters((*OF_DOCUMENTS, "about"), (*OF_DOCUMENTS_SINGLE, "claimant")))
def words(request: Request) -> Response:
    """The words of each claimant in each outlet for one thing, things in the order of the page, each word with how
    often, how, and the first sentence that it stands in."""
    state, limit, offset = asked(request)
    browser = desk_of(request).browser
    found = browser.words(document_query(state))
    about, claimant = chosen(state, "about", get_args(Matter)), state.get("claimant")
    things = found.things(about, claimant)
    rows = _rows(found, claimant, things, offset, limit)
    sentences = browser.sentences((word.document, word.start) for row in rows for word in row.words)
    return listed(state, offset, limit, sum(t.rows for t in things), [_row(row, sentences) for row in rows])


def _relying(request: Request) -> tuple[Relying, str]:
    """Who relies on whom among the claims that an address asks for, and the part of a name in it."""
    state, _limit, _offset = asked(request)
    return desk_of(request).browser.relying(claim_query(state)), state.get("name")


def _some(request: Request, numbers: list[int], told: Callable[[int], dict[str, Any]]) -> Response:
    state, limit, offset = asked(request)
    return listed(state, offset, limit, len(numbers), [told(one) for one in numbers[offset : offset + limit]])


def _counted(several: Counted) -> list[dict[str, Any]]:
    return [{"name": name or None, "claims": claims} for name, claims in several]


def _rows(found: Chosen, claimant: str, things: Iterable[Thing], offset: int, limit: int) -> list[WordRow]:
    """The rows of things, one thing after another, from number ``offset`` of them all on."""
    rows: list[WordRow] = []
    for thing in things:
        if offset < thing.rows:
            rows += found.rows(thing.number, offset, limit - len(rows), claimant)
        offset = max(offset - thing.rows, 0)
    return rows


def _row(row: WordRow, sentences: Sentences) -> dict[str, Any]:
    return {
        "about": row.about, "neutral": row.neutral, "claimant": row.claimant, "outlet": row.outlet,
        "words": [{
            "term": word.term, "plain": word.plain, "count": word.number, "how": dict(word.how),
            "document": word.document, "start": word.start,
            "sentence": "".join(sentences.get((word.document, word.start), ())) or None,
        } for word in row.words],
    }  # fmt: skip
