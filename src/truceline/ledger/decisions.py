"""The log of decisions in its table: lines are added at its end and read, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, insert, select

from ..review.chain import breaks, linked
from ..review.records import Decision
from .chunks import CHUNK, chunked
from .schema_review import decisions
from .store import Fault

_undoing = decisions.alias("undoing")

STANDS: ColumnElement[bool] = ~select(_undoing.c.number).where(_undoing.c.undoes == decisions.c.number).exists()
"""That a decision was not taken back."""


NOT_UNDONE = ("undo", "open", "close")
"""Verbs of what cannot be taken back."""

KEPT = (
    "document", "text_sha256", "claim", "extractor", "kind", "span_start", "span_end", "incident", "round",
)  # fmt: skip
"""What an undoing has from the decision that it takes back."""


def now() -> str:
    """The moment in UTC (ISO 8601), to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def append(connection: Connection, **told: Any) -> Decision:
    """Add a decision with these fields at the end of the log, within a transaction that writes; taken now, unless
    ``at`` is among them."""
    last = connection.execute(
        select(decisions.c.number, decisions.c.sha256).order_by(decisions.c.number.desc()).limit(1)
    ).first()
    made = Decision(**{"number": 1 if last is None else last.number + 1, "at": now(), **told})
    made = linked(made, None if last is None else last.sha256)
    connection.execute(insert(decisions), msgspec.structs.asdict(made))
    return made


def read(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[Decision]:
    """The decisions that fulfil conditions, in the order of their numbers."""
    wanted = select(decisions).where(*conditions).order_by(decisions.c.number)
    for row in connection.execution_options(yield_per=CHUNK).execute(wanted).mappings():
        yield Decision(**row)


def on_claims(connection: Connection, items: list[str]) -> dict[str, list[Decision]]:
    """By the ids of claims, the decisions about each, those taken back and their undoing too."""
    found: dict[str, list[Decision]] = {item: [] for item in items}
    for part in chunked(items):
        for one in read(connection, decisions.c.claim.in_(part)):
            assert one.claim is not None
            found[one.claim].append(one)
    return found


def head(connection: Connection) -> str | None:
    """The digest of the last decision; null where there is none."""
    wanted = select(decisions.c.sha256).order_by(decisions.c.number.desc()).limit(1)
    found: str | None = connection.execute(wanted).scalar()
    return found


def faults(connection: Connection, noted: str | None = None) -> Iterator[Fault]:
    """Where the chain of decisions does not hold; ``noted`` is a digest that it had at its end at some time."""
    try:
        yield from (Fault(None, None, one.what) for one in breaks(read(connection), noted))
    except (ValueError, TypeError) as error:
        yield Fault(None, None, f"the log of decisions cannot be read any further: {error}")
