"""Restrictions of documents: set, lifted and asked for, within a transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from ..people.accounts import folded
from .errors import LedgerError
from .schema import documents
from .schema_restrictions import restrictions
from .store import Restriction
from .withholding import Withheld

NOBODY = "nobody: those whom it was restricted to have left and were removed from the people here"
"""Who may read a document once all that might have left: longer than a name of a person can be, so that none has it."""


def record(connection: Connection, document_id: str, readers: Iterable[str], by: str) -> Restriction:
    """Add that from now on only ``readers`` may read a document; no readers: everybody may again.

    Raises :class:`LedgerError` when there is no such document.
    """
    key = connection.execute(select(documents.c.key).where(documents.c.id == document_id)).scalar()
    if key is None:
        raise LedgerError(f"There is no document {document_id} in this ledger.", "See `truceline documents`.")
    named = tuple({folded(name): name for one in readers if (name := one.strip())}.values())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"document": key, "readers": list(named), "set_by": by, "set_at": now}
    connection.execute(insert(restrictions), row)
    return Restriction(document_id, named, by, now)


def end_rights(connection: Connection, name: str, by: str) -> list[str]:
    """Take somebody from among those who may read restricted documents; the ids of these.  One that nobody else may
    read stays restricted, to nobody."""
    who, ended = folded(name), []
    for one in in_force(connection):
        others = [reader for reader in one.readers if folded(reader) != who]
        if len(others) < len(one.readers):
            record(connection, one.document, others or [NOBODY], by)
            ended.append(one.document)
    return ended


def version(connection: Connection) -> int:
    """A number that grows with every restriction that is set or lifted."""
    return connection.execute(select(func.max(restrictions.c.key))).scalar() or 0


def in_force(connection: Connection) -> list[Restriction]:
    """The restrictions that count now, in the order in which they were set."""
    latest = select(func.max(restrictions.c.key)).group_by(restrictions.c.document)
    return [one for one in _listed(connection, _rows().where(restrictions.c.key.in_(latest))) if one.readers]


def history(connection: Connection, document_id: str) -> list[Restriction]:
    """What was set and lifted for a document, the latest last."""
    return _listed(connection, _rows().where(documents.c.id == document_id))


def withheld_from(connection: Connection, name: str) -> Withheld:
    """The ids of the documents that are restricted to others."""
    who = folded(name)
    return frozenset(one.document for one in in_force(connection) if who not in map(folded, one.readers))


def _rows() -> Select[Any]:
    told = (documents.c.id, restrictions.c.readers, restrictions.c.set_by, restrictions.c.set_at)
    of = restrictions.join(documents, documents.c.key == restrictions.c.document)
    return select(*told).select_from(of).order_by(restrictions.c.key)


def _listed(connection: Connection, wanted: Select[Any]) -> list[Restriction]:
    found = connection.execute(wanted).all()
    return [Restriction(row.id, tuple(row.readers), row.set_by, row.set_at) for row in found]
