"""Keeping what is compared up to date while a ledger is open: in one thread, beside what is asked of it.

Several programs may do so with one ledger: of two that compare one waits for the other, and takes what that has left.
"""

from __future__ import annotations

import logging
import threading

from .ledger import Ledger

PORTION = 100
"""Documents that are compared in one transaction at first: so long others wait who write, as people do who decide."""

MOST = 800
"""The same when there are many: each portion has twice as many as the one before, since each has a cost of its own."""

_LONGEST_LATER = 30


class KeepingUp:
    """Brings copies, stories, incidents and accounts of a ledger up to date, at the beginning and whenever readings
    were added.

    It looks for them every ``look`` seconds, and waits until no more came since it looked last, or for ``longest``
    seconds.  ``between`` two portions it lets others write.  When the ledger cannot be written it tries again
    ``later``, and later each time.  With ``follow`` false it ends when all that was there at the beginning is compared.
    """

    def __init__(
        self, ledger: Ledger, *, follow: bool = True, look: float = 2.0, longest: float = 60.0, later: float = 60.0,
        between: float = 0.5,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._follow = follow
        self._look, self._longest, self._later, self._between = look, longest, later, between
        self._done: int | None = None
        self._failures = 0
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="truceline-comparing", daemon=True)

    @property
    def at_work(self) -> bool:
        """Whether what is not compared will be soon; not where that failed, of which the log of the program says why.
        """
        return self._thread.is_alive() and not self._failures

    def start(self) -> None:
        """Begin, at once with what there is."""
        self._thread.start()

    def stop(self, wait: float = 5.0) -> None:
        """End after the portion that is compared now; wait so many seconds for that, at most."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(wait)

    def _run(self) -> None:
        pause = 0.0
        while not self._ending.wait(pause):
            try:
                self._bring_up_to_date()
                self._failures, pause = 0, self._look
                if not self._follow:
                    return
            except Exception as error:
                self._failures += 1
                pause = self._later * min(self._failures, _LONGEST_LATER)
                logging.getLogger("truceline").error(
                    "Stories, incidents and accounts are as they were compared last (%s).", error
                )

    def _bring_up_to_date(self) -> None:
        last = self._ledger.store.last_reading()
        if last == self._done:
            return
        if self._done is not None:
            last = self._when_quiet(last)
        portion = PORTION
        while not self._ending.is_set() and self._ledger.compare(most=portion).documents:
            self._ending.wait(self._between)
            portion = min(2 * portion, MOST)
        self._done = last

    def _when_quiet(self, last: int) -> int:
        """The last reading, when no more of them come."""
        waited = 0.0
        while waited < self._longest and not self._ending.wait(self._look):
            waited += self._look
            before, last = last, self._ledger.store.last_reading()
            if last == before:
                break
        return last
