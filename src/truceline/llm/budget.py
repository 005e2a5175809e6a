"""What a run has used up - requests, tokens, money - and whether the next request still fits into what was allowed."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from .options import LlmOptions

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """What has been used up.  ``estimated`` tokens, among those of the other two, are ones that the endpoint did not
    count for us; ``cost`` is null without prices."""

    requests: int = 0
    retries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: int = 0
    cost: float | None = None


class Spent(Exception):  # noqa: N818  (nothing failed: what was allowed is used up)
    """The next request could use more than was allowed; the message says of what."""


class Budget:
    """Counts for all threads of a run.

    A request reserves the most that it may use and later settles for what it has used, so that requests at the same
    time cannot overspend together.
    """

    def __init__(self, options: LlmOptions) -> None:
        self._options = options
        self._lock = threading.Lock()
        self._reserved = (0, 0)
        self._requests = self._retries = self._in = self._out = self._estimated = 0

    @property
    def usage(self) -> Usage:
        """So far."""
        with self._lock:
            return Usage(
                self._requests, self._retries, self._in, self._out, self._estimated, self._cost(self._in, self._out)
            )

    def reserve(self, tokens_in: int, *, again: bool) -> tuple[int, int]:
        """Put the tokens of a request aside.  Raises :class:`Spent` when it might not fit."""
        wanted = (tokens_in, self._options.answer_tokens)
        with self._lock:
            most = (self._in + self._reserved[0] + wanted[0], self._out + self._reserved[1] + wanted[1])
            limit, cost = self._options.max_tokens, self._options.max_cost
            if limit is not None and sum(most) > limit:
                raise Spent(f"the next request might use more than {limit:,} tokens")
            if cost is not None and (self._cost(*most) or 0) > cost:
                raise Spent(f"the next request might cost more than {cost:g}")
            self._reserved = (self._reserved[0] + wanted[0], self._reserved[1] + wanted[1])
            self._requests += 1
            self._retries += again
        return wanted

    def settle(self, reserved: tuple[int, int], used: tuple[int, int], *, estimated: int = 0) -> None:
        """Count what a request has used instead of what it had put aside."""
        with self._lock:
            self._reserved = (self._reserved[0] - reserved[0], self._reserved[1] - reserved[1])
            self._in += used[0]
            self._out += used[1]
            self._estimated += estimated

    def _cost(self, tokens_in: int, tokens_out: int) -> float | None:
        options = self._options
        if options.price_in is None or options.price_out is None:
            return None
        return (tokens_in * options.price_in + tokens_out * options.price_out) / MILLION


def tokens_of(text: str) -> int:
    """About how many tokens a text has, rather too many: English has one in four characters, other scripts more."""
    return len(text.encode()) // 3 + 1
