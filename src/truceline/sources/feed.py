"""RSS and Atom feeds: one entry, one document, where the feed carries the whole text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ..records import Document, Published
from . import dates
from .dispatch import broken
from .document import from_item
from .encoding import clean_line, decode
from .html import fragment_text
from .item import Item, Session
from .limits import Unreadable
from .options import Failure

#: How the text of an entry ends when it is only the beginning of a report.
_TEASER = re.compile(
    r"(?:\[?(?:\.{3}|…)\]?|(?:read (?:more|on|the (?:full|rest).*)|continue reading.*|more|full story|details)\W*)$",
    re.IGNORECASE,
)
#: What WordPress puts below every entry.
_APPEARED_FIRST = re.compile(r"The post .{1,300} (?:appeared first on|first appeared on) [^\n]{1,100}$", re.DOTALL)
_ENCODING = re.compile(r"(\s*<\?xml[^>]{0,200}?)\s{1,20}encoding\s{0,20}=\s{0,20}[\"'][^\"']*[\"']")
#: What may stand before the document type: the XML declaration, comments, instructions.
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)


def read_feed(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The entries of a feed.  An entry with a teaser only gives a Failure that names the address of the whole."""
    import feedparser

    raw = item.read(session)
    # Given text, feedparser fetches it when it looks like an address or a file name; a stream it only reads.
    # A document type could define entities that multiply; no feed needs one.
    source = _without_doctype(decode(raw, item.charset)).encode()
    # What is inside an entry we read ourselves: its passes over the markup take long on markup that is broken.
    parsed = feedparser.parse(
        io.BytesIO(source), response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False, sanitize_html=False,
    )  # fmt: skip
    if not parsed.entries:
        trouble = parsed.get("bozo_exception")
        reason = f"the feed has no entries ({trouble})" if trouble else "the feed has no entries"
        raise Unreadable(reason, "check in a browser that the address gives a feed")
    outlet = clean_line(fragment_text(parsed.feed.get("title") or ""))
    for number, entry in enumerate(parsed.entries, start=1):
        session.budget.entry()
        try:
            yield _entry(item, session, entry, outlet)
        except Unreadable as error:
            yield Failure(path=item.path, record=number, reason=error.reason, hint=error.hint)
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            yield broken(item.path, error, number)
    if parsed.get("bozo") and _is_cut_off(source):
        yield Failure(
            path=item.path,
            reason=f"the feed is cut off or damaged after entry {len(parsed.entries)} ({parsed.bozo_exception})",
            hint="fetch it again; the entries before were read",
        )


def _without_doctype(source: str) -> str:
    """A feed without the encoding that its XML declaration names, and without its document type."""
    if m := _ENCODING.match(source):
        source = m[1] + source[m.end() :]
    start = m.end() if (m := _PROLOG.match(source)) else 0
    m = _DOCTYPE.match(source, start)
    return source[:start] + source[m.end() :] if m else source


def _is_cut_off(source: bytes) -> bool:
    return re.search(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*$", source, re.IGNORECASE) is None


def _entry(item: Item, session: Session, entry: Any, outlet: str | None) -> Document:
    link = entry.get("link") or None
    text = _APPEARED_FIRST.sub("", _text(entry)).strip()
    if not text:
        raise Unreadable("the entry has no text", f"read its page: {link}" if link else "the feed gives no page for it")
    if _TEASER.search(text[-200:]):
        hint = f"read its page: {link}" if link else "the feed gives no page for it"
        raise Unreadable(f"the entry is only the beginning of a report ({len(text)} characters)", hint)
    source = (entry.get("source") or {}).get("title")
    return from_item(
        item, session, text, raw=_raw(entry), media_type="application/feed+xml",
        title=fragment_text(entry.get("title") or ""), outlet=source or outlet, url=link, published=_date(entry),
        language=(entry.get("content") or [{}])[0].get("language"),
    )  # fmt: skip


def _text(entry: Any) -> str:
    """The longest of the entry's contents; feeds put a teaser in one element and the whole in another."""
    values = [part.get("value") or "" for part in entry.get("content") or ()] + [entry.get("summary") or ""]
    return max((fragment_text(v) for v in values), key=len)


def _date(entry: Any) -> Published:
    for name in ("published", "created", "updated"):  # Atom requires only the last
        # Past the parser's own ``get``, which takes one date for the other.
        found = dates.published(dict.get(entry, name), "metadata", f"{name} of the feed entry")
        if found.start is not None:
            return found
    return Published()


def _raw(entry: Any) -> bytes:
    """A feed parser keeps no bytes: the digest of an entry is that of its fields, in a fixed order."""
    fields = {k: dict.get(entry, k) for k in ("id", "link", "title", "summary", "published", "updated")}
    fields["content"] = [part.get("value") for part in entry.get("content") or ()]
    return msgspec.json.encode(fields, order="deterministic", enc_hook=str)
