"""The stories: reports of one course of events, side by side; and one of them, report by report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...ledger import ClaimQuery, DocumentQuery
from ...ledger.store import StoredStory, StoryReport
from ...records import Claim
from ...views.together import added
from ..asking import OF_DOCUMENTS, OF_DOCUMENTS_SINGLE, document_query, number
from ..desk import Desk, desk_of
from ..errors import not_found
from ..parts import OF_REPORTS, takes
from ..render import _, page
from ..state import State
from ..uncompared import uncompared
from .choice import MOST_PAGES, every_conflict, one_page

router = APIRouter()

SHOWN = 40
SHOWN_REPORTS = 20
LOOKED_AT = 200
_MOST_CLAIMS = 10_000


@dataclass(frozen=True, slots=True)
class Telling:
    """A report of a story: how many claims it has, and which of them no report before it tells."""

    report: StoryReport
    claims: int
    new: list[Claim]


@router.get("/stories", dependencies=[takes(*OF_REPORTS, "page")])
def stories(request: Request) -> Response:
    """Stories of more than one report, the latest first, as compared last."""
    desk = desk_of(request)
    state = State.of("/stories", request.query_params.multi_items())
    at = max(number(state, "page", 1, MOST_PAGES), 1)
    found = desk.browser.stories(document_query(state), (at - 1) * SHOWN, SHOWN)
    return page(
        request, "stories.html", behind=uncompared(request),
        state=state, found=found, at=at, pages=-(-found.total // SHOWN),
        conflicts=every_conflict(desk), names=desk.conflict_names(),
        given=[pair for pair in state.pairs if pair[0] in (*OF_DOCUMENTS, *OF_DOCUMENTS_SINGLE)],
    )  # fmt: skip


@router.get("/stories/{document_id}")
def story(request: Request, document_id: str) -> Response:
    """The story that a report is in; its own address is that of its first report."""
    desk = desk_of(request)
    state = State.of(request.url.path, request.query_params.multi_items())
    found = desk.browser.stories(DocumentQuery(id=(document_id,)), limit=1).stories
    if not found:
        raise not_found(
            _("There is no story with the id %(id)s in this ledger.") % {"id": document_id},
            _("A story is named by its first report, and has two at least. Choose one under Stories."),
        )
    (one,) = found
    if one.id != document_id:
        return RedirectResponse(f"/stories/{one.id}", 303)
    every = desk.browser.once(("story", one.id), lambda: _tellings(desk, one))
    shown, at, pages = one_page(state, every, SHOWN_REPORTS)
    return page(
        request, "story.html", behind=uncompared(request), state=state, story=one, tellings=shown, at=at, pages=pages,
        more=len(one.reports) - len(every), titles={r.id: r.title for r in one.reports},
    )  # fmt: skip


def _tellings(desk: Desk, one: StoredStory) -> list[Telling]:
    """The first reports of a story in their order, with what each adds."""
    reports = one.reports[:LOOKED_AT]
    query = ClaimQuery(document=tuple(report.id for report in reports))
    told: defaultdict[str, list[Claim]] = defaultdict(list)
    for entry in desk.browser.claims(query, limit=_MOST_CLAIMS).entries:
        told[entry.claim.document.id].append(entry.claim)
    new = added((told[report.id], report.copy_of is not None) for report in reports)
    return [Telling(report, len(told[report.id]), some) for report, some in zip(reports, new, strict=True)]
