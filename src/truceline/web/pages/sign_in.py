"""Signing in and out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...people.errors import SignInError
from ...people.sessions import Came, Standing, digest
from .. import csrf
from ..csrf import form_of
from ..gate import COOKIE, sessions_of
from ..person import address_of, standing_of
from ..render import page
from ..rights import requires
from ..settings import settings_of

router = APIRouter()


@router.get("/sign-in")
def ask(request: Request, to: str = "/") -> Response:
    """The form; who is signed in already is led on."""
    if standing_of(request) is not None or not settings_of(request).sign_in:
        return RedirectResponse(inside(to), 303)
    return form(request, to)


@router.post("/sign-in")
def sign_in(request: Request) -> Response:
    """Let somebody in who knows a name and its password."""
    sent = form_of(request)
    to, name = inside(sent.get("to", "/")), sent.get("name")
    try:
        _, secret = sessions_of(request).sign_in(name, sent.exact("password"), came_from(request))
    except SignInError as error:
        answer = form(request, to, error, name)
        if error.wait:
            answer.headers["Retry-After"] = str(error.wait)
        return answer
    return signed_in(request, to, secret)


@router.post("/sign-out", dependencies=[requires("reader")])
def sign_out(request: Request) -> Response:
    """End the session."""
    standing = standing_of(request)
    if standing is not None:
        sessions_of(request).sign_out(standing, address_of(request))
    answer = RedirectResponse("/sign-in?left=yes", 303)
    csrf.drop_cookie(request, answer, COOKIE)
    return answer


def form(request: Request, to: str, error: SignInError | None = None, name: str = "") -> Response:
    """The form for signing in, with what went wrong."""
    status = 200 if error is None else 429 if error.wait else 401
    return page(
        request, "sign_in.html", status=status, to=inside(to), error=error, name=name,
        left=request.query_params.get("left") == "yes", provider=settings_of(request).provider,
    )  # fmt: skip


def signed_in(request: Request, to: str, secret: str) -> Response:
    """Lead on, with a session."""
    answer = RedirectResponse(to, 303)
    csrf.set_cookie(request, answer, COOKIE, secret, same_site="lax")
    return answer


def came_from(request: Request, standing: Standing | None = None) -> Came:
    """From where somebody signs in."""
    before = request.cookies.get(csrf.cookie_name(request, COOKIE))
    session = standing.session if standing else digest(before) if before else None
    return Came(address_of(request), request.headers.get("User-Agent"), session)


def inside(to: str) -> str:
    """An address to lead on to, if it is one of ours; else the overview."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else "/"
