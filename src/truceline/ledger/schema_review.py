"""The tables of review: the log of decisions, leases, and what is derived from the log to be searched."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from .schema import metadata

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("verb", String, nullable=False),
    Column("document", String),
    Column("text_sha256", String(64)),
    Column("claim", String),
    Column("extractor", String),
    Column("kind", String),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("incident", String),
    Column("round", String),
    Column("verdict", String),
    Column("undoes", Integer),
    Column("old", JSON(none_as_null=True)),
    Column("new", JSON(none_as_null=True)),
    Column("why", Text),
    Column("origin", JSON(none_as_null=True)),
    Column("before", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Index("decisions_claim", "claim", "by"),
    Index("decisions_document", "document", "verb"),
    Index("decisions_by", "by", "number"),
    Index("decisions_round", "round", "claim"),
    Index("decisions_verb", "verb"),
    Index("decisions_undoes", "undoes", unique=True),
)

leases = Table(
    "review_leases",
    metadata,
    Column("claim", String, primary_key=True),
    Column("by", String, nullable=False),
    Column("until", String, nullable=False),
)

states = Table(
    "claim_reviews",
    metadata,
    Column("claim", ForeignKey("claims.key"), primary_key=True, autoincrement=False),
    Column("item", String, nullable=False),
    Column("state", String, nullable=False),
    Column("changed", Boolean, nullable=False),
    Index("claim_reviews_item", "item"),
    Index("claim_reviews_state", "state"),
)
