"""The language of a page: the one that was chosen (``?lang=``, kept in a cookie), else the first that the browser
prefers and that there is a catalogue for, else English.

A catalogue is ``locale/CODE/LC_MESSAGES/truceline.mo``; the texts to translate are in ``locale/messages.pot``.
"""

from __future__ import annotations

import gettext
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from ..translation import ENGLISH, Language, spoken

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

DOMAIN = "truceline"
CATALOGUES = Path(__file__).parent / "locale"
COOKIE = "lang"
_A_YEAR = 365 * 24 * 3600


def known(folder: Path = CATALOGUES) -> dict[str, Language]:
    """The languages that there is a catalogue for, and English, by their codes in small letters."""
    found = {ENGLISH.code: ENGLISH}
    for file in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")):
        code = file.parts[-3].replace("_", "-")
        with file.open("rb") as opened:
            found[code.lower()] = _language(code, gettext.GNUTranslations(opened))
    return found


def _language(code: str, texts: gettext.NullTranslations) -> Language:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):  # a catalogue of a language that Babel does not know
        locale = None
    return Language(code, texts, locale)


def preferred(header: str, languages: dict[str, Language]) -> Language:
    """The language that an ``Accept-Language`` header asks for first, of those that there are.

    A code stands for the same language without its region ("de-AT" for "de"), not for another region.
    """
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")):
        code, _, weight = part.partition(";")
        try:
            share = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if share > 0:
            wanted.append((-share, place, code.strip().lower()))
    for _, _, code in sorted(wanted):
        for candidate in (code, code.partition("-")[0]):
            if candidate in languages:
                return languages[candidate]
    return ENGLISH


class Languages:
    """Has every request answered in its language; one that was chosen in the address is kept by the browser."""

    def __init__(self, app: ASGIApp, languages: dict[str, Language]) -> None:
        self._app = app
        self._languages = languages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        chosen = parse_qs(scope["query_string"].decode("latin-1")).get(COOKIE, [""])[-1].lower()
        kept = _kept(headers.get(b"cookie", ""))
        asked = next((code for code in (chosen, kept) if code in self._languages), None)
        language = self._languages[asked] if asked else preferred(headers.get(b"accept-language", ""), self._languages)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = [(b"content-language", language.code.encode()), (b"vary", b"Accept-Language, Cookie")]
                if chosen in self._languages:
                    cookie = f"{COOKIE}={chosen}; Max-Age={_A_YEAR}; Path=/; HttpOnly; SameSite=Lax"
                    told.append((b"set-cookie", cookie.encode()))
                message["headers"] = [*message.get("headers", ()), *told]
            await send(message)

        with spoken(language):
            await self._app(scope, receive, answer)


def _kept(header: str) -> str:
    cookie: SimpleCookie = SimpleCookie()
    try:
        cookie.load(header)
    except CookieError:
        return ""
    return cookie[COOKIE].value.lower() if COOKIE in cookie else ""
