"""Incidents as they are listed: read from the derived tables, each with all of its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from ..compare.account import Account
from ..compare.incidents import Incident, incident_of
from .apart import Keyed, Placings, in_order, loosened, regrouped
from .chunks import chunked
from .entries import entries
from .filters import claim_conditions
from .joins import with_documents
from .queries import ClaimQuery
from .schema import claims, incidents, readings
from .search import TextSearch
from .told import originals_of, stories_of
from .withholding import NOTHING, Withheld, seen


def list_incidents(connection: Connection, query: ClaimQuery, search: TextSearch, single: bool) -> Iterator[Incident]:
    """The incidents with a claim that the query asks for, those reported latest first; without ``single``, only those
    of more than one claim.  The query's order counts for nothing, its limit counts incidents.
    """
    latest = func.max(readings.c.published_start)
    wanted = (
        select(incidents.c.incident)
        .select_from(_claims().join(incidents, incidents.c.claim == claims.c.key))
        .where(*claim_conditions(query, search))
        .group_by(incidents.c.incident)
        .order_by(latest.desc().nulls_last(), incidents.c.incident)
        .limit(query.limit)
    )
    if not single:
        several = select(incidents.c.incident).group_by(incidents.c.incident).having(func.count() > 1)
        wanted = wanted.where(incidents.c.incident.in_(several))
    found = list(connection.execute(wanted).scalars())
    yield from incidents_with(connection, found, originals_of(connection) if found else {})


def incidents_with(
    connection: Connection, keys: Iterable[int], original: Mapping[str, str], withheld: Withheld = NOTHING
) -> Iterator[Incident]:  # fmt: skip
    """The incidents that these keys are of (each that of a first claim), in their order, without documents
    ``withheld``; ``original`` is what :func:`originals_of` gives.  One that was regrouped since the keys were asked for
    is left out."""
    for part in chunked(keys):
        of = _as_stored(connection, part) if withheld else part
        told = _accounts(connection, of, original, withheld)
        if withheld:
            loose = loosened(connection, withheld, of)
            left = (regrouped(some, withheld) if key in loose else {key: some} for key, some in told.items())
            told = {key: some for made in left for key, some in made.items()}
        yield from (incident_of(tuple(account for _, account in told[key])) for key in part if key in told)


def _as_stored(connection: Connection, keys: list[int]) -> list[int]:
    """The stored incidents that the incidents with these keys are of or were left of."""
    stored = select(incidents.c.incident).where(incidents.c.claim.in_(keys)).distinct()
    return list(connection.execute(stored).scalars())


def _claims() -> Any:
    return with_documents(claims.join(readings, claims.c.reading == readings.c.key))


def _accounts(
    connection: Connection, of: list[int], original: Mapping[str, str], withheld: Withheld
) -> dict[int, list[Keyed]]:  # fmt: skip
    """The claims of stored incidents, by the keys of these, in the order of their reports' days."""
    wanted = select(incidents.c.claim, incidents.c.incident).where(incidents.c.incident.in_(of))
    member = {row.claim: row.incident for row in connection.execute(wanted)}
    found: defaultdict[int, list[Keyed]] = defaultdict(list)
    placings = Placings(connection, withheld)
    for keys in chunked(sorted(member, key=lambda key: (member[key], key))):
        several = list(entries(connection, [claims.c.key.in_(keys), *seen(withheld)], [claims.c.key]))
        story = stories_of(connection, {entry.claim.document.id for _, entry in several}, placings)
        for key, entry in several:
            document = entry.claim.document.id
            account = Account(entry.claim, story.get(document), original.get(document), entry.conflict)
            found[member[key]].append((key, account))
    return {key: sorted(several, key=in_order) for key, several in found.items()}
