"""Web archives (WARC, WET): one response, one document.

Pages, texts, feeds and PDFs are read; pictures, scripts and styles, requests, redirects and error pages are passed
over, as no reader of an archive wants to hear of each.  The date of a record is that of the crawl, not of the report.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from ..records import Document
from .item import Item, Session, printable
from .limits import Unreadable
from .options import Failure
from .warc_frames import Frame, frames

_READ = frozenset(
    {
        "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", "application/rss+xml",
        "application/atom+xml", "application/rdf+xml", "text/xml", "application/xml", "",
    }
)  # fmt: skip
_KINDS = frozenset({"response", "resource", "conversion"})


def read_warc(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The pages of an archive.  A record that cannot be read gives a Failure, and reading goes on with the next."""
    for number, frame in enumerate(frames(item.stream, session.options.limits.document_bytes), start=1):
        session.budget.entry()
        try:
            if frame.damage is not None:
                raise frame.damage
            page = _page(item, session, frame) if frame.headers.get("warc-type") in _KINDS else None
        except Unreadable as error:
            yield Failure(path=item.path, record=number, reason=error.reason, hint=error.hint)
        else:
            if page is not None:
                yield from _read(item, session, page, number)


def _read(item: Item, session: Session, page: Item, number: int) -> Iterator[Document | Failure]:
    for found in session.read(page, session):
        if isinstance(found, Failure) and found.record is None:
            where = f"{page.url}: " if page.url else ""
            yield Failure(path=item.path, record=number, reason=where + found.reason, hint=found.hint)
        else:
            yield found


def _page(item: Item, session: Session, frame: Frame) -> Item | None:
    """What a record holds, as an item; null for what is passed over."""
    media_type, charset, data = frame.headers.get("content-type", ""), None, frame.content
    if frame.headers.get("warc-type") == "response":
        if not media_type.startswith("application/http"):
            return None
        answer = _http(frame, session.options.limits.document_bytes)
        if answer is None:
            return None
        media_type, charset, data = answer
    media_type = media_type.split(";")[0].strip().lower()
    if media_type not in _READ or not data.strip():
        return None
    url = printable(frame.headers.get("warc-target-uri", "").strip("<>")) or None
    return Item(
        stream=cast(BinaryIO, io.BytesIO(data)), path=item.path, name="", media_type=media_type or None,
        charset=charset, url=url, outlet=item.outlet, depth=item.depth + 1,
    )  # fmt: skip


def _http(frame: Frame, limit: int) -> tuple[str, str | None, bytes] | None:
    """Media type, charset and decoded body of a successful HTTP answer; null for any other."""
    from fastwarc.warc import ArchiveIterator

    try:
        record: Any = next(
            iter(ArchiveIterator(io.BytesIO(frame.raw), parse_http=False, strict_mode=False, stream_detect=False))
        )
        record.parse_http(auto_decode="all", strict_mode=False)
        if record.http_headers is None or record.http_headers.status_code != 200:
            return None
        data = cast(bytes, record.reader.read(limit + 1))
    except BaseException as error:
        # The library is compiled; on odd data it may panic, which Python sees as a BaseException of its own kind.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise Unreadable(
            f"its HTTP answer is damaged ({str(error)[:100]})", "fetch the archive again, or live without this page"
        ) from None
    if len(data) > limit:
        raise Unreadable("the page unpacks to more than the limit `document_bytes`", "raise the limit")
    return record.http_content_type or "", record.http_charset, data
