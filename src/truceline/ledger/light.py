"""Claims with little around them, for what is worked out from many: no texts of reports, no sources, no reasons."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, select

from ..compare.account import Account
from ..records import Document
from . import rows
from .chunks import CHUNK
from .joins import READING_COLUMNS
from .schema import claims, conflicts, documents, readings, stories
from .standing import STANDING

IN_STORIES = stories.join(readings, readings.c.document == stories.c.document)
"""The readings of documents that are in stories."""


def light_accounts(connection: Connection, condition: ColumnElement[bool]) -> Iterator[tuple[int, int, Account]]:
    """The keys of story and claim, and the account, of the claims of documents in stories that fulfil a condition on
    stories, readings, claims, documents and conflicts.

    In an order that does not depend on when what was read: that of the day and the id of the report.
    """
    first = documents.alias("first")
    wanted = (
        select(*claims.c, stories.c.story, first.c.id.label("story_id"), documents.c.id.label("document_id"),
               conflicts.c.conflict,
               *(c.label(f"of_{c.name}") for c in READING_COLUMNS if c.name.startswith("published_")))
        .select_from(IN_STORIES.join(claims, claims.c.reading == readings.c.key)
                     .join(documents, documents.c.key == stories.c.document)
                     .join(first, first.c.key == stories.c.story)
                     .outerjoin(conflicts, conflicts.c.document == documents.c.key))
        .where(STANDING, condition)
        .order_by(readings.c.published_start, documents.c.id, claims.c.key)
    )  # fmt: skip
    for row in connection.execution_options(yield_per=CHUNK).execute(wanted).mappings():
        document = Document(id=row["document_id"], text="", published=rows.published_of(row, "of_published_"))
        claim = rows.claim_of(row, document, (), ())
        yield row["story"], row["key"], Account(claim, row["story_id"], None, row["conflict"])
