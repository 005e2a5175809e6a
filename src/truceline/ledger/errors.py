"""What can be wrong with a ledger as a whole."""

from __future__ import annotations


class LedgerError(Exception):
    """A ledger that cannot be used: ``what`` happened and what to do next (``hint``)."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what} {hint}")
        self.what = what
        self.hint = hint
