"""What stands after review: claims as they were accepted or corrected, and those that people added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, and_, exists, or_, select

from ..exports.contract import from_contract
from ..records import Claim, Document
from ..review.checking import plain
from ..review.folding import Folded
from ..review.gold import passage
from ..review.records import Decision, Json, ReviewMark
from . import decisions as log
from .chunks import chunked
from .entries import entries, provenance_of
from .filters import claim_conditions, claim_order
from .joins import DOCUMENT_COLUMNS, with_documents
from .queries import ClaimQuery
from .review_base import ReviewPart
from .review_states import blind_rounds, case_of, cases
from .rows import document_of
from .schema import claims, conflicts, documents, readings
from .schema_review import decisions, states
from .standing import STANDING
from .store import Entry, NewReading

_STANDS = ("accepted", "corrected")
_SETTLED = (*_STANDS, "rejected")


@dataclass(frozen=True, slots=True)
class Gold:
    """Passages of gold, and of how many documents with decisions there are none, because not all is decided."""

    passages: tuple[Json, ...]
    left_out: int


class AfterReview(ReviewPart):
    """Claims as they stand after review."""

    def standing(self, **filters: Any) -> Iterator[Entry]:
        """The claims that reviewers accepted, corrected (as they are now) or added, that pass the filters of claims,
        each with its ``review``.  What was rejected, and what nobody has settled, is not among them."""
        query = ClaimQuery.of(**filters)
        wanted = query.review or _STANDS
        every = self._standing(replace(query, review=(), superseded=False, limit=None))
        yield from islice((e for e in every if e.review is not None and e.review.state in wanted), query.limit)

    def gold(self) -> Gold:
        """The documents whose claims are all decided, as gold for ``truceline evaluate claims``."""
        with self._reading() as connection:
            told = select(decisions.c.document).where(decisions.c.document.is_not(None)).distinct()
            names = connection.execute(told.order_by(decisions.c.document)).scalars().all()
            found = [_passage(connection, name) for name in names]
            return Gold(tuple(p for p in found if p is not None), sum(p is None for p in found))

    def _standing(self, query: ClaimQuery) -> Iterator[Entry]:
        with self._reading() as connection:
            yield from self._as_found(connection, query)
            rewritten = list(_rewritten(connection))
        if not rewritten:
            return
        from .sqlite import open_store

        marks = {claim.id: mark for new, of in rewritten for claim, mark in zip(new.claims, of, strict=True)}
        with TemporaryDirectory(prefix="truceline-") as folder:  # so that filters see what now stands
            store = open_store(Path(folder) / "standing.db", create=True)
            try:
                store.add(new for new, _ in rewritten)
                for entry in store.entries(query):
                    yield replace(entry, review=marks[entry.claim.id])
            finally:
                store.close()

    def _as_found(self, connection: Connection, query: ClaimQuery) -> Iterator[Entry]:
        """The claims that stand as the machine found them."""
        accepted = exists().where(states.c.claim == claims.c.key, states.c.state == "accepted", ~states.c.changed)
        conditions = [*claim_conditions(query, self._access.search), accepted]
        blind = blind_rounds(connection)
        for part in chunked(entries(connection, conditions, claim_order(query.sort))):
            keys = [key for key, _ in part]
            wanted = select(states.c.claim, states.c.item).where(states.c.claim.in_(keys))
            names = {row.claim: row.item for row in connection.execute(wanted)}
            told = log.on_claims(connection, list(names.values()))
            for key, entry in part:
                case = case_of(names[key], told[names[key]], blind)
                yield replace(entry, review=_mark(case.folded, case.decisions))


def _mark(folded: Folded, several: Iterable[Decision]) -> ReviewMark:
    counting = folded.counting
    return ReviewMark(
        state=folded.state,
        by=tuple(dict.fromkeys(d.by for d in counting)),
        at=counting[-1].at,
        decisions=tuple(d.number for d in counting),
        added=any(d.verb == "add" for d in several),
    )


def _rewritten(connection: Connection) -> Iterator[tuple[NewReading, list[ReviewMark]]]:
    """By documents, the claims that stand otherwise than the machine found them, and those it did not find."""
    otherwise = or_(states.c.state == "corrected", and_(states.c.state == "accepted", states.c.changed))
    corrected = select(states.c.item).where(otherwise)
    of = select(decisions.c.document).where(or_(decisions.c.claim.in_(corrected), decisions.c.verb == "add")).distinct()
    names = connection.execute(of.order_by(decisions.c.document)).scalars().all()
    for name in names:
        told = _document(connection, name)
        if told is None:
            continue
        document, row = told
        found: dict[str, tuple[Claim, ReviewMark]] = {}
        attached = _attached(connection, name)
        for case in cases(connection, [name]):
            content = case.folded.content
            stays, changed, claim = attached.get(case.item, (False, False, case.item))
            added = not stays and any(d.verb == "add" for d in case.decisions)
            if content is not None and (added or (stays and (changed or case.folded.state == "corrected"))):
                made = from_contract({**content, "id": claim}, document)
                found[claim] = made, _mark(case.folded, case.decisions)
        if found:
            conflict = None if row["conflict"] is None else (row["conflict"], 1.0)
            new = NewReading(document, tuple(c for c, _ in found.values()), provenance_of(row), None, conflict)
            yield new, [mark for _, mark in found.values()]


def _document(connection: Connection, name: str) -> tuple[Document, Any] | None:
    wanted = select(*DOCUMENT_COLUMNS, conflicts.c.conflict).select_from(with_documents())
    row = connection.execute(wanted.where(STANDING, documents.c.id == name)).mappings().first()
    return None if row is None else (document_of(row), row)


def _attached(connection: Connection, document: str) -> dict[str, tuple[bool, bool, str]]:
    """By the names that decisions have them by, the claims of the reading that stands: that they are there, whether
    they are worded otherwise, and their ids."""
    wanted = (
        select(states.c.item, states.c.changed, claims.c.id)
        .select_from(with_documents(claims.join(readings, claims.c.reading == readings.c.key)
                                    .join(states, states.c.claim == claims.c.key)))
        .where(STANDING, documents.c.id == document)
    )  # fmt: skip
    return {item: (True, bool(changed), claim) for item, changed, claim in connection.execute(wanted)}


def _passage(connection: Connection, name: str) -> Json | None:
    """A document as gold; null unless all of its claims are decided."""
    told = _document(connection, name)
    if told is None:
        return None
    document, row = told
    attached = _attached(connection, name)
    known = {case.item: case for case in cases(connection, [name])}
    of_document = [STANDING, documents.c.id == name]
    found = {entry.claim.id: plain(entry.claim) for _, entry in entries(connection, of_document, [claims.c.key])}
    decided = {claim: known[item] for item, (_, _, claim) in attached.items()}
    added = [c for item, c in known.items() if item not in attached and any(d.verb == "add" for d in c.decisions)]
    every = [*(decided.get(claim) for claim in found), *added]
    if not every or any(case is None or case.folded.state not in _SETTLED for case in every):
        return None
    whole = (decisions.c.document == name, decisions.c.verb == "complete", log.STANDS)
    complete = next(log.read(connection, *whole), None) is not None
    stands = [case.folded.content for case in every if case is not None and case.folded.content is not None]
    rejected = [found[claim] for claim, case in decided.items() if case.folded.state == "rejected"]
    return passage(name[:16], document, row["conflict"], stands, rejected, complete=complete)
