"""Tolls, disputes, agreements and ceasefires: derived from claims, so that they may be worked out again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables; ``Ledger.compare`` fills them."""
    op.create_table("compared_methods", sa.Column("method", sa.String, primary_key=True))
    op.create_table(
        "compared_documents",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.key"), nullable=False),
        sa.Column("story", sa.Integer, sa.ForeignKey("documents.key"), nullable=False),
        sa.Column("original", sa.String),
        sa.Column("conflict", sa.String),
        sa.Column("heard", sa.JSON, nullable=False),
    )
    op.create_index("compared_documents_story", "compared_documents", ["story"])
    op.create_index("compared_documents_reading", "compared_documents", ["reading"])
    op.create_table(
        "compared_cells",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("cell", sa.String, primary_key=True),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.key"), primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), nullable=False),
    )
    op.create_index("compared_cells_claim", "compared_cells", ["claim"])
    op.create_index("compared_cells_document", "compared_cells", ["document"])
    op.create_table(
        "compared_records",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("group", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("conflict", sa.String),
        sa.Column("whole", sa.Boolean, nullable=False),
        sa.Column("sort", sa.String, nullable=False),
        sa.Column("day", sa.String(10)),
        sa.Column("voices", sa.Integer, nullable=False),
        sa.Column("figures", sa.Integer, nullable=False),
        sa.Column("marked", sa.Boolean, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_index("compared_records_group", "compared_records", ["group"])
    op.create_index("compared_records_id", "compared_records", ["id"])
    listed = ["kind", "conflict", "day", "sort", "id", "voices", "figures", "marked"]
    op.create_index("compared_records_listed", "compared_records", listed)
    op.create_table(
        "record_claims",
        sa.Column("record", sa.Integer, sa.ForeignKey("compared_records.key"), primary_key=True),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.key"), primary_key=True),
        sa.Column("occasion", sa.Boolean, nullable=False),
    )
    op.create_index("record_claims_claim", "record_claims", ["claim"])
    op.create_table(
        "compared_timelines",
        sa.Column("group", sa.String, primary_key=True),
        sa.Column("conflict", sa.String),
        sa.Column("story", sa.String),
        sa.Column("timeline", sa.Text, nullable=False),
    )
    op.create_index("compared_timelines_conflict", "compared_timelines", ["conflict"])
