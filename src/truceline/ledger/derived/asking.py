"""Asking for what claims say side by side: which records, in which order, and these with their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, or_, select

from ...compare.account import Account
from ...compare.agreements import Agreement
from ...compare.ceasefires import Timeline
from ...compare.dispute import Dispute, between
from ...compare.independence import Voices
from ...compare.series import Tally
from ...knowledge.nested import whole_of
from ..chunks import chunked
from ..entries import entries
from ..filters import claim_conditions
from ..joins import with_documents
from ..queries import NO_CONFLICT, ClaimQuery
from ..schema import claims, documents, readings
from ..schema_compared import compared_cells, compared_documents, compared_records, compared_timelines, record_claims
from ..search import TextSearch
from .brief import Brief, claim_ids, shorten
from .packing import unpack
from .records import Record, RecordKind, columns
from .timelines import unpack_timeline

KINDS: Mapping[str, type[Record]] = {"toll": Tally, "dispute": Dispute, "agreement": Agreement}

_records = compared_records.c

AMONG = ("conflict", "extractor", "superseded", "withheld")
"""Filters of claims that say among which claims things are compared; the others choose among what comes out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which records: of these sorts (of disputes and agreements), with so many voices (claimants, positions,
    independent sources) and figures at least, only with a mark (a note of a check; opposing sides) if ``marked``.

    They come with the latest first; with ``rivals_first``, those of several voices before the others.
    """

    sorts: tuple[str, ...] = ()
    voices: int = 0
    figures: int = 0
    marked: bool = False
    rivals_first: bool = False

    def passes(self, record: Record) -> bool:
        """Whether a record is one of those."""
        told = columns(record)
        return (
            (not self.sorts or told["sort"] in self.sorts)
            and told["voices"] >= self.voices
            and told["figures"] >= self.figures
            and (told["marked"] or not self.marked)
        )


def stored_for(filters: Mapping[str, Any]) -> bool:
    """Whether what these filters ask for is kept: what is said among all claims, or among those of one conflict and its
    parts."""
    given = {name: value for name, value in filters.items() if value}
    conflicts = ClaimQuery.of(**filters).conflict
    return not given.keys() & {"extractor", "superseded", "withheld"} and (
        not conflicts or whole_of(conflicts) is not None
    )


def record_keys(
    connection: Connection, kind: RecordKind, query: ClaimQuery, choice: Choice, search: TextSearch
) -> list[int]:
    """The keys of the records of a kind that have a claim which passes the query, in order; see :func:`stored_for`."""
    wanted = select(_records.key).where(
        _records.kind == kind, _records.voices >= choice.voices, _records.figures >= choice.figures
    )
    wanted = wanted.where(_among(query.conflict) if query.conflict else _records.whole)
    if choice.sorts:
        wanted = wanted.where(_records.sort.in_(choice.sorts))
    if choice.marked:
        wanted = wanted.where(_records.marked)
    if query != ClaimQuery(conflict=query.conflict):
        wanted = wanted.where(_records.key.in_(_having(query, search)))
    single = case((_records.voices < 2, 1), else_=0)
    latest = (_records.day.desc().nulls_last(), _records.sort, _records.id)
    return list(connection.execute(wanted.order_by(*((single, *latest) if choice.rivals_first else latest))).scalars())


def _among(conflicts: Sequence[str]) -> ColumnElement[bool]:
    """That a record was found among the reports of these, which are a conflict and its parts: a group of reports of
    one of them is as it is, of another group there are records of all of them together."""
    war = whole_of(conflicts)
    if war is None:
        raise ValueError(f"what reports of {', '.join(conflicts)} say side by side is not kept")
    if len(conflicts) == 1:
        return _records.conflict == war
    return and_(_records.conflict.in_(conflicts), or_(_records.whole, _records.conflict == war))


def _having(query: ClaimQuery, search: TextSearch) -> Select[tuple[int]]:
    passing = (
        select(claims.c.key)
        .select_from(with_documents(claims.join(readings, claims.c.reading == readings.c.key)))
        .where(*claim_conditions(query, search))
    )
    return select(record_claims.c.record).where(record_claims.c.claim.in_(passing), ~record_claims.c.occasion)


def records(connection: Connection, keys: Sequence[int]) -> list[Record]:
    """The records with these keys, in that order; those that are not there any more are left out."""
    found: dict[int, Record] = {}
    for part in chunked(keys):
        wanted = select(_records.key, _records.kind, _records.record).where(_records.key.in_(part))
        rows = connection.execute(wanted).all()
        of = select(record_claims.c.claim).where(record_claims.c.record.in_(part)).distinct()
        around = _Around(connection, connection.execute(of).scalars())
        for row in rows:
            found[row.key] = around.record(row.kind, msgspec.json.decode(row.record))
    return [found[key] for key in keys if key in found]


def briefs(connection: Connection, keys: Sequence[int]) -> list[Brief]:
    """The records with these keys in short, in that order; see :func:`records`."""
    wanted = select(_records.key, _records.kind, _records.record).where(_records.key.in_(keys))
    packed = {row.key: (row.kind, msgspec.json.decode(row.record)) for row in connection.execute(wanted)}
    left = {key: shorten(kind, record) for key, (kind, record) in packed.items()}
    shown = {claim for kind, record in packed.values() for claim in claim_ids(kind, record)}
    told = (
        select(claims.c.key, claims.c.id)
        .select_from(record_claims.join(claims, claims.c.key == record_claims.c.claim))
        .where(record_claims.c.record.in_(keys))
        .distinct()
    )
    around = _Around(connection, [row.key for row in connection.execute(told) if row.id in shown])
    return [Brief(around.record(*packed[key]), left[key]) for key in keys if key in packed]


class _Around:
    """The claims of some records as accounts, as they were when they were compared."""

    def __init__(self, connection: Connection, keys: Iterable[int]) -> None:
        self.accounts: dict[str, Account] = {}
        heard: dict[str, frozenset[str]] = {}
        for part in chunked(keys):
            told = list(entries(connection, [claims.c.key.in_(part)], [claims.c.key]))
            of = _taken(connection, {entry.claim.document.id for _, entry in told})
            for _, entry in told:
                report = of[entry.claim.document.id]
                heard[report.id] = frozenset(report.heard)
                self.accounts[entry.claim.id] = Account(entry.claim, report.story, report.original, report.conflict)
        self._voices = Voices(heard)

    def record(self, kind: RecordKind, packed: dict[str, Any]) -> Record:
        """The record that was packed."""
        made: Record = unpack(KINDS[kind], packed, self.accounts)
        return replace(made, between=between(made.positions, self._voices)) if isinstance(made, Dispute) else made


def _taken(connection: Connection, ids: Iterable[str]) -> dict[str, Row[Any]]:
    """What is known of documents, by their ids."""
    first = documents.alias("first")
    told = compared_documents.c
    found: dict[str, Row[Any]] = {}
    for part in chunked(ids):
        wanted = (
            select(documents.c.id, first.c.id.label("story"), told.original, told.conflict, told.heard)
            .select_from(compared_documents.join(documents, documents.c.key == told.document)
                         .join(first, first.c.key == told.story))
            .where(documents.c.id.in_(part))
        )  # fmt: skip
        found.update({row.id: row for row in connection.execute(wanted)})
    return found


def stored_timelines(connection: Connection, conflicts: Sequence[str]) -> Iterator[Timeline]:
    """The timelines of ceasefires, of these conflicts or of all, by the conflict; those of no known one last."""
    kept = compared_timelines.c
    wanted = select(compared_timelines).order_by(kept.conflict.is_(None), kept.conflict, kept.story)
    if conflicts:
        unknown = [kept.conflict.is_(None)] if NO_CONFLICT in conflicts else []
        wanted = wanted.where(or_(kept.conflict.in_(conflicts), *unknown))
    cells = compared_cells.c
    for part in chunked(connection.execute(wanted).all()):
        of = select(cells.claim).where(cells.kind == "ceasefire", cells.cell.in_([row.group for row in part]))
        around = _Around(connection, connection.execute(of).scalars())
        for row in part:
            yield unpack_timeline(row.timeline, row.conflict, around.accounts)
