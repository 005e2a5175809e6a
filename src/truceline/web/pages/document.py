"""A report: its text with every claim marked, a card for each, what is known of it, and its copies."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...cli.fields import fields
from ...compare.differences import differences
from ...ledger import ClaimQuery, DocumentQuery
from ...ledger.rows import text_digest
from ..desk import Desk, desk_of, no_document
from ..marking import paragraphs
from ..render import page
from .restriction import readers

router = APIRouter()

MOST_CLAIMS = 2_000
_MOST_COPIES = 20


@router.get("/documents/{document_id}")
def document(request: Request, document_id: str) -> Response:
    """The report with this id."""
    desk = desk_of(request)
    found = desk.browser.documents(DocumentQuery(id=(document_id,)), limit=2).documents
    if len(found) != 1:
        raise no_document(document_id)
    stored = found[0]
    told = desk.browser.claims(ClaimQuery(document=(stored.document.id,)), limit=MOST_CLAIMS)
    entries = sorted(told.entries, key=lambda e: (e.claim.span.start, -e.claim.span.end))
    text = stored.document.text
    return page(
        request, "document.html", stored=stored, document=stored.document, entries=entries, total=told.total,
        fields=fields, paragraphs=paragraphs(text, [e.claim for e in entries]), digest=text_digest(text),
        copies=_copies(desk, stored.document.id), names=desk.conflict_names(), differences=differences,
        **readers(desk, stored.document.id),
    )  # fmt: skip


def _copies(desk: Desk, document_id: str) -> list[object]:
    """The pairs of copies that it is in, as compared last: a page changes nothing in the ledger."""
    return list(desk.store.copies(DocumentQuery(id=(document_id,), limit=_MOST_COPIES)))
