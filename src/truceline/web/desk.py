"""What every page asks: the ledger as the person who asks may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request

from ..ledger import Entry, Ledger
from ..ledger.browse import Browser
from ..ledger.queries import NO_CONFLICT, ClaimQuery
from ..ledger.seen import Seen, SeenBrowser
from ..ledger.seen_reviews import SeenReviews
from ..ledger.withholding import NOTHING
from ..translation import _
from .compared import Compared
from .errors import not_found
from .person import Person, person_of, standing_of
from .settings import settings_of


@dataclass(frozen=True, slots=True)
class Desk:
    """What ``person`` may see of the ledger at ``path``: to be asked (``store``), to be looked through page by page
    (``browser``), and laid side by side (``compared``).

    Documents that are withheld from the person are in none of it, nor is what comes of them.  Each question takes a
    connection of its own, so that requests can be answered side by side and while another program writes.
    """

    person: Person
    path: Path
    store: Seen
    browser: SeenBrowser
    compared: Compared
    sees_all: bool
    _ledger: Ledger
    _whole: Browser

    @classmethod
    def of(cls, ledger: Ledger, browser: Browser, person: Person, *, sees_all: bool) -> Desk:
        """The desk of a person; with ``sees_all`` nothing is withheld from them, whoever is named."""
        store = Seen(ledger.store, browser, NOTHING if sees_all else ledger.withheld_from(person.name))
        seen = SeenBrowser(browser, store)
        return cls(person, ledger.path, store, seen, Compared(store, seen), sees_all, ledger, browser)

    def conflict_names(self) -> dict[str, str]:
        """What conflicts are called, by their ids."""
        return {NO_CONFLICT: _("No conflict known")} | {c.id: c.name for c in self.store.conflicts()}

    def may_restrict(self, document_id: str) -> bool:
        """Whether the person may say who may read a document that they see: an administrator, or who is named."""
        history = self.store.restrictions_of(document_id)
        return self.person.may("administrator") or bool(history and history[-1].readers)

    def claims_open_to_all(self, query: ClaimQuery) -> int:
        """How many claims of a query are of documents that everybody may read: what may be written down for others."""
        everybody = Seen(self._ledger.store, self._whole, self._ledger.withheld_from(""))
        return SeenBrowser(self._whole, everybody).claims(query, limit=0).total

    def open_to_all(self, several: Iterable[Entry]) -> int:
        """How many of these claims are; see :meth:`claims_open_to_all`."""
        closed = self._ledger.withheld_from("")
        return sum(entry.claim.document.id not in closed for entry in several)

    @property
    def reviews(self) -> SeenReviews:
        """What was decided about the claims that the person sees, and deciding about them."""
        return SeenReviews(self._ledger.reviews, self.store)

    def to_change(self, document_id: str) -> Ledger:
        """The ledger, to change something about this document, which the person has to see; to be asked for nothing
        else."""
        if self.store.document(document_id) is None:
            raise no_document(document_id)
        return self._ledger


def no_document(document_id: str) -> Exception:
    """That there is no such report, or none that who asks may know of: the same in both cases."""
    return not_found(
        _("There is no report with the id %(id)s in this ledger.") % {"id": document_id},
        _("It may be in another ledger; this one lists its reports under Reports."),
    )


def desk_of(request: Request) -> Desk:
    """The desk of who asks, the same for all of a request."""
    desk: Desk | None = getattr(request.state, "desk", None)
    if desk is None:
        opened, person = request.app.state, person_of(request)
        desk = Desk.of(opened.ledger, opened.browser, person, sees_all=at_the_machine(request))
        request.state.desk = desk
    return desk


def at_the_machine(request: Request) -> bool:
    """Whether who asks sits at the machine and has not had to sign in: only they see everything.  An administrator
    reads no document that is restricted to others."""
    return standing_of(request) is None and not settings_of(request).sign_in


def install(app: FastAPI, ledger: Ledger) -> None:
    """Have the application answer from this ledger."""
    app.state.ledger, app.state.browser = ledger, ledger.browser()
