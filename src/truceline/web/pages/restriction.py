"""Who may read a report: set and lifted from its page, by an administrator who sees it or by somebody named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...people.accounts import Accounts, folded
from ..audit import record
from ..csrf import form_of
from ..desk import Desk, desk_of
from ..errors import RefusedError, bad_request
from ..render import _
from ..rights import requires

router = APIRouter()

MOST_NAMES = 1_000


@router.post("/documents/{document_id}/restriction", dependencies=[requires("reader")])
def restrict(request: Request, document_id: str) -> Response:
    """Have the report be read by the people named in the form alone, a name a line; or, lifted, by everybody again."""
    desk, form = desk_of(request), form_of(request)
    ledger = desk.to_change(document_id)
    if not desk.may_restrict(document_id):
        raise RefusedError(
            403, _("You may not say who may read this report."),
            _("An administrator may, and once it is restricted whoever is named."),
        )  # fmt: skip
    names: list[str] = []
    if form.get("what") != "lift":
        names = _known(request.app.state.accounts, form.get("readers").splitlines())
    ledger.store.restrict(document_id, names, desk.person.name)
    record(request, "restriction")  # of which report is not for every administrator to know
    seen = not names or desk.sees_all or folded(desk.person.name) in map(folded, names)
    return RedirectResponse(f"/documents/{document_id}#restriction" if seen else "/documents", 303)


def _known(accounts: Accounts, lines: Sequence[str]) -> list[str]:
    """The names that were given; where people have accounts, each is that of one of them."""
    names = [name for line in lines[:MOST_NAMES] if (name := line.strip())]
    if not names:
        raise bad_request(
            _("Nobody is named who may read the report."),
            _("Name at least one person, one a line, as they are named under People; or lift the restriction."),
        )
    there = {folded(person.name) for person in accounts.all()}
    if missing := [name for name in names if there and folded(name) not in there]:
        raise bad_request(
            _("There is nobody named %(name)s.") % {"name": missing[0]},
            _("Write the names as they are under People, one a line."),
        )
    return names


def readers(desk: Desk, document_id: str) -> dict[str, Any]:
    """What the page of a report says of who may read it."""
    history = desk.store.restrictions_of(document_id)
    latest = history[-1] if history else None
    return {
        "restriction": latest if latest and latest.readers else None,
        "restrictions": history,
        "may_restrict": desk.may_restrict(document_id),
        "sees_all": desk.sees_all,
    }
