"""Bringing copies, stories, incidents and all that claims say side by side up to date: only what is new is compared,
and only with its like.

A new document is compared with those that share a band of its sketch, for copies, and is put into a story among those
of its days.  Documents of later days are placed again, for as long as a story that has changed is still running; what
came before stands.  The result is the same as if all had been compared at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import Connection

from ..compare import sketches
from ..compare.copies import Copy, Text, compare, text_of
from ..compare.stories import LONGEST, QUIET, Placing, Stories, day_of
from ..compare.terms import terms_of
from . import grouping, naming
from .accounts import Accounts, Pending
from .chunks import CHUNK
from .derived import taking_in, updating
from .store import Compared

METHOD = f"{sketches.METHOD}; terms 1; incidents 1"
"""How all of it is worked out.  A ledger in which any of it was made otherwise is worked out anew as a whole."""

MOST_COMPARED = 200
"""Documents that share a band with a new one are compared with it up to this many, the likeliest ones first."""

_REMEMBERED = 2000


def up_to_date(connection: Connection) -> bool:
    """Whether all documents have been compared."""
    accounts = Accounts(connection)
    return (
        not accounts.made_otherwise(METHOD)
        and not accounts.pending(1)
        and not grouping.pending(connection)
        and not taking_in.pending(connection)
    )


def bring_up_to_date(connection: Connection, *, again: bool = False, most: int | None = None) -> Compared:
    """Compare what is new, or with ``again`` everything, within the transaction of ``connection``.

    With ``most`` at most so many documents, so that others who write need not wait for long; those that were worked
    out otherwise are replaced all at once nonetheless, since pages would show a part of them only meanwhile.
    """
    accounts = Accounts(connection)
    if again or accounts.made_otherwise(METHOD):
        accounts.clear()
        most = None
    comparer = _Comparer(accounts)
    while pending := accounts.pending(_portion(most, comparer.documents)):
        comparer.take(pending)
    placed = place(accounts, comparer.days, comparer.left)
    if comparer.documents:
        naming.find_conflicts(connection)
    grouped = grouping.group(connection)
    updating.bring_up_to_date(connection, grouped.incidents)
    return Compared(comparer.documents, comparer.copies, placed, grouped.stories)


def _portion(most: int | None, taken: int) -> int:
    """How many documents are taken in next."""
    return CHUNK if most is None else min(CHUNK, most - taken)


class _Comparer:
    """Takes documents in: their terms, their bands and their copies."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._text = lru_cache(_REMEMBERED)(self._fetch)
        self.documents = 0
        self.copies = 0
        self.days: set[date | None] = set()
        self.left: set[str] = set()

    def take(self, pending: list[Pending]) -> None:
        """Take in documents that are not compared yet."""
        keys = [one.key for one in pending]
        before = self._accounts.before(keys)
        self.days |= {day for day, _ in before}
        self.left |= {story for _, story in before if story is not None}
        self._accounts.forget(keys)
        for one in pending:
            self._take_one(one)
        self.documents += len(pending)

    def _take_one(self, one: Pending) -> None:
        text, day = text_of(one.document), day_of(one.document.published)
        cut = sketches.bands(text.runs)
        self._accounts.add(one, METHOD, day, terms_of(one.document, one.places), cut)
        self.days.add(day)
        found: list[tuple[Copy, dict[str, int]]] = []
        for other in self._accounts.sharing(one.key, cut, MOST_COMPARED):
            its_text = self._text(other)
            if copy := compare(text, its_text):
                found.append((copy, {text.id: one.key, its_text.id: other}))
        self._accounts.add_copies(found)
        self.copies += len(found)

    def _fetch(self, key: int) -> Text:
        return text_of(self._accounts.documents([key])[key])


def place(accounts: Accounts, changed: Iterable[date | None], left: Iterable[str] = ()) -> int:
    """Put the documents of these days, and whatever that moves, into stories; how many were put elsewhere than before.

    Null among the days are documents without one, which are placed among themselves.  ``left`` are stories that
    documents of these days were in before they were read again.
    """
    days = set(changed)
    moved = 0
    if None in days:
        moved += _place_undated(accounts)
    due = sorted(day for day in days if day is not None)
    while due:
        moved += _place_from(accounts, due, set(left))
    return moved


def _place_undated(accounts: Accounts) -> int:
    stories, keys = Stories(), {}
    new: dict[int, tuple[Placing, int]] = {}
    for placed in accounts.placed(None):
        keys[placed.item.id] = placed.key
        placing = stories.place(placed.item)
        if placing != placed.placing:
            new[placed.key] = placing, keys[placing.story]
    accounts.set_stories(new)
    return len(new)


def _running(accounts: Accounts, day: date) -> Stories:
    """The stories that a report of that day might join, as they were before it."""
    stories = Stories()
    opened: set[str] = set()
    for placed in accounts.placed(day - timedelta(LONGEST), day):
        assert placed.placing is not None
        if placed.placing.likeness is None:
            opened.add(placed.placing.story)
        if placed.placing.story in opened:  # else it was opened earlier, and takes no more
            stories.put(placed.item, placed.placing.story)
    return stories


def _place_from(accounts: Accounts, due: list[date], changed: set[str]) -> int:
    """Place the documents from the first day that is due on, until no story that has changed is running any more.

    Takes the days that this has dealt with off the list.  ``changed`` are stories that are known to have changed.
    """
    first = due[0]
    until = first + timedelta(QUIET)
    stories = _running(accounts, first)
    keys: dict[str, int] = {}
    new: dict[int, tuple[Placing, int]] = {}
    for placed in accounts.placed(first):
        day = placed.item.day
        assert day is not None
        while due and due[0] <= day and due[0] <= until:
            until = max(until, due.pop(0) + timedelta(QUIET))
        if day > until:
            break
        keys[placed.item.id] = placed.key
        placing, before = stories.place(placed.item), placed.placing
        if before is None or before.story != placing.story:
            changed |= {placing.story} | ({before.story} if before else set())
        if placing != before:
            story = keys.get(placing.story)
            new[placed.key] = placing, accounts.key(placing.story) if story is None else story
        if placing.story in changed or (before is not None and before.story in changed):
            until = max(until, day + timedelta(QUIET))
    while due and due[0] <= until:
        due.pop(0)
    accounts.set_stories(new)
    return len(new)
