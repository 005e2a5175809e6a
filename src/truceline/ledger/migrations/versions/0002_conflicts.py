"""The conflict that a document tells of: derived, so that it may be worked out again at any time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; ``Ledger.assign_conflicts`` fills it."""
    op.create_table(
        "document_conflicts",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True),
        sa.Column("conflict", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
    )
    op.create_index("document_conflicts_conflict", "document_conflicts", ["conflict"])
