"""The claims: a table with facets, words, sorting and columns to choose; and the same to be kept as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from ...exports import FORMATS, TABLES, table_writer, writer
from ...ledger import ClaimQuery, Entry
from .. import columns
from ..asking import SEVERAL, SINGLE, claim_query, number
from ..audit import narrowed_by, record
from ..desk import desk_of
from ..errors import bad_request, not_found
from ..narrowing import shown
from ..parts import OF_TABLE, takes
from ..render import _, page
from ..state import State

router = APIRouter()

SHOWN = 50
MOST_PAGES = 1_000_000
_IN_MEMORY = 8_000_000
_PIECE = 256_000

TYPES = {"jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


@router.get("/claims", dependencies=[takes(*OF_TABLE, "page")])
def claims(request: Request) -> Response:
    """The table; the address is its state."""
    desk = desk_of(request)
    state = State.of("/claims", request.query_params.multi_items())
    query = claim_query(state)
    at = max(number(state, "page", 1, MOST_PAGES), 1)
    found = desk.browser.claims(query, (at - 1) * SHOWN, SHOWN)
    return page(
        request, "claims.html", state=state, query=query, found=found, at=at, first=(at - 1) * SHOWN + 1,
        pages=-(-found.total // SHOWN), facets=shown(desk, state, query), columns=columns.COLUMNS,
        chosen=columns.chosen(state), names=desk.conflict_names(), given=_given(state), formats=FORMATS,
    )  # fmt: skip


def _given(state: State) -> list[tuple[str, str]]:
    """The filters that are set."""
    return [(name, value) for name, value in state.pairs if name in SEVERAL or name in SINGLE]


@router.get("/claims.{format_name}", dependencies=[takes(*OF_TABLE)])
def export(request: Request, format_name: str) -> Response:
    """All claims that the table is about, in its order, as a file; its name says how many there are.  Where the address
    names columns, these alone, as they are shown."""
    if format_name not in FORMATS:
        raise not_found(
            _("Claims cannot be written as “%(name)s”.") % {"name": format_name},
            _("There are: %(formats)s.") % {"formats": ", ".join(FORMATS)},
        )
    state = State.of(request.url.path, request.query_params.multi_items())
    query = claim_query(state)
    file, total = _written(request, query, _writer(state, format_name))
    name = f"claims-{total}.{format_name}"
    told = desk_of(request).claims_open_to_all(query)  # administrators read it who may not know of the others
    record(request, "export", format=format_name, claims=told, narrowed_by=narrowed_by(request))
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Claims": str(total)}
    return StreamingResponse(_pieces(file), media_type=TYPES[format_name], headers=headers)


def _writer(state: State, format_name: str) -> Callable[[Iterable[Entry], BinaryIO], int]:
    if not state.all("column"):
        return writer(format_name)
    if format_name not in TABLES:
        raise bad_request(
            _("Some columns cannot be written as “%(name)s”: it has the whole record.") % {"name": format_name},
            _("Take “column” away, or choose one of these: %(formats)s.") % {"formats": ", ".join(TABLES)},
        )
    return partial(table_writer(format_name), columns.cells(columns.chosen(state)))


def _written(
    request: Request, query: ClaimQuery, write: Callable[[Iterable[Entry], BinaryIO], int]
) -> tuple[BinaryIO, int]:  # fmt: skip
    file: Any = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed when all of it has been sent
    total = write(desk_of(request).store.entries(query), file)
    file.seek(0)
    return file, total


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


@router.get("/claims/{claim_id}")
def claim(request: Request, claim_id: str) -> Response:
    """Where the claim stands in its report; a beginning of an id that is of one claim alone will do."""
    found = desk_of(request).store.matching(claim_id.lower())
    exact = [entry for entry in found if entry.claim.id == claim_id] or found
    if not exact:
        raise not_found(
            _("There is no claim with the id %(id)s in this ledger.") % {"id": claim_id},
            _("See that the id is whole, or look for the claim by its words."),
        )
    if len(exact) > 1:
        return RedirectResponse(f"/claims?id={claim_id}", 303)
    one = exact[0].claim
    return RedirectResponse(f"/documents/{one.document.id}#claim-{one.id}", 303)
