"""One address on the web: fetched with a time limit and a size limit, then read like a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from posixpath import basename
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from ..records import Document
from .item import Item, Session, printable
from .limits import MIB
from .options import Failure

#: Says who asks and how to reach us; servers turn away programs that hide.
USER_AGENT = "Truceline (conflict report reader)"
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf;q=0.8,*/*;q=0.5"
_REDIRECTS = 10

_STATUS = {
    401: "it asks for a password: save the page from your browser and read the file",
    403: "the server turns programs away: save the page from your browser and read the file",
    404: "check the address; an archive such as web.archive.org may have a copy",
    410: "the page was taken down; an archive such as web.archive.org may have a copy",
    429: "the server asks for patience: wait a while and try again",
    451: "the page is blocked for legal reasons where you are",
}


def is_address(source: str) -> bool:
    """Whether ``source`` is an http or https address."""
    return source.lower().startswith(("http://", "https://"))


def read_address(address: str, session: Session) -> Iterator[Document | Failure]:
    """The documents behind one address.  Links on the page are not followed."""
    import httpx

    try:
        item = _fetch(address, session)
    except httpx.TimeoutException:
        reason, hint = f"no answer within {session.options.limits.seconds:g} seconds", "try again later"
    except httpx.TooManyRedirects:
        reason, hint = f"it was redirected more than {_REDIRECTS} times", "open it in a browser and use that address"
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        reason = f"the server answered {status} {error.response.reason_phrase}".strip()
        hint = _STATUS.get(status, "try again later, or save the page from your browser and read the file")
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        reason, hint = f"it cannot be fetched ({error or type(error).__name__})", "check the address and the connection"
    else:
        if isinstance(item, Failure):
            yield item
        else:
            yield from session.read(item, session)
        return
    yield Failure(path=printable(address), reason=reason, hint=hint)


def _fetch(address: str, session: Session) -> Item | Failure:
    import httpx

    limits = session.options.limits
    headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT}
    with (
        httpx.Client(
            follow_redirects=True, max_redirects=_REDIRECTS, timeout=limits.seconds, headers=headers
        ) as client,
        client.stream("GET", address) as answer,
    ):
        answer.raise_for_status()
        body = io.BytesIO()
        for chunk in answer.iter_bytes():
            body.write(chunk)
            if body.tell() > limits.download_bytes:
                reason = f"the answer is larger than {limits.download_bytes / MIB:g} MiB"
                hint = "download it and read the file, or raise the limit `download_bytes`"
                return Failure(path=printable(address), reason=reason, hint=hint)
        body.seek(0)
        final = str(answer.url)
        return Item(
            stream=cast(BinaryIO, body), path=printable(address), name=basename(urlsplit(final).path),
            media_type=answer.headers.get("content-type"), charset=answer.charset_encoding, url=final, given=True,
        )  # fmt: skip
