"""Writing what was worked out from groups of claims into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, func, insert, select

from ...compare.agreements import Agreement
from ...compare.closed import Worked
from ...compare.dispute import Dispute
from ...compare.series import Tally
from ...knowledge.nested import wars_of, with_parts
from ..chunks import CHUNK, chunked
from ..queries import NO_CONFLICT
from ..rows import Row
from ..schema_compared import compared_records, record_claims
from .groups import Group, Keep
from .packing import pack
from .whole import Told

RecordKind = Literal["toll", "dispute", "agreement"]
Record = Tally | Dispute | Agreement

_records = compared_records.c


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """A record as it is kept: ``columns`` of its own, the keys of its ``claims`` by their ids, and the same of those
    that tell of the occasion only."""

    columns: Row
    claims: Mapping[str, int]
    beside: Mapping[str, int]


def packed(kind: RecordKind, record: Record, keys: Mapping[str, int]) -> Packed:
    """A record to be kept; ``keys`` are those of claims, by their ids."""
    days = record.days
    told = {account.claim.id: keys[account.claim.id] for account in record.accounts}
    occasion = record.occasion if isinstance(record, Dispute) else ()
    beside = {a.claim.id: keys[a.claim.id] for a in occasion if a.claim.id not in told}
    day = days[1].isoformat() if days else None
    return Packed({"kind": kind, "id": record.id, "day": day, "record": pack(record), **columns(record)}, told, beside)


class Writer:
    """Puts the records of groups in the place of those that they had."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next = (connection.execute(select(func.max(_records.key))).scalar() or 0) + 1
        self._records: list[Row] = []
        self._claims: list[Row] = []

    def forget(self, groups: Iterable[str]) -> None:
        """Remove the records of groups."""
        for part in chunked(groups):
            keys = list(self._connection.execute(select(_records.key).where(_records.group.in_(part))).scalars())
            for some in chunked(keys):
                self._connection.execute(delete(record_claims).where(record_claims.c.record.in_(some)))
                self._connection.execute(delete(compared_records).where(_records.key.in_(some)))

    def write(self, group: Group) -> None:
        """Work out the records of a group; where it has reports of several conflicts also those of the reports of each
        of these, and of each that they are part of."""
        keys = {one.account.claim.id: one.key for one in group.told}
        conflicts = frozenset(_conflict(one) for one in (*group.told, *group.around))
        every = list(listed_records(group.work()))
        of = next(iter(conflicts)) if len(conflicts) == 1 else None
        self._add(group.name, every, keys, of, whole=True)
        for some, asked_as in _among(conflicts).items() if len(conflicts) > 1 else ():
            found = every if some == conflicts else list(listed_records(group.work(of_conflicts(some))))
            for conflict in asked_as:
                self._add(group.name, found, keys, conflict, whole=False)
        if len(self._records) > CHUNK:
            self.flush()

    def _add(
        self, group: str, found: Iterable[tuple[RecordKind, Record]], keys: Mapping[str, int], of: str | None, *,
        whole: bool,
    ) -> None:  # fmt: skip
        for kind, record in found:
            key, self._next = self._next, self._next + 1
            made = packed(kind, record, keys)
            self._records.append({"key": key, "group": group, "conflict": of, "whole": whole, **made.columns})
            self._claims += [{"record": key, "claim": claim, "occasion": False} for claim in made.claims.values()]
            self._claims += [{"record": key, "claim": claim, "occasion": True} for claim in made.beside.values()]

    def flush(self) -> None:
        """Write what is not written yet."""
        for table, new in ((compared_records, self._records), (record_claims, self._claims)):
            if new:
                self._connection.execute(insert(table), new)
        self._records, self._claims = [], []


def _conflict(one: Told) -> str:
    return one.account.conflict or NO_CONFLICT


def of_conflicts(conflicts: frozenset[str]) -> Keep:
    """To look only at the claims of reports of these conflicts."""
    return lambda one: _conflict(one) in conflicts


def _among(conflicts: frozenset[str]) -> dict[frozenset[str], list[str]]:
    """Which of the conflicts of a group somebody asks for, with those by which they do: that of a war asks for its
    parts too."""
    found: dict[frozenset[str], list[str]] = {}
    for war in sorted({war for conflict in conflicts for war in wars_of(conflict)}):
        found.setdefault(conflicts & frozenset(with_parts((war,))), []).append(war)
    return found


def listed_records(made: Worked) -> Iterator[tuple[RecordKind, Record]]:
    """The records of a group, each with its kind."""
    yield from (("toll", one) for one in made.tolls)
    yield from (("dispute", one) for one in made.disputes)
    yield from (("agreement", one) for one in made.agreements)


def columns(record: Record) -> Row:
    """What records can be chosen by."""
    match record:
        case Tally():
            figures = sum(len(series.entries) for series in record.series)
            noted = any(series.notes for series in record.series)
            return {"sort": "tally", "voices": len(record.series), "figures": figures, "marked": noted}
        case Dispute():
            return {"sort": record.kind, "voices": len(record.positions), "figures": 0, "marked": False}
        case Agreement():
            voices = len(record.independent)
            return {"sort": record.kind, "voices": voices, "figures": 0, "marked": record.across_sides}
