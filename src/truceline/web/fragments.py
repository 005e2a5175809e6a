"""Whether a request asks for a part of a page only, to be put into the page that is there."""

from __future__ import annotations

from fastapi import Request


def asks_for_part(request: Request) -> bool:
    """Whether a script of a page asks.  A link that it follows needs the whole page, and so does going back: what was
    there before is not kept by the browser."""
    headers = request.headers
    whole = "HX-Boosted" in headers or headers.get("HX-History-Restore-Request") == "true"
    return headers.get("HX-Request") == "true" and not whole
