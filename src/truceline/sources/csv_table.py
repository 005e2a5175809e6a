"""CSV and its relatives (tab, semicolon): one row, one document.  The first row names the columns."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator

from ..records import Document
from .columns import columns
from .encoding import decode
from .item import Item, Session
from .limits import TooMuch, Unreadable
from .options import Failure
from .record import row_document


def read_csv(item: Item, session: Session) -> Iterator[Document | Failure]:
    """One document a row.  Records count from 1 after the heading; a row that cannot be used gives a Failure."""
    lines = _Lines(item, session)
    mark = _mark(lines.sample, item.name)
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
        raw = "".join(lines.taken).rstrip("\r\n").encode(lines.encoding, "replace")
        try:
            row = dict(zip(names, cells, strict=False))
            yield row_document(item, session, row, found, raw, "text/csv")
        except Unreadable as error:
            yield _failure(item, number, error.reason, error.hint)


class _Lines:
    """The lines of a table as text, with those of the current row kept for its digest."""

    def __init__(self, item: Item, session: Session) -> None:
        self._item = item
        self._limit = session.options.limits.document_bytes
        self.encoding = _encoding(item)
        self.sample = decode(item.head, self.encoding)
        self.taken: list[str] = []
        self._lines = self._read()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken.append(line)
        return line

    def _read(self) -> Iterator[str]:
        reader = codecs.getreader(self.encoding)(self._item.stream, "replace")
        first = True
        while line := reader.readline(self._limit + 1):
            if len(line) > self._limit:
                raise TooMuch("a line is longer than the limit `document_bytes`", "raise the limit")
            yield line.lstrip("\ufeff").replace("\0", "") if first else line.replace("\0", "")
            first = False


def _encoding(item: Item) -> str:
    """The encoding of a table, from its first bytes: a byte order mark, UTF-8, the declared one, a guess."""
    head = item.head
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    return best.encoding if best is not None else "cp1252"


def _mark(sample: str, name: str) -> str:
    """What separates the cells: the mark that occurs most in the heading."""
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    heading = sample.lstrip("\ufeff").split("\n", 1)[0]
    return max(",;\t|", key=heading.count)


def _failure(item: Item, number: int, reason: str, hint: str) -> Failure:
    return Failure(path=item.path, record=number, reason=reason, hint=hint)
