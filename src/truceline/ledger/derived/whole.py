"""Claims as they are compared: with sources, reports and incidents, as the derived tables have taken them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from ...compare.account import Account
from ...compare.incidents import Incident
from ...compare.independence import Voices
from ...records import Document
from .. import rows
from ..chunks import chunked
from ..joins import DOCUMENT_COLUMNS, with_documents
from ..parts import sources_of
from ..schema import claims, documents, incidents, readings
from ..schema_compared import compared_documents

_REPORTS_KEPT = 3000


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its key, the keys of its report and story, and that of its incident; null where it is of none."""

    key: int
    document: int
    story: int
    incident: int | None
    account: Account

    @property
    def order(self) -> tuple[str, str, int]:
        """By the day and the id of the report, whatever the order in which reports came."""
        report = self.account.claim.document
        return report.published.start or "", report.id, self.key


def in_order(one: Told) -> tuple[str, str, int]:
    """To sort claims by."""
    return one.order


class Loader:
    """Reads claims on a connection; keeps the reports read last."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._reports: dict[int, Document] = {}

    def of_stories(self, several: Iterable[int]) -> list[Told]:
        """The claims of stories, by the keys of these, in order."""
        return self._read(compared_documents.c.story.in_(part) for part in chunked(several))

    def of_incidents(self, several: Iterable[int]) -> list[Told]:
        """The claims of incidents, by the keys of these, in order."""
        members: list[int] = []
        for part in chunked(several):  # their keys first: joined at once, all reports may be gone through
            of = select(incidents.c.claim).where(incidents.c.incident.in_(part))
            members += self._connection.execute(of).scalars()
        return self.claims(members)

    def claims(self, keys: Iterable[int]) -> list[Told]:
        """The claims with these keys, in order."""
        return self._read(claims.c.key.in_(part) for part in chunked(keys))

    def voices(self, told: Iterable[Told]) -> Voices:
        """The voices of claims, by what is known of their reports."""
        heard: dict[str, frozenset[str]] = {}
        for part in chunked({one.document for one in told}):
            wanted = (
                select(documents.c.id, compared_documents.c.heard)
                .select_from(compared_documents.join(documents, documents.c.key == compared_documents.c.document))
                .where(compared_documents.c.document.in_(part))
            )
            heard.update((name, frozenset(several)) for name, several in self._connection.execute(wanted))
        return Voices(heard)

    def _read(self, conditions: Iterable[ColumnElement[bool]]) -> list[Told]:
        found = [one for condition in conditions for one in self._of(condition)]
        return sorted(found, key=in_order)

    def _of(self, condition: ColumnElement[bool]) -> Iterator[Told]:
        first = documents.alias("first")
        taken = compared_documents.c
        wanted = (
            select(*claims.c, taken.document, taken.story, taken.original, taken.conflict, first.c.id.label("story_id"),
                   incidents.c.incident)
            .select_from(compared_documents.join(claims, claims.c.reading == taken.reading)
                         .join(first, first.c.key == taken.story)
                         .outerjoin(incidents, incidents.c.claim == claims.c.key))
            .where(condition)
        )  # fmt: skip
        for part in chunked(self._connection.execute(wanted).mappings().all()):
            reports = self._documents({row["reading"] for row in part})
            sources = sources_of(self._connection, [row["key"] for row in part])
            for row in part:
                actors = map(rows.actor_of, sources.get(row["key"], ()))
                claim = rows.claim_of(row, reports[row["reading"]], actors, ())
                account = Account(claim, row["story_id"], row["original"], row["conflict"])
                yield Told(row["key"], row["document"], row["story"], row["incident"], account)

    def _documents(self, keys: set[int]) -> Mapping[int, Document]:
        missing = keys - self._reports.keys()
        if len(self._reports) > _REPORTS_KEPT:
            self._reports, missing = {}, keys
        for part in chunked(missing):
            wanted = select(*DOCUMENT_COLUMNS, readings.c.key.label("reading")).select_from(with_documents())
            for row in self._connection.execute(wanted.where(readings.c.key.in_(part))).mappings():
                self._reports[row["reading"]] = rows.document_of(row)
        return self._reports


def accounts_of(told: Iterable[Told]) -> list[Account]:
    """The accounts themselves."""
    return [one.account for one in told]


def incident_of_claims(told: Iterable[Told]) -> dict[str, int]:
    """The incidents of claims, by the ids of these; those of none are left out."""
    return {one.account.claim.id: one.incident for one in told if one.incident is not None}


def incidents_of(told: Sequence[Told]) -> list[Incident]:
    """The incidents among these claims, as far as they are among them."""
    found: dict[int, list[Account]] = {}
    for one in told:
        if one.incident is not None:
            found.setdefault(one.incident, []).append(one.account)
    return [Incident(tuple(several), None) for several in found.values()]


def stories_of_incidents(connection: Connection, several: Iterable[int]) -> set[int]:
    """The stories with a claim that is of one of these incidents."""
    found: set[int] = set()
    for part in chunked(several):
        from_ = compared_documents.join(claims, claims.c.reading == compared_documents.c.reading).join(
            incidents, incidents.c.claim == claims.c.key
        )
        wanted = select(compared_documents.c.story).select_from(from_).where(incidents.c.incident.in_(part)).distinct()
        found |= set(connection.execute(wanted).scalars())
    return found
