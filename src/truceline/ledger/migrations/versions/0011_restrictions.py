"""Who may read a document, where not everybody may: rows that are only ever added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table; in SQLite also the triggers that keep its rows."""
    op.create_table(
        "restrictions",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.key"), nullable=False),
        sa.Column("readers", sa.JSON, nullable=False),
        sa.Column("set_by", sa.String, nullable=False),
        sa.Column("set_at", sa.String, nullable=False),
    )
    op.create_index("restrictions_document", "restrictions", ["document", "key"])
    if op.get_bind().dialect.name == "sqlite":
        for deed, word in (("UPDATE", "changed"), ("DELETE", "removed")):
            op.execute(
                f"CREATE TRIGGER restrictions_never_{word} BEFORE {deed} ON restrictions "
                f"BEGIN SELECT RAISE(ABORT, 'rows of restrictions are never {word}'); END"
            )
