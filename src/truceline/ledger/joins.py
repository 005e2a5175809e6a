"""The joins and columns that several questions to the tables share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement

from .schema import conflicts, documents, readings

READING_COLUMNS: tuple[ColumnElement[Any], ...] = tuple(c for c in readings.c if c.name not in ("key", "document"))
"""What a reading says of its document; its own key is asked for under another name where it is needed."""

DOCUMENT_COLUMNS: tuple[ColumnElement[Any], ...] = (
    documents.c.id.label("document_id"),
    documents.c.text,
    *READING_COLUMNS,
)
"""What :func:`~truceline.ledger.rows.document_of` needs."""


def with_documents(origin: Any = readings) -> Any:
    """``origin``, a join with readings or these themselves, with documents and the conflicts that they tell of."""
    return origin.join(documents, readings.c.document == documents.c.key).outerjoin(
        conflicts, conflicts.c.document == documents.c.key
    )
