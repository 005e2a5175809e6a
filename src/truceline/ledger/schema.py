"""The tables of the ledger as they are in the newest version; nothing else.

``documents`` holds what can never change: the stored text.  A ``reading`` is what one version of the program made of
it on one day; claims belong to a reading.  A later reading of the same document by the same extractor supersedes the
earlier ones, whose claims stay.  Described for users in docs/reference/ledger-schema.md; migrations/ brings older
ledgers here.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0013"
"""The newest migration: what a ledger's ``alembic_version`` says when it is up to date."""

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", ForeignKey("documents.key"), nullable=False),
    Column("read_at", String, nullable=False),
    Column("version", String, nullable=False),
    Column("knowledge", String, nullable=False),
    Column("model", String),
    Column("extractor", String, nullable=False),
    Column("extractor_version", String),
    Column("status", String, nullable=False),
    Column("reason", String),
    Column("title", Text),
    Column("outlet", String),
    Column("url", Text),
    Column("path", Text),
    Column("language", String),
    Column("sha256", String(64)),
    Column("media_type", String),
    Column("published_text", String),
    Column("published_start", String(10)),
    Column("published_end", String(10)),
    Column("published_basis", String, nullable=False),
    Column("published_evidence", JSON, nullable=False),
    Column("dateline", JSON(none_as_null=True)),
    Column("reading_sha256", String(64), nullable=False, server_default=""),
    Index("readings_document", "document", "key"),
    Index("readings_published", "published_start"),
)

claims = Table(
    "claims",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("reading", ForeignKey("readings.key"), nullable=False),
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("quotation", String, nullable=False),
    Column("channel", String),
    Column("said", JSON(none_as_null=True)),
    Column("sentence_index", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("span", Text, nullable=False),
    Column("type", String),
    Column("mode", String),
    Column("harm", String),
    Column("object", String),
    Column("victims", String),
    Column("scope", String),
    Column("action", String),
    Column("count_best", Integer),
    Column("count_low", Integer),
    Column("count_high", Integer),
    Column("time_start", String(10)),
    Column("time_end", String(10)),
    Column("body", JSON, nullable=False),
    Column("sha256", String(64), nullable=False),
    UniqueConstraint("reading", "id", name="claims_reading_id"),
    Index("claims_id", "id"),
    Index("claims_kind", "kind", "type", "mode"),
    Index("claims_harm", "harm"),
    Index("claims_time", "time_start", "time_end"),
)

actors = Table(
    "claim_actors",
    metadata,
    Column("claim", ForeignKey("claims.key"), primary_key=True),
    Column("part", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("name", String),
    Column("country", String(3)),
    Column("sector", String),
    Column("wikidata", String),
    Column("role", String),
    Column("folded", Text, nullable=False),
    Index("claim_actors_name", "name"),
    Index("claim_actors_country", "country"),
)

places = Table(
    "claim_places",
    metadata,
    Column("claim", ForeignKey("claims.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("name", String),
    Column("country", String(3)),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonames", Integer),
    Column("wikidata", String),
    Column("precision", String),
    Column("folded", Text, nullable=False),
    Index("claim_places_name", "name"),
    Index("claim_places_country", "country"),
)

reasons = Table(
    "claim_reasons",
    metadata,
    Column("claim", ForeignKey("claims.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("part", String, nullable=False),
    Column("by", String, nullable=False),
    Column("text", Text),
    Column("score", Float),
)

conflicts = Table(
    "document_conflicts",
    metadata,
    Column("document", ForeignKey("documents.key"), primary_key=True),
    Column("conflict", String, nullable=False),
    Column("score", Float, nullable=False),
    Index("document_conflicts_conflict", "conflict"),
)

terms = Table(
    "document_terms",
    metadata,
    Column("document", ForeignKey("documents.key"), primary_key=True),
    Column("reading", ForeignKey("readings.key"), nullable=False),
    Column("method", String, nullable=False),
    Column("day", String(10)),
    Column("terms", JSON, nullable=False),
    Index("document_terms_day", "day"),
)

bands = Table(
    "document_bands",
    metadata,
    Column("value", BigInteger, primary_key=True, autoincrement=False),
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("document", ForeignKey("documents.key"), primary_key=True, autoincrement=False),
    Index("document_bands_document", "document"),
)

copies = Table(
    "document_copies",
    metadata,
    Column("copy", ForeignKey("documents.key"), primary_key=True, autoincrement=False),
    Column("of", ForeignKey("documents.key"), primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("share_of_copy", Float, nullable=False),
    Column("share_of_original", Float, nullable=False),
    Column("sure", Boolean, nullable=False),
    Column("why", String, nullable=False),
    Index("document_copies_of", "of"),
)

stories = Table(
    "document_stories",
    metadata,
    Column("document", ForeignKey("documents.key"), primary_key=True),
    Column("story", ForeignKey("documents.key"), nullable=False),
    Column("likeness", Float),
    Column("shared", JSON, nullable=False),
    Index("document_stories_story", "story"),
)

document_incidents = Table(
    "document_incidents",
    metadata,
    Column("document", ForeignKey("documents.key"), primary_key=True),
    Column("reading", ForeignKey("readings.key"), nullable=False),
    Column("story", ForeignKey("documents.key"), nullable=False),
    Index("document_incidents_story", "story"),
)

incidents = Table(
    "claim_incidents",
    metadata,
    Column("claim", ForeignKey("claims.key"), primary_key=True),
    Column("part", ForeignKey("claims.key"), nullable=False),
    Column("found", ForeignKey("claims.key"), nullable=False),
    Column("incident", ForeignKey("claims.key"), nullable=False),
    Index("claim_incidents_part", "part"),
    Index("claim_incidents_found", "found"),
    Index("claim_incidents_incident", "incident"),
)

incident_keys = Table(
    "incident_keys",
    metadata,
    Column("kind", String, primary_key=True),
    Column("place", String, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("part", ForeignKey("claims.key"), primary_key=True),
    Index("incident_keys_part", "part"),
)

contested = Table(
    "contested_claims",
    metadata,
    Column("claim", ForeignKey("claims.key"), primary_key=True, autoincrement=False),
)

found_conflicts = Table(
    "found_conflicts",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("sides", JSON, nullable=False),
)

conflict_names = Table(
    "conflict_names",
    metadata,
    Column("conflict", String, primary_key=True),
    Column("name", String, nullable=False),
)

DERIVED = (contested, incident_keys, incidents, document_incidents, stories, copies, bands, terms)
"""Tables that are worked out from documents and claims, and may be worked out anew at any time."""

APPEND_ONLY = ("documents", "readings", "claims", "claim_actors", "claim_places", "claim_reasons", "decisions")
"""Tables whose rows no program may change or remove once written."""

from . import schema_review as _review  # noqa: E402, F401  # its tables are part of the same metadata
