"""Which column of a table is which field of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .limits import Unreadable
from .options import FIELDS

#: Names of columns in published collections of news, best first, as :func:`normal` writes them.
ALIASES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "fulltext", "articlebody", "articletext", "bodytext", "maintext", "article",
        "contenttext", "plaintext", "rawtext", "newstext", "story", "report", "document", "news", "message", "post",
        "summary", "description", "notes",
    ),
    "title": ("title", "headline", "heading", "head", "subject", "articletitle", "newstitle"),
    "outlet": (
        "outlet", "source", "publisher", "publication", "newspaper", "media", "medianame", "sourcename", "site",
        "sitename", "agency", "website", "sourcedomain", "domain", "channel",
    ),
    "url": ("url", "link", "href", "uri", "permalink", "articleurl", "sourceurl", "weburl", "pageurl"),
    "published": (
        "published", "datepublished", "publisheddate", "publishedat", "publishedon", "publicationdate", "publishdate",
        "publishedtime", "datepublish", "pubdate", "articledate", "newsdate", "date", "datetime", "day",
    ),
    "language": ("language", "lang", "languagecode", "langcode", "locale"),
}  # fmt: skip

#: Where the text is when a cell is an object, best first.
_INNER = ("name", "title", "text", "value", "rendered", "content")
_DEEPEST = 5


def normal(name: str) -> str:
    """A column's name without case, spaces, hyphens, underscores: "Pub_Date" is "pubdate"."""
    return re.sub(r"[\W_]+", "", name.lower())


def columns(names: Iterable[str], mapping: Mapping[str, str] | None) -> dict[str, str]:
    """For each field the column that holds it; fields without a column are absent.

    A mapping outranks the known names.  Raises Unreadable when no column holds text, or a mapped one is missing.
    """
    names = [str(n) for n in names]
    found = _mapped(names, mapping or {})
    taken = set(found.values())
    by_name: dict[str, str] = {}
    for name in names:
        if name not in taken:
            by_name.setdefault(normal(name), name)
    for field in FIELDS:
        if field not in found:
            column = next((by_name[a] for a in ALIASES[field] if a in by_name), None)
            if column is not None:
                found[field] = column
    if "text" not in found:
        shown = ", ".join(names[:20]) or "none"
        raise Unreadable(f"no column holds the text (columns: {shown})", "name it: --map text=COLUMN")
    return found


def _mapped(names: list[str], mapping: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for field, wanted in mapping.items():
        column = next((n for n in names if n == wanted), None) or next(
            (n for n in names if n.strip().lower() == wanted.strip().lower()), None
        )
        if column is None:
            shown = ", ".join(names[:20]) or "none"
            raise Unreadable(f"there is no column {wanted!r} (columns: {shown})", f"correct --map {field}={wanted}")
        found[field] = column
    return found


def as_text(value: Any, depth: int = 0) -> str | None:
    """A cell as text; null for an empty one.

    A nested ``{"name": ...}`` gives its name, ``{"rendered": ...}`` (WordPress) its text, a list its parts, joined;
    what is nested more than a few times over is no text.
    """
    if value is None or value != value or depth > _DEEPEST:  # NaN, which tables use for "empty", is unlike itself
        return None
    if isinstance(value, Mapping):
        return next((text for key in _INNER if (text := as_text(value.get(key), depth + 1))), None)
    if isinstance(value, list | tuple):
        return "\n\n".join(part for v in value if (part := as_text(v, depth + 1))) or None
    if isinstance(value, bytes):
        from .encoding import decode

        return decode(value)
    text = str(value)
    return text if text.strip() else None
