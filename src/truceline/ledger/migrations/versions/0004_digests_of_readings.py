"""A digest of every reading: of what it says of the document, and of its claims."""

from __future__ import annotations

from itertools import groupby

import sqlalchemy as sa
from alembic import op

from truceline.ledger.rows import reading_digest

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column and fill it; the trigger that keeps readings as they are has to stand aside for that."""
    op.add_column("readings", sa.Column("reading_sha256", sa.String(64), nullable=False, server_default=""))
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        op.execute("DROP TRIGGER readings_never_changed")
    _fill(op.get_bind())
    if is_sqlite:
        op.execute(
            "CREATE TRIGGER readings_never_changed BEFORE UPDATE ON readings "
            "BEGIN SELECT RAISE(ABORT, 'rows of readings are never changed'); END"
        )


def _fill(connection: sa.Connection) -> None:
    tables = sa.MetaData()
    documents, readings, claims = (
        sa.Table(name, tables, autoload_with=connection) for name in ("documents", "readings", "claims")
    )
    ids = {row.key: row.id for row in connection.execute(sa.select(documents.c.key, documents.c.id))}
    in_order = sa.select(claims.c.reading, claims.c.sha256).order_by(claims.c.reading, claims.c.key)
    by_reading = groupby(connection.execute(in_order), key=lambda row: row.reading)
    digests = {key: [row.sha256 for row in rows] for key, rows in by_reading}
    for reading in connection.execute(sa.select(readings)).mappings().all():
        # a damaged ledger may have readings of no document: verify names them, so they must not stop it here
        digest = reading_digest(ids.get(reading["document"], ""), reading, digests.get(reading["key"], ()))
        connection.execute(
            sa.update(readings).where(readings.c.key == reading["key"]).values(reading_sha256=digest)
        )
