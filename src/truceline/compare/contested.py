"""Which claims of one incident cannot all hold, as far as their figures and modality show: enough to put those first
that somebody should look at.  What the dispute is, and between whom, :mod:`truceline.compare.disputes` works out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..records import Count
from .figures import bounds


@dataclass(frozen=True, slots=True)
class Point:
    """Of a claim, by its key: what it speaks of (two claims of one thing have the same), whether it denies it, and the
    number it gives."""

    key: int
    thing: tuple[str | None, ...]
    denied: bool
    count: Count | None


def contested(incident: Iterable[Point]) -> set[int]:
    """The keys of the claims of an incident that another one of it contradicts."""
    pairs = combinations(list(incident), 2)
    return {one.key for pair in pairs if pair[0].thing == pair[1].thing and _differ(*pair) for one in pair}


def _differ(one: Point, other: Point) -> bool:
    if one.denied != other.denied:
        return True
    return one.count is not None and other.count is not None and not _overlap([bounds(one.count), bounds(other.count)])


def _overlap(ranges: Sequence[tuple[int | None, int | None]]) -> bool:
    lows = [low for low, _ in ranges if low is not None]
    highs = [high for _, high in ranges if high is not None]
    return not lows or not highs or max(lows) <= min(highs)
