"""For administrators: who may sign in, what they may do, and what was done."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...people.accounts import Accounts
from ...people.roles import ROLES
from ..asking import number
from ..csrf import form_of
from ..errors import read_only
from ..person import by
from ..render import page
from ..rights import requires
from ..settings import settings_of
from ..state import State

router = APIRouter(dependencies=[requires("administrator")])

SHOWN = 100
_MOST_PAGES = 1_000_000


@router.get("/people")
def people(request: Request) -> Response:
    """Everybody, with what can be changed."""
    accounts = accounts_of(request)
    return page(
        request, "people.html", people=accounts.all(), roles=ROLES, done=request.query_params.get("done", ""),
        latest=accounts.audit(limit=8)[1], removed=accounts.anybody_removed(),
    )  # fmt: skip


@router.get("/people/audit")
def audit(request: Request) -> Response:
    """What was done, the latest first."""
    state = State.of("/people/audit", request.query_params.multi_items())
    at = max(number(state, "page", 1, _MOST_PAGES), 1)
    total, entries = accounts_of(request).audit(
        action=state.get("action") or None, person=state.get("person") or None, offset=(at - 1) * SHOWN, limit=SHOWN
    )
    given = [(name, state.get(name)) for name in ("action", "person") if state.get(name)]
    return page(
        request, "audit.html", state=state, total=total, entries=entries, at=at, pages=-(-total // SHOWN), given=given
    )


@router.post("/people")
def add(request: Request) -> Response:
    """Let somebody new in."""
    sent = form_of(request)
    added = accounts_of(request).add(
        sent.get("name"), sent.get("role"), by(request), password=sent.exact("password") or None,
        email=sent.get("email"), again=sent.get("again") == "yes",
    )  # fmt: skip
    return _back(added.name)


@router.post("/people/role")
def role(request: Request) -> Response:
    """Let somebody do more or less."""
    sent = form_of(request)
    accounts_of(request).set_role(sent.get("name"), sent.get("role"), by(request))
    return _back(sent.get("name"))


@router.post("/people/email")
def email(request: Request) -> Response:
    """Say by which address of mail a provider knows somebody."""
    sent = form_of(request)
    accounts_of(request).set_email(sent.get("name"), sent.get("email"), by(request))
    return _back(sent.get("name"))


@router.post("/people/password")
def password(request: Request) -> Response:
    """Give somebody another password."""
    sent = form_of(request)
    accounts_of(request).set_password(sent.get("name"), sent.exact("password"), by(request))
    return _back(sent.get("name"))


@router.post("/people/enabled")
def enabled(request: Request) -> Response:
    """Let somebody in again, or no more."""
    sent = form_of(request)
    accounts_of(request).set_enabled(sent.get("name"), sent.get("enabled") == "yes", by(request))
    return _back(sent.get("name"))


@router.get("/people/remove")
def removing(request: Request) -> Response:
    """What it means to remove somebody, before it is done."""
    if settings_of(request).read_only:
        raise read_only()
    return page(request, "people_remove.html", one=accounts_of(request).named(request.query_params.get("name", "")))


@router.post("/people/remove")
def remove(request: Request) -> Response:
    """Remove somebody who has left."""
    sent = form_of(request)
    accounts_of(request).remove(sent.get("name"), by(request))
    return _back(sent.get("name"))


def accounts_of(request: Request) -> Accounts:
    """The accounts of the ledger."""
    accounts: Accounts = request.app.state.accounts
    return accounts


def _back(name: str) -> Response:
    return RedirectResponse(str(State("/people", (("done", name),))), 303)
