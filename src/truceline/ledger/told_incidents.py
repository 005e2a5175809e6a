"""Incidents as they are listed: read from the derived tables, each with all of its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from ..compare.account import Account
from ..compare.incidents import Incident, incident_of
from .apart import Keyed, loosened, regrouped
from .chunks import chunked
from .entries import entries
from .filters import claim_conditions
from .joins import with_documents
from .merging import Piece, latest_first
from .queries import ClaimQuery
from .schema import claims, incidents, readings
from .search import TextSearch
from .told import originals_of, stories_of
from .withholding import Withheld, seen


def list_incidents(connection: Connection, query: ClaimQuery, search: TextSearch, single: bool) -> Iterator[Incident]:
    """The incidents with a claim that the query asks for, those reported latest first; without ``single``, only those
    of more than one claim.  The query's order counts for nothing, its limit counts incidents.
    """
    yield from islice(latest_first(_incidents(connection, query, search, single)), query.limit)


def _incidents(
    connection: Connection, query: ClaimQuery, search: TextSearch, single: bool
) -> Iterator[tuple[str | None, list[Piece[Incident]]]]:
    """The incidents, each with the latest day on which it was reported; of one that has to do with documents withheld,
    the incidents that are left of it."""
    latest = func.max(readings.c.published_start)
    wanted = (
        select(incidents.c.incident, latest)
        .select_from(_claims().join(incidents, incidents.c.claim == claims.c.key))
        .where(*claim_conditions(query, search))
        .group_by(incidents.c.incident)
        .order_by(latest.desc().nulls_last(), incidents.c.incident)
        .limit(None if query.withheld else query.limit)
    )
    if not single:
        several = select(incidents.c.incident).group_by(incidents.c.incident).having(func.count() > 1)
        wanted = wanted.where(incidents.c.incident.in_(several))
    found = connection.execute(wanted).all()
    original = originals_of(connection, query.withheld) if found else {}
    for part in chunked(found):
        keys = [key for key, _ in part]
        told = _accounts(connection, keys, original, query.withheld)
        loose = loosened(connection, keys, query.withheld) if query.withheld else set()
        asked = _asked(connection, loose, query, search)
        for key, day in part:
            if key not in loose:
                yield day, [(day, key, incident_of(tuple(account for _, account in told[key])))]
            else:
                yield day, list(_pieces(told[key], asked, 1 if single else 2))


def _pieces(left: Sequence[Keyed], asked: set[int], least: int) -> Iterator[Piece[Incident]]:
    """The incidents that are left of one, of ``least`` claims, with a claim whose key is asked for."""
    for several in regrouped(left):
        days = [account.claim.document.published.start or "" for key, account in several if key in asked]
        if days and len(several) >= least:
            yield max(days) or None, several[0][0], incident_of(tuple(account for _, account in several))


def _claims() -> Any:
    return with_documents(claims.join(readings, claims.c.reading == readings.c.key))


def _asked(connection: Connection, some: set[int], query: ClaimQuery, search: TextSearch) -> set[int]:
    """The keys of the claims of some incidents that a query asks for."""
    wanted = (
        select(claims.c.key)
        .select_from(_claims().join(incidents, incidents.c.claim == claims.c.key))
        .where(incidents.c.incident.in_(some), *claim_conditions(query, search))
    )
    return set(connection.execute(wanted).scalars()) if some else set()


def _accounts(
    connection: Connection, of: list[int], original: dict[str, str], withheld: Withheld
) -> dict[int, list[Keyed]]:  # fmt: skip
    """The claims of incidents, by the keys of these, in the order of their reports' days."""
    wanted = select(incidents.c.claim, incidents.c.incident).where(incidents.c.incident.in_(of))
    member = {row.claim: row.incident for row in connection.execute(wanted)}
    found: defaultdict[int, list[Keyed]] = defaultdict(list)
    for keys in chunked(sorted(member, key=lambda key: (member[key], key))):
        several = list(entries(connection, [claims.c.key.in_(keys), *seen(withheld)], [claims.c.key]))
        story = stories_of(connection, {entry.claim.document.id for _, entry in several}, withheld)
        for key, entry in several:
            document = entry.claim.document.id
            account = Account(entry.claim, story.get(document), original.get(document), entry.conflict)
            found[member[key]].append((key, account))
    return {key: sorted(several, key=_in_order) for key, several in found.items()}


def _in_order(keyed: Keyed) -> tuple[str, str, int]:
    document = keyed[1].claim.document
    return document.published.start or "", document.id, keyed[0]
