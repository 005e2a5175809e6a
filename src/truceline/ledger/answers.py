"""Answers that were worked out once and are kept for who asks the same again, the latest asked for the longest."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Answers:
    """The last answers, at most so many.  Several threads may ask; one works out an answer, the others wait for it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, kept under ``name``."""
        with self._lock:
            if name in self._kept:
                return cast(T, self._again(name))
            making = self._making.setdefault(name, threading.Lock())
        with making:
            with self._lock:
                if name in self._kept:
                    return cast(T, self._again(name))
            try:
                made = make()
                with self._lock:
                    self._put(name, made)
            finally:
                with self._lock:
                    self._making.pop(name, None)
        return made

    def _again(self, name: Hashable) -> Any:
        self._kept.move_to_end(name)
        return self._kept[name]

    def _put(self, name: Hashable, made: object) -> None:
        self._kept[name] = made
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
