"""One's own account: password, sessions, tokens."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...people.accounts import Accounts
from ...people.errors import PeopleError
from ...people.roles import ROLES, covers
from ...people.sessions import Standing
from ..csrf import Form, form_of
from ..errors import RefusedError
from ..gate import sessions_of
from ..person import by, standing_of
from ..render import _, page
from ..rights import requires
from .sign_in import came_from, signed_in

router = APIRouter(dependencies=[requires("reader")])

DAYS = (30, 90, 365)
"""For how many days a token can be made."""


@router.get("/me")
def me(request: Request) -> Response:
    """The account."""
    return _shown(request, _standing(request))


@router.post("/me/password")
def password(request: Request) -> Response:
    """Change one's own password; all other sessions end, and this one becomes a new one."""
    standing, sent = _standing(request), form_of(request)
    sessions, name = sessions_of(request), standing.person.name
    came = came_from(request, standing)
    sessions.confirm(standing.person, sent.exact("password"), came)
    if sent.exact("new") != sent.exact("again"):
        raise PeopleError(_("The new password was typed in two ways."), _("Go back and type it twice the same."))
    _accounts(request).set_password(name, sent.exact("new"), by(request))
    return signed_in(request, "/me?done=password", sessions.start(standing.person, standing.method, came))


@router.post("/me/sessions")
def end_sessions(request: Request) -> Response:
    """End all other sessions."""
    standing = _standing(request)
    _accounts(request).tables.end_sessions(standing.person.key, keep=standing.session)
    _accounts(request).record("sessions.end", by(request))
    return RedirectResponse("/me?done=sessions", 303)


@router.post("/me/tokens")
def add_token(request: Request) -> Response:
    """Make a token, and show it this once."""
    standing, sent = _standing(request), form_of(request)
    days = sent.get("days")
    secret = sessions_of(request).add_token(
        standing.person.name, sent.get("called"), by(request), role=_role(sent),
        days=int(days) if days in map(str, DAYS) else DAYS[0],
    )  # fmt: skip
    return _shown(request, standing, secret)


@router.post("/me/tokens/remove")
def remove_token(request: Request) -> Response:
    """Take a token away."""
    standing = _standing(request)
    sessions_of(request).remove_token(form_of(request).get("token"), by(request), of=standing.person.key)
    return RedirectResponse("/me?done=token", 303)


def _shown(request: Request, standing: Standing, secret: str | None = None) -> Response:
    tables, person = _accounts(request).tables, standing.person
    return page(
        request, "me.html", account=person, sessions=tables.sessions_of(person.key), here=standing.session,
        tokens=[token for token, _person in tables.tokens(person.key)], secret=secret, days=DAYS,
        roles=[role for role in ROLES if covers(standing.role, role)], done=request.query_params.get("done", ""),
    )  # fmt: skip


def _standing(request: Request) -> Standing:
    standing = standing_of(request)
    if standing is None or standing.session is None:
        raise RefusedError(
            404, _("Nobody has to sign in here, so there is no account."),
            _("`truceline serve --sign-in` asks everybody who they are."),
        )  # fmt: skip
    return standing


def _accounts(request: Request) -> Accounts:
    accounts: Accounts = request.app.state.accounts
    return accounts


def _role(sent: Form) -> str:
    return sent.get("role", "reader")
