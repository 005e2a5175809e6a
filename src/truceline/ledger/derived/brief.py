"""Records in short, for a page: of each claimant or position only what was said last, of each figure the first claims.

A total of a long war is told by thousands of claims.  All of them are in the record; a page shows the last ones, and
says how many it leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .records import Record, RecordKind

MOST_VOICES = 10
"""Claimants of a toll, or positions: those with the most claims."""

MOST = 20
"""Figures of a claimant, or claims of a position."""

MOST_OF_ONE = 4
"""Claims of one figure."""

Packed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Brief:
    """A record with some of its claims, and how many are left out."""

    record: Record
    left: int


def shorten(kind: RecordKind, packed: Packed) -> int:
    """Leave out of a packed record what a page does not show; how many claims that are."""
    before = sum(1 for _ in claim_ids(kind, packed))
    if kind == "toll":
        packed["matter"]["counted"] = []
        packed["series"] = _loudest(packed["series"], "entries")
        for series in packed["series"]:
            series["entries"] = series["entries"][-MOST:]
            for entry in series["entries"]:
                entry["accounts"] = entry["accounts"][:MOST_OF_ONE]
    else:
        if kind == "dispute":
            packed["positions"] = _loudest(packed["positions"], "told")
        for position in _positions(kind, packed):
            position["told"] = position["told"][-MOST:]
    return before - sum(1 for _ in claim_ids(kind, packed))


def _loudest(several: list[Packed], by: str) -> list[Packed]:
    """Those with the most claims, in the order in which they were."""
    kept = sorted(range(len(several)), key=lambda i: -len(several[i][by]))[:MOST_VOICES]
    return [several[i] for i in sorted(kept)]


def claim_ids(kind: RecordKind, packed: Packed) -> Iterator[str]:
    """The ids of the claims that a packed record shows, by figure or position."""
    if kind == "toll":
        yield from (claim for series in packed["series"] for entry in series["entries"] for claim in entry["accounts"])
    else:
        yield from (claim for position in _positions(kind, packed) for _, claim in position["told"])
        yield from packed.get("occasion", ())


def _positions(kind: RecordKind, packed: Packed) -> list[Packed]:
    return packed["positions"] if kind == "dispute" else [packed["said"]]
