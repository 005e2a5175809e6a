"""Putting things that fell apart into pieces into the order of days again, without waiting for the last one."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TypeVar

T = TypeVar("T")

Piece = tuple[str | None, int, T]
"""The latest day of a thing (null: not known), a number by which things of one day are ordered, and the thing."""


def latest_first(found: Iterable[tuple[str | None, Iterable[Piece[T]]]]) -> Iterator[T]:
    """The pieces of things, those of later days first, those without a day last.

    Things come in the order of their own days, the latest first; no piece has a later day than its thing.
    """
    waiting: list[tuple[int, int, int, T]] = []
    number = count()
    for day, pieces in found:
        while waiting and waiting[0][0] < _rank(day):
            yield heapq.heappop(waiting)[-1]
        for of, tie, piece in pieces:
            heapq.heappush(waiting, (_rank(of), tie, next(number), piece))
    while waiting:
        yield heapq.heappop(waiting)[-1]


def _rank(day: str | None) -> int:
    return 0 if day is None else -int(day.replace("-", ""))
