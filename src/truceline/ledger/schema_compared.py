"""The tables of what claims say side by side: tolls, disputes, agreements and steps of ceasefires, worked out from the
claims, so that they may be emptied and worked out anew at any time.  See ``ledger.derived``.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from .schema import metadata

compared_methods = Table("compared_methods", metadata, Column("method", String, primary_key=True))

compared_documents = Table(
    "compared_documents",
    metadata,
    Column("document", ForeignKey("documents.key"), primary_key=True),
    Column("reading", ForeignKey("readings.key"), nullable=False),
    Column("story", ForeignKey("documents.key"), nullable=False),
    Column("original", String),
    Column("conflict", String),
    Column("heard", JSON, nullable=False),
    Index("compared_documents_story", "story"),
    Index("compared_documents_reading", "reading"),
)

compared_cells = Table(
    "compared_cells",
    metadata,
    Column("kind", String, primary_key=True),
    Column("cell", String, primary_key=True),
    Column("claim", ForeignKey("claims.key"), primary_key=True),
    Column("document", ForeignKey("documents.key"), nullable=False),
    Index("compared_cells_claim", "claim"),
    Index("compared_cells_document", "document"),
)

compared_records = Table(
    "compared_records",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("group", String, nullable=False),
    Column("id", String, nullable=False),
    Column("conflict", String),
    Column("whole", Boolean, nullable=False),
    Column("sort", String, nullable=False),
    Column("day", String(10)),
    Column("voices", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("marked", Boolean, nullable=False),
    Column("record", Text, nullable=False),
    Index("compared_records_group", "group"),
    Index("compared_records_id", "id"),
    Index("compared_records_listed", "kind", "conflict", "day", "sort", "id", "voices", "figures", "marked"),
)

record_claims = Table(
    "record_claims",
    metadata,
    Column("record", ForeignKey("compared_records.key"), primary_key=True),
    Column("claim", ForeignKey("claims.key"), primary_key=True),
    Column("occasion", Boolean, nullable=False),
    Index("record_claims_claim", "claim"),
)

compared_timelines = Table(
    "compared_timelines",
    metadata,
    Column("group", String, primary_key=True),
    Column("conflict", String),
    Column("story", String),
    Column("timeline", Text, nullable=False),
    Index("compared_timelines_conflict", "conflict"),
)

COMPARED = (
    record_claims, compared_records, compared_timelines, compared_cells, compared_documents, compared_methods,
)  # fmt: skip
"""All of them, in an order in which they can be emptied."""
