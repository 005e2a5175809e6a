"""One address on the web: fetched with a time limit and a size limit, then read like a file.

Redirects are followed a few times, to http and https only, and never from the public net into a private one: a page
must not make the reader fetch what only this machine, or the network it stands in, can reach.
"""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from posixpath import basename
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import urlsplit

from ..records import Document
from .item import Item, Session, printable
from .limits import MIB, Unreadable
from .options import Failure

if TYPE_CHECKING:
    import httpx

#: Says which program asks; servers turn away those that hide.
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
    except Unreadable as error:
        reason, hint = error.reason, error.hint
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        reason = f"the server answered {status} {error.response.reason_phrase}".strip()
        hint = _STATUS.get(status, "try again later, or save the page from your browser and read the file")
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        reason, hint = f"it cannot be fetched ({error or type(error).__name__})", "check the address and the connection"
    else:
        yield from session.read(item, session)
        return
    yield Failure(path=printable(address), reason=reason, hint=hint)


def _fetch(address: str, session: Session) -> Item:
    """What the server answers, after redirects.  Raises Unreadable and what httpx raises."""
    import httpx

    headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT}
    with httpx.Client(timeout=session.options.limits.seconds, headers=headers) as client:
        request = client.build_request("GET", address)
        public = not _is_private(request.url.host)
        for _ in range(_REDIRECTS + 1):
            answer = client.send(request, stream=True)
            try:
                if answer.next_request is None:
                    answer.raise_for_status()
                    return _item(address, answer, session.options.limits.download_bytes)
            finally:
                answer.close()
            request = answer.next_request
            _check_redirect(request.url, public)
    reason = f"it was redirected more than {_REDIRECTS} times"
    raise Unreadable(reason, "open it in a browser and use the address it ends at")


def _check_redirect(target: httpx.URL, public: bool) -> None:
    if target.scheme not in ("http", "https"):
        reason = f"it leads to an address of the kind {printable(target.scheme)[:20]}:, which is not on the web"
        raise Unreadable(reason, "open it in a browser and save the page")
    if public and _is_private(target.host):
        reason = f"it leads from the public net to an address of a private one ({printable(str(target))[:200]})"
        raise Unreadable(reason, "if you trust it, give that address itself")


def _is_private(host: str) -> bool:
    """Whether a host is this machine or one of a private network, as far as can be told from here."""
    return any(not ip_address(address).is_global for address in _addresses(host))


def _addresses(host: str) -> list[str]:
    try:
        return [str(ip_address(host))]
    except ValueError:
        pass
    try:
        return [str(found[4][0]).split("%")[0] for found in socket.getaddrinfo(host, None)]
    except (OSError, UnicodeError):
        return []  # behind a proxy names may be known to the proxy alone


def _item(address: str, answer: httpx.Response, limit: int) -> Item:
    body = io.BytesIO()
    for chunk in answer.iter_bytes():
        body.write(chunk)
        if body.tell() > limit:
            reason = f"the answer is larger than {limit / MIB:g} MiB"
            raise Unreadable(reason, "download it and read the file, or raise the limit `download_bytes`")
    body.seek(0)
    final = str(answer.url)
    return Item(
        stream=cast(BinaryIO, body), path=printable(address), name=basename(urlsplit(final).path),
        media_type=answer.headers.get("content-type"), charset=answer.charset_encoding, url=final, given=True,
    )  # fmt: skip
