"""Who may sign in, their sessions and tokens, and the log of what was done; and how often the ledger was changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables, empty."""
    _people()
    op.create_table(
        "audit",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("person", sa.String),
        sa.Column("address", sa.String),
        sa.Column("details", sa.JSON, nullable=False),
    )
    op.create_index("audit_action", "audit", ["action", "key"])
    op.create_index("audit_person", "audit", ["person", "key"])
    if op.get_bind().dialect.name == "sqlite":
        for word, deed in (("changed", "UPDATE"), ("removed", "DELETE")):
            op.execute(
                f"CREATE TRIGGER audit_never_{word} BEFORE {deed} ON audit "
                f"BEGIN SELECT RAISE(ABORT, 'rows of audit are never {word}'); END"
            )
    changes = op.create_table(
        "changes", sa.Column("key", sa.Integer, primary_key=True), sa.Column("number", sa.Integer, nullable=False)
    )
    op.bulk_insert(changes, [{"key": 1, "number": 0}])


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("folded", sa.String, nullable=False, unique=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("email", sa.String, unique=True),
        sa.Column("password", sa.Text),
        sa.Column("issuer", sa.Text),
        sa.Column("subject", sa.Text),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.String(20), nullable=False),
        sa.UniqueConstraint("issuer", "subject", name="people_issuer_subject"),
    )
    op.create_table(
        "sessions",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("person", sa.Integer, sa.ForeignKey("people.key"), nullable=False),
        sa.Column("method", sa.String, nullable=False),
        sa.Column("started_at", sa.String(20), nullable=False),
        sa.Column("seen_at", sa.String(20), nullable=False),
        sa.Column("ends_at", sa.String(20), nullable=False),
        sa.Column("address", sa.String),
        sa.Column("agent", sa.String),
    )
    op.create_index("sessions_person", "sessions", ["person"])
    op.create_table(
        "tokens",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("person", sa.Integer, sa.ForeignKey("people.key"), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("created_at", sa.String(20), nullable=False),
        sa.Column("ends_at", sa.String(20)),
        sa.Column("used_at", sa.String(20)),
    )
    op.create_index("tokens_person", "tokens", ["person"])
