"""Which reports have changed since what claims say side by side was worked out: read again, put into another story,
found to be a copy of another one, or to tell of another conflict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, or_, select, update

from ...compare.independence import heard_in
from ..chunks import chunked
from ..light import IN_STORIES
from ..provenance import knowledge_digest
from ..schema import conflicts, documents, readings, stories
from ..schema_compared import COMPARED, compared_documents, compared_methods
from ..standing import STANDING
from ..told import originals_of
from .whole import Told

METHOD = "side by side 2"
"""How records are worked out; with the digest of the program's knowledge, on which claimants and parties depend."""

_taken = compared_documents.c

_CHANGED = or_(
    _taken.document.is_(None),
    _taken.reading != readings.c.key,
    _taken.story != stories.c.story,
    _taken.conflict.is_distinct_from(conflicts.c.conflict),
)


def method() -> str:
    """How records are worked out by this program."""
    return f"{METHOD}; knowledge {knowledge_digest()}"


def made_otherwise(connection: Connection) -> bool:
    """Whether what there is was worked out by another method."""
    return set(connection.execute(select(compared_methods.c.method)).scalars()) != {method()}


def clear(connection: Connection) -> None:
    """Empty all tables."""
    for table in COMPARED:
        connection.execute(delete(table))
    connection.execute(insert(compared_methods), {"method": method()})


def pending(connection: Connection) -> bool:
    """Whether a report has changed; what it is a copy of is not looked at, since that changes with reports only."""
    return made_otherwise(connection) or connection.execute(_changed().limit(1)).first() is not None


def _changed() -> Select[Any]:
    return (
        select(stories.c.document, readings.c.key.label("reading"), stories.c.story, conflicts.c.conflict,
               _taken.story.label("before"))
        .select_from(IN_STORIES.outerjoin(conflicts, conflicts.c.document == stories.c.document)
                     .outerjoin(compared_documents, _taken.document == stories.c.document))
        .where(STANDING, _CHANGED)
    )  # fmt: skip


def take_in(connection: Connection) -> tuple[set[int], set[int]]:
    """Store how reports are now; the keys of those that have changed, and of the stories they are and were in."""
    original = originals_of(connection)
    changed: set[int] = set()
    touched: set[int] = set()
    for part in chunked(connection.execute(_changed()).mappings().all()):
        keys = [row["document"] for row in part]
        changed.update(keys)
        touched.update(story for row in part for story in (row["story"], row["before"]) if story is not None)
        named = _ids(connection, keys)
        connection.execute(delete(compared_documents).where(_taken.document.in_(keys)))
        connection.execute(insert(compared_documents), [
            {"document": row["document"], "reading": row["reading"], "story": row["story"],
             "conflict": row["conflict"], "original": original.get(named[row["document"]]), "heard": []}
            for row in part
        ])  # fmt: skip
    for key, story in _other_originals(connection, original):
        changed.add(key)
        touched.add(story)
    return changed, touched


def _ids(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    wanted = select(documents.c.key, documents.c.id).where(documents.c.key.in_(keys))
    return {row.key: row.id for row in connection.execute(wanted)}


def _other_originals(connection: Connection, original: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Store what reports are copies of, where that has changed; their keys and stories."""
    known = select(documents.c.id, _taken.document, _taken.story, _taken.original).select_from(
        compared_documents.join(documents, documents.c.key == _taken.document)
    )
    stored = connection.execute(known.where(_taken.original.is_not(None))).all()
    before = {row.id: row for row in stored}
    for part in chunked(original.keys() - before.keys()):
        before.update((row.id, row) for row in connection.execute(known.where(documents.c.id.in_(part))))
    for name, row in before.items():
        if row.original != original.get(name):
            change = update(compared_documents).where(_taken.document == row.document)
            connection.execute(change.values(original=original.get(name)))
            yield row.document, row.story


def store_heard(connection: Connection, told: Iterable[Told], changed: set[int]) -> None:
    """Store whom reports that have changed name as sources; ``told`` are all their claims."""
    of = [one for one in told if one.document in changed]
    key_of = {one.account.claim.document.id: one.document for one in of}
    for name, heard in heard_in(one.account for one in of).items():
        change = update(compared_documents).where(_taken.document == key_of[name])
        connection.execute(change.values(heard=sorted(heard)))
