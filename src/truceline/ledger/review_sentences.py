"""The sentence that a span which somebody marked lies in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, select

from ..records import Document
from ..review.records import Json, ReviewError
from .schema import claims, documents, readings


def with_sentence(engine: Engine, record: Mapping[str, Any], document: Document) -> Json:
    """The claim with its sentence, number and all, where that was left out: as other claims have it, else as the
    program cuts the text (which loads its models).  Raises ReviewError for a span that lies in no sentence.
    """
    told = dict(record)
    sentence, span = told.get("sentence"), told.get("span")
    if isinstance(sentence, Mapping) and "index" in sentence:
        return told
    start, end = (span.get(name) if isinstance(span, Mapping) else None for name in ("start", "end"))
    if not isinstance(start, int) or not isinstance(end, int):
        raise ReviewError("span: it needs a start and an end within the text of the report.", "span")
    found = _of_claims(engine, document, start, end) or _as_read(document, start)
    if found is None:
        raise ReviewError("span: it lies in no sentence of the report.", "span")
    told["sentence"] = {**found, **(sentence or {})}
    return told


def _of_claims(engine: Engine, document: Document, start: int, end: int) -> Json | None:
    wanted = (
        select(claims.c.sentence_index, claims.c.sentence_start, claims.c.sentence_end)
        .select_from(claims.join(readings, claims.c.reading == readings.c.key)
                     .join(documents, documents.c.key == readings.c.document))
        .where(documents.c.id == document.id, claims.c.sentence_start <= start, claims.c.sentence_end >= end)
        .order_by(claims.c.key.desc()).limit(1)
    )  # fmt: skip
    with engine.connect() as connection:
        row = connection.execute(wanted).first()
    return None if row is None else {"index": row[0], "start": row[1], "end": row[2]}


def _as_read(document: Document, start: int) -> Json | None:
    from ..language.parse import parse

    found = parse(document).sentence_at(start)
    return None if found is None else {"index": found.index, "start": found.start, "end": found.end}
