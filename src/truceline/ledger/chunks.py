"""Many things, so many at a time: no query names more values than a database takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

CHUNK = 500
"""How many rows are fetched, and how many values asked for, at a time."""

T = TypeVar("T")


def chunked(several: Iterable[T]) -> Iterator[list[T]]:
    """Lists of :data:`CHUNK` things each, in order; the last may be shorter."""
    remaining = iter(several)
    while part := list(islice(remaining, CHUNK)):
        yield part
