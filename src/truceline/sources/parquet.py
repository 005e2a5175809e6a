"""Parquet: one row, one document.  Only the columns that are needed are read, batch by batch."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from ..records import Document
from .columns import columns
from .item import Item, Session
from .limits import TooMuch, Unreadable
from .options import Failure
from .record import row_document

#: Rows taken from the file at a time.
_BATCH = 256


def read_parquet(item: Item, session: Session) -> Iterator[Document | Failure]:
    """One document a row.  Raises Unreadable for a file without a text column."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        stream = item.seekable(session)
        table = pq.ParquetFile(stream)
        found = columns(table.schema_arrow.names, session.options.mapping)
        # Kept as a dictionary, a text that is repeated a million times takes its place in memory once.
        table = pq.ParquetFile(stream, read_dictionary=sorted(set(found.values())))
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = f"the Parquet file is damaged or cut off ({_first_line(error)})"
        raise Unreadable(reason, "fetch or write it again") from None
    _check_size(table, session)
    given = _Given(stream.seek(0, io.SEEK_END), session)
    number = 0
    for group in range(table.num_row_groups):
        start = number
        try:
            for batch in table.iter_batches(_BATCH, row_groups=[group], columns=sorted(set(found.values()))):
                for place in range(batch.num_rows):
                    number += 1
                    row = batch.slice(place, 1).to_pylist()[0]
                    yield _row(item, session, row, found, number, given)
        except (pa.ArrowException, OSError, ValueError) as error:
            reason = f"row group {group + 1} is damaged ({_first_line(error)})"
            yield Failure(path=item.path, record=number + 1, reason=reason, hint="write the file again")
            number = start + table.metadata.row_group(group).num_rows


def _check_size(table: Any, session: Session) -> None:
    """A row group is unpacked as one: dictionaries and runs can make terabytes of a few kilobytes."""
    limits = session.options.limits
    for group in range(table.num_row_groups):
        meta = table.metadata.row_group(group)
        parts = [meta.column(i) for i in range(meta.num_columns)]
        packed = sum(part.total_compressed_size for part in parts)
        if meta.total_byte_size > max(limits.ratio_from, limits.ratio * max(1, packed)):
            raise TooMuch(
                f"row group {group + 1} unpacks to more than {limits.ratio} times its size",
                "this looks like a compression bomb; if it is not, raise the limit `ratio`",
            )
        session.budget.unpack(meta.total_byte_size)


class _Given:
    """What the rows have come to so far: a few bytes can stand for a text in every row."""

    def __init__(self, packed: int, session: Session) -> None:
        self._most = max(session.options.limits.ratio_from, session.options.limits.ratio * packed)
        self._count = 0

    def count(self, size: int) -> None:
        self._count += size
        if self._count > self._most:
            raise TooMuch(
                "its rows come to far more than the file holds",
                "this looks like a compression bomb; if it is not, raise the limit `ratio`",
            )


def _row(
    item: Item, session: Session, row: dict[str, Any], found: dict[str, str], number: int, given: _Given
) -> Document | Failure:
    values = {k: v.isoformat() if isinstance(v, date | datetime) else v for k, v in row.items()}
    raw = json.dumps(values, sort_keys=True, default=str).encode()
    given.count(len(raw))
    try:
        return row_document(item, session, values, found, raw, "application/vnd.apache.parquet")
    except Unreadable as error:
        return Failure(path=item.path, record=number, reason=error.reason, hint=error.hint)


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200]
