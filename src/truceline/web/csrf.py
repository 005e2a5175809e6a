"""Forms that only a page of ours can send.

Every request that may change something needs, beside the cookie that a browser sends by itself, a token that only the
page knows: in the field ``csrf`` of a form, or in the header ``X-CSRF-Token``.  The token goes with the cookie of the
session, or, before anybody has signed in and where nobody has to, with a cookie that is given to each browser.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request, Response
from markupsafe import Markup

from .errors import RefusedError
from .render import _
from .settings import settings_of

FIELD = "csrf"
HEADER = "X-CSRF-Token"
FORM = "application/x-www-form-urlencoded"
MOST_BYTES = 1_000_000
"""A form is not longer than this."""

_COOKIE = "truceline_browser"
_MADE = re.compile(r"[\w-]{43}")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form sent, in its order."""

    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, name: str, default: str = "") -> str:
        """The last value of a field, without spaces around it."""
        return next((value.strip() for key, value in reversed(self.pairs) if key == name), default)

    def all(self, name: str) -> list[str]:
        """All values of a field."""
        return [value.strip() for key, value in self.pairs if key == name]

    def exact(self, name: str) -> str:
        """The last value of a field as it was typed: for passwords."""
        return next((value for key, value in reversed(self.pairs) if key == name), "")


@dataclass(frozen=True, slots=True)
class Token:
    """What a page has to send along; in a template ``{{ csrf }}`` is the hidden field."""

    token: str

    def __html__(self) -> Markup:
        return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, self.token)


def form_of(request: Request) -> Form:
    """What a form sent: to be asked for anywhere in the answer to it."""
    form: Form = getattr(request.state, "form", None) or Form()
    return form


def cookie_name(request: Request, name: str) -> str:
    """The name of a cookie; over HTTPS one that no other host of the same domain can set."""
    return f"__Host-{name}" if settings_of(request).secure else name


def prepare(request: Request, session: str | None) -> None:
    """Work out the token of a request: from the secret id of its session, or from the cookie of its browser."""
    if session is not None:
        request.state.csrf, request.state.new_browser = Token(_sealed(session.encode(), "csrf")), None
        return
    given = request.cookies.get(cookie_name(request, _COOKIE), "")
    if not _MADE.fullmatch(given):
        given = request.state.new_browser = secrets.token_urlsafe(32)
    request.state.csrf = Token(_sealed(request.app.state.secret, given))


def remember(request: Request, response: Response) -> None:
    """Give a browser that has none its cookie, with the first page."""
    given = getattr(request.state, "new_browser", None)
    if given and response.headers.get("Content-Type", "").startswith("text/html"):
        set_cookie(request, response, _COOKIE, given, same_site="strict")


def set_cookie(
    request: Request, response: Response, name: str, value: str, *, same_site: str, seconds: int | None = None
) -> None:
    """A cookie that scripts cannot read, for this host alone."""
    response.set_cookie(
        cookie_name(request, name), value, max_age=seconds, path="/", httponly=True,
        secure=settings_of(request).secure, samesite="strict" if same_site == "strict" else "lax",
    )  # fmt: skip


def drop_cookie(request: Request, response: Response, name: str) -> None:
    """Have the browser forget a cookie."""
    secure = settings_of(request).secure
    response.delete_cookie(cookie_name(request, name), httponly=True, secure=secure, samesite="lax")


async def read_form(request: Request) -> None:
    """Read what a form sent, once, for whoever asks for it."""
    if not request.headers.get("Content-Type", "").startswith(FORM):
        return
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdigit()) or int(length) > MOST_BYTES:
        raise RefusedError(413, _("This form is too long."), _("Send less at a time."))
    try:
        text = (await request.body()).decode()
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=10_000)
    except ValueError:
        raise RefusedError(400, _("This form cannot be read."), _("Go back and send it again.")) from None
    request.state.form = Form(tuple(pairs))


def refuse_forged(request: Request) -> None:
    """Refuse what was not sent by a page of ours."""
    token: Token = request.state.csrf
    sent = request.headers.get(HEADER) or form_of(request).exact(FIELD)
    if _from_elsewhere(request) or not hmac.compare_digest(sent.encode(), token.token.encode()):
        raise RefusedError(
            403, _("This was not sent from a page of this ledger that is still valid, so nothing was done."),
            _("Go back, load the page again, and send it once more. Programs send Authorization: Bearer TOKEN."),
        )  # fmt: skip


def _from_elsewhere(request: Request) -> bool:
    """Whether the browser says that a page of another site sent this."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site not in (None, "same-origin", "none"):
        return True
    if origin is None:
        return False
    if origin == "null":  # kept back by the browser, which may still say that it is ours
        return site != "same-origin"
    told, settings = urlsplit(origin), settings_of(request)
    if told.scheme not in (("https",) if settings.secure else ("http", "https")):
        return True
    return told.netloc != request.url.netloc and told.hostname not in settings.hosts


def _sealed(secret: bytes, what: str) -> str:
    return hmac.new(secret, what.encode(), "sha256").hexdigest()
