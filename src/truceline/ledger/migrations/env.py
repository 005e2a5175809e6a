"""What Alembic runs: the migrations, on the connection that ``ledger.sqlite`` has already opened a transaction on."""

from __future__ import annotations

from alembic import context

from truceline.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller's own transaction covers all of it, or nothing
)
context.run_migrations()
