"""A report: its text with every claim marked, a card for each, what is known of it, its copies, and its review."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...cli.fields import fields
from ...compare.copies import WHYS
from ...compare.differences import differences
from ...ledger import ClaimQuery, DocumentQuery
from ...ledger.rows import text_digest
from ...records import Claim
from ...review.records import Reviewed
from ..desk import Desk, desk_of, no_document
from ..marking import paragraphs
from ..person import person_of
from ..render import page
from ..reviewing import reviews_of
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
    document_id = stored.document.id
    told = desk.browser.claims(ClaimQuery(document=(stored.document.id,)), limit=MOST_CLAIMS)
    person, reviews = person_of(request), reviews_of(desk)
    reviewed = _reviewed(desk, [entry.claim.id for entry in told.entries], document_id, person.name)
    claims = [_stands(entry.claim, reviewed) for entry in told.entries]
    claims += [one.stands for one in reviewed.values() if one.added and one.stands]
    claims.sort(key=lambda claim: (claim.span.start, -claim.span.end))
    text = stored.document.text
    return page(
        request, "document.html", stored=stored, document=stored.document, claims=claims, fields=fields,
        paragraphs=paragraphs(text, claims), digest=text_digest(text), reviewed=reviewed,
        copies=_copies(desk, stored.document.id), names=desk.conflict_names(), differences=differences, whys=WHYS,
        complete=reviews.completed([document_id], person.name).get(document_id), **readers(desk, document_id),
    )  # fmt: skip


def _reviewed(desk: Desk, claims: list[str], document_id: str, viewer: str) -> dict[str, Reviewed]:
    """The claims that were decided on or added, by their ids, as one person may see them."""
    reviews = reviews_of(desk)
    found = [one for one in reviews.items(claims, viewer).values() if one.decisions]
    return {one.claim.id: one for one in (*found, *reviews.added(document_id, viewer))}


def _stands(claim: Claim, reviewed: dict[str, Reviewed]) -> Claim:
    """A claim as it stands after review."""
    one = reviewed.get(claim.id)
    return (one.stands if one else None) or claim


def _copies(desk: Desk, document_id: str) -> list[object]:
    """The pairs of copies that it is in, as compared last: a page changes nothing in the ledger."""
    return list(desk.store.copies(DocumentQuery(id=(document_id,), limit=_MOST_COPIES)))
