"""Claims in the forms that other programs read; one file a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import BinaryIO

from ..ledger.store import Entry

FORMATS = {"jsonl": "jsonl", "csv": "flat", "parquet": "parquet"}
"""The names of the formats and of the modules that write them."""


def writer(format_name: str) -> Callable[[Iterable[Entry], BinaryIO], int]:
    """The function that writes claims in a format and says how many there were."""
    write: Callable[[Iterable[Entry], BinaryIO], int] = import_module(f".{FORMATS[format_name]}", __name__).write
    return write
