"""Not more requests a minute than allowed, over all threads, and none while the endpoint asks for patience."""

from __future__ import annotations

import threading
import time


class Ended(Exception):  # noqa: N818  (nothing failed: the run is over)
    """The run has ended while a thread was waiting."""


class Pace:
    """Hands out the moments at which requests may be made; ``stop`` ends all waiting."""

    def __init__(self, per_minute: float | None, stop: threading.Event) -> None:
        self._gap = 60 / per_minute if per_minute else 0.0
        self._stop = stop
        self._lock = threading.Lock()
        self._next = time.monotonic()

    def wait(self) -> None:
        """Wait for one's turn.  Raises :class:`Ended`."""
        with self._lock:
            at = max(self._next, time.monotonic())
            self._next = at + self._gap
        self.pause(at - time.monotonic())

    def hold(self, seconds: float) -> None:
        """No request by anybody before ``seconds`` have passed."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def pause(self, seconds: float) -> None:
        """Let time pass.  Raises :class:`Ended`."""
        if self._stop.wait(max(0.0, seconds)):
            raise Ended
