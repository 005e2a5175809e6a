"""Splitting and merging incidents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from ..review.records import Decision, Json, ReviewError
from . import decisions as log
from .review_base import ReviewPart, need_name, need_reason
from .schema import claims, documents, incidents, readings
from .settling import settle_decided
from .standing import STANDING


class DecidingIncidents(ReviewPart):
    """Which claims are of one incident, where people see it better than the program."""

    def split(self, by: str, incident: str, claims: Iterable[str], *, why: str) -> Decision:
        """Take claims out of an incident (ids; an incident has that of any of its claims): together they are one of
        their own.  Raises ReviewError."""
        need_name(by)
        need_reason(why)
        self._access.compare()
        taken = set(claims)
        with self._writing() as connection:
            members = _members(connection, incident)
            strays = taken - {one["id"] for one in members}
            if strays:
                raise ReviewError(f"These claims are not of the incident: {', '.join(sorted(strays))}.")
            if not taken or len(taken) == len(members):
                raise ReviewError("Name some of the claims of the incident, not none and not all of them.")
            apart, rest = ([one for one in members if (one["id"] in taken) is out] for out in (True, False))
            made = log.append(connection, by=by, verb="split", incident=incident, why=why,
                              old={"together": members}, new={"apart": apart, "rest": rest})  # fmt: skip
            settle_decided(connection)
            return made

    def merge(self, by: str, incidents: Iterable[str], *, why: str) -> Decision:
        """Make one incident of several, by their ids.  Raises ReviewError."""
        need_name(by)
        need_reason(why)
        self._access.compare()
        with self._writing() as connection:
            several = [_members(connection, incident) for incident in dict.fromkeys(incidents)]
            together = {one["id"]: one for members in several for one in members}
            if len(together) == max((len(members) for members in several), default=0):
                raise ReviewError("Name two incidents or more; these are one already.")
            made = log.append(connection, by=by, verb="merge", why=why, old={"incidents": several},
                              new={"together": list(together.values())})  # fmt: skip
            settle_decided(connection)
            return made


def _members(connection: Connection, incident: str) -> list[Json]:
    """The claims of an incident, each by its id and where it stands, in the order of their reports' days."""
    of = (
        select(incidents.c.incident)
        .select_from(_told()).where(claims.c.id == incident, STANDING).limit(1)
    )  # fmt: skip
    wanted = (
        select(claims.c.id, documents.c.id.label("document"), documents.c.text_sha256, readings.c.extractor,
               claims.c.kind, claims.c.span_start.label("start"), claims.c.span_end.label("end"))
        .select_from(_told()).where(incidents.c.incident == of.scalar_subquery())
        .order_by(readings.c.published_start, documents.c.id, claims.c.key)
    )  # fmt: skip
    found = [dict(row) for row in connection.execute(wanted).mappings()]
    if not found:
        raise ReviewError(f"There is no incident {incident}.")
    return found


def _told() -> Any:
    return (
        incidents.join(claims, claims.c.key == incidents.c.claim)
        .join(readings, claims.c.reading == readings.c.key)
        .join(documents, documents.c.key == readings.c.document)
    )
