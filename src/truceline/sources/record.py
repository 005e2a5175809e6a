"""One row of a table, whatever kind of table it comes from, as a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from ..records import Document
from . import dates
from .columns import as_text
from .document import from_item
from .html import fragment_text
from .item import Item, Session
from .limits import TooMuch, Unreadable

_MARKUP = re.compile(r"</?(?:p|div|br|span|a|h[1-6]|li|ul|strong|em|b|i|html|body)\b[^<>]*>", re.IGNORECASE)


def row_document(
    item: Item, session: Session, row: Mapping[str, Any], columns: Mapping[str, str], raw: bytes, media_type: str
) -> Document:
    """The document of ``row``; ``columns`` tells which of its columns is which field.  Raises Unreadable."""
    values = {field: as_text(row.get(column)) for field, column in columns.items()}
    text = values.get("text")
    if not text:
        raise _without_text(columns["text"], row.get(columns["text"]))
    if len(raw) > session.options.limits.document_bytes:
        raise TooMuch("the record is larger than the limit `document_bytes`", "cut it up, or raise the limit")
    if len(_MARKUP.findall(text[:5000])) >= 2:
        text = fragment_text(text)
    column = columns.get("published")
    return from_item(
        item, session, text, raw=raw, media_type=media_type, title=unescape(values.get("title") or ""),
        outlet=values.get("outlet"), url=values.get("url"), language=values.get("language"),
        published=dates.published(values.get("published"), "metadata", f"column {column!r}"),
    )  # fmt: skip


def _without_text(column: str, value: Any) -> Unreadable:
    if isinstance(value, Mapping) and value:
        keys = ", ".join(str(key) for key in list(value)[:10])
        reason = f"its column {column!r} is an object without a text that is known (keys: {keys})"
        return Unreadable(reason, "write the text into a column of its own, or name another: --map text=COLUMN")
    return Unreadable(f"its column {column!r} is empty", "nothing to do, if the collection has gaps")
