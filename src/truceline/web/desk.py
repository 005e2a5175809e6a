"""What every page needs: the ledger, and a way to look through it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from ..ledger import Ledger
from ..ledger.browse import Browser


@dataclass(frozen=True, slots=True)
class Desk:
    """An opened ledger.  Each question takes a connection of its own, so that requests can be answered side by side
    and while another program writes."""

    ledger: Ledger
    browser: Browser

    @classmethod
    def of(cls, ledger: Ledger) -> Desk:
        """The desk of a ledger."""
        return cls(ledger, ledger.browser())

    def conflict_names(self) -> dict[str, str]:
        """What conflicts are called, by their ids."""
        return {c.id: c.name for c in self.ledger.store.conflicts()}


def desk_of(request: Request) -> Desk:
    """The desk that the application was made with."""
    desk: Desk = request.app.state.desk
    return desk
