"""Where imported decisions were taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column; what was decided here has nothing in it, so that every digest stays as it is."""
    op.add_column("decisions", sa.Column("origin", sa.JSON(none_as_null=True)))
