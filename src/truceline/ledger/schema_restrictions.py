"""The table of restrictions: which documents only named people may read.

Rows are only ever added: each says who may read a document from then on, and the latest one counts.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table

from .schema import metadata

restrictions = Table(
    "restrictions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", ForeignKey("documents.key"), nullable=False),
    Column("readers", JSON, nullable=False),
    Column("set_by", String, nullable=False),
    Column("set_at", String, nullable=False),
    Index("restrictions_document", "document", "key"),
)
