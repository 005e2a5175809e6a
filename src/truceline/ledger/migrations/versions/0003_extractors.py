"""Who made the claims of a reading, so that those of the rules and those of a language model stay apart."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

CURRENT_READINGS = """
CREATE VIEW current_readings AS
SELECT r.* FROM readings r
WHERE NOT EXISTS (
    SELECT 1 FROM readings other WHERE other.document = r.document AND (
        (other.extractor = 'rules' AND r.extractor <> 'rules')
        OR (other.key > r.key AND (other.extractor = 'rules' OR r.extractor <> 'rules'))
    )
)
"""

CURRENT_DOCUMENTS = """
CREATE VIEW current_documents AS
SELECT d.id, r.title, r.outlet, r.url, r.path, r.language, r.published_text, r.published_start, r.published_end,
       r.published_basis, r.published_evidence, r.dateline, r.sha256, d.text_sha256, r.media_type, r.read_at,
       r.version, r.knowledge, r.model, r.extractor, r.extractor_version, r.status, r.reason, d.text
FROM current_readings r JOIN documents d ON d.key = r.document
"""

CURRENT_CLAIMS = """
CREATE VIEW current_claims AS
SELECT c.*, d.id AS document_id FROM claims c
JOIN current_readings r ON r.key = c.reading JOIN documents d ON d.key = r.document
"""

VIEWS = {
    "current_readings": CURRENT_READINGS,
    "current_documents": CURRENT_DOCUMENTS,
    "current_claims": CURRENT_CLAIMS,
}


def upgrade() -> None:
    """Add the two columns; all readings so far are by the rules.  The views are of the readings that stand."""
    for view in reversed(VIEWS):
        op.execute(f"DROP VIEW {view}")
    op.add_column("readings", sa.Column("extractor", sa.String, nullable=False, server_default="rules"))
    op.add_column("readings", sa.Column("extractor_version", sa.String))
    for statement in VIEWS.values():
        op.execute(statement)
