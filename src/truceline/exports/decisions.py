"""The log of review as JSON Lines, and as CSV with claims as JSON in their cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from ..review.records import Decision
from .flat import Cell, harmless


def write_jsonl(decisions: Iterable[Decision], out: BinaryIO) -> int:
    """Write one decision a line, all its fields; how many there were."""
    number = 0
    for number, one in enumerate(decisions, 1):  # noqa: B007
        out.write(msgspec.json.encode(one) + b"\n")
    return number


def write_csv(decisions: Iterable[Decision], out: BinaryIO) -> int:
    """Write one decision a row below a line with the names of the fields; how many there were."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        rows = csv.writer(text)
        rows.writerow(Decision.__struct_fields__)
        number = 0
        for number, one in enumerate(decisions, 1):  # noqa: B007
            rows.writerow(harmless(_cell(getattr(one, name))) for name in Decision.__struct_fields__)
        return number
    finally:
        text.detach()


def _cell(value: object) -> Cell:
    if isinstance(value, dict):
        return msgspec.json.encode(value).decode()
    return value if isinstance(value, str | int | float) else None
