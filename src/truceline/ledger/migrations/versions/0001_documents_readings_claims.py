"""Documents, readings and claims, none of which can be changed once written."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = ("documents", "readings", "claims", "claim_actors", "claim_places", "claim_reasons")

CURRENT_READINGS = """
CREATE VIEW current_readings AS
SELECT r.* FROM readings r
WHERE NOT EXISTS (SELECT 1 FROM readings later WHERE later.document = r.document AND later.key > r.key)
"""

CURRENT_DOCUMENTS = """
CREATE VIEW current_documents AS
SELECT d.id, r.title, r.outlet, r.url, r.path, r.language, r.published_text, r.published_start, r.published_end,
       r.published_basis, r.published_evidence, r.dateline, r.sha256, d.text_sha256, r.media_type, r.read_at,
       r.version, r.knowledge, r.model, r.status, r.reason, d.text
FROM current_readings r JOIN documents d ON d.key = r.document
"""

CURRENT_CLAIMS = """
CREATE VIEW current_claims AS
SELECT c.*, d.id AS document_id FROM claims c
JOIN current_readings r ON r.key = c.reading JOIN documents d ON d.key = r.document
"""


def upgrade() -> None:
    """Make the tables, the views of what is current, and the triggers that keep the rows as they are."""
    _documents()
    _claims()
    _parts()
    for view in (CURRENT_READINGS, CURRENT_DOCUMENTS, CURRENT_CLAIMS):
        op.execute(view)
    if op.get_bind().dialect.name == "sqlite":
        _forbid_changes_in_sqlite()


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), nullable=False),
        sa.Column("read_at", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("knowledge", sa.String, nullable=False),
        sa.Column("model", sa.String),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("title", sa.Text),
        sa.Column("outlet", sa.String),
        sa.Column("url", sa.Text),
        sa.Column("path", sa.Text),
        sa.Column("language", sa.String),
        sa.Column("sha256", sa.String(64)),
        sa.Column("media_type", sa.String),
        sa.Column("published_text", sa.String),
        sa.Column("published_start", sa.String(10)),
        sa.Column("published_end", sa.String(10)),
        sa.Column("published_basis", sa.String, nullable=False),
        sa.Column("published_evidence", sa.JSON, nullable=False),
        sa.Column("dateline", sa.JSON),
    )
    op.create_index("readings_document", "readings", ["document", "key"])
    op.create_index("readings_published", "readings", ["published_start"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.key"), nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("modality", sa.String, nullable=False),
        sa.Column("background", sa.Boolean, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("quotation", sa.String, nullable=False),
        sa.Column("channel", sa.String),
        sa.Column("said", sa.JSON),
        sa.Column("sentence_index", sa.Integer, nullable=False),
        sa.Column("sentence_start", sa.Integer, nullable=False),
        sa.Column("sentence_end", sa.Integer, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("span", sa.Text, nullable=False),
        sa.Column("type", sa.String),
        sa.Column("mode", sa.String),
        sa.Column("harm", sa.String),
        sa.Column("object", sa.String),
        sa.Column("victims", sa.String),
        sa.Column("scope", sa.String),
        sa.Column("action", sa.String),
        sa.Column("count_best", sa.Integer),
        sa.Column("count_low", sa.Integer),
        sa.Column("count_high", sa.Integer),
        sa.Column("time_start", sa.String(10)),
        sa.Column("time_end", sa.String(10)),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.UniqueConstraint("reading", "id", name="claims_reading_id"),
    )
    op.create_index("claims_id", "claims", ["id"])
    op.create_index("claims_kind", "claims", ["kind", "type", "mode"])
    op.create_index("claims_harm", "claims", ["harm"])
    op.create_index("claims_time", "claims", ["time_start", "time_end"])


def _parts() -> None:
    op.create_table(
        "claim_actors",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.key"), primary_key=True),
        sa.Column("part", sa.String, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("name", sa.String),
        sa.Column("country", sa.String(3)),
        sa.Column("sector", sa.String),
        sa.Column("wikidata", sa.String),
        sa.Column("role", sa.String),
        sa.Column("folded", sa.Text, nullable=False),
    )
    op.create_index("claim_actors_name", "claim_actors", ["name"])
    op.create_index("claim_actors_country", "claim_actors", ["country"])
    op.create_table(
        "claim_places",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.key"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("name", sa.String),
        sa.Column("country", sa.String(3)),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("geonames", sa.Integer),
        sa.Column("wikidata", sa.String),
        sa.Column("precision", sa.String),
        sa.Column("folded", sa.Text, nullable=False),
    )
    op.create_index("claim_places_name", "claim_places", ["name"])
    op.create_index("claim_places_country", "claim_places", ["country"])
    op.create_table(
        "claim_reasons",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.key"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("part", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("score", sa.Float),
    )


def _forbid_changes_in_sqlite() -> None:
    for table in APPEND_ONLY:
        for deed, word in (("UPDATE", "changed"), ("DELETE", "removed")):
            op.execute(
                f"CREATE TRIGGER {table}_never_{word} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never {word}'); END"
            )
