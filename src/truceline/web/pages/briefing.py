"""Today: what is new since one last looked, conflict by conflict; nothing is added up."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...ledger import DocumentQuery
from ...ledger.queries import NO_CONFLICT
from ...views.beside_model import matrix
from ..csrf import form_of
from ..desk import Desk, desk_of
from ..errors import bad_request
from ..news import by_war, new_disputes, news
from ..parts import takes
from ..period import Period, period_of
from ..render import _, page
from ..rights import requires
from ..seen import Seen, mark, seen_by
from ..settings import settings_of
from ..state import State
from ..uncompared import uncompared
from .choice import every_conflict, one_page

router = APIRouter()

SHOWN = 5
PARTS = ("conflict", "by", "read_since", "read_until", "read_after", "published_since", "published_until")


@router.get("/briefing", dependencies=[takes(*PARTS, "page")])
def briefing(request: Request) -> Response:
    """What is new, a few conflicts a page."""
    desk = desk_of(request)
    state, period, latest = _asked(request, desk)
    wanted = state.get("conflict")
    every = by_war(desk.browser.conflicts(DocumentQuery.of(conflict=(wanted,) if wanted else (), **period.filters)))
    found, at, pages = one_page(state, every, SHOWN)
    known = sum(conflict is not None for conflict, _, _ in every)
    unread = desk.browser.documents(DocumentQuery.of(status=("not_read",), **period.filters), limit=0).total
    return page(
        request, "briefing.html", behind=uncompared(request),
        state=state, period=period, at=at, pages=pages, latest=latest,
        reports=sum(reports for _, reports, _ in every), conflicts=known, unread=unread,
        news=[news(desk.browser, conflict or NO_CONFLICT, again, period) for conflict, _, again in found],
        names=desk.conflict_names(), choices=every_conflict(desk), fields=(f"{period.by}_since", f"{period.by}_until"),
    )  # fmt: skip


@router.get("/briefing/disputes", dependencies=[takes(*PARTS)])
def disputes(request: Request) -> Response:
    """The new disputes of one conflict: a part of the page that comes after it, since they may take longer."""
    desk = desk_of(request)
    state, period, _latest = _asked(request, desk)
    conflict = state.get("conflict")
    if not conflict:
        raise bad_request(_("A conflict has to be named."), _("Choose one under Today."))
    found, more = new_disputes(desk, conflict, period)
    return page(
        request, "briefing_disputes.html", made=[(matrix(one), left) for one, left in found], more=more,
        conflict=conflict, names=desk.conflict_names(), behind=uncompared(request),
    )  # fmt: skip


@router.post("/briefing/seen", dependencies=[requires("reader")])
def seen(request: Request) -> Response:
    """Mark as seen what the page showed, up to its latest reading: the browser keeps it."""
    if (up_to := Seen.of(form_of(request).get("seen"))) is None:
        raise bad_request(_("It was not said up to where."), _("Press the button on the page Today."))
    answer = RedirectResponse("/briefing", 303)
    mark(answer, desk_of(request).path, up_to, secure=settings_of(request).secure)
    return answer


def _asked(request: Request, desk: Desk) -> tuple[State, Period, Seen | None]:
    state = State.of(request.url.path, request.query_params.multi_items())
    latest = desk.browser.latest()
    return state, period_of(state, latest, seen_by(request, desk.path)), Seen.all_of(latest)
