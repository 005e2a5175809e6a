"""A claim that was missed, added on a page of its own beside the report; and a report marked as complete."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ....ledger import ClaimQuery
from ....records import Claim, Document
from ....review.records import ReviewError
from ...correcting.form import SAVE, ClaimForm, WrongFieldsError, field_of, read
from ...correcting.values import Values
from ...csrf import form_of
from ...desk import Desk, desk_of, no_document
from ...errors import read_only
from ...marking import paragraphs
from ...render import page
from ...reviewing import reviewer_and_desk, reviews_of
from ...rights import requires
from ...settings import settings_of

router = APIRouter(dependencies=[requires("reviewer")])

MOST_CLAIMS = 2_000
EMPTY = Values({"kind": "event", "modality": "actual", "quotation": "none", "body.object": "persons"})
"""The form of a claim of which nothing is known yet."""


@router.get("/documents/{document_id}/add")
def adding(request: Request, document_id: str) -> Response:
    """The report beside an empty form."""
    if settings_of(request).read_only:
        raise read_only()
    return _show(request, _document(request, document_id), ClaimForm(EMPTY, focus="span.text"))


@router.post("/documents/{document_id}/add")
def add(request: Request, document_id: str) -> Response:
    """Store the claim; or rearrange its form, or say what is wrong with it."""
    reviewer, desk = reviewer_and_desk(request)
    document, sent = _document(request, document_id), form_of(request)
    form = ClaimForm(Values.of_form(sent.pairs))
    if sent.get("do") != SAVE:
        return _show(request, document, form.ordered(sent.get("do")))
    try:
        new = read(form.values, None, document, [claim.sentence for claim in _claims(desk, document_id)])
        decision = reviews_of(desk).add(reviewer, document_id, new, why=sent.get("why") or None, round=_round(request))
    except WrongFieldsError as wrong:
        return _show(request, document, form.refused(wrong.errors), 422)
    except ReviewError as error:
        return _show(request, document, form.refused({field_of(error): str(error)}), 422)
    address = f"/documents/{document_id}#claim-{decision.claim}"
    if request.headers.get("HX-Request") == "true":  # which would lose the part after the "#"
        return Response(headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


@router.post("/documents/{document_id}/complete")
def complete(request: Request, document_id: str) -> Response:
    """Mark a report as complete: nothing in it was missed."""
    reviewer, desk = reviewer_and_desk(request)
    _document(request, document_id)
    reviews_of(desk).complete(reviewer, document_id, why=form_of(request).get("why") or None)
    return RedirectResponse(f"/documents/{document_id}#review", 303)


def _document(request: Request, document_id: str) -> Document:
    found = desk_of(request).store.document(document_id)
    if found is None:
        raise no_document(document_id)
    return found


def _claims(desk: Desk, document_id: str) -> list[Claim]:
    found = desk.browser.claims(ClaimQuery(document=(document_id,)), limit=MOST_CLAIMS)
    return [entry.claim for entry in found.entries]


def _show(request: Request, document: Document, form: ClaimForm, status: int = 200) -> Response:
    reviewer, desk = reviewer_and_desk(request)
    added = reviews_of(desk).added(document.id, reviewer)
    claims = [*_claims(desk, document.id), *(one.claim for one in added)]
    return page(
        request, "review_add.html", status=status, document=document, form=form, save=SAVE, now=-1,
        paragraphs=paragraphs(document.text, claims), why=form_of(request).get("why"), round=_round(request),
    )  # fmt: skip


def _round(request: Request) -> str | None:
    """The round in which somebody reviews, so that what they add is not shown to the other."""
    return form_of(request).get("round") or request.query_params.get("round") or None
