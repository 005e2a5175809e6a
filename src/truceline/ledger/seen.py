"""The ledger as one person may see it: all but the documents that are withheld from them, and what comes of these.

:class:`Seen` answers what a :class:`~truceline.ledger.store.Store` answers, :class:`SeenBrowser` what a
:class:`~truceline.ledger.browse.Browser` does, both as if the documents withheld were not there.  Neither can change
anything.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from ..compare.account import Account
from ..compare.ceasefires import Timeline
from ..compare.incidents import Incident
from ..records import Document
from . import timeline as days
from .arrays import Numbers
from .browse import Browser
from .derived.asking import Choice, Ref
from .derived.brief import Brief
from .derived.records import Record, RecordKind
from .facets import Facets, Values
from .geography import Geography, Spot, UsedName
from .pages import ClaimPage, DocumentPage, IncidentPage, Latest, StoryPage
from .queries import NO_CONFLICT, ClaimQuery, DocumentQuery
from .relying import Relying
from .store import (
    Entry,
    Restriction,
    Store,
    StoredConflict,
    StoredCopy,
    StoredDocument,
    StoredStory,
    StoryReport,
    Totals,
)
from .timeline import Step
from .withholding import Withheld
from .word_columns import Chosen

T = TypeVar("T")
Q = TypeVar("Q", ClaimQuery, DocumentQuery)
C = TypeVar("C", Entry, Account, StoredDocument, StoryReport)

_MOST_MATCHING = 12


class Seen:
    """What a store tells somebody from whom documents are ``withheld``; ``browser`` is one of the same store."""

    def __init__(self, store: Store, browser: Browser, withheld: Withheld) -> None:
        self._store = store
        self._browser = browser
        self.withheld = withheld

    @cached_property
    def unfounded(self) -> frozenset[str]:
        """The ids of conflicts that were found by the help of documents withheld, and are not known without these."""
        return self._store.unfounded(self.withheld) if self.withheld else frozenset()

    def entries(self, query: ClaimQuery) -> Iterator[Entry]:
        """See :class:`~truceline.ledger.store.Store`."""
        return map(self.known, self._store.entries(self.asked(query)))

    def accounts(self, query: ClaimQuery) -> Iterator[Account]:
        """See :class:`~truceline.ledger.store.Store`."""
        return map(self.known, self._store.accounts(self.asked(query)))

    def documents(self, query: DocumentQuery) -> Iterator[StoredDocument]:
        """See :class:`~truceline.ledger.store.Store`."""
        return map(self.known, self._store.documents(self.asked(query)))

    def document(self, document_id: str) -> Document | None:
        """See :class:`~truceline.ledger.store.Store`; null for one that is withheld, as for one that is not there."""
        return None if document_id in self.withheld else self._store.document(document_id)

    def matching(self, beginning: str) -> list[Entry]:
        """The claims whose id begins so, each once, current ones first; at most a dozen."""
        found: dict[str, Entry] = {}
        for superseded in (False, True):
            query = ClaimQuery(id=beginning, superseded=superseded, limit=_MOST_MATCHING)
            for entry in self.entries(query):
                kept = found.setdefault(entry.claim.id, entry)
                if not kept.current and entry.read_by.read_at >= kept.read_by.read_at:
                    found[entry.claim.id] = entry
        return list(found.values())

    def totals(self) -> Totals:
        """See :class:`~truceline.ledger.store.Store`."""
        return self._store.totals(self.withheld)

    def conflicts(self) -> list[StoredConflict]:
        """See :class:`~truceline.ledger.store.Store`; nearly every page names them, so they are kept until the ledger
        changes."""
        name = ("conflicts", self.withheld)
        return list(self._browser.once(name, lambda: self._store.conflicts(self.withheld)))

    def stories(self, query: DocumentQuery) -> Iterator[StoredStory]:
        """See :class:`~truceline.ledger.store.Store`; named by their first reports that are seen."""
        if not self.withheld:
            return self._store.stories(query)
        found = self._browser.stories(self.asked(query), limit=query.limit, single=True)
        return map(self.known_story, found.stories)

    def copies(self, query: DocumentQuery) -> Iterator[StoredCopy]:
        """See :class:`~truceline.ledger.store.Store`."""
        return self._store.copies(self.asked(query))

    def incidents(self, query: ClaimQuery, *, single: bool = True) -> Iterator[Incident]:
        """See :class:`~truceline.ledger.store.Store`."""
        if not self.withheld:
            return self._store.incidents(query, single=single)
        found = self._browser.incidents(self.asked(query), limit=query.limit, single=single)
        return map(self.known_incident, found.incidents)

    def record_keys(self, kind: RecordKind, query: ClaimQuery, choice: Choice) -> list[Ref]:
        """See :class:`~truceline.ledger.store.Store`."""
        return self._store.record_keys(kind, self.asked(query), choice)

    def records(self, refs: Sequence[Ref]) -> list[Record]:
        """See :class:`~truceline.ledger.store.Store`."""
        return self._store.records(refs, self.withheld)

    def briefs(self, refs: Sequence[Ref]) -> list[Brief]:
        """See :class:`~truceline.ledger.store.Store`."""
        return self._store.briefs(refs, self.withheld)

    def timelines(self, conflicts: Sequence[str] = ()) -> list[Timeline]:
        """See :class:`~truceline.ledger.store.Store`."""
        known = [one for one in conflicts if one not in self.unfounded]
        return self._store.timelines(known, self.withheld) if known or not conflicts else []

    def restrictions_of(self, document_id: str) -> list[Restriction]:
        """What was set and lifted for a document that is seen, the latest last."""
        return [] if document_id in self.withheld else self._store.restrictions_of(document_id)

    def asked(self, query: Q) -> Q:
        """A query that leaves out what is withheld, by whatever name it asks for it."""
        if not self.withheld:
            return query
        wanted = query.conflict
        if wanted and self.unfounded:
            wanted = tuple(one for one in wanted if one not in self.unfounded) or ("",)
            wanted += tuple(sorted(self.unfounded)) if NO_CONFLICT in wanted else ()
        withheld = query.withheld | self.withheld if query.withheld else self.withheld
        if query.read_after is not None:
            query = replace(query, read_after=self._browser.reading(query.read_after, self.withheld))
        if isinstance(query, ClaimQuery) and query.sort == "disputed":  # which claims are is kept of all documents
            query = replace(query, sort="confidence")
        return replace(query, withheld=withheld, conflict=wanted)

    def known(self, one: C) -> C:
        """Something stored, without a conflict that is not known to who asks."""
        return replace(one, conflict=None) if one.conflict in self.unfounded else one

    def known_story(self, story: StoredStory) -> StoredStory:
        """See :meth:`known`."""
        return replace(story, reports=tuple(map(self.known, story.reports))) if self.unfounded else story

    def known_incident(self, incident: Incident) -> Incident:
        """See :meth:`known`."""
        return replace(incident, accounts=tuple(map(self.known, incident.accounts))) if self.unfounded else incident


class SeenBrowser:
    """What a browser tells who sees ``seen``; what is kept is kept apart for everybody from whom other documents are
    withheld."""

    def __init__(self, browser: Browser, seen: Seen) -> None:
        self._browser = browser
        self._seen = seen

    def claims(self, query: ClaimQuery, offset: int = 0, limit: int = 50, spot: Spot | None = None) -> ClaimPage:
        """See :class:`~truceline.ledger.browse.Browser`."""
        found = self._browser.claims(self._seen.asked(query), offset, limit, spot)
        return replace(found, entries=tuple(map(self._seen.known, found.entries)))

    def keys(self, query: ClaimQuery) -> Numbers:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.keys(self._seen.asked(query))

    def facets(self, query: ClaimQuery) -> Facets:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.facets(self._seen.asked(query), self._seen.unfounded)

    def facet_totals(self, query: ClaimQuery) -> dict[str, int]:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.facet_totals(self._seen.asked(query), self._seen.unfounded)

    def facet(self, query: ClaimQuery, name: str) -> Values:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.facet(self._seen.asked(query), name, self._seen.unfounded)

    def documents(self, query: DocumentQuery, offset: int = 0, limit: int = 50) -> DocumentPage:
        """See :class:`~truceline.ledger.browse.Browser`."""
        found = self._browser.documents(self._seen.asked(query), offset, limit)
        return replace(found, documents=tuple(map(self._seen.known, found.documents)))

    def incidents(
        self, query: ClaimQuery, offset: int = 0, limit: int = 50, *, single: bool = False
    ) -> IncidentPage:  # fmt: skip
        """See :class:`~truceline.ledger.browse.Browser`."""
        found = self._browser.incidents(self._seen.asked(query), offset, limit, single=single)
        return replace(found, incidents=tuple(map(self._seen.known_incident, found.incidents)))

    def stories(
        self, query: DocumentQuery, offset: int = 0, limit: int = 50, *, single: bool = False
    ) -> StoryPage:  # fmt: skip
        """See :class:`~truceline.ledger.browse.Browser`."""
        found = self._browser.stories(self._seen.asked(query), offset, limit, single=single)
        return replace(found, stories=tuple(map(self._seen.known_story, found.stories)))

    def latest(self) -> Latest:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.latest(self._seen.withheld)

    def uncompared(self) -> int:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.uncompared(self._seen.withheld)

    def conflicts(self, query: DocumentQuery) -> list[tuple[str | None, int, int]]:
        """See :class:`~truceline.ledger.browse.Browser`."""
        found = self._browser.conflicts(self._seen.asked(query))
        unknown = [one for one in found if one[0] is None or one[0] in self._seen.unfounded]
        known = [one for one in found if one not in unknown]
        others = None, sum(reports for _, reports, _ in unknown), sum(again for *_, again in unknown)
        return [*known, others] if unknown else known

    def relying(self, query: ClaimQuery) -> Relying:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.relying(self._seen.asked(query))

    def words(self, query: DocumentQuery) -> Chosen:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.words(self._seen.asked(query))

    def sentences(self, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str, str]]:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.sentences(place for place in places if place[0] not in self._seen.withheld)

    def geography(self, query: ClaimQuery) -> Geography:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.geography(self._seen.asked(query))

    def timeline(
        self, query: ClaimQuery, step: Step | None = None, span: tuple[date, date] | None = None
    ) -> days.Timeline | None:  # fmt: skip
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.timeline(self._seen.asked(query), step, span)

    def names_used(self, query: ClaimQuery, spot: Spot) -> tuple[UsedName, ...]:
        """See :class:`~truceline.ledger.browse.Browser`."""
        return self._browser.names_used(self._seen.asked(query), spot)

    def once(self, name: Hashable, make: Callable[[], T]) -> T:
        """See :class:`~truceline.ledger.browse.Browser`; ``make`` has to ask nothing but what is seen."""
        return self._browser.once((self._seen.withheld, name), make)
