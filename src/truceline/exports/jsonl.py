"""JSON Lines in the form of the contract: one claim a line, in UTF-8."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from ..ledger.store import Entry
from .contract import exported_entry


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the claims; how many there were."""
    encoder = msgspec.json.Encoder()
    number = 0
    for number, entry in enumerate(entries, 1):  # noqa: B007
        out.write(encoder.encode(exported_entry(entry)) + b"\n")
    return number
