"""Parquet and Arrow: one row a claim, with typed columns; actors, places and reasons are lists of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from .. import __version__
from ..ledger.store import Entry
from .columns import COLUMNS, Column, ColumnType

ROWS = 5_000
"""How many claims are in memory, and in a row group, at a time."""

_ACTOR = pa.struct([(f, pa.string()) for f in ("text", "name", "country", "sector", "wikidata", "role")])
_PLACE = pa.struct([
    ("text", pa.string()), ("name", pa.string()), ("country", pa.string()), ("lat", pa.float64()),
    ("lon", pa.float64()), ("geonames", pa.int64()), ("wikidata", pa.string()), ("precision", pa.string()),
])  # fmt: skip
_REASON = pa.struct([("part", pa.string()), ("by", pa.string()), ("text", pa.string()), ("score", pa.float64())])

TYPES: dict[ColumnType, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "actors": pa.list_(_ACTOR),
    "places": pa.list_(_PLACE),
    "reasons": pa.list_(_REASON),
}

SCHEMA = pa.schema(
    [(column.name, TYPES[column.type]) for column in COLUMNS],
    metadata={"truceline_version": __version__, "truceline_contract": "1"},
)


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the claims; how many there were."""
    number = 0
    with pq.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        for batch in _batches(entries):
            writer.write_batch(batch)
            number += batch.num_rows
    return number


def to_table(entries: Iterable[Entry]) -> pa.Table:
    """The claims as an Arrow table."""
    return pa.Table.from_batches(_batches(entries), SCHEMA)


def _batches(entries: Iterable[Entry]) -> Iterator[pa.RecordBatch]:
    remaining = iter(entries)
    while part := list(islice(remaining, ROWS)):
        arrays = [pa.array([_value(column, entry) for entry in part], TYPES[column.type]) for column in COLUMNS]
        yield pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _value(column: Column, entry: Entry) -> Any:
    value = column.get(entry)
    if column.type == "date":
        return None if value is None else date.fromisoformat(value)
    if column.type in ("actors", "places", "reasons"):
        return [msgspec.to_builtins(record) for record in value]
    return value
