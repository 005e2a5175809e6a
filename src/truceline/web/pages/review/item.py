"""A claim before a reviewer: its report, the claim as it stands, what others decided, and the decision about it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ....cli.fields import fields
from ....exports.contract import from_contract
from ....ledger import ClaimQuery
from ....records import Claim
from ....review.folding import standing
from ....review.records import VERDICTS, Decision, Reviewed, ReviewError, Verdict
from ...correcting.form import SAVE, ClaimForm, WrongFieldsError, field_of, read
from ...correcting.values import Values
from ...csrf import form_of
from ...desk import Desk
from ...errors import not_found
from ...marking import paragraphs
from ...person import person_of
from ...render import _, page
from ...reviewing import done_as, queue_of, reviewer_and_desk, reviews_of, undoable
from ...rights import requires
from ...settings import settings_of

router = APIRouter(dependencies=[requires("reviewer")])

MOST_CLAIMS = 2_000


@router.get("/review/claims/{claim_id}")
def item(request: Request, claim_id: str) -> Response:
    """The claim, held for who asks unless somebody else has it; with ``correct=yes`` as a form."""
    reviewer, desk = reviewer_and_desk(request)
    reviewed, held = _reviewed(desk, claim_id, reviewer), ""
    if settings_of(request).read_only:
        return show(request, desk, reviewed, held=_("Nothing can be decided: the ledger is served to be read only."))
    if not settling(request):
        try:
            reviews_of(desk).lease(reviewer, claim_id)
        except ReviewError as error:
            held = str(error)
    form = ClaimForm.begun(_begun(request, reviewed)) if request.query_params.get("correct") == "yes" else None
    return show(request, desk, reviewed, held=held, form=form)


def settling(request: Request) -> bool:
    """Whether the address says that a difference between reviewers is to be settled."""
    return request.query_params.get("settle") == "yes"


def _begun(request: Request, reviewed: Reviewed) -> Values:
    """What the form of a correction begins with: the claim as it stands, or as the decision ``of`` words it."""
    of = request.query_params.get("of", "")
    worded = next((one.new for one in reviewed.decisions if str(one.number) == of and one.new), None)
    stands = reviewed.stands or reviewed.claim
    return Values.of_claim(from_contract(worded, stands.document) if worded else stands)


@router.post("/review/claims/{claim_id}")
def decide(request: Request, claim_id: str) -> Response:
    """Store a decision and go on to the next claim; or rearrange the form of a correction, or say what is wrong."""
    reviewer, desk = reviewer_and_desk(request)
    sent, queue = form_of(request), queue_of(request)
    order = sent.get("do")
    if order == "skip":
        reviews_of(desk).release(reviewer, claim_id)
        return RedirectResponse(queue.skipping(claim_id), 303)
    reviewed = _reviewed(desk, claim_id, reviewer)
    form = None if order in VERDICTS else ClaimForm(Values.of_form(sent.pairs))
    if form is not None and order != SAVE:
        return show(request, desk, reviewed, form=form.ordered(order))
    try:
        decision = _decided(request, reviewed.claim, form)
    except WrongFieldsError as wrong:
        assert form is not None
        return show(request, desk, reviewed, form=form.refused(wrong.errors), status=422)
    except ReviewError as error:
        return _refused(request, desk, reviewed, form, error)
    if settling(request):
        return RedirectResponse(f"/review/adjudicate?done={done_as(decision)}", 303)
    return RedirectResponse(queue.then(done=done_as(decision)), 303)


def _decided(request: Request, claim: Claim, form: ClaimForm | None) -> Decision:
    """The decision, stored.  Raises :class:`WrongFieldsError` or :class:`ReviewError`."""
    reviewer, desk = reviewer_and_desk(request)
    sent, reviews, new = form_of(request), reviews_of(desk), None
    verdict: Verdict = "correct"
    if form is None:
        verdict = next(one for one in VERDICTS if one == sent.get("do"))
    else:
        known = [entry.claim.sentence for entry in _claims_beside(desk, claim)]
        new = read(form.values, claim, claim.document, known)
    if settling(request):
        may = person_of(request).may("administrator")
        return reviews.adjudicate(reviewer, verdict, claim.id, why=sent.get("why"), new=new, administrator=may)
    round_ = queue_of(request).round or None
    return reviews.decide(reviewer, verdict, claim.id, new=new, why=sent.get("why") or None, round=round_)


def _refused(
    request: Request, desk: Desk, reviewed: Reviewed, form: ClaimForm | None, error: ReviewError
) -> Response:  # fmt: skip
    """The page again, with all that was typed, and at its field why nothing was stored."""
    field = field_of(error)
    if field == "why":
        return show(request, desk, reviewed, form=form, wrong_why=str(error), status=422)
    if form is not None and field:
        return show(request, desk, reviewed, form=form.refused({field: str(error)}), status=422)
    return show(request, desk, reviewed, form=form, held=str(error), status=409)


def _reviewed(desk: Desk, claim_id: str, viewer: str) -> Reviewed:
    found = reviews_of(desk).item(claim_id, viewer)
    if found is None:
        raise not_found(
            _("There is no claim with the id %(id)s in this ledger.") % {"id": claim_id},
            _("See that the id is whole, or go on with the queue under Review."),
        )
    return found


def _claims_beside(desk: Desk, claim: Claim) -> tuple[Any, ...]:
    return desk.browser.claims(ClaimQuery(document=(claim.document.id,)), limit=MOST_CLAIMS).entries


def show(
    request: Request, desk: Desk, reviewed: Reviewed, *, held: str = "", form: ClaimForm | None = None,
    wrong_why: str = "", status: int = 200,
) -> Response:  # fmt: skip
    """The page of a claim.  ``held`` says why nothing can be decided about it now; empty where it can."""
    stands = reviewed.stands or reviewed.claim
    beside = [entry.claim for entry in _claims_beside(desk, stands) if entry.claim.id != stands.id]
    document = stands.document
    queue = queue_of(request)
    how = {"settle": "yes"} if settling(request) else {}
    return page(
        request, "review_item.html", status=status, reviewed=reviewed, claim=stands, document=document, held=held,
        form=form, queue=queue, undoable=undoable(request), found=fields(stands), now=0,
        paragraphs=paragraphs(document.text, [stands, *beside]), conflicts=desk.conflict_names(), save=SAVE,
        here=queue.item(reviewed.claim.id, **how), to_correct=queue.item(reviewed.claim.id, correct="yes", **how),
        decided=any(one.by == desk.person.name and not one.origin for one in standing(reviewed.decisions)),
        settling=bool(how), why=form_of(request).get("why"), wrong_why=wrong_why,
    )  # fmt: skip
