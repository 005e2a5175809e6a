"""The progress bar of ``truceline read``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from ..engines.intake import Watcher

T = TypeVar("T")


@contextmanager
def followed(found: Iterable[T], *, shown: bool) -> Iterator[tuple[Iterable[T], Watcher | None]]:
    """What is found, and a watcher that shows how far the run is; nothing is shown where nobody looks (a pipe)."""
    if not shown:
        yield found, None
        return
    from .bar import Bar
    from .readahead import ReadAhead

    ahead = ReadAhead(found)
    with Bar(ahead) as bar:
        yield ahead, bar
