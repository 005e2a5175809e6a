"""Finding documents ahead of reading them, so that it is known how many there are."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 20_000
"""How many documents are held at most: some 100 MB of news reports."""


class ReadAhead(Generic[T]):
    """Iterates over ``items`` in a thread of its own.  ``found`` are how many there are; all, once ``complete``."""

    def __init__(self, items: Iterable[T]) -> None:
        self.found = 0
        self.complete = False
        self._items = items
        self._queue: queue.Queue[T | _End] = queue.Queue(MOST)

    def __iter__(self) -> Iterator[T]:
        # A daemon: it may be waiting for standard input or the network when the run is interrupted.
        threading.Thread(target=self._fill, daemon=True, name="truceline-sources").start()
        while True:
            item = self._queue.get()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item

    def _fill(self) -> None:
        error: BaseException | None = None
        try:
            for item in self._items:
                self.found += 1
                self._queue.put(item)
        except BaseException as raised:  # handed to the thread that waits for it
            error = raised
        self.complete = True
        self._queue.put(_End(error))


class _End:
    def __init__(self, error: BaseException | None) -> None:
        self.error = error
