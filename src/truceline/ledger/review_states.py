"""The state of claims as it follows from the log of decisions, kept so that claims can be found by it.

Derived: it may be worked out anew at any time.  A claim about which nothing was decided has no row; one whose decisions
nobody may see yet has the state "unreviewed".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from ..review.attaching import Spot, attach
from ..review.checking import plain
from ..review.content import content_digest
from ..review.folding import Folded, Through, fold, standing, through_of
from ..review.records import Decision, ReviewError, Round
from ..review.rounds import rounds as folded_rounds
from . import decisions as log
from .chunks import chunked
from .entries import entries
from .schema import claims, documents, readings
from .schema_review import decisions, states


@dataclass(frozen=True, slots=True)
class Case:
    """All decisions about one claim (``item`` is the id it had when the first was taken), and what they make of it."""

    item: str
    document: str
    decisions: tuple[Decision, ...]
    folded: Folded

    @property
    def spot(self) -> Spot:
        """Where the claim stood when it was decided on first."""
        first = self.decisions[0]
        assert first.kind is not None
        assert first.span_start is not None
        assert first.span_end is not None
        return Spot(self.item, first.kind, first.span_start, first.span_end, first.extractor)

    @property
    def wordings(self) -> frozenset[str]:
        """The digests of the contents that were decided on, and of what stands."""
        told = [d.old for d in self.decisions if d.old] + [self.folded.content or {}]
        return frozenset(content_digest(one) for one in told if one)


def all_rounds(connection: Connection) -> list[Round]:
    """All rounds, in the order in which they were opened."""
    return folded_rounds(log.read(connection, decisions.c.verb.in_(("open", "close"))))


def open_round(connection: Connection, name: str) -> Round:
    """The round of this name.  Raises ReviewError where it is not open."""
    found = next((r for r in all_rounds(connection) if r.name == name), None)
    if found is None or found.closed_at is not None:
        raise ReviewError(f"There is no round {name!r} open.")
    return found


def blind_rounds(connection: Connection) -> frozenset[str]:
    """The names of the rounds in which nobody may see yet what one other has decided."""
    return frozenset(r.name for r in all_rounds(connection) if r.blind)


def read_through(connection: Connection, of_documents: Iterable[str]) -> dict[str, frozenset[tuple[str, str]]]:
    """Of documents (by id) about which anything was decided in a double round, who read them through in which."""
    rounds = [r for r in all_rounds(connection) if r.double]
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for part in chunked(of_documents if rounds else ()):
        named = decisions.c.round.in_([r.name for r in rounds])
        for one in log.read(connection, decisions.c.document.in_(part), named):
            found[one.document or ""].append(one)
    return {document: through_of(several, rounds) for document, several in found.items()}


def blind_round_of(connection: Connection, by: str, document: str) -> str | None:
    """The open double round in which somebody has decided on a document (by id) or a claim of it, the latest; so that
    what they go on to say of it is not shown to the other."""
    blind = blind_rounds(connection)
    conditions = (decisions.c.by == by, decisions.c.document == document, decisions.c.round.in_(blind))
    told = standing(log.read(connection, *conditions)) if blind else []
    return told[-1].round if told else None


def cases(connection: Connection, of_documents: Iterable[str]) -> Iterator[Case]:
    """What was decided about claims of these documents (their ids), by claim; without what was taken back whole."""
    blind = blind_rounds(connection)
    for part in chunked(of_documents):
        found: defaultdict[str, list[Decision]] = defaultdict(list)
        for one in log.read(connection, decisions.c.document.in_(part)):
            if one.claim is not None:
                found[one.claim].append(one)
        through = read_through(connection, part)
        for item, several in found.items():
            if standing(several):
                yield case_of(item, several, blind, through.get(several[0].document or "", frozenset()))


def case_of(item: str, several: list[Decision], blind: Iterable[str], through: Through = ()) -> Case:
    """The decisions about one claim, in the order of their numbers, as a case."""
    assert several[0].document is not None
    return Case(item, several[0].document, tuple(several), fold(several, frozenset(blind), through))


def refresh(connection: Connection, of_documents: Iterable[str]) -> None:
    """Work out anew the states of the claims of these documents, in all their readings."""
    for document in dict.fromkeys(of_documents):
        key = select(documents.c.key).where(documents.c.id == document).scalar_subquery()
        mine = select(claims.c.key).join(readings, claims.c.reading == readings.c.key).where(readings.c.document == key)
        connection.execute(delete(states).where(states.c.claim.in_(mine)))
        known = {case.item: case for case in cases(connection, [document])}
        rows = list(_rows(connection, document, known)) if known else []
        if rows:
            connection.execute(insert(states), rows)


def refresh_decided(connection: Connection, of_documents: Iterable[str]) -> None:
    """The same for those of these documents about which anything was decided."""
    for part in chunked(of_documents):
        wanted = select(decisions.c.document).where(decisions.c.document.in_(part)).distinct()
        refresh(connection, connection.execute(wanted).scalars().all())


def _rows(connection: Connection, document: str, known: Mapping[str, Case]) -> Iterator[dict[str, object]]:
    attached: dict[int, Case] = {}
    for spots in _readings(connection, document):
        ids = {spot.id: key for key, spot in spots.items()}
        found = attach([case.spot for case in known.values()], list(spots.values()))
        attached.update({ids[claim]: known[item] for item, claim in found.items()})
    for part in chunked(attached):
        for key, entry in entries(connection, [claims.c.key.in_(part)], [claims.c.key]):
            case = attached[key]
            changed = content_digest(plain(entry.claim)) not in case.wordings if case.wordings else False
            yield {"claim": key, "item": case.item, "state": case.folded.state, "changed": changed}


def _readings(connection: Connection, document: str) -> list[dict[int, Spot]]:
    """Where the claims of each reading of a document stand, by their keys."""
    wanted = (
        select(claims.c.key, claims.c.reading, claims.c.id, claims.c.kind, claims.c.span_start, claims.c.span_end,
               readings.c.extractor)
        .select_from(claims.join(readings, claims.c.reading == readings.c.key)
                     .join(documents, documents.c.key == readings.c.document))
        .where(documents.c.id == document).order_by(claims.c.key)
    )  # fmt: skip
    found: defaultdict[int, dict[int, Spot]] = defaultdict(dict)
    for key, reading, *spot in connection.execute(wanted):
        found[reading][key] = Spot(*spot)
    return list(found.values())
