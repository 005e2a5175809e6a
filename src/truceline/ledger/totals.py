"""How much a ledger holds, in numbers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from .naming import unfounded
from .schema import claims, conflicts, documents, readings
from .standing import CURRENT, STANDING
from .store import Totals
from .withholding import Withheld, seen


def totals(connection: Connection, withheld: Withheld) -> Totals:
    """The numbers, without the documents ``withheld``."""
    read = readings.join(documents, documents.c.key == readings.c.document)
    claimed = claims.join(read, claims.c.reading == readings.c.key)
    told = conflicts.join(documents, documents.c.key == conflicts.c.document)

    def number(of: Any, *conditions: ColumnElement[bool]) -> int:
        wanted = select(func.count()).select_from(of).where(*conditions, *seen(withheld))
        return connection.execute(wanted).scalar_one()

    def numbers(by: ColumnElement[str], of: Any, *conditions: ColumnElement[bool]) -> dict[str, int]:
        wanted = select(by, func.count()).select_from(of).where(*conditions, *seen(withheld)).group_by(by)
        return {row[0]: row[1] for row in connection.execute(wanted)}

    less = unfounded(connection, withheld)
    return Totals(
        documents=number(documents),
        not_read=number(read, STANDING, readings.c.status == "not_read"),
        readings=number(read),
        stored_claims=number(claimed),
        claims=numbers(claims.c.kind, claimed, STANDING),
        conflicts={name: times for name, times in numbers(conflicts.c.conflict, told).items() if name not in less},
        extractors=numbers(readings.c.extractor, read, CURRENT),
    )
