"""Stories and copies as they are listed: read from the derived tables, with what is known of their documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from ..compare.copies import Copy, originals
from ..compare.stories import day_of
from ..compare.terms import title_of
from ..records import Document
from . import rows
from .accounts import Accounts
from .apart import Placings
from .chunks import chunked
from .filters import document_conditions
from .joins import READING_COLUMNS, with_documents
from .queries import DocumentQuery
from .schema import conflicts, copies, documents, stories, terms
from .search import TextSearch
from .standing import STANDING
from .store import StoredCopy, StoredStory, StoryReport
from .withholding import NOTHING, Withheld, hidden_keys, seen

_BEGINNING = 200
"""Characters of a text that are enough to see whether its first line is a title."""


def list_stories(connection: Connection, query: DocumentQuery, search: TextSearch) -> Iterator[StoredStory]:
    """The stories with a document that the query asks for, the latest first; stories without a day last."""
    latest = func.max(terms.c.day)
    wanted = (
        select(stories.c.story, latest)
        .select_from(stories.join(terms, terms.c.document == stories.c.document))
        .where(stories.c.story.in_(_stories_of(query, search)))
        .group_by(stories.c.story)
        .order_by(latest.desc().nulls_last(), stories.c.story.desc())
        .limit(query.limit)
    )
    found = [story for story, _ in connection.execute(wanted)]
    yield from stories_with(connection, found, originals_of(connection) if found else {})


def stories_with(
    connection: Connection, keys: Iterable[int], original: Mapping[str, str], withheld: Withheld = NOTHING
) -> Iterator[StoredStory]:  # fmt: skip
    """The stories that these keys are of (each that of a first report), in their order, without documents ``withheld``;
    ``original`` is what :func:`originals_of` gives.  One that was placed anew since they were asked for is left out."""
    for part in chunked(keys):
        several = _reports(connection, part, original, withheld)
        for story in part:
            reports = several.get(story, [])
            if all(report.likeness is not None for report in reports):
                continue
            days = [day.isoformat() for r in reports if (day := day_of(r.published)) is not None]
            yield StoredStory(
                next(r.id for r in reports if r.likeness is None),
                min(days, default=None),
                max(days, default=None),
                tuple(reports),
            )


def _stories_of(query: DocumentQuery, search: TextSearch) -> Any:
    """The keys of the stories of the documents that a query asks for."""
    return (
        select(stories.c.story)
        .select_from(with_documents().join(stories, stories.c.document == documents.c.key))
        .where(*document_conditions(query, search))
    )


def _reports(
    connection: Connection, of: list[int], original: Mapping[str, str], withheld: Withheld
) -> dict[int, list[StoryReport]]:  # fmt: skip
    of, apart = _as_stored(connection, of, withheld)
    wanted = (
        select(
            documents.c.key, documents.c.id.label("document_id"),
            func.substr(documents.c.text, 1, _BEGINNING).label("text"), *READING_COLUMNS,
            conflicts.c.conflict, stories.c.story, stories.c.likeness, stories.c.shared,
        )
        .select_from(with_documents().join(stories, stories.c.document == documents.c.key)
                     .join(terms, terms.c.document == documents.c.key))
        .where(STANDING, stories.c.story.in_(of), *seen(withheld))
        .order_by(terms.c.day, documents.c.id)
    )  # fmt: skip
    found: dict[int, list[StoryReport]] = {}
    for row in connection.execute(wanted).mappings():
        document = rows.document_of(row)
        first = original.get(document.id)
        story, likeness, shared = apart.get(row["key"]) or (row["story"], row["likeness"], tuple(row["shared"]))
        report = StoryReport(
            document.id, title_of(document), document.outlet, document.published, row["conflict"], likeness, shared,
            first if first != document.id else None,
        )
        found.setdefault(story, []).append(report)
    return found


def _as_stored(
    connection: Connection, keys: list[int], withheld: Withheld
) -> tuple[list[int], dict[int, tuple[int, float | None, tuple[str, ...]]]]:  # fmt: skip
    """The stored stories that the stories with these keys are of or were left of, and for each report of the latter
    (by its key) the key of its story, its likeness and the terms that it shares."""
    if not withheld:
        return keys, {}
    stored = select(stories.c.story).where(stories.c.document.in_(keys)).distinct()
    of = list(connection.execute(stored).scalars())
    found = Placings(connection, withheld).of(of)
    return of, {one.key: (one.story, one.placing.likeness, one.placing.shared) for one in found}


def list_copies(connection: Connection, query: DocumentQuery, search: TextSearch) -> Iterator[StoredCopy]:
    """The copies of which one of the two documents is asked for, in the order in which they were stored."""
    keys = select(documents.c.key).select_from(with_documents()).where(*document_conditions(query, search))
    wanted = (
        select(copies)
        .where(or_(copies.c.copy.in_(keys), copies.c.of.in_(keys)), *_seen(query.withheld))
        .order_by(copies.c.copy, copies.c.of)
        .limit(query.limit)
    )
    found = connection.execute(wanted).mappings().all()
    original = originals_of(connection, query.withheld)
    accounts = Accounts(connection)
    for part in chunked(found):
        told: dict[int, Document] = accounts.documents({key for row in part for key in (row["copy"], row["of"])})
        for row in part:
            copy, of = told[row["copy"]], told[row["of"]]
            yield StoredCopy(
                copy, of, original[copy.id], row["kind"], row["share_of_copy"], row["share_of_original"], row["sure"],
                row["why"],
            )  # fmt: skip


def stories_of(connection: Connection, ids: Iterable[str], placings: Placings) -> dict[str, str]:
    """The stories that documents are in, by ids; ``placings`` leave out those withheld."""
    first = documents.alias("first")
    found: dict[str, str] = {}
    for part in chunked(ids):
        wanted = (
            select(documents.c.id, first.c.id, first.c.key)
            .select_from(stories.join(documents, documents.c.key == stories.c.document)
                         .join(first, first.c.key == stories.c.story))
            .where(documents.c.id.in_(part))
        )  # fmt: skip
        told = connection.execute(wanted).all()
        found.update((document, story) for document, story, _ in told)
        found.update((one.placing.id, one.placing.story) for one in placings.of(key for *_, key in told))
    return found


def originals_of(connection: Connection, withheld: Withheld = NOTHING) -> dict[str, str]:
    """For each document that has to do with copies, the one that they go back to; by ids, none ``withheld``."""
    one, other = documents.alias("one"), documents.alias("other")
    wanted = (
        select(one.c.id, other.c.id, copies.c.kind, copies.c.sure)
        .select_from(copies.join(one, one.c.key == copies.c.copy).join(other, other.c.key == copies.c.of))
        .where(*_seen(withheld))
    )
    return originals(Copy(copy, of, kind, 0, 0, sure, "") for copy, of, kind, sure in connection.execute(wanted))


def _seen(withheld: Withheld) -> Iterator[ColumnElement[bool]]:
    """That neither document of a pair is withheld."""
    if withheld:
        yield from (side.not_in(hidden_keys(withheld)) for side in (copies.c.copy, copies.c.of))
