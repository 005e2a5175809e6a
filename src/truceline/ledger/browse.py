"""A ledger as one looks through it: pages of claims and documents, exact counts, and what they can be narrowed to.

The columns of all claims are kept in memory (see ``arrays.py``), so that no question scans the file: only what a page
shows is fetched from it.  Several threads may ask at once; while another program adds to the ledger, what is kept is
brought up to date, a moment later when there is much of it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import ColumnElement, Connection, Engine, Select, select

from . import arrays
from .answers import Answers
from .arrays import Bools, Columns, Numbers
from .entries import entries
from .facets import Facets, Pairs, Values, facets, pairs, values_of
from .filters import begins
from .gathered import Groups, incident_groups, story_groups
from .geography import Geography, Spot, UsedName, at_spot, geography, names_used, spots
from .listing import stored_documents
from .pages import ClaimPage, DocumentPage, IncidentPage, Latest, StoryPage
from .queries import CLAIM_ORDERS, ClaimOrder, ClaimQuery, DocumentQuery
from .relying import Chains, Relying, chains
from .schema import claims, readings
from .schema_compared import compared_documents
from .search import TextSearch
from .selecting import Masks, claim_masks, document_mask, hidden_readings, in_order, seen_claims, together
from .timeline import Step, Timeline, moments, timeline
from .told import originals_of, stories_with
from .told_incidents import incidents_with
from .withholding import NOTHING, Withheld
from .word_columns import Chosen, WordColumns, sentences, word_columns

T = TypeVar("T")

_KEPT = 64
"""Answers that are kept, so that the next page of the same question is there at once."""

_KEPT_WHOLE = 32
"""The same of what many questions need: orders of all claims, who relies on whom, which incidents there are."""

_KEPT_BESIDE = 256
"""The same of what others work out, most of it for one conflict each."""

_REST = 10
"""After bringing the columns up to date, they rest for so many times as long as it took."""

_AT_ONCE = 0.2
"""Where it takes fewer seconds, a question waits for it; else it is done beside, and the state before answers."""


class _State:
    """The columns as they were at one moment, with the answers worked out from them."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.spots = spots(columns.places)
        self.moments = moments(columns)
        self.once = Answers(_KEPT).once
        self.once_whole = Answers(_KEPT_WHOLE).once
        self.once_beside = Answers(_KEPT_BESIDE).once
        self._pairs = self._paired(None)

    def pairs_seen(self, withheld: Withheld) -> dict[str, Pairs]:
        """Which claims have which names, for whom these documents are withheld from."""
        if not withheld:
            return self._pairs
        return self.once(("pairs", withheld), lambda: self._paired(seen_claims(self.columns, withheld)))

    def _paired(self, seen: Bools | None) -> dict[str, Pairs]:
        named = {"actor": self.columns.actors, "source": self.columns.sources, "place": self.columns.places}
        return {name: pairs(names, seen) for name, names in named.items()}


class Browser:
    """A ledger to look through; see the module docstring.  ``watch`` gives a function whose number changes when others
    write.  The columns are read when the first question comes, or by :meth:`refresh`."""

    def __init__(self, engine: Engine, search: TextSearch, watch: Callable[[Engine], Callable[[], int]]) -> None:
        self._engine = engine
        self._search = search
        self._change = watch(engine)
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._seen = -1
        self._took = 0.0
        self._rested = 0.0

    def refresh(self) -> None:
        """Bring what is kept up to date with the ledger, if it has changed."""
        with self._lock:
            change = self._change()
            if self._state is None or change != self._seen:
                self._load(change)

    def claims(self, query: ClaimQuery, offset: int = 0, limit: int = 50, spot: Spot | None = None) -> ClaimPage:
        """The claims of ``query`` from number ``offset`` on, at most ``limit``, and how many there are in all; of those
        at ``spot``, exactly or not, where it is given."""
        state = self._now()
        found = self._found(state, query)
        if spot is not None:
            found = found[at_spot(state.columns, spot)[found]]
        keys = state.columns.key[found[offset : offset + limit]].tolist()
        with self._engine.connect() as connection:
            told = dict(entries(connection, [claims.c.key.in_(keys)], [claims.c.key])) if keys else {}
        return ClaimPage(len(found), tuple(told[key] for key in keys))

    def keys(self, query: ClaimQuery) -> Numbers:
        """The keys of the claims of ``query``, in its order."""
        state = self._now()
        return state.columns.key[self._found(state, query)]

    def facets(self, query: ClaimQuery, unknown: frozenset[str] = frozenset()) -> Facets:
        """What the claims of ``query`` can be narrowed to, each with how many claims that leaves; ``unknown`` are
        conflicts that are not to be named."""
        return self._facets(self._now(), replace(query, sort="read", limit=None), unknown)[0]

    def facet_totals(self, query: ClaimQuery, unknown: frozenset[str] = frozenset()) -> dict[str, int]:
        """How many choices each facet has, of which :meth:`facets` gives the first; see there."""
        return self._facets(self._now(), replace(query, sort="read", limit=None), unknown)[1]

    def facet(self, query: ClaimQuery, name: str, unknown: frozenset[str] = frozenset()) -> Values:
        """All choices of one facet (of ``facets.LONG``); see :meth:`facets`."""
        state, query = self._now(), replace(query, sort="read", limit=None)

        def count() -> Values:
            masks, named = self._masks(state, query), state.pairs_seen(query.withheld)
            return values_of(state.columns, masks, named, name, unknown)

        return state.once(("facet", name, query, unknown), count)

    def documents(self, query: DocumentQuery, offset: int = 0, limit: int = 50) -> DocumentPage:
        """The documents of ``query``, the latest published first; see :meth:`claims`."""
        state = self._now()
        found = state.once(query, lambda: self._documents(state, query))
        keys = found[offset : offset + limit].tolist()
        with self._engine.connect() as connection:
            told = stored_documents(connection, [readings.c.key.in_(keys)], self._latest()) if keys else ()
            return DocumentPage(len(found), tuple(told))

    def latest(self, withheld: Withheld = NOTHING) -> Latest:
        """The last that was stored, and the latest day of a report; without the documents ``withheld``."""
        columns = self._now().columns
        told, seen = columns.readings, ~hidden_readings(columns, withheld)
        last = int(np.flatnonzero(seen)[-1]) if seen.any() else -1
        day = int(told.start[seen].max(initial=0))
        number = int(seen[1:].sum()) if withheld else last  # keys would tell how many others there are
        return Latest(number, int(told.read[last]) if last >= 0 else 0, day)

    def uncompared(self, withheld: Withheld = NOTHING) -> int:
        """How many documents have not been compared since they were read last, without the documents ``withheld``."""
        return self._uncompared(self._now(), withheld)

    def reading(self, number: int, withheld: Withheld) -> int:
        """The key of the reading that has this number among those that are seen, as :meth:`latest` gives it."""
        columns = self._now().columns
        keys = np.flatnonzero(~hidden_readings(columns, withheld)[1:]) + 1
        return int(keys[min(number, len(keys)) - 1]) if number > 0 and len(keys) else 0

    def conflicts(self, query: DocumentQuery) -> list[tuple[str | None, int, int]]:
        """The conflicts that the documents of ``query`` tell of (null: none), those of most documents first: each with
        how many there are, and how many of them had been read before."""
        state = self._now()
        told = state.columns.readings
        keys = state.once(query, lambda: self._documents(state, query))
        number = np.bincount(told.conflict[keys])
        again = np.bincount(told.conflict[keys[told.again[keys]]], minlength=len(number))
        names = state.columns.codings["conflict"].values
        found = sorted(np.flatnonzero(number).tolist(), key=lambda i: (names[i] is None, -number[i], i))
        return [(names[i], int(number[i]), int(again[i])) for i in found]

    def incidents(
        self, query: ClaimQuery, offset: int = 0, limit: int | None = 50, *, single: bool = False
    ) -> IncidentPage:  # fmt: skip
        """The incidents of several claims (with ``single`` also those of one), of which one passes ``query``; see
        :meth:`claims`."""
        state = self._now()
        query = replace(query, sort="read", limit=None)

        def select_them() -> Numbers:
            groups = self._groups(state, incident_groups, query.withheld)
            return groups.having(self._mask(state, query), single=single)

        found = state.once(("incidents", query, single), select_them)
        keys = found[offset:][:limit].tolist()
        with self._engine.connect() as connection:
            some = incidents_with(connection, keys, self._originals(state, query.withheld), query.withheld)
            return IncidentPage(len(found), tuple(some))

    def stories(
        self, query: DocumentQuery, offset: int = 0, limit: int | None = 50, *, single: bool = False
    ) -> StoryPage:  # fmt: skip
        """The stories of several reports (with ``single`` also those of one), of which one passes ``query``; see
        :meth:`claims`."""
        state = self._now()
        query = replace(query, limit=None)

        def select_them() -> Numbers:
            groups = self._groups(state, story_groups, query.withheld)
            return groups.having(self._passing(state, query), single=single)

        found = state.once(("stories", query, single), select_them)
        keys = found[offset:][:limit].tolist()
        with self._engine.connect() as connection:
            some = stories_with(connection, keys, self._originals(state, query.withheld), query.withheld)
            return StoryPage(len(found), tuple(some))

    def relying(self, query: ClaimQuery) -> Relying:
        """Who relies on whom among the claims of ``query``; its filters of reports choose the reports."""
        return self._relying(self._now(), replace(query, sort="read", limit=None))

    def words(self, query: DocumentQuery) -> Chosen:
        """The words that sources choose in the documents of ``query``, as far as they are found."""
        state = self._now()

        def make() -> Chosen:
            every = state.once_whole(word_columns, lambda: self._words(state))
            originals = self._originals(state, query.withheld)
            return Chosen(every, state.columns, self._passing(state, query), originals)

        return state.once_whole(("words", query), make)

    def sentences(self, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str, str]]:
        """For words that stand there (id of a report, offset) their sentence; see ``word_columns.sentences``."""
        with self._engine.connect() as connection:
            return sentences(connection, places)

    def _relying(self, state: _State, query: ClaimQuery) -> Relying:
        names = ("conflict", "outlet", "published_since", "published_until", "read_since", "read_until", "read_after",
                 "withheld")  # fmt: skip
        reports = DocumentQuery(**{name: getattr(query, name) for name in names})

        def make() -> Relying:
            every = self._chains(state, query.withheld)
            return Relying(state.columns, every, self._mask(state, query), self._passing(state, reports))

        return state.once_whole(("relying", query), make)

    def _words(self, state: _State) -> WordColumns:
        with self._engine.connect() as connection:
            return word_columns(connection, state.columns)

    def _groups(
        self, state: _State, read: Callable[[Connection, Columns, Withheld], Groups], withheld: Withheld
    ) -> Groups:  # fmt: skip
        def make() -> Groups:
            with self._engine.connect() as connection:
                return read(connection, state.columns, withheld)

        return state.once_whole((read, withheld), make)

    def _originals(self, state: _State, withheld: Withheld) -> dict[str, str]:
        def make() -> dict[str, str]:
            with self._engine.connect() as connection:
                return originals_of(connection, withheld)

        return state.once_whole(("originals", withheld), make)

    def geography(self, query: ClaimQuery) -> Geography:
        """Where the claims of ``query`` are, whatever its order and limit."""
        state, query = self._now(), replace(query, sort="read", limit=None)
        return state.once(("geography", query), lambda: geography(state.columns, state.spots, self._mask(state, query)))

    def timeline(
        self, query: ClaimQuery, step: Step | None = None, span: tuple[date, date] | None = None
    ) -> Timeline | None:  # fmt: skip
        """When the claims of ``query`` happened; what it says of that time itself does not bear on it."""
        state, query = self._now(), replace(query, since=None, until=None, sort="read", limit=None)
        name = ("timeline", query, step, span)
        return state.once(name, lambda: timeline(state.moments, self._mask(state, query), step, span))

    def names_used(self, query: ClaimQuery, spot: Spot) -> tuple[UsedName, ...]:
        """What the claims of ``query`` call a place."""
        state = self._now()
        return names_used(state.columns, self._mask(state, query), spot)

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` works out from the ledger; the last few answers are kept under their names until it changes."""
        return self._now().once_beside(name, make)

    def _facets(
        self, state: _State, query: ClaimQuery, unknown: frozenset[str] = frozenset()
    ) -> tuple[Facets, dict[str, int]]:  # fmt: skip
        def count() -> tuple[Facets, dict[str, int]]:
            return facets(state.columns, self._masks(state, query), state.pairs_seen(query.withheld), unknown)

        return state.once(("facets", query, unknown), count)

    def _now(self) -> _State:
        if self._state is None:
            self.refresh()
        elif time.monotonic() >= self._rested:
            if self._took < _AT_ONCE:
                self.refresh()
            else:
                self._rested = time.monotonic() + _REST * self._took
                threading.Thread(target=self.refresh, daemon=True).start()
        assert self._state is not None
        return self._state

    def _load(self, change: int) -> None:
        begun = time.monotonic()
        before = arrays.empty() if self._state is None else self._state.columns
        with self._engine.connect() as connection, connection.begin():
            state = _State(arrays.extended(connection, before))
        self._prepare(state)
        self._state, self._seen = state, change
        self._took = time.monotonic() - begun
        self._rested = time.monotonic() + _REST * self._took

    def _prepare(self, state: _State) -> None:
        """Work out what pages of all conflicts need, so that nobody waits for it."""
        self._facets(state, ClaimQuery())
        for sort in CLAIM_ORDERS:
            self._order(state, sort)
        for read in (incident_groups, story_groups):
            self._groups(state, read, NOTHING)
        self._originals(state, NOTHING)
        self._uncompared(state, NOTHING)
        state.once_whole(word_columns, lambda: self._words(state))
        self._relying(state, ClaimQuery())

    def _uncompared(self, state: _State, withheld: Withheld) -> int:
        def count() -> int:
            told = state.columns.readings
            keys = np.flatnonzero(told.standing & ~hidden_readings(state.columns, withheld))
            return int(np.isin(keys, self._keys(select(compared_documents.c.reading)), invert=True).sum())

        return state.once_beside(("uncompared", withheld), count)

    @staticmethod
    def _order(state: _State, sort: ClaimOrder) -> Numbers:
        return state.once_whole(("order", sort), lambda: in_order(state.columns, sort))

    @staticmethod
    def _chains(state: _State, withheld: Withheld) -> Chains:
        seen = seen_claims(state.columns, withheld) if withheld else None
        return state.once_whole(("chains", withheld), lambda: chains(state.columns, seen))

    def _found(self, state: _State, query: ClaimQuery) -> Numbers:
        """Where the claims of a query stand in the columns, in its order."""

        def select_them() -> Numbers:
            order = self._order(state, query.sort)
            mask = self._mask(state, query)
            found = order[mask[order]]
            return found if query.limit is None else found[: query.limit]

        return state.once(query, select_them)

    def _mask(self, state: _State, query: ClaimQuery) -> Bools:
        return together(self._masks(state, query), len(state.columns.key))

    def _masks(self, state: _State, query: ClaimQuery) -> Masks:
        asked: dict[str, Select[tuple[int]]] = {}
        if query.text is not None:
            asked["text"] = self._search.claims_with(query.text)
        if query.id is not None:
            asked["id"] = select(claims.c.key).where(begins(claims.c.id, query.id))
        found = {name: state.once(("keys", name, getattr(query, name)), partial(self._keys, wanted))
                 for name, wanted in asked.items()}  # fmt: skip
        return claim_masks(state.columns, query, found)

    def _keys(self, wanted: Select[tuple[int]]) -> Numbers:
        with self._engine.connect() as connection:
            portions = [[key for (key,) in rows] for rows in arrays.portions(connection, wanted)]
        return np.fromiter(chain.from_iterable(portions), np.int64)

    def _documents(self, state: _State, query: DocumentQuery) -> Numbers:
        """The keys of the readings that stand for the documents of a query, the latest published first."""
        keys = np.flatnonzero(self._passing(state, query))
        return keys[np.lexsort((-keys, -state.columns.readings.start[keys]))]

    def _passing(self, state: _State, query: DocumentQuery) -> Bools:
        """By the keys of readings, which of them stand for documents of a query."""
        having: Bools | None = None
        if query.text is not None:
            wanted = self._search.documents_with(query.text)
            keys = state.once(("documents", query.text), lambda: self._keys(wanted))
            having = np.isin(state.columns.readings.of, keys)
        return document_mask(state.columns, query, having)

    @staticmethod
    def _latest() -> tuple[ColumnElement[Any], ...]:
        return readings.c.published_start.desc().nulls_last(), readings.c.key.desc()
