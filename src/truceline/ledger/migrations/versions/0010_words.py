"""The words that sources choose, found once and kept: derived from documents, so that they may be found again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables; ``truceline read`` and ``Ledger.words`` fill them."""
    op.create_table(
        "document_heard",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.key"), nullable=False),
        sa.Column("method", sa.String, nullable=False),
    )
    op.create_table(
        "document_words",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True, autoincrement=False),
        sa.Column("start", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("neutral", sa.String, nullable=False),
        sa.Column("term", sa.String, nullable=False),
        sa.Column("plain", sa.Boolean, nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("outlet", sa.String),
        sa.Column("printed", sa.String),
        sa.Column("claimant", sa.Text),
        sa.Column("chain", sa.JSON, nullable=False),
        sa.Column("sentence_index", sa.Integer, nullable=False),
        sa.Column("sentence_start", sa.Integer, nullable=False),
        sa.Column("sentence_end", sa.Integer, nullable=False),
        sa.Column("same", sa.BigInteger, nullable=False),
    )
