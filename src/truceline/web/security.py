"""Headers that keep a page to itself, and the check of what host it was asked under."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response

from .settings import Settings, settings_of

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names of this machine that no other one can reach."""

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "worker-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip
"""Everything from here, nothing from anywhere else, and no script or style within a page: what stands in a report can
bring none in."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def install(app: FastAPI) -> None:
    """Have the application send the headers, and answer only under the names of this machine and those it was given.

    A page elsewhere can have its own name point to this machine, and would then be let read the ledger by the
    browser; under such a name nothing is answered.
    """

    @app.middleware("http")
    async def guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        settings = settings_of(request)
        if not _is_ours(request.url.hostname or "", settings):
            response: Response = PlainTextResponse("Open the address that `truceline serve` printed.\n", 421)
        else:
            response = await answer(request)
        response.headers.update(HEADERS)
        if settings.secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if not request.url.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        return response


def _is_ours(name: str, settings: Settings) -> bool:
    """Whether pages are answered under a name; one of numbers cannot be made to point elsewhere."""
    if name in LOOPBACK or name in settings.hosts:
        return True
    try:
        return settings.addresses and bool(ipaddress.ip_address(name))
    except ValueError:
        return False
