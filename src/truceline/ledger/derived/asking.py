"""Asking for what claims say side by side: which records, in which order, and these with their claims."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
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
from ..withholding import Withheld
from .brief import Brief, claim_ids, shorten
from .packing import unpack
from .records import Packed, Record, RecordKind, columns
from .timelines import unpack_timeline
from .touched import Touched
from .without import PackedTimeline, Withouts

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
        return self.takes(columns(record))

    def takes(self, told: Mapping[str, Any]) -> bool:
        """The same by the columns of a record."""
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


Ref = int | Packed
"""The key of a record that is kept, or one that was worked out without documents that are withheld."""


def record_keys(
    connection: Connection, kind: RecordKind, query: ClaimQuery, choice: Choice, search: TextSearch,
    withouts: Withouts,
) -> list[Ref]:  # fmt: skip
    """The records of a kind that have a claim which passes the query, in order: as they are kept, or, where documents
    are withheld, in part worked out without these."""
    if not query.withheld:  # by the index alone: no record is looked at
        wanted = _chosen(kind, query, choice, search, query.conflict).with_only_columns(_records.key)
        return list(connection.execute(wanted).scalars())
    touched = withouts.touched(connection, query.withheld)
    among = tuple(one for one in query.conflict if one and one not in touched.unknown)
    if query.conflict and not among:
        return []
    rows = connection.execute(_chosen(kind, query, choice, search, among))
    found: list[tuple[Order, Ref]] = [
        (_order(choice, row.voices, row.day, row.sort, row.id), row.key)
        for row in rows if row.group not in touched.groups
    ]  # fmt: skip
    every = withouts.records(connection, query.withheld, frozenset(among))
    made = [one for one in every if one.columns["kind"] == kind and choice.takes(one.columns)]
    for one in _passing(connection, made, query, search):
        told = one.columns
        found.append((_order(choice, told["voices"], told["day"], told["sort"], told["id"]), one))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


Order = tuple[bool, int, str, str]


def _order(choice: Choice, voices: int, day: str | None, sort: str, id_: str) -> Order:
    """What records are put in order by, as the ledger does it."""
    return choice.rivals_first and voices < 2, -int(day.replace("-", "")) if day else 0, sort, id_


def _chosen(
    kind: RecordKind, query: ClaimQuery, choice: Choice, search: TextSearch, among: Sequence[str]
) -> Select[Any]:  # fmt: skip
    """Records that are kept, in order; see :func:`stored_for`."""
    told = (_records.key, _records.group, _records.voices, _records.day, _records.sort, _records.id)
    wanted = select(*told).where(
        _records.kind == kind, _records.voices >= choice.voices, _records.figures >= choice.figures
    )
    wanted = wanted.where(_among(among) if among else _records.whole)
    if choice.sorts:
        wanted = wanted.where(_records.sort.in_(choice.sorts))
    if choice.marked:
        wanted = wanted.where(_records.marked)
    if _chooses(query):
        wanted = wanted.where(_records.key.in_(_having(query, search)))
    single = case((_records.voices < 2, 1), else_=0)
    latest = (_records.day.desc().nulls_last(), _records.sort, _records.id)
    return wanted.order_by(*((single, *latest) if choice.rivals_first else latest))


def _among(conflicts: Sequence[str]) -> ColumnElement[bool]:
    """That a record was found among the reports of these, which are a conflict and its parts: a group of reports of
    one of them is as it is, of another group there are records of all of them together."""
    war = whole_of(conflicts)
    if war is None:
        raise ValueError(f"what reports of {', '.join(conflicts)} say side by side is not kept")
    if len(conflicts) == 1:
        return _records.conflict == war
    return and_(_records.conflict.in_(conflicts), or_(_records.whole, _records.conflict == war))


def _chooses(query: ClaimQuery) -> bool:
    """Whether a query asks for more than what is said in a conflict."""
    return query != ClaimQuery(conflict=query.conflict, withheld=query.withheld)


def _passing(
    connection: Connection, made: list[Packed], query: ClaimQuery, search: TextSearch
) -> list[Packed]:  # fmt: skip
    """The records with a claim that passes the query."""
    if not _chooses(query):
        return made
    passing: set[int] = set()
    for part in chunked(sorted({claim for one in made for claim in one.claims.values()})):
        wanted = _claims_passing(query, search).where(claims.c.key.in_(part))
        passing |= set(connection.execute(wanted).scalars())
    return [one for one in made if not passing.isdisjoint(one.claims.values())]


def _having(query: ClaimQuery, search: TextSearch) -> Select[tuple[int]]:
    passing = _claims_passing(query, search)
    return select(record_claims.c.record).where(record_claims.c.claim.in_(passing), ~record_claims.c.occasion)


def _claims_passing(query: ClaimQuery, search: TextSearch) -> Select[Any]:
    return (
        select(claims.c.key)
        .select_from(with_documents(claims.join(readings, claims.c.reading == readings.c.key)))
        .where(*claim_conditions(query, search))
    )


def records(connection: Connection, refs: Sequence[Ref], touched: Touched | None = None) -> list[Record]:
    """These records, in that order; ``touched`` is what the documents bear on that are withheld from who asks.

    Left out are those that were worked out anew since they were asked for.
    """
    found: dict[Ref, Record] = {}
    for part in chunked(refs):
        told = _packed(connection, part, touched)
        claims_of = _claims_of(connection, told)
        around = _Around(connection, set(claims_of.values()), touched)
        found.update((ref, around.record(kind, record)) for ref, (kind, record) in told.items())
    return [found[ref] for ref in refs if ref in found]


def briefs(connection: Connection, refs: Sequence[Ref], touched: Touched | None = None) -> list[Brief]:
    """The same records in short; see :func:`records`."""
    told = _packed(connection, refs, touched)
    left = {ref: shorten(kind, record) for ref, (kind, record) in told.items()}
    shown = {claim for kind, record in told.values() for claim in claim_ids(kind, record)}
    claims_of = _claims_of(connection, told)
    around = _Around(connection, {key for name, key in claims_of.items() if name in shown}, touched)
    return [Brief(around.record(*told[ref]), left[ref]) for ref in refs if ref in told]


def _packed(
    connection: Connection, refs: Sequence[Ref], touched: Touched | None
) -> dict[Ref, tuple[RecordKind, dict[str, Any]]]:  # fmt: skip
    """The kinds of records, and what was packed; of those kept only what is not of a group that is touched, lest a key
    that was asked for earlier has come to be that of another record."""
    found: dict[Ref, tuple[RecordKind, str]] = {
        one: (one.columns["kind"], one.columns["record"]) for one in refs if isinstance(one, Packed)
    }
    keys = [one for one in refs if isinstance(one, int)]
    wanted = select(_records.key, _records.kind, _records.group, _records.record).where(_records.key.in_(keys))
    for row in connection.execute(wanted):
        if touched is None or row.group not in touched.groups:
            found[row.key] = row.kind, row.record
    return {ref: (kind, msgspec.json.decode(record)) for ref, (kind, record) in found.items()}


def _claims_of(connection: Connection, refs: Iterable[Ref]) -> dict[str, int]:
    """The keys of the claims of records, by their ids."""
    several = list(refs)
    told = (
        select(claims.c.id, claims.c.key)
        .select_from(record_claims.join(claims, claims.c.key == record_claims.c.claim))
        .where(record_claims.c.record.in_([one for one in several if isinstance(one, int)]))
        .distinct()
    )
    found = {row.id: row.key for row in connection.execute(told)}
    for one in several:
        if isinstance(one, Packed):
            found.update({**one.claims, **one.beside})
    return found


class _Around:
    """The claims of some records as accounts, as they were when they were compared; ``touched`` as in
    :func:`records`."""

    def __init__(self, connection: Connection, keys: Iterable[int], touched: Touched | None) -> None:
        elsewhere = {} if touched is None else touched.belongs
        self.accounts: dict[str, Account] = {}
        heard: dict[str, frozenset[str]] = {}
        for part in chunked(keys):
            told = list(entries(connection, [claims.c.key.in_(part)], [claims.c.key]))
            of = _taken(connection, {entry.claim.document.id for _, entry in told})
            for _, entry in told:
                report = of[entry.claim.document.id]
                heard[report.id] = frozenset(report.heard)
                where = elsewhere.get(report.key) or (report.story, report.original, report.conflict)
                self.accounts[entry.claim.id] = Account(entry.claim, *where[-3:])
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
            select(documents.c.key, documents.c.id, first.c.id.label("story"), told.original, told.conflict, told.heard)
            .select_from(compared_documents.join(documents, documents.c.key == told.document)
                         .join(first, first.c.key == told.story))
            .where(documents.c.id.in_(part))
        )  # fmt: skip
        found.update({row.id: row for row in connection.execute(wanted)})
    return found


def stored_timelines(
    connection: Connection, conflicts: Sequence[str], withheld: Withheld, withouts: Withouts
) -> Iterator[Timeline]:  # fmt: skip
    """The timelines of ceasefires, of these conflicts or of all, by the conflict; those of no known one last."""
    touched = withouts.touched(connection, withheld) if withheld else None
    told = list(_kept_timelines(connection, conflicts, touched.groups if touched else ()))
    told += withouts.timelines(connection, withheld, conflicts) if withheld else ()
    for part in chunked(sorted(told, key=lambda one: (one.conflict is None, one.conflict or one.story or ""))):
        around = _Around(connection, {claim for one in part for claim in one.claims}, touched)
        for one in part:
            yield unpack_timeline(one.timeline, one.conflict, around.accounts)


def _kept_timelines(
    connection: Connection, conflicts: Sequence[str], touched: Container[str]
) -> Iterator[PackedTimeline]:  # fmt: skip
    kept, cells = compared_timelines.c, compared_cells.c
    wanted = select(compared_timelines)
    if conflicts:
        unknown = [kept.conflict.is_(None)] if NO_CONFLICT in conflicts else []
        wanted = wanted.where(or_(kept.conflict.in_(conflicts), *unknown))
    for row in connection.execute(wanted).all():
        if f"ceasefire {row.group}" not in touched:
            of = select(cells.claim).where(cells.kind == "ceasefire", cells.cell == row.group)
            told = frozenset(connection.execute(of).scalars())
            yield PackedTimeline(row.conflict, row.story, row.timeline, told)
