"""Which readings of a document count: the newest of each extractor, and of those the one that stands for the document.

What the rules found and what a language model found stay apart: a reading supersedes earlier ones by the same
extractor only.  Where nothing else is asked for, one reading stands for the document, so that no claim is told twice:
that of the rules, and where the rules have not read it, the latest one.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_

from ..extractor import RULES
from .schema import readings

_other = readings.alias("other")

CURRENT: ColumnElement[bool] = ~exists().where(
    _other.c.document == readings.c.document,
    _other.c.extractor == readings.c.extractor,
    _other.c.key > readings.c.key,
)
"""That a reading is the newest one of its document by its extractor."""

STANDING: ColumnElement[bool] = ~exists().where(
    _other.c.document == readings.c.document,
    or_(
        and_(_other.c.extractor == RULES.name, readings.c.extractor != RULES.name),
        and_(
            _other.c.key > readings.c.key,
            or_(_other.c.extractor == RULES.name, readings.c.extractor != RULES.name),
        ),
    ),
)
"""That a reading stands for its document."""
