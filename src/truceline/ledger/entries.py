"""Claims as they are asked for: read from the tables in portions, each with its document, sources and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import ColumnElement, Connection, Select, select

from ..records import Document
from ..review.records import ReviewState
from . import rows
from .chunks import CHUNK
from .joins import DOCUMENT_COLUMNS, with_documents
from .parts import reasons_of, sources_of
from .schema import claims, conflicts, readings
from .schema_review import states
from .standing import CURRENT
from .store import Entry, Provenance


def entries(
    connection: Connection, conditions: Iterable[ColumnElement[bool]], order: Iterable[ColumnElement[object]],
    limit: int | None = None,
) -> Iterator[tuple[int, Entry]]:  # fmt: skip
    """The claims that fulfil conditions on claims, readings, documents and conflicts, each with its key."""
    state = select(states.c.state).where(states.c.claim == claims.c.key).scalar_subquery()
    wanted: Select[tuple[object, ...]] = (
        select(*claims.c, conflicts.c.conflict, CURRENT.label("current"), state.label("review_state"))
        .select_from(with_documents(claims.join(readings, claims.c.reading == readings.c.key)))
        .where(*conditions)
        .order_by(*order)
        .limit(limit)
    )
    cached: dict[int, tuple[Document, Provenance]] = {}
    for chunk in connection.execution_options(yield_per=CHUNK).execute(wanted).mappings().partitions():
        keys = [row["key"] for row in chunk]
        cached = _documents(connection, {row["reading"] for row in chunk}, cached)
        sources, why = sources_of(connection, keys), reasons_of(connection, keys)
        for row in chunk:
            document, by = cached[row["reading"]]
            actors, reasons = (found.get(row["key"], ()) for found in (sources, why))
            claim = rows.claim_of(row, document, map(rows.actor_of, actors), map(rows.reason_of, reasons))
            yield row["key"], Entry(claim, row["conflict"], bool(row["current"]), by, _state_of(row))


def _state_of(row: rows.Stored) -> ReviewState:
    state: ReviewState | None = row["review_state"]
    return "unreviewed" if state is None else state


def provenance_of(row: rows.Stored) -> Provenance:
    """What read a document, from a row of ``readings``."""
    return Provenance(
        row["version"], row["knowledge"], row["model"], row["read_at"], row["extractor"], row["extractor_version"]
    )


def _documents(
    connection: Connection, keys: set[int], cached: Mapping[int, tuple[Document, Provenance]]
) -> dict[int, tuple[Document, Provenance]]:
    """The documents of these readings; those read before are taken over, so that each text is fetched once."""
    found = {key: cached[key] for key in keys if key in cached}
    missing = keys - set(found)
    wanted = (
        select(*DOCUMENT_COLUMNS, readings.c.key.label("reading"))
        .select_from(with_documents())
        .where(readings.c.key.in_(missing))
    )
    for row in connection.execute(wanted).mappings() if missing else ():
        found[row["reading"]] = rows.document_of(row), provenance_of(row)
    return found
