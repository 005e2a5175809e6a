"""The incidents: happenings, each with all claims about it; and one of them, claim by claim."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...compare.account import Account
from ...compare.evidence import Verdict
from ...compare.incidents import Incident
from ...ledger import ClaimQuery
from ...views.grid import of_incident
from ...views.together import matrix, verdicts, where_and_when
from ..asking import SEVERAL, SINGLE, claim_query, number
from ..desk import desk_of
from ..errors import not_found
from ..parts import OF_CLAIMS, takes
from ..render import _, page
from ..reviewing import undoable
from ..state import State
from ..uncompared import uncompared
from .choice import MOST_PAGES, every_conflict
from .other_incidents import others_of

router = APIRouter()

SHOWN = 40
MOST_CLAIMS = 60
MOST_PAIRS = 60


@router.get("/incidents", dependencies=[takes(*OF_CLAIMS, "page", "done")])
def incidents(request: Request) -> Response:
    """Incidents that several claims tell of, those reported latest first, as compared last."""
    desk = desk_of(request)
    state = State.of("/incidents", request.query_params.multi_items())
    at = max(number(state, "page", 1, MOST_PAGES), 1)
    found = desk.browser.incidents(claim_query(state), (at - 1) * SHOWN, SHOWN)
    return page(
        request, "incidents.html", behind=uncompared(request),
        state=state, found=found, at=at, pages=-(-found.total // SHOWN),
        conflicts=every_conflict(desk), names=desk.conflict_names(),
        given=[pair for pair in state.pairs if pair[0] in SEVERAL or pair[0] in SINGLE],
        undoable=undoable(request) if desk.person.may("reviewer") else None,
    )  # fmt: skip


@router.get("/incidents/{claim_id}", dependencies=[takes("other", "place", "day")])
def incident(request: Request, claim_id: str) -> Response:
    """The incident that a claim is of; its own address is that of its first claim."""
    desk = desk_of(request)
    found = desk.browser.incidents(ClaimQuery(id=claim_id), limit=1).incidents
    if not found:
        raise not_found(
            _("There is no incident with the id %(id)s in this ledger.") % {"id": claim_id},
            _("An incident is named by its first claim, and has two at least. Choose one under Incidents."),
        )
    (one,) = found
    if one.id != claim_id:
        return RedirectResponse(f"/incidents/{one.id}", 303)
    names = desk.conflict_names()
    return page(
        request, "incident.html", behind=uncompared(request),
        incident=one, matrix=matrix(one, MOST_CLAIMS), pairs=_pairs(one), shown=MOST_CLAIMS,
        grid=of_incident(one, MOST_CLAIMS), of=where_and_when(one.accounts),
        conflicts=[(id, names.get(id, id)) for id in dict.fromkeys(a.conflict for a in one.accounts if a.conflict)],
        reports=len({a.claim.document.id for a in one.accounts}), most_pairs=MOST_PAIRS,
        others=others_of(desk, one, State.of(request.url.path, request.query_params.multi_items())),
    )  # fmt: skip


def _pairs(one: Incident) -> list[tuple[Account, Account, Verdict]]:
    """Why each two of the claims shown stand together, the surest first."""
    found = list(verdicts(one.accounts[:MOST_CLAIMS]))
    return sorted(found, key=lambda pair: -pair[2].sure)
