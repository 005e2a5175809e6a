"""Other incidents that may be the same happening as one: found by words, place and day within its conflict, or by an
id."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...compare.incidents import Incident
from ...ledger import ClaimQuery
from ..asking import day
from ..desk import Desk
from ..state import State

SHOWN = 12

_ID = re.compile(r"[0-9a-f]{6,64}")


@dataclass(frozen=True, slots=True)
class Others:
    """What an address asks for, and the incidents ``found``, those of one claim too; ``more`` are not among them."""

    words: str
    place: str
    day: str
    found: tuple[Incident, ...] = ()
    more: int = 0


def others_of(desk: Desk, one: Incident, state: State) -> Others:
    """The other incidents that the address of an incident asks for; none where it does not ask."""
    words, place, on = state.get("other").strip(), state.get("place").strip(), day(state, "day")
    asked = Others(words, place, on.isoformat() if on else "")
    if not (words or place or on):
        return asked
    if _ID.fullmatch(words.lower()):
        query = ClaimQuery(id=words.lower())
    else:
        conflicts = tuple({account.conflict for account in one.accounts if account.conflict})
        query = ClaimQuery.of(
            text=words or None, place=(place,) if place else (), since=asked.day or None, until=asked.day or None,
            conflict=conflicts,
        )  # fmt: skip
    found = desk.browser.incidents(query, limit=SHOWN, single=True)
    others = tuple(other for other in found.incidents if other.id != one.id)
    return Others(words, place, asked.day, others, found.total - len(found.incidents))
