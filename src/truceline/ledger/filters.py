"""Queries as conditions of SQL, in the dialect-free form of SQLAlchemy.

Beyond standard SQL they need a function ``fold(text)``, which whoever opens the database gives it: see ``sqlite.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, not_, or_

from .folding import fold
from .queries import NO_CONFLICT, Box, ClaimOrder, ClaimQuery, DocumentQuery, Texts
from .schema import actors, claims, conflicts, contested, documents, places, readings
from .schema_review import states
from .search import TextSearch
from .standing import CURRENT, STANDING
from .withholding import seen

Condition = ColumnElement[bool]

WHOLE = "="
"""In front of a name: the whole of it, not a part."""

UNREVIEWED = "unreviewed"

FIELDS = {
    "kind": claims.c.kind,
    "type": claims.c.type,
    "mode": claims.c.mode,
    "harm": claims.c.harm,
    "action": claims.c.action,
    "modality": claims.c.modality,
}

DOCUMENT_FIELDS = {
    "language": readings.c.language,
    "status": readings.c.status,
}


def claim_conditions(query: ClaimQuery, search: TextSearch) -> Iterator[Condition]:
    """What a row of claims, readings, documents and conflicts must fulfil."""
    if not query.superseded:
        yield CURRENT if query.extractor else STANDING
    if query.extractor:
        yield or_(*(_by_extractor(name) for name in query.extractor))
    yield from _equal(query, FIELDS)
    if query.actor:
        yield _has_actor(actors.c.part != "source", _contains(actors.c.folded, query.actor))
    if query.source:
        yield _has_actor(actors.c.part == "source", _contains(actors.c.folded, query.source))
    if query.place:
        yield _has_place(_contains(places.c.folded, query.place))
    if query.placed is not None:
        located = _has_place(places.c.lat.is_not(None), places.c.lon.is_not(None))
        yield located if query.placed else not_(located)
    if query.box is not None:
        yield _has_place(*_inside(query.box))
    if query.country:
        yield or_(
            _has_place(places.c.country.in_(query.country)),
            _has_actor(actors.c.part != "source", actors.c.country.in_(query.country)),
        )
    yield from _within(claims.c.time_start, claims.c.time_end, query.since, query.until)
    yield from _of_document(query, query.document)
    if query.background is not None:
        yield claims.c.background == query.background
    if query.min_confidence is not None:
        yield claims.c.confidence >= query.min_confidence
    if query.review:
        yield _reviewed(query.review)
    if query.id is not None:
        yield begins(claims.c.id, query.id)
    if query.text is not None:
        yield search.in_claims(query.text)


def document_conditions(query: DocumentQuery, search: TextSearch) -> Iterator[Condition]:
    """What a row of readings, documents and conflicts must fulfil."""
    yield STANDING
    yield from _equal(query, DOCUMENT_FIELDS)
    yield from _of_document(query, query.id)
    if query.text is not None:
        yield search.in_documents(query.text)


def claim_order(order: ClaimOrder) -> tuple[ColumnElement[Any], ...]:
    """How claims are sorted; those that lack the thing sorted by come last, ties stand in the order of reading."""
    column: ColumnElement[Any] | None = {
        "published": readings.c.published_start,
        "time": claims.c.time_start,
        "confidence": claims.c.confidence,
        "count": func.coalesce(claims.c.count_best, claims.c.count_low, claims.c.count_high),
    }.get(order.lstrip("-"))
    as_read = (claims.c.reading, claims.c.key)
    match order:
        case "-read":
            return claims.c.reading.desc(), claims.c.key
        case "disputed":
            disputed = exists().where(contested.c.claim == claims.c.key)
            return case((disputed, 0), else_=1), claims.c.confidence, *as_read
    if column is None:
        return as_read
    return (column.desc() if order.startswith("-") else column.asc()).nulls_last(), *as_read


def _reviewed(wanted: Texts) -> Condition:
    """What nobody has decided on has no row, or one that says so."""
    row = exists().where(states.c.claim == claims.c.key)
    passing = row.where(states.c.state.in_(wanted))
    return or_(~row, passing) if UNREVIEWED in wanted else passing


def _equal(query: ClaimQuery | DocumentQuery, columns: dict[str, Any]) -> Iterator[Condition]:
    for name, column in columns.items():
        values = getattr(query, name)
        if values:
            yield column.in_(values)
    if query.conflict:
        known = conflicts.c.conflict.in_(query.conflict)
        yield or_(known, conflicts.c.conflict.is_(None)) if NO_CONFLICT in query.conflict else known


def _by_extractor(name: str) -> Condition:
    """``llm`` is any language model, ``llm:NAME`` one."""
    return or_(readings.c.extractor == name, readings.c.extractor.startswith(f"{name}:", autoescape=True))


def _of_document(query: ClaimQuery | DocumentQuery, ids: Iterable[str]) -> Iterator[Condition]:
    prefixes = [begins(documents.c.id, i) for i in ids]
    if prefixes:
        yield or_(*prefixes)
    if query.outlet:
        yield _contains(func.fold(readings.c.outlet), query.outlet)
    yield from seen(query.withheld)
    yield from _within(
        readings.c.published_start, readings.c.published_end, query.published_since, query.published_until
    )
    if query.read_since is not None:
        yield readings.c.read_at >= query.read_since
    if query.read_until is not None:
        yield readings.c.read_at <= query.read_until
    if query.read_after is not None:
        yield readings.c.key > query.read_after


def begins(column: Any, beginning: str) -> Condition:
    """That an id, which is in lower case, begins so: as a range, since an index is of no use to LIKE."""
    first = beginning.lower()
    return and_(column >= first, column < f"{first}\U0010ffff")


def _within(start: Any, end: Any, since: str | None, until: str | None) -> Iterator[Condition]:
    """That the interval from ``start`` to ``end`` meets the one asked for; a null end is open, a null start unknown."""
    if since is None and until is None:
        return
    yield start.is_not(None)
    if since is not None:
        yield or_(end.is_(None), end >= since)
    if until is not None:
        yield start <= until


def _contains(column: Any, wanted: Iterable[str]) -> Condition:
    return or_(*(_names(cast(column, String), text) for text in wanted))


def _names(column: Any, wanted: str) -> Condition:
    """That the folded names in ``column``, one a line, contain ``wanted``, or, for ``=NAME``, that the first is it."""
    if not wanted.startswith(WHOLE):
        return column.contains(fold(wanted), autoescape=True)  # type: ignore[no-any-return]
    name = fold(wanted.removeprefix(WHOLE))
    return or_(column == name, column.startswith(f"{name}\n", autoescape=True))


def _inside(box: Box) -> Iterator[Condition]:
    west, south, east, north = box
    yield places.c.lat.between(south, north)
    yield places.c.lon.between(west, east) if west <= east else or_(places.c.lon >= west, places.c.lon <= east)


def _has_actor(*conditions: Condition) -> Condition:
    return exists().where(and_(actors.c.claim == claims.c.key, *conditions))


def _has_place(*conditions: Condition) -> Condition:
    return exists().where(and_(places.c.claim == claims.c.key, *conditions))
