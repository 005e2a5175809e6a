"""Incidents, which claims speak of one happening, and conflicts found from who fights whom: derived from claims, so
that they may be worked out again.  And the names that users give to conflicts.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables; ``Ledger.compare`` fills them."""
    op.create_table(
        "document_incidents",
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), primary_key=True),
        sa.Column("reading", sa.Integer, sa.ForeignKey("readings.key"), nullable=False),
        sa.Column("story", sa.Integer, sa.ForeignKey("documents.key"), nullable=False),
    )
    op.create_index("document_incidents_story", "document_incidents", ["story"])
    op.create_table(
        "claim_incidents",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.key"), primary_key=True),
        sa.Column("part", sa.Integer, sa.ForeignKey("claims.key"), nullable=False),
        sa.Column("incident", sa.Integer, sa.ForeignKey("claims.key"), nullable=False),
    )
    op.create_index("claim_incidents_part", "claim_incidents", ["part"])
    op.create_index("claim_incidents_incident", "claim_incidents", ["incident"])
    op.create_table(
        "incident_keys",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("place", sa.String, primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("part", sa.Integer, sa.ForeignKey("claims.key"), primary_key=True),
    )
    op.create_index("incident_keys_part", "incident_keys", ["part"])
    op.create_table(
        "found_conflicts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("sides", sa.JSON, nullable=False),
    )
    op.create_table(
        "conflict_names",
        sa.Column("conflict", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
    )
