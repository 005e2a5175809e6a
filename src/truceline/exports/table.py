"""Some columns of a table as it is shown, as CSV or Parquet: one row a claim, each cell a text or a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from .. import __version__
from ..ledger.store import Entry
from .flat import write_rows
from .parquet import ROWS

Cell = Callable[[Entry], str | float]
Columns = Mapping[str, Cell]
"""What each column says of a claim, by its name; ``confidence`` says a number."""


def write_csv(columns: Columns, entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the columns below a line with their names; how many claims there were."""
    rows = ([cell(entry) for cell in columns.values()] for entry in entries)
    return write_rows(columns, rows, out)


def write_parquet(columns: Columns, entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the columns; how many claims there were.  Where there is nothing to say stands null."""
    types = {name: pa.float64() if name == "confidence" else pa.string() for name in columns}
    schema = pa.schema(list(types.items()), metadata={"truceline_version": __version__})
    remaining, number = iter(entries), 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while part := list(islice(remaining, ROWS)):
            values = [pa.array([_told(cell(e)) for e in part], types[n]) for n, cell in columns.items()]
            writer.write_batch(pa.RecordBatch.from_arrays(values, schema=schema))
            number += len(part)
    return number


def _told(cell: str | float) -> str | float | None:
    return None if cell == "" else cell


WRITERS: Mapping[str, Callable[[Columns, Iterable[Entry], BinaryIO], int]] = {
    "csv": write_csv,
    "parquet": write_parquet,
}
"""By the names of the formats that can have some columns only."""
