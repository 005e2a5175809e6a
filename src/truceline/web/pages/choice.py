"""The conflict that a page is about: accounts are laid side by side within one, never all of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from fastapi import Request
from fastapi.responses import Response

from ...ledger.queries import NO_CONFLICT, DocumentQuery
from ...ledger.store import StoredConflict
from ..asking import number
from ..desk import Desk, desk_of
from ..parts import no_conflict
from ..render import _, page
from ..state import State
from ..uncompared import uncompared

T = TypeVar("T")

MOST_PAGES = 10**6


def every_conflict(desk: Desk) -> list[StoredConflict]:
    """The conflicts of the ledger; at the end, where there are any, the reports of which none is known."""
    conflicts = desk.store.conflicts()
    others = desk.browser.documents(DocumentQuery(conflict=(NO_CONFLICT,), status=("read",)), limit=0).total
    return [*conflicts, StoredConflict(NO_CONFLICT, _("No conflict known"), (), False, others)] if others else conflicts


@dataclass(frozen=True, slots=True)
class Choice:
    """The conflicts of the ledger, and the one that the address names; null where it names none."""

    conflicts: list[StoredConflict]
    conflict: StoredConflict | None


def choice(request: Request, state: State) -> Choice:
    """The choice that an address makes."""
    conflicts = every_conflict(desk_of(request))
    wanted = state.get("conflict")
    found = next((one for one in conflicts if one.id == wanted), None)
    if wanted and found is None:
        raise no_conflict(wanted)
    return Choice(conflicts, found)


def to_choose(request: Request, state: State, made: Choice, title: str, lead: str) -> Response:
    """The page that lists the conflicts, each with the address of what ``title`` says of it."""
    return page(
        request, "choose.html", behind=uncompared(request), state=state, conflicts=made.conflicts, title=title,
        lead=lead,
    )  # fmt: skip


def one_page(state: State, found: list[T], shown: int) -> tuple[list[T], int, int]:
    """Those of ``found`` on the page that the address asks for, its number, and how many pages there are."""
    first, at, pages = place(state, len(found), shown)
    return found[first : first + shown], at, pages


def place(state: State, total: int, shown: int) -> tuple[int, int, int]:
    """Which of ``total`` stands first on the page that the address asks for, its number, and how many pages there
    are."""
    pages = max(1, -(-total // shown))
    at = min(max(number(state, "page", 1, MOST_PAGES), 1), pages)
    return (at - 1) * shown, at, pages
