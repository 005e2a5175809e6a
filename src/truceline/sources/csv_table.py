"""CSV and its relatives (tab, semicolon): one row, one document.  The first row names the columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from ..records import Document
from .columns import columns
from .encoding import decode
from .item import Item, Session
from .limits import TooMuch, Unreadable
from .lines import text_lines
from .options import Failure
from .record import row_document


def read_csv(item: Item, session: Session) -> Iterator[Document | Failure]:
    """One document a row.  Records count from 1 after the heading; a row that cannot be used gives a Failure."""
    lines = _Lines(item, session)
    mark = _mark(decode(item.head, item.charset), item.name)
    csv.field_size_limit(session.options.limits.document_bytes)
    rows = csv.reader(lines, delimiter=mark)
    try:
        names = [name.strip() for name in next(rows)]
    except (StopIteration, csv.Error) as error:
        raise Unreadable(f"it has no heading row ({error})", "put the names of the columns in the first row") from None
    found = columns(names, session.options.mapping)
    number = 0
    while True:
        lines.taken.clear()
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield _failure(item, number, f"the row is not CSV ({error})", "check its quotation marks")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            hint = f"put cells that hold {mark!r} in quotation marks"
            yield _failure(item, number, f"the row has {len(cells)} cells, the heading {len(names)}", hint)
            continue
        raw = b"".join(lines.taken).rstrip(b"\r\n")
        try:
            row = dict(zip(names, cells, strict=False))
            yield row_document(item, session, row, found, raw, "text/csv")
        except Unreadable as error:
            yield _failure(item, number, error.reason, error.hint)


class _Lines:
    """The lines of a table as text, with the bytes of those of the current row kept for its digest."""

    def __init__(self, item: Item, session: Session) -> None:
        self.taken: list[bytes] = []
        self._lines = text_lines(item, session.options.limits.document_bytes, returns=True)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, raw = next(self._lines)
        if line is None:
            raise TooMuch("a line is longer than the limit `document_bytes`", "raise the limit")
        self.taken.append(raw)
        return line.replace("\0", "")


def _mark(sample: str, name: str) -> str:
    """What separates the cells: the mark that occurs most in the heading."""
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    heading = re.split(r"[\r\n]", sample, maxsplit=1)[0]
    return max(",;\t|", key=heading.count)


def _failure(item: Item, number: int, reason: str, hint: str) -> Failure:
    return Failure(path=item.path, record=number, reason=reason, hint=hint)
