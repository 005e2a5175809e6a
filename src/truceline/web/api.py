"""The same as JSON under /api/v1, with OpenAPI: read-only, page by page, with the filters of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response

from ..cli.documents import plain as plain_document
from ..cli.incidents import plain as plain_incident
from ..exports.contract import ContractClaim, exported_entry
from .asking import OF_DOCUMENTS, OF_DOCUMENTS_SINGLE, SEVERAL, SINGLE, claim_query, document_query, number
from .audit import record_reading
from .desk import desk_of
from .errors import not_found
from .render import _
from .state import State
from .uncompared import Uncompared, uncompared

router = APIRouter(prefix="/api/v1")

USUAL, MOST = 50, 1_000
_MOST_OFFSET = 10**9


class ClaimList(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the claims: ``total`` of them there are in all, ``next`` is where the others begin (null: no more)."""

    total: int
    next: str | None
    items: tuple[ContractClaim, ...]


def parameters(
    several: tuple[str, ...], single: tuple[str, ...], *, needed: str = "", paged: bool = True
) -> dict[str, Any]:  # fmt: skip
    """What OpenAPI is told of the parts of an address, of which one may be needed."""

    def one(name: str, schema: dict[str, Any]) -> dict[str, Any]:
        return {"name": name, "in": "query", "required": name == needed, "schema": schema}

    texts = {"type": "array", "items": {"type": "string"}}
    numbers = [
        one("limit", {"type": "integer", "minimum": 0, "maximum": MOST, "default": USUAL}),
        one("offset", {"type": "integer", "minimum": 0, "default": 0}),
    ]
    filters = [*(one(n, texts) for n in several), *(one(n, {"type": "string"}) for n in single)]
    return {"parameters": [*filters, *numbers] if paged else filters}


_CLAIM_LIST: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/ClaimList"}}}}
}


@router.get("/claims", openapi_extra=parameters(tuple(SEVERAL), (*SINGLE, "sort")), responses=_CLAIM_LIST)
def claims(request: Request) -> Response:
    """Claims in the form of the public contract, in the order of `sort`."""
    state, limit, offset = asked(request)
    desk = desk_of(request)
    found = desk.browser.claims(claim_query(state), offset, limit)
    items = tuple(map(exported_entry, found.entries))
    record_reading(request, desk.open_to_all(found.entries))
    return answer(ClaimList(total=found.total, next=_next(state, offset, limit, found.total), items=items))


@router.get("/claims/{claim_id}", responses={404: {"description": "There is no such claim."}})
def claim(request: Request, claim_id: str) -> Response:
    """One claim, by its whole id."""
    found = [entry for entry in desk_of(request).store.matching(claim_id) if entry.claim.id == claim_id]
    if not found:
        raise not_found(_("There is no claim with this id."), _("Ids are given by /api/v1/claims."))
    return answer(exported_entry(found[0]))


@router.get("/documents", openapi_extra=parameters(OF_DOCUMENTS, OF_DOCUMENTS_SINGLE))
def documents(request: Request) -> Response:
    """Reports without their text, the latest first."""
    state, limit, offset = asked(request)
    found = desk_of(request).browser.documents(document_query(state), offset, limit)
    return listed(state, offset, limit, found.total, [plain_document(one) for one in found.documents])


@router.get("/documents/{document_id}", responses={404: {"description": "There is no such report."}})
def document(request: Request, document_id: str) -> Response:
    """One report with its text."""
    found = desk_of(request).store.document(document_id)
    if found is None:
        raise not_found(_("There is no report with this id."), _("Ids are given by /api/v1/documents."))
    return answer(found)


@router.get("/conflicts")
def conflicts(request: Request) -> Response:
    """The conflicts that reports tell of, those of most reports first."""
    found = desk_of(request).store.conflicts()
    return answer({"total": len(found), "next": None, "items": found})


@router.get("/incidents", openapi_extra=parameters(tuple(SEVERAL), tuple(SINGLE)))
def incidents(request: Request) -> Response:
    """Happenings that several claims tell of, those reported latest first."""
    state, limit, offset = asked(request)
    found = desk_of(request).browser.incidents(claim_query(state), offset, limit)
    items = [plain_incident(one) for one in found.incidents]
    return listed(state, offset, limit, found.total, items, behind=uncompared(request))


def asked(request: Request) -> tuple[State, int, int]:
    """What an address asks for: its state, how many records at most, and from which number on."""
    state = State.of(request.url.path, request.query_params.multi_items())
    return state, number(state, "limit", USUAL, MOST), number(state, "offset", 0, _MOST_OFFSET)


def listed(
    state: State, offset: int, limit: int, total: int, items: Sequence[object], *, behind: Uncompared | None = None
) -> Response:  # fmt: skip
    """Some of ``total`` records, with where the others begin; of what comes of comparing reports also how many of these
    are not compared yet (``behind``)."""
    left = {"not_compared": behind.reports} if behind else {}
    return answer({"total": total, **left, "next": _next(state, offset, limit, total), "items": items})


def _next(state: State, offset: int, limit: int, total: int) -> str | None:
    return following(state, offset + limit, limit) if limit > 0 and offset + limit < total else None


def following(state: State, offset: int, limit: int) -> str:
    """The address of the records from number ``offset`` on."""
    others = [pair for pair in state.pairs if pair[0] not in ("offset", "limit")]
    return f"{state.path}?{urlencode([*others, ('offset', offset), ('limit', limit)])}"


def answer(value: object) -> Response:
    """Records and plain data as JSON."""
    return Response(msgspec.json.encode(value), media_type="application/json")


_TOKEN = {
    "type": "http", "scheme": "bearer",
    "description": "A token of a person, from the page /me or `truceline people token`.",
}  # fmt: skip
"""What OpenAPI is told of signing in, where people have to."""


def install(app: FastAPI) -> None:
    """Add the interface, and the schema of a claim to its description."""
    app.include_router(router)

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            (_shape,), components = msgspec.json.schema_components(
                [ClaimList], ref_template="#/components/schemas/{name}"
            )
            schema.setdefault("components", {}).setdefault("schemas", {}).update(components)
            schema["components"]["securitySchemes"] = {"token": _TOKEN}
            schema["security"] = [{"token": []}] if app.state.settings.sign_in else [{}, {"token": []}]
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]
