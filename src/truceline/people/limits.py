"""How often one may try to sign in: each failure for a name, or from an address, makes the next wait twice as long."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable, Mapping

from ..ledger.sign_in_failures import Failed, FailureTable, Key

FREE = {"name": 3, "address": 10}
"""Failures after which no one has to wait: several people may come from one address."""

LONGEST = 15 * 60
"""Seconds that one has to wait at most."""

FORGOTTEN = 60 * 60
"""Seconds without an attempt after which failures are forgotten."""


class Limits:
    """Failures by name and by address, in the ledger: a restart forgets none, and all programs that serve it count
    together.  ``clock`` gives seconds since 1970."""

    def __init__(self, table: FailureTable, clock: Callable[[], float] = time.time) -> None:
        self._table = table
        self._clock = clock

    def attempt(self, name: str, address: str | None) -> int:
        """Count an attempt as a failure, until it has :meth:`succeeded`; or, uncounted, the seconds left to wait."""
        if wait := self.wait(name, address):  # nothing is written for who only has to wait
            return wait
        now, keys = self._clock(), _keys(name, address)
        with self._table.changing(keys) as failures:
            if wait := _longest(failures, now):
                return wait
            for key in keys:
                count, at = failures.get(key, (0, now))
                failures[key] = ((count if now - at < FORGOTTEN else 0) + 1, now)
        self._table.clear(now - FORGOTTEN)
        return 0

    def wait(self, name: str, address: str | None) -> int:
        """The seconds left to wait until another attempt is looked at."""
        return _longest(self._table.of(_keys(name, address)), self._clock())

    def succeeded(self, name: str, address: str | None) -> None:
        """That the last attempt was none: what the name failed before is forgotten, of the address that one alone, and
        nobody there waits for it."""
        by_name, *others = keys = _keys(name, address)
        with self._table.changing(keys) as failures:
            failures.pop(by_name, None)
            for key in others:
                count, at = failures.pop(key, (0, 0.0))
                if count > 1:
                    failures[key] = (count - 1, at - LONGEST)


def _longest(failures: Mapping[Key, Failed], now: float) -> int:
    return max((math.ceil(_wait(key, failed, now)) for key, failed in failures.items()), default=0)


def _wait(key: Key, failed: Failed, now: float) -> float:
    count, at = failed
    over = count - FREE[key[0]]
    if over < 0 or now - at >= FORGOTTEN:
        return 0
    wait = min(2.0 ** min(over, 30), LONGEST)
    return min(max(at + wait - now, 0), wait)  # no longer, where the clock was set back


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
