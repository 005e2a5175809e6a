"""Copies and stories: derived from documents and claims, so that they may be worked out again at any time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables; ``Ledger.compare`` fills them."""
    op.create_table(
        "document_terms",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.key"), nullable=False),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("day", sa.String(10)),
        sa.Column("terms", sa.JSON, nullable=False),
    )
    op.create_index("document_terms_day", "document_terms", ["day"])
    op.create_table(
        "document_bands",
        sa.Column("value", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("band", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True, autoincrement=False),
    )
    op.create_index("document_bands_document", "document_bands", ["document"])
    op.create_table(
        "document_copies",
        sa.Column("copy", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True, autoincrement=False),
        sa.Column("of", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("share_of_copy", sa.Float, nullable=False),
        sa.Column("share_of_original", sa.Float, nullable=False),
        sa.Column("sure", sa.Boolean, nullable=False),
        sa.Column("why", sa.String, nullable=False),
    )
    op.create_index("document_copies_of", "document_copies", ["of"])
    op.create_table(
        "document_stories",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True),
        sa.Column("story", sa.Integer, sa.ForeignKey("documents.key"), nullable=False),
        sa.Column("likeness", sa.Float),
        sa.Column("shared", sa.JSON, nullable=False),
    )
    op.create_index("document_stories_story", "document_stories", ["story"])
