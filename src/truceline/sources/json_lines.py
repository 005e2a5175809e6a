"""JSON Lines (one object a line) and JSON files that hold a list of objects or one object."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO, cast

from ..records import Document
from .columns import ALIASES, columns, normal
from .encoding import decode
from .item import Item, Session
from .limits import Unreadable, read_all
from .lines import text_lines
from .options import Failure
from .record import row_document
from .telegram import messages

#: Keys under which services put their list of reports.
_LISTS = ("articles", "items", "data", "results", "documents", "docs", "entries", "news", "hits", "response", "rows")

_TOO_LARGE = "export less at a time, write it as JSON Lines, which may be of any size, or raise the limit `json_bytes`"
#: A first line that is an object of its own.
_FIRST_LINE = re.compile(r"\s*\{.*\}[ \t\r]*\n")


def read_json_lines(item: Item, session: Session) -> Iterator[Document | Failure]:
    """One document a line.  A line that is no object, or has no text, gives a Failure; blank lines are passed over."""
    for number, (text, raw) in enumerate(text_lines(item, session.options.limits.document_bytes), start=1):
        if text is None:
            yield _failure(item, number, "the line is longer than the limit `document_bytes`", "raise the limit")
        elif kept := text.strip("\ufeff \t\r\n\0"):
            yield _line(item, session, kept, raw, number)


def read_json(item: Item, session: Session) -> Iterator[Document | Failure]:
    """The objects of a JSON file: a list, an object that holds a list ("articles"), an export of Telegram, or one."""
    raw = read_all(item.stream, session.options.limits.json_bytes, "JSON file", _TOO_LARGE)
    try:
        text = decode(raw, item.charset)
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _FIRST_LINE.match(text) and b"\n{" in raw:  # JSON Lines under the wrong name, not a list that is cut off
            yield from read_json_lines(replace(item, stream=cast(BinaryIO, io.BytesIO(raw))), session)
            return
        raise Unreadable(f"it is not JSON ({error})", "check that it was downloaded in full") from None
    posts = messages(value)
    for number, row in enumerate(_rows(value) if posts is None else posts, start=1):
        yield _row(item, session, row, json.dumps(row, sort_keys=True).encode(), number)


def _line(item: Item, session: Session, text: str, raw: bytes, number: int) -> Document | Failure:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _failure(item, number, f"the line is not JSON ({error})", "correct or remove the line")
    return _row(item, session, row, raw.rstrip(b"\r\n"), number)


def _row(item: Item, session: Session, row: Any, raw: bytes, number: int) -> Document | Failure:
    if not isinstance(row, Mapping):
        return _failure(item, number, "the record is not an object", 'give each report as {"text": "..."}')
    try:
        found = columns(row, session.options.mapping)
        return row_document(item, session, row, found, raw, "application/json")
    except Unreadable as error:
        return _failure(item, number, error.reason, error.hint)


def _failure(item: Item, number: int, reason: str, hint: str) -> Failure:
    return Failure(path=item.path, record=number, reason=reason, hint=hint)


def _has_text(value: Mapping[str, Any]) -> bool:
    return any(normal(str(key)) in ALIASES["text"] for key in value)


def _rows(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        for key in _LISTS:
            inner = value.get(key)
            if isinstance(inner, Mapping):
                inner = _rows(inner)
            if isinstance(inner, list) and (isinstance(inner[0], Mapping) if inner else not _has_text(value)):
                return inner
    return [value]
