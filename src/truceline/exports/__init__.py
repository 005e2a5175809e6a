"""Claims in the forms that other programs read; one file a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import BinaryIO

from ..ledger.store import Entry

FORMATS = {"jsonl": "jsonl", "csv": "flat", "parquet": "parquet"}
"""The names of the formats and of the modules that write them."""


TABLES = ("csv", "parquet")
"""The formats that can have some columns only."""


def writer(format_name: str) -> Callable[[Iterable[Entry], BinaryIO], int]:
    """The function that writes claims in a format and says how many there were."""
    write: Callable[[Iterable[Entry], BinaryIO], int] = import_module(f".{FORMATS[format_name]}", __name__).write
    return write


def table_writer(
    format_name: str,
) -> Callable[[Mapping[str, Callable[[Entry], str | float]], Iterable[Entry], BinaryIO], int]:  # fmt: skip
    """The function that writes the columns of a table in one of ``TABLES``; see ``table.py``."""
    write: Callable[[Mapping[str, Callable[[Entry], str | float]], Iterable[Entry], BinaryIO], int]
    write = import_module(".table", __name__).WRITERS[format_name]
    return write
