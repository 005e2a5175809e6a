"""The store on a relational database, through SQLAlchemy: no SQL of one database in particular stands here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection, Engine, Table, delete, exists, func, insert, select
from sqlalchemy.exc import DatabaseError

from ..compare.account import Account
from ..compare.ceasefires import Timeline
from ..compare.incidents import Incident
from ..compare.wording import Use
from ..extractor import RULES
from ..records import Claim, Document
from . import custody, decisions, naming, restrictions, review_states, rows, uses
from .apart import Placings
from .browse import Browser
from .chunks import chunked
from .comparing import bring_up_to_date, up_to_date
from .derived import asking, updating
from .derived.brief import Brief
from .derived.records import Record, RecordKind
from .derived.without import Withouts
from .entries import entries
from .filters import claim_conditions, claim_order, document_conditions
from .joins import DOCUMENT_COLUMNS, with_documents
from .listing import stored_documents
from .people import PeopleTables, Writing
from .queries import ClaimQuery, DocumentQuery
from .review_base import Access
from .reviews import Reviews
from .schema import actors, claims, conflicts, documents, places, readings, reasons
from .search import TextSearch
from .standing import STANDING
from .store import (
    Compared,
    Entry,
    Fault,
    NewReading,
    Restriction,
    StoredConflict,
    StoredCopy,
    StoredDocument,
    StoredStory,
    Totals,
)
from .told import list_copies, list_stories, originals_of, stories_of
from .told_incidents import list_incidents
from .totals import totals
from .withholding import NOTHING, Withheld


class SqlStore:
    """A :class:`~truceline.ledger.store.Store` in the database of ``engine``.

    ``writing`` gives a transaction for writing, ``quietly`` one that does not count as a change of what there is to
    read; ``search`` is how the database finds words, ``file_faults`` what it finds wrong with its own files; ``change``
    watches it: what that gives is another number after something has changed.
    """

    def __init__(
        self,
        engine: Engine,
        writing: Writing,
        quietly: Writing,
        search: TextSearch,
        file_faults: Callable[[Connection], Iterable[str]],
        change: Callable[[Engine], Callable[[], int]],
    ) -> None:
        self._engine = engine
        self._writing = writing
        self._quietly = quietly
        self._search = search
        self._file_faults = file_faults
        self._change = change
        self._withheld: dict[str, tuple[int, Withheld]] = {}
        self._withouts = Withouts()

    def known(self, ids: Iterable[str], extractor: str | None = None) -> set[str]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return set(self._keys(connection, ids, extractor))

    def add(self, new: Iterable[NewReading], *, again: bool = False) -> list[bool]:
        """See :class:`~truceline.ledger.store.Store`."""
        given = list(new)
        with self._writing(self._engine) as connection:
            added = [self._add_one(connection, reading, again) for reading in given]
            review_states.refresh_decided(connection, [reading.document.id for reading in given])
            self._search.update(connection)
        return added

    def entries(self, query: ClaimQuery) -> Iterator[Entry]:
        """See :class:`~truceline.ledger.store.Store`."""
        order = claim_order(query.sort)
        with self._engine.connect() as connection:
            for _, entry in entries(connection, claim_conditions(query, self._search), order, query.limit):
                yield entry

    def accounts(self, query: ClaimQuery) -> Iterator[Account]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            original = originals_of(connection, query.withheld)
            placings = Placings(connection, query.withheld)
            for several in chunked(self.entries(query)):
                story = stories_of(connection, {e.claim.document.id for e in several}, placings)
                for entry in several:
                    document = entry.claim.document.id
                    yield Account(entry.claim, story.get(document), original.get(document), entry.conflict)

    def documents(self, query: DocumentQuery) -> Iterator[StoredDocument]:
        """See :class:`~truceline.ledger.store.Store`."""
        conditions = document_conditions(query, self._search)
        with self._engine.connect() as connection:
            yield from stored_documents(connection, conditions, (documents.c.key,), query.limit)

    def document(self, document_id: str) -> Document | None:
        """See :class:`~truceline.ledger.store.Store`."""
        standing = select(*DOCUMENT_COLUMNS).select_from(with_documents()).where(STANDING)
        wanted = standing.where(documents.c.id == document_id)
        with self._engine.connect() as connection:
            row = connection.execute(wanted).mappings().first()
        return None if row is None else rows.document_of(row)

    def totals(self, withheld: Withheld = NOTHING) -> Totals:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return totals(connection, withheld)

    def set_conflicts(self, new: Iterable[tuple[str, tuple[str, float] | None]]) -> None:
        """See :class:`~truceline.ledger.store.Store`."""
        given = dict(new)
        with self._writing(self._engine) as connection:
            for document_id, key in self._keys(connection, given).items():
                _set_conflict(connection, key, given[document_id])
            naming.find_conflicts(connection)
            updating.bring_up_to_date(connection, ())

    def conflicts(self, withheld: Withheld = NOTHING) -> list[StoredConflict]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return naming.list_conflicts(connection, withheld)

    def unfounded(self, withheld: Withheld) -> frozenset[str]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return naming.unfounded(connection, withheld)

    def name_conflict(self, conflict: str, name: str) -> None:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._writing(self._engine) as connection:
            naming.name_conflict(connection, conflict, name)

    def compare(self, *, again: bool = False, most: int | None = None) -> Compared:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            if not again and up_to_date(connection):
                return Compared(0, 0, 0, 0)
        with self._writing(self._engine) as connection:
            return bring_up_to_date(connection, again=again, most=most)

    def last_reading(self) -> int:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.max(readings.c.key))).scalar() or 0

    def stories(self, query: DocumentQuery) -> Iterator[StoredStory]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            yield from list_stories(connection, query, self._search)

    def copies(self, query: DocumentQuery) -> Iterator[StoredCopy]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            yield from list_copies(connection, query, self._search)

    def incidents(self, query: ClaimQuery, *, single: bool = True) -> Iterator[Incident]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            yield from list_incidents(connection, query, self._search, single)

    def restrict(self, document_id: str, readers: Iterable[str], by: str) -> Restriction:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._writing(self._engine) as connection:
            return restrictions.record(connection, document_id, readers, by)

    def restrictions(self) -> list[Restriction]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return restrictions.in_force(connection)

    def restrictions_of(self, document_id: str) -> list[Restriction]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return restrictions.history(connection, document_id)

    def withheld_from(self, name: str) -> Withheld:
        """See :class:`~truceline.ledger.store.Store`; the same object for as long as no restriction changes."""
        with self._engine.connect() as connection, connection.begin():
            version = restrictions.version(connection)
            kept = self._withheld.get(name)
            if kept is None or kept[0] != version:
                kept = self._withheld[name] = version, restrictions.withheld_from(connection, name)
        return kept[1]

    def record_keys(self, kind: RecordKind, query: ClaimQuery, choice: asking.Choice) -> list[asking.Ref]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return asking.record_keys(connection, kind, query, choice, self._search, self._withouts)

    def records(self, refs: Sequence[asking.Ref], withheld: Withheld = NOTHING) -> list[Record]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            touched = self._withouts.touched(connection, withheld) if withheld else None
            return asking.records(connection, refs, touched)

    def briefs(self, refs: Sequence[asking.Ref], withheld: Withheld = NOTHING) -> list[Brief]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            touched = self._withouts.touched(connection, withheld) if withheld else None
            return asking.briefs(connection, refs, touched)

    def timelines(self, conflicts: Sequence[str] = (), withheld: Withheld = NOTHING) -> list[Timeline]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return list(asking.stored_timelines(connection, conflicts, withheld, self._withouts))

    def words(self, query: DocumentQuery) -> Iterator[Use]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            yield from uses.stored(connection, document_conditions(query, self._search))

    def unheard(self, query: DocumentQuery) -> int:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return uses.unheard(connection, document_conditions(query, self._search))

    def to_hear(self, query: DocumentQuery, number: int) -> list[Document]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            return uses.pending(connection, document_conditions(query, self._search), number)

    def add_words(self, document_id: str, found: Iterable[Use]) -> None:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._writing(self._engine) as connection:
            wanted = select(documents.c.key, readings.c.key).select_from(with_documents())
            key, reading = connection.execute(wanted.where(STANDING, documents.c.id == document_id)).one()
            uses.put(connection, key, reading, found)

    def browser(self) -> Browser:
        """See :class:`~truceline.ledger.store.Store`."""
        return Browser(self._engine, self._search, self._change)

    def people(self) -> PeopleTables:
        """See :class:`~truceline.ledger.store.Store`."""
        return PeopleTables(self._engine, self._quietly)

    def reviews(self) -> Reviews:
        """See :class:`~truceline.ledger.store.Store`."""
        return Reviews(Access(self._engine, self._writing, self._quietly, self._search, self.compare))

    def faults(self, noted: str | None = None) -> Iterator[Fault]:
        """See :class:`~truceline.ledger.store.Store`."""
        with self._engine.connect() as connection:
            try:
                yield from (Fault(None, None, what) for what in self._file_faults(connection))
                yield from custody.faults(connection)
                yield from decisions.faults(connection, noted)
            except DatabaseError as error:
                yield Fault(None, None, f"the file cannot be read any further: {error.orig}")

    def close(self) -> None:
        """See :class:`~truceline.ledger.store.Store`."""
        self._engine.dispose()

    @staticmethod
    def _keys(connection: Connection, ids: Iterable[str], extractor: str | None = None) -> dict[str, int]:
        keys: dict[str, int] = {}
        read_by = exists().where(readings.c.document == documents.c.key, readings.c.extractor == extractor)
        for part in chunked(ids):
            wanted = select(documents.c.id, documents.c.key).where(documents.c.id.in_(part))
            found = connection.execute(wanted if extractor is None else wanted.where(read_by))
            keys.update({row.id: row.key for row in found})
        return keys

    def _add_one(self, connection: Connection, new: NewReading, again: bool) -> bool:
        by = new.by
        if not again and self._keys(connection, [new.document.id], by.extractor):
            return False
        key = self._keys(connection, [new.document.id]).get(new.document.id)
        if key is None:
            key = _insert(connection, documents, rows.document_row(new.document))
        row = {
            "read_at": by.read_at,
            "version": by.version,
            "knowledge": by.knowledge,
            "model": by.model,
            "extractor": by.extractor,
            "extractor_version": by.extractor_version,
            "status": "read" if new.reason is None else "not_read",
            "reason": new.reason,
            **rows.reading_row(new.document),
        }
        distinct: dict[str, Claim] = {}
        for claim in new.claims:
            distinct.setdefault(claim.id, claim)
        claim_rows = [rows.claim_row(claim) for claim in distinct.values()]
        digest = rows.reading_digest(new.document.id, row, [claim["sha256"] for claim in claim_rows])
        reading = _insert(connection, readings, {"document": key, "reading_sha256": digest, **row})
        self._add_claims(connection, reading, zip(distinct.values(), claim_rows, strict=True))
        if new.uses is not None:
            uses.put(connection, key, reading, new.uses)
        if by.extractor == RULES.name or not self._keys(connection, [new.document.id], RULES.name):
            _set_conflict(connection, key, new.conflict)
        return True

    @staticmethod
    def _add_claims(connection: Connection, reading: int, new: Iterable[tuple[Claim, rows.Row]]) -> None:
        parts: dict[Table, list[rows.Row]] = {actors: [], places: [], reasons: []}
        for claim, claim_row in new:
            key = _insert(connection, claims, {"reading": reading, **claim_row})
            parts[actors] += [{"claim": key, **row} for row in rows.actor_rows(claim)]
            parts[places] += [{"claim": key, **row} for row in rows.place_rows(claim)]
            parts[reasons] += [{"claim": key, **row} for row in rows.reason_rows(claim)]
        for table, new_rows in parts.items():
            if new_rows:
                connection.execute(insert(table), new_rows)


def _insert(connection: Connection, table: Table, row: rows.Row) -> int:
    key = connection.execute(insert(table), row).inserted_primary_key
    assert key is not None
    return int(key[0])


def _set_conflict(connection: Connection, key: int, conflict: tuple[str, float] | None) -> None:
    connection.execute(delete(conflicts).where(conflicts.c.document == key))
    if conflict is not None:
        connection.execute(insert(conflicts), {"document": key, "conflict": conflict[0], "score": conflict[1]})
