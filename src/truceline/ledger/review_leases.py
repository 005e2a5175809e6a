"""Leases: that a claim is before one reviewer, so that nobody else is given it at the same time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from ..review.records import Lease
from ..translation import _, time_left
from .decisions import now
from .schema_review import leases


def held_by_another(connection: Connection, item: str, by: str) -> Lease | None:
    """The lease that somebody else has on a claim, if one runs."""
    wanted = select(leases).where(leases.c.claim == item, leases.c.by != by, leases.c.until > now())
    row = connection.execute(wanted).mappings().first()
    return None if row is None else Lease(**row)


def in_words(lease: Lease) -> str:
    """Why nobody else can decide about the claim now."""
    return _("%(name)s is at this claim for %(time)s.") % {"name": lease.by, "time": time_left(lease.until)}


def running(connection: Connection) -> list[Lease]:
    """All leases that run, by the ids of their claims."""
    wanted = select(leases).where(leases.c.until > now()).order_by(leases.c.claim)
    return [Lease(**row) for row in connection.execute(wanted).mappings()]


def put(connection: Connection, item: str, by: str, minutes: int) -> Lease | None:
    """Lease a claim, or lengthen one's lease on it, within a transaction that writes; null when another has it."""
    if held_by_another(connection, item, by) is not None:
        return None
    until = (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")
    connection.execute(delete(leases).where(leases.c.claim == item))
    connection.execute(insert(leases), {"claim": item, "by": by, "until": until})
    return Lease(claim=item, by=by, until=until)


def release(connection: Connection, by: str, *items: str) -> int:
    """End one's leases on these claims, or on all; how many these were.  Those of anybody that ran out go too."""
    mine = leases.c.by == by
    if items:
        mine &= leases.c.claim.in_(items)
    ended = connection.execute(delete(leases).where(mine)).rowcount
    connection.execute(delete(leases).where(leases.c.until <= now()))
    return int(ended)


