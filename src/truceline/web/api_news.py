"""What is new, as JSON under /api/v1: of each conflict tolls by claimant, changed control, ceasefires, disputes."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..compare.dispute import Dispute
from ..exports.compared import plain_dispute
from ..exports.contract import exported
from ..ledger import DocumentQuery
from ..ledger.queries import NO_CONFLICT
from .api import asked, listed, parameters
from .desk import Desk, desk_of
from .news import Sort, by_war, new_disputes, news
from .period import Period, period_of

router = APIRouter(prefix="/api/v1")

_PERIOD = ("by", "read_since", "read_until", "read_after", "published_since", "published_until")


@router.get("/briefing", openapi_extra=parameters(("conflict",), _PERIOD))
def briefing(request: Request) -> Response:
    """What came in within a period, conflict by conflict, those of most new reports first; without a period, what was
    read on the last day of the ledger, or with `by=published` what was published in its last week. Of each sort the
    first few are given, and `total` says how many there are."""
    state, limit, offset = asked(request)
    desk = desk_of(request)
    period = period_of(state, desk.browser.latest(), None)
    every = by_war(desk.browser.conflicts(DocumentQuery.of(conflict=state.all("conflict"), **period.filters)))
    some = every[offset : offset + limit]
    items = [_new(desk, conflict or NO_CONFLICT, again, period) for conflict, _, again in some]
    return listed(state, offset, limit, len(every), items)


def _new(desk: Desk, conflict: str, again: int, period: Period) -> dict[str, Any]:
    found = news(desk.browser, conflict, again, period)
    disputes, more = new_disputes(desk, conflict, period)
    return {
        "conflict": None if conflict == NO_CONFLICT else conflict,
        "period": period.filters,
        "reports": found.reports.total,
        "read_again": found.again,
        "claims": found.claims,
        **{name: _sort(sort) for name, sort in found.sorts.items()},
        "disputes": {"total": len(disputes) + more, "items": [_dispute(*one) for one in disputes]},
    }


def _dispute(dispute: Dispute, left: int) -> dict[str, Any]:
    """A dispute, with how many of its claims are not given here."""
    return {**plain_dispute(dispute), "left_out": left}


def _sort(sort: Sort) -> dict[str, Any]:
    """Claims under their claimants, those that say the same together."""
    groups = [
        {"claimant": heading or None, "told": [[exported(claim) for claim in claims] for claims in told]}
        for heading, told in sort.groups
    ]
    return {"total": sort.total, "groups": groups}
