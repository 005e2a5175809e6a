"""What every page needs: the ledger, and a way to look through it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from ..ledger import Ledger
from ..ledger.browse import Browser
from ..ledger.queries import NO_CONFLICT
from ..translation import _
from .compared import Compared


@dataclass(frozen=True, slots=True)
class Desk:
    """An opened ledger.  Each question takes a connection of its own, so that requests can be answered side by side
    and while another program writes."""

    ledger: Ledger
    browser: Browser
    compared: Compared

    @classmethod
    def of(cls, ledger: Ledger) -> Desk:
        """The desk of a ledger."""
        browser = ledger.browser()
        return cls(ledger, browser, Compared(ledger.store, browser))

    def conflict_names(self) -> dict[str, str]:
        """What conflicts are called, by their ids."""
        return {NO_CONFLICT: _("No conflict known")} | {c.id: c.name for c in self.ledger.store.conflicts()}


def desk_of(request: Request) -> Desk:
    """The desk that the application was made with."""
    desk: Desk = request.app.state.desk
    return desk
