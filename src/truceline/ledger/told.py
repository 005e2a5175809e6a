"""Stories and copies as they are listed: read from the derived tables, with what is known of their documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from ..compare.copies import Copy, originals
from ..compare.stories import Placing, day_of
from ..compare.terms import title_of
from ..records import Document
from . import rows
from .accounts import Accounts
from .apart import by_story, placings
from .chunks import chunked
from .filters import document_conditions
from .joins import READING_COLUMNS, with_documents
from .merging import Piece, latest_first
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
    yield from islice(latest_first(_stories(connection, query, search)), query.limit)


def _stories(
    connection: Connection, query: DocumentQuery, search: TextSearch
) -> Iterator[tuple[str | None, list[Piece[StoredStory]]]]:  # fmt: skip
    """The stories, each with its latest day; of one that has a document withheld, the stories that are left of it."""
    latest = func.max(terms.c.day)
    wanted = (
        select(stories.c.story, latest)
        .select_from(stories.join(terms, terms.c.document == stories.c.document)
                     .join(documents, documents.c.key == stories.c.document))
        .where(stories.c.story.in_(_stories_of(query, search)), *seen(query.withheld))
        .group_by(stories.c.story)
        .order_by(latest.desc().nulls_last(), stories.c.story.desc())
        .limit(None if query.withheld else query.limit)
    )  # fmt: skip
    found = connection.execute(wanted).all()
    original = originals_of(connection, query.withheld) if found else {}
    for part in chunked(found):
        several = _reports(connection, [story for story, _ in part], original, query.withheld)
        apart = placings(connection, several, query.withheld)
        asked = _asked(connection, apart, query, search)
        for story, day in part:
            left = several[story]
            if story not in apart:
                yield day, [(day, -story, _story([report for _, report in left]))]
            else:
                yield day, [piece for piece in _pieces(left, apart[story]) if not asked.isdisjoint(_ids(piece[2]))]


def _pieces(reports: list[tuple[int, StoryReport]], placed: list[Placing]) -> Iterator[Piece[StoredStory]]:
    """The stories that are left of one, by where its reports belong."""
    keyed = {report.id: (key, report) for key, report in reports}
    for several in by_story(placed).values():
        told = [replace(keyed[p.id][1], likeness=p.likeness, shared=p.shared) for p in several]
        made = _story(told)
        yield made.last, -keyed[made.id][0], made


def _ids(story: StoredStory) -> set[str]:
    return {report.id for report in story.reports}


def _story(reports: list[StoryReport]) -> StoredStory:
    days = [day.isoformat() for r in reports if (day := day_of(r.published)) is not None]
    first = next(r.id for r in reports if r.likeness is None)
    return StoredStory(first, min(days, default=None), max(days, default=None), tuple(reports))


def _stories_of(query: DocumentQuery, search: TextSearch) -> Any:
    """The keys of the stories of the documents that a query asks for."""
    return (
        select(stories.c.story)
        .select_from(with_documents().join(stories, stories.c.document == documents.c.key))
        .where(*document_conditions(query, search))
    )


def _asked(connection: Connection, some: Iterable[int], query: DocumentQuery, search: TextSearch) -> set[str]:
    """The ids of the documents of some stories that a query asks for."""
    wanted = (
        select(documents.c.id)
        .select_from(with_documents().join(stories, stories.c.document == documents.c.key))
        .where(stories.c.story.in_(list(some)), *document_conditions(query, search))
    )
    return set(connection.execute(wanted).scalars())


def _reports(
    connection: Connection, of: list[int], original: dict[str, str], withheld: Withheld
) -> dict[int, list[tuple[int, StoryReport]]]:  # fmt: skip
    """The reports of stories, by the keys of these, each with its own key."""
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
    found: dict[int, list[tuple[int, StoryReport]]] = {}
    for row in connection.execute(wanted).mappings():
        document = rows.document_of(row)
        first = original.get(document.id)
        report = StoryReport(
            document.id, title_of(document), document.outlet, document.published, row["conflict"], row["likeness"],
            tuple(row["shared"]), first if first != document.id else None,
        )  # fmt: skip
        found.setdefault(row["story"], []).append((row["key"], report))
    return found


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


def stories_of(connection: Connection, ids: Iterable[str], withheld: Withheld = NOTHING) -> dict[str, str]:
    """The stories that documents are in, by ids; without those ``withheld``."""
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
        apart = placings(connection, {key for *_, key in told}, withheld)
        found.update((placed.id, placed.story) for several in apart.values() for placed in several)
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
