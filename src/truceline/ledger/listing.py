"""Documents as they are listed: each with the reading that stands for it, and how many claims that has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Label, func, select

from . import rows
from .chunks import CHUNK
from .entries import provenance_of
from .joins import DOCUMENT_COLUMNS, with_documents
from .schema import claims, conflicts, readings
from .store import StoredDocument


def stored_documents(
    connection: Connection, conditions: Iterable[ColumnElement[bool]], order: Iterable[ColumnElement[Any]],
    limit: int | None = None,
) -> Iterator[StoredDocument]:  # fmt: skip
    """The documents of the readings that fulfil conditions on readings, documents and conflicts."""
    earlier = readings.alias("every")
    wanted = (
        select(
            *DOCUMENT_COLUMNS,
            conflicts.c.conflict,
            _count(earlier, earlier.c.document == readings.c.document, "readings"),
            _count(claims, claims.c.reading == readings.c.key, "claims"),
        )
        .select_from(with_documents())
        .where(*conditions)
        .order_by(*order)
        .limit(limit)
    )
    for row in connection.execution_options(yield_per=CHUNK).execute(wanted).mappings():
        yield StoredDocument(
            rows.document_of(row), row["status"], row["reason"], row["conflict"], provenance_of(row),
            row["readings"], row["claims"],
        )  # fmt: skip


def _count(table: Any, condition: ColumnElement[bool], name: str) -> Label[int]:
    return select(func.count()).select_from(table).where(condition).correlate(readings).scalar_subquery().label(name)
