"""Review: the log of decisions, which is only ever added to, leases, and the state of claims.

Incidents keep what was found beside what stands after review, and which of their claims cannot all hold; they are
derived, and worked out anew by the next comparison.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables, and empty those of incidents."""
    _decisions()
    op.create_table(
        "review_leases",
        sa.Column("claim", sa.String, primary_key=True),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("until", sa.String, nullable=False),
    )
    op.create_table(
        "claim_reviews",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.key"), primary_key=True, autoincrement=False),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("changed", sa.Boolean, nullable=False),
    )
    op.create_index("claim_reviews_item", "claim_reviews", ["item"])
    op.create_index("claim_reviews_state", "claim_reviews", ["state"])
    op.create_table(
        "contested_claims",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.key"), primary_key=True, autoincrement=False),
    )
    _incidents()


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("verb", sa.String, nullable=False),
        sa.Column("document", sa.String),
        sa.Column("text_sha256", sa.String(64)),
        sa.Column("claim", sa.String),
        sa.Column("extractor", sa.String),
        sa.Column("kind", sa.String),
        sa.Column("span_start", sa.Integer),
        sa.Column("span_end", sa.Integer),
        sa.Column("incident", sa.String),
        sa.Column("round", sa.String),
        sa.Column("verdict", sa.String),
        sa.Column("undoes", sa.Integer),
        sa.Column("old", sa.JSON),
        sa.Column("new", sa.JSON),
        sa.Column("why", sa.Text),
        sa.Column("before", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_index("decisions_claim", "decisions", ["claim", "by"])
    op.create_index("decisions_document", "decisions", ["document", "verb"])
    op.create_index("decisions_by", "decisions", ["by", "number"])
    op.create_index("decisions_round", "decisions", ["round", "claim"])
    op.create_index("decisions_verb", "decisions", ["verb"])
    op.create_index("decisions_undoes", "decisions", ["undoes"], unique=True)
    if op.get_bind().dialect.name == "sqlite":
        for deed, word in (("UPDATE", "changed"), ("DELETE", "removed")):
            op.execute(
                f"CREATE TRIGGER decisions_never_{word} BEFORE {deed} ON decisions "
                f"BEGIN SELECT RAISE(ABORT, 'rows of decisions are never {word}'); END"
            )


def _incidents() -> None:
    for table in ("incident_keys", "document_incidents"):
        op.execute(f"DELETE FROM {table}")
    op.drop_table("claim_incidents")
    op.create_table(
        "claim_incidents",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.key"), primary_key=True),
        sa.Column("part", sa.Integer, sa.ForeignKey("claims.key"), nullable=False),
        sa.Column("found", sa.Integer, sa.ForeignKey("claims.key"), nullable=False),
        sa.Column("incident", sa.Integer, sa.ForeignKey("claims.key"), nullable=False),
    )
    for column in ("part", "found", "incident"):
        op.create_index(f"claim_incidents_{column}", "claim_incidents", [column])
