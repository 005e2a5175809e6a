"""How often one may try to sign in: each failure for a name, or from an address, makes the next wait twice as long."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

FREE = {"name": 3, "address": 10}
"""Failures after which no one has to wait: several people may come from one address."""

LONGEST = 15 * 60
"""Seconds that one has to wait at most."""

FORGOTTEN = 60 * 60
"""Seconds without an attempt after which failures are forgotten."""

_KEPT = 100_000

Key = tuple[str, str]


class Limits:
    """Failures by name and by address, in memory; they are forgotten when the program ends."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[Key, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def attempt(self, name: str, address: str | None) -> int:
        """Count an attempt as a failure, until it has :meth:`succeeded`; or, uncounted, the seconds left to wait."""
        now = self._clock()
        keys = _keys(name, address)
        with self._lock:
            if wait := self._longest(keys, now):
                return wait
            for key in keys:
                count, at = self._failures.pop(key, (0, now))
                self._failures[key] = ((count if now - at < FORGOTTEN else 0) + 1, now)
            while len(self._failures) > _KEPT:
                self._failures.popitem(last=False)
        return 0

    def wait(self, name: str, address: str | None) -> int:
        """The seconds left to wait until another attempt is looked at."""
        with self._lock:
            return self._longest(_keys(name, address), self._clock())

    def succeeded(self, name: str, address: str | None) -> None:
        """That the last attempt was none: what the name failed before is forgotten, of the address that one alone."""
        by_name, *others = _keys(name, address)
        with self._lock:
            self._failures.pop(by_name, None)
            for key in others:
                count, at = self._failures.get(key, (0, 0.0))
                if count > 0:
                    self._failures[key] = (count - 1, at)

    def _longest(self, keys: list[Key], now: float) -> int:
        return max(0, *(math.ceil(self._wait(key, now)) for key in keys))

    def _wait(self, key: Key, now: float) -> float:
        count, at = self._failures.get(key, (0, now))
        over = count - FREE[key[0]]
        if over < 0 or now - at >= FORGOTTEN:
            return 0
        return at + min(2.0 ** min(over, 30), LONGEST) - now


def _keys(name: str, address: str | None) -> list[Key]:
    keys = [("name", name)]
    if address is not None:
        keys.append(("address", _neighbourhood(address)))
    return keys


def _neighbourhood(address: str) -> str:
    """An address as it is; of IPv6 the network of it, since whoever has one such address has very many."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
