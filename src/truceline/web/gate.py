"""What each request passes before a page sees it: who asks, and that a page of ours sent what changes something."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ..people.sessions import Sessions, Standing
from . import csrf
from .errors import RefusedError, answer, read_only
from .fragments import asks_for_part
from .later import later
from .person import Person, asking, owner
from .render import _
from .rights import OPEN, SAFE
from .settings import settings_of

COOKIE = "truceline_session"

ALWAYS = ("/sign-in", "/sign-out")
"""What can be sent even where nothing may be changed."""

_FOR_TOKENS = ("/api/v1/", "/claims.")
"""What programs may ask for with a token."""

_BEARER = "Bearer "


def install(app: FastAPI) -> None:
    """Have the application let nothing pass that has not been looked at."""
    app.state.secret = secrets.token_bytes(32)

    @app.middleware("http")
    async def gate(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
        if request.url.path.startswith("/static/"):
            return await follow(request)
        try:
            refused = await _pass(request)
        except RefusedError as error:
            refused = answer(request, error)
        response = refused or await follow(request)
        csrf.remember(request, response)
        return response


def sessions_of(request: Request) -> Sessions:
    """Who is signed in."""
    sessions: Sessions = request.app.state.sessions
    return sessions


async def _pass(request: Request) -> Response | None:
    """Find out who asks, and refuse what is not to be answered."""
    settings, path = settings_of(request), request.url.path
    csrf.prepare(request, None)
    with_token = request.headers.get("Authorization", "").startswith(_BEARER)
    if with_token or settings.sign_in:
        standing = await run_in_threadpool(_standing, request, with_token)
        _stands(request, standing)
    else:
        request.state.person = owner()
    if settings.read_only and request.method not in SAFE and path not in ALWAYS:
        raise read_only()
    if asking(request) is None and path not in OPEN:
        return _to_sign_in(request)
    if request.method not in SAFE and not with_token:
        await csrf.read_form(request)
        csrf.refuse_forged(request)
    return None


def _standing(request: Request, with_token: bool) -> Standing | None:
    """The session or token that a request comes with."""
    if with_token:
        secret = request.headers["Authorization"].removeprefix(_BEARER).strip()
        standing = sessions_of(request).by_token(secret)
        if standing is None or not request.url.path.startswith(_FOR_TOKENS):
            raise RefusedError(
                401, _("This token is of no use here."),
                _("It has ended, was taken away or mistyped; or this address, unlike /api/v1, is for people alone."),
            )  # fmt: skip
        return standing
    cookie = request.cookies.get(csrf.cookie_name(request, COOKIE))
    found = sessions_of(request).by_session(cookie) if cookie else None
    if cookie and found:
        csrf.prepare(request, cookie)
    return found


def _stands(request: Request, standing: Standing | None) -> None:
    request.state.standing = standing
    if standing is None:
        return
    request.state.person = Person(standing.person.name, standing.role)
    if standing.to_note:
        later(request, partial(sessions_of(request).note, standing))


def _to_sign_in(request: Request) -> Response:
    """Lead to the page for signing in, and from there back."""
    if request.url.path.startswith("/api/") or request.method not in SAFE:
        raise RefusedError(
            401, _("Nobody is signed in, so nothing was done."),
            _("Sign in and do it again. Programs send a token: Authorization: Bearer TOKEN."),
        )  # fmt: skip
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    address = "/sign-in" if wanted == "/" else f"/sign-in?to={quote(wanted, safe='/')}"
    if asks_for_part(request):
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    return RedirectResponse(address, 303)
