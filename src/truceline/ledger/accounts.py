"""What is derived by comparing documents, in the ledger's tables: terms and bands of each, copies, stories.

No SQL of one database in particular stands here.  Each method is one question or one change; what to ask when is
worked out in ``ledger.comparing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, insert, or_, select

from ..compare.copies import Copy
from ..compare.stories import Item, Placing
from ..compare.terms import Terms
from ..records import Document, Place
from . import rows
from .chunks import CHUNK, chunked
from .joins import DOCUMENT_COLUMNS
from .schema import DERIVED, bands, claims, copies, documents, places, readings, stories, terms
from .schema_compared import COMPARED
from .standing import STANDING


@dataclass(frozen=True, slots=True)
class Pending:
    """A document that has not been compared since it was read last.  ``key`` is that of its row."""

    key: int
    reading: int
    document: Document
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A document as it stands in the tables: with its story, or null where it was not put into one yet."""

    key: int
    item: Item
    placing: Placing | None


class Accounts:
    """The derived tables, on a connection with an open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def clear(self) -> None:
        """Empty all tables."""
        for table in (*COMPARED, *DERIVED):
            self._connection.execute(delete(table))

    def made_otherwise(self, method: str) -> bool:
        """Whether any document was worked out by another method."""
        wanted = select(terms.c.document).where(terms.c.method != method).limit(1)
        return self._connection.execute(wanted).first() is not None

    def pending(self, number: int) -> list[Pending]:
        """At most ``number`` of the documents that are not compared yet, or were read again since."""
        wanted = (
            select(documents.c.key.label("document_key"), readings.c.key.label("reading"), *DOCUMENT_COLUMNS)
            .select_from(readings.join(documents, readings.c.document == documents.c.key)
                         .outerjoin(terms, terms.c.document == documents.c.key))
            .where(STANDING, or_(terms.c.reading.is_(None), terms.c.reading != readings.c.key))
            .order_by(documents.c.key).limit(number)
        )  # fmt: skip
        found = self._connection.execute(wanted).mappings().all()
        named = self._places([row["reading"] for row in found])
        return [
            Pending(row["document_key"], row["reading"], rows.document_of(row), tuple(named.get(row["reading"], ())))
            for row in found
        ]

    def _places(self, of: Sequence[int]) -> dict[int, list[Place]]:
        wanted = (
            select(claims.c.reading, places)
            .select_from(places.join(claims, places.c.claim == claims.c.key))
            .where(claims.c.reading.in_(of))
            .order_by(places.c.claim, places.c.position)
        )
        found: dict[int, list[Place]] = {}
        for row in self._connection.execute(wanted).mappings():
            place = Place(text=row["text"], name=row["name"], country=row["country"], precision=row["precision"])
            found.setdefault(row["reading"], []).append(place)
        return found

    def before(self, keys: Sequence[int]) -> list[tuple[date | None, str | None]]:
        """The day and the story of those of these documents that were compared before."""
        wanted = _placed().where(terms.c.document.in_(keys))
        return [(date_of(row["day"]), row["story"]) for row in self._connection.execute(wanted).mappings()]

    def key(self, document_id: str) -> int:
        """The key of the document with this id, which must be there."""
        return int(self._connection.execute(select(documents.c.key).where(documents.c.id == document_id)).scalar_one())

    def forget(self, keys: Sequence[int]) -> None:
        """Remove what was derived from these documents, but not the stories they are in."""
        self._connection.execute(delete(terms).where(terms.c.document.in_(keys)))
        self._connection.execute(delete(bands).where(bands.c.document.in_(keys)))
        self._connection.execute(delete(copies).where(or_(copies.c.copy.in_(keys), copies.c.of.in_(keys))))

    def add(self, one: Pending, method: str, day: date | None, made: Terms, cut: Sequence[int]) -> None:
        """Store the terms and the bands of a document."""
        told = {"document": one.key, "reading": one.reading, "method": method, "terms": dict(made)}
        self._connection.execute(insert(terms), {**told, "day": day.isoformat() if day else None})
        if cut:
            cells = [{"document": one.key, "band": band, "value": value} for band, value in enumerate(cut)]
            self._connection.execute(insert(bands), cells)

    def sharing(self, key: int, cut: Sequence[int], most: int) -> list[int]:
        """The keys of at most ``most`` other documents that share a band, those that share most of them first."""
        if not cut:
            return []
        wanted = select(bands.c.document, bands.c.band, bands.c.value).where(bands.c.value.in_(cut))
        shared: dict[int, int] = {}
        for other, band, value in self._connection.execute(wanted):
            if cut[band] == value and other != key:
                shared[other] = shared.get(other, 0) + 1
        return sorted(shared, key=lambda other: (-shared[other], other))[:most]

    def documents(self, keys: Iterable[int]) -> dict[int, Document]:
        """The documents with these keys, as read last."""
        found: dict[int, Document] = {}
        for part in chunked(keys):
            wanted = (
                select(documents.c.key.label("document_key"), *DOCUMENT_COLUMNS)
                .select_from(readings.join(documents, readings.c.document == documents.c.key))
                .where(STANDING, documents.c.key.in_(part))
            )  # fmt: skip
            for row in self._connection.execute(wanted).mappings():
                found[row["document_key"]] = rows.document_of(row)
        return found

    def add_copies(self, found: Iterable[tuple[Copy, Mapping[str, int]]]) -> None:
        """Store copies, each with the keys of its two documents by their ids."""
        new = [
            {"copy": keys[c.copy], "of": keys[c.of], "kind": c.kind, "share_of_copy": c.share_of_copy,
             "share_of_original": c.share_of_original, "sure": c.sure, "why": str(c.why)}
            for c, keys in found
        ]  # fmt: skip
        if new:
            self._connection.execute(insert(copies), new)

    def placed(self, first: date | None, last: date | None = None) -> Iterator[Placed]:
        """The documents of the days from ``first`` up to but without ``last`` (null: without end), in the order of
        ``compare.stories.in_order``, each with its story; for a null ``first``, those without a day.
        """
        wanted = _placed().where(terms.c.day.is_(None) if first is None else terms.c.day >= first.isoformat())
        if last is not None:
            wanted = wanted.where(terms.c.day < last.isoformat())
        wanted = wanted.order_by(terms.c.day, documents.c.id).execution_options(yield_per=CHUNK)
        for row in self._connection.execute(wanted).mappings():
            story = row["story"]
            placing = None if story is None else Placing(row["id"], story, row["likeness"], tuple(row["shared"]))
            yield Placed(row["key"], Item(row["id"], date_of(row["day"]), row["terms"]), placing)

    def set_stories(self, new: Mapping[int, tuple[Placing, int]]) -> None:
        """Set anew the stories of documents, by their keys: each with the key of the first report of its story."""
        for part in chunked(new):
            self._connection.execute(delete(stories).where(stories.c.document.in_(part)))
            self._connection.execute(insert(stories), [
                {"document": key, "story": new[key][1], "likeness": new[key][0].likeness,
                 "shared": list(new[key][0].shared)}
                for key in part
            ])  # fmt: skip


def _placed() -> Select[Any]:
    first = documents.alias("first")
    return select(
        documents.c.key, documents.c.id, terms.c.day, terms.c.terms, first.c.id.label("story"), stories.c.likeness,
        stories.c.shared,
    ).select_from(
        terms.join(documents, terms.c.document == documents.c.key)
        .outerjoin(stories, stories.c.document == documents.c.key)
        .outerjoin(first, and_(first.c.key == stories.c.story))
    )  # fmt: skip


def date_of(day: str | None) -> date | None:
    """A stored day."""
    return None if day is None else date.fromisoformat(day)
