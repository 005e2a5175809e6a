"""Signing in through a provider: there and back."""

from __future__ import annotations

import base64
import hmac
import json
import time
from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ...people.errors import SignInError
from ...people.provider import Begun, Provider
from ...people.strangers import person_from
from .. import csrf
from ..errors import not_found
from ..gate import sessions_of
from ..person import address_of
from ..render import _
from ..settings import settings_of
from .sign_in import came_from, form, inside, signed_in

router = APIRouter()

COOKIE = "truceline_provider"
SECONDS = 600
"""How long one may take at the provider."""


@router.get("/sign-in/provider")
def there(request: Request, to: str = "/") -> Response:
    """Send the browser to the provider."""
    try:
        address, begun = _provider(request).begin(_back(request))
    except SignInError as error:
        return form(request, to, error)
    answer = RedirectResponse(address, 303)
    kept = json.dumps({**asdict(begun), "to": inside(to), "until": time.time() + SECONDS})
    csrf.set_cookie(request, answer, COOKIE, _signed(request, kept), same_site="lax", seconds=SECONDS)
    return answer


@router.get("/sign-in/provider/back")
def back(request: Request) -> Response:
    """Let in whom the provider sends back, if there is an account for them."""
    provider, kept = _provider(request), _kept(request)
    to = inside(str(kept.pop("to", "/")))
    try:
        if not kept:
            raise SignInError(_("This browser was not sent to the provider, or too long ago."), _("Begin again."))
        known = provider.finish(_back(request), Begun(**kept), dict(request.query_params))
        accounts = request.app.state.accounts
        person = person_from(accounts, known, provider.settings.create_role, address_of(request))
    except SignInError as error:
        return form(request, to, error)
    answer = signed_in(request, to, sessions_of(request).start(person, "provider", came_from(request)))
    csrf.drop_cookie(request, answer, COOKIE)
    return answer


def _provider(request: Request) -> Provider:
    provider: Provider | None = request.app.state.provider
    if provider is None or not settings_of(request).sign_in:
        raise not_found(_("There is no provider to sign in with."), _("Sign in with a name and a password."))
    return provider


def _back(request: Request) -> str:
    """The address that the provider sends people back to."""
    ours = settings_of(request).public_url or str(request.base_url).rstrip("/")
    return f"{ours}/sign-in/provider/back"


def _signed(request: Request, text: str) -> str:
    packed = base64.urlsafe_b64encode(text.encode()).decode()
    return f"{packed}.{_seal(request, packed)}"


def _kept(request: Request) -> dict[str, str]:
    """What was remembered of this browser when it was sent to the provider; empty when nothing was, or long ago."""
    packed, _dot, seal = request.cookies.get(csrf.cookie_name(request, COOKIE), "").partition(".")
    if not packed or not hmac.compare_digest(seal.encode(), _seal(request, packed).encode()):
        return {}
    kept: dict[str, str] = json.loads(base64.urlsafe_b64decode(packed))
    return kept if float(kept.pop("until")) > time.time() else {}


def _seal(request: Request, packed: str) -> str:
    return hmac.new(request.app.state.secret, f"provider {packed}".encode(), "sha256").hexdigest()
