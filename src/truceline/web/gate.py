"""What each request passes before a page sees it: who asks, and that a page of ours sent what changes something."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.responses import Response

from . import csrf
from .errors import RefusedError, answer
from .person import owner
from .rights import SAFE


def install(app: FastAPI) -> None:
    """Have the application let nothing pass that has not been looked at."""
    app.state.secret = secrets.token_bytes(32)

    @app.middleware("http")
    async def gate(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
        if request.url.path.startswith("/static/"):
            return await follow(request)
        try:
            await _pass(request)
        except RefusedError as refused:
            return answer(request, refused)
        response = await follow(request)
        csrf.remember(request, response)
        return response


async def _pass(request: Request) -> None:
    request.state.person = owner()
    csrf.prepare(request, None)
    if request.method not in SAFE:
        await csrf.read_form(request)
        csrf.refuse_forged(request)
