"""Conflicts of a ledger: those found from who fights whom, and the names that users give to any of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, and_, delete, exists, func, insert, select

from ..compare.sides import PREFIX, REPORTS, FoundConflict, found_conflicts
from ..knowledge.loader import load_conflicts
from ..records import Claim
from .chunks import chunked
from .filters import begins
from .light import light_accounts
from .schema import actors, claims, conflict_names, conflicts, documents
from .schema import found_conflicts as found_table
from .store import StoredConflict
from .withholding import NOTHING, Withheld, hidden_keys, seen

_of_a_fight = and_(
    *(exists().where(actors.c.claim == claims.c.key, actors.c.part.in_(parts))
      for parts in (("actor", "blamed", "by"), ("recipient", "side", "from")))
)  # fmt: skip
"""That a claim names somebody who did it and somebody it was done to; most do not, and need not be read."""


def find_conflicts(connection: Connection) -> None:
    """Work out anew the conflicts of documents that tell of none that is described."""
    connection.execute(delete(conflicts).where(conflicts.c.conflict.startswith(PREFIX, autoescape=True)))
    connection.execute(delete(found_table))
    reports: defaultdict[str, list[Claim]] = defaultdict(list)
    for _, _, account in light_accounts(connection, and_(conflicts.c.conflict.is_(None), _of_a_fight)):
        reports[account.claim.document.id].append(account.claim)
    found = found_conflicts(reports)
    if found:
        connection.execute(
            insert(found_table), [{"id": c.id, "name": c.name, "sides": list(c.sides)} for c in found]
        )
    _assign(connection, found)


def _assign(connection: Connection, found: Iterable[FoundConflict]) -> None:
    conflict_of = {document: c for c in found for document in c.documents}
    for some in chunked(conflict_of):
        keys = connection.execute(select(documents.c.id, documents.c.key).where(documents.c.id.in_(some)))
        connection.execute(insert(conflicts), [
            {"document": row.key, "conflict": conflict_of[row.id].id, "score": len(conflict_of[row.id].documents)}
            for row in keys
        ])  # fmt: skip


def list_conflicts(connection: Connection, withheld: Withheld = NOTHING) -> list[StoredConflict]:
    """The conflicts that documents tell of, those of most documents first, each with its name and sides; without the
    documents ``withheld``, and without what was found by their help alone."""
    given = {row.conflict: row.name for row in connection.execute(select(conflict_names))}
    described = {c.id: (c.name, tuple(side.name for side in c.sides)) for c in load_conflicts()}
    found = {row.id: (row.name, tuple(row.sides)) for row in connection.execute(select(found_table))}
    whole = {c.id: c.part_of for c in load_conflicts()}
    told, number = conflicts.c.conflict, func.count()
    of = conflicts.join(documents, documents.c.key == conflicts.c.document)
    often = select(told, number).select_from(of).where(*seen(withheld)).group_by(told).order_by(number.desc(), told)
    less = unfounded(connection, withheld)
    listed = []
    for conflict, documents_of in connection.execute(often):
        if conflict in less:
            continue
        name, sides = found.get(conflict) or described.get(conflict) or (conflict, ())
        called = given.get(conflict, name)
        listed.append(
            StoredConflict(conflict, called, sides, conflict in found, documents_of, part_of=whole.get(conflict))
        )
    return listed


def unfounded(connection: Connection, withheld: Withheld) -> frozenset[str]:
    """The conflicts of documents ``withheld`` that too few others tell of to have been found."""
    if not withheld:
        return frozenset()
    told, of = conflicts.c.conflict, conflicts.join(documents, documents.c.key == conflicts.c.document)
    theirs = select(told).where(begins(told, PREFIX), conflicts.c.document.in_(hidden_keys(withheld))).distinct()
    some = list(connection.execute(theirs).scalars())
    enough: set[str] = set()
    for part in chunked(some):
        often = select(told).select_from(of).where(told.in_(part), *seen(withheld)).group_by(told)
        enough |= set(connection.execute(often.having(func.count() >= REPORTS)).scalars())
    return frozenset(some) - enough


def name_conflict(connection: Connection, conflict: str, name: str) -> None:
    """Call a conflict so from now on; an empty name gives it back the one it had."""
    connection.execute(delete(conflict_names).where(conflict_names.c.conflict == conflict))
    if name:
        connection.execute(insert(conflict_names), {"conflict": conflict, "name": name})
