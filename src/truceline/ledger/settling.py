"""The incidents that stand: those that comparing found, as people split and merged them; and which of their claims
cannot all hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from ..compare.contested import Point, contested
from ..records import Count
from ..review.attaching import Spot, attach
from ..review.records import Decision, Json
from ..review.regrouping import named, regrouped, regroupings
from . import decisions as log
from .chunks import chunked
from .derived import updating
from .schema import claims, documents, incidents, readings
from .schema import contested as contested_claims
from .schema_review import decisions
from .standing import STANDING


def settle(connection: Connection, parts: Iterable[int]) -> set[int]:
    """Set the incidents of these parts, and of all that decisions touch, as they stand; the keys of the incidents that
    decisions may have given claims or taken claims from."""
    touched: set[int] = set()
    for some in chunked(sorted(parts)):
        touched |= set(connection.execute(select(incidents.c.claim).where(incidents.c.part.in_(some))).scalars())
    return _settle(connection, touched)


def settle_decided(connection: Connection) -> None:
    """The same for what decisions touch alone; and what is derived from incidents with it."""
    updating.bring_up_to_date(connection, _settle(connection, set()))


def _settle(connection: Connection, touched: set[int]) -> set[int]:
    moved = incidents.c.incident != incidents.c.found
    before = {row.claim: row.incident for row in connection.execute(select(incidents.c.claim, incidents.c.incident)
                                                                    .where(moved))}  # fmt: skip
    connection.execute(update(incidents).where(moved).values(incident=incidents.c.found))
    regrouping = regroupings(log.read(connection, decisions.c.verb.in_(("split", "merge")), log.STANDS))
    decided = _regroup(connection, regrouping) if regrouping else set()
    _contest(connection, touched | before.keys() | decided)
    return {*before.values(), *_incidents_of(connection, before.keys() | decided)}


def _incidents_of(connection: Connection, keys: Iterable[int]) -> set[int]:
    """The incidents that claims are of, as they are found and as they stand."""
    of: set[int] = set()
    for some in chunked(sorted(keys)):
        wanted = select(incidents.c.found, incidents.c.incident).where(incidents.c.claim.in_(some))
        of.update(key for row in connection.execute(wanted) for key in row)
    return of


def _regroup(connection: Connection, regrouping: Sequence[Decision]) -> set[int]:
    """Set the incidents as these decisions have them; the claims of all incidents that they touch."""
    keys = located(connection, named(regrouping))
    found = _beside(connection, keys.values())
    first = {claim: place for place, claim in enumerate(found)}
    for claim, group in regrouped(found, regrouping, keys).items():
        incident = min(group, key=first.__getitem__)
        if incident != found[claim]:
            connection.execute(update(incidents).where(incidents.c.claim == claim).values(incident=incident))
    return set(found)


def located(connection: Connection, wanted: Sequence[Json]) -> dict[str, int]:
    """The keys of claims that decisions name, by the ids these name them by: of the readings that stand, as far as they
    have them (see :mod:`truceline.review.attaching`)."""
    by_document: defaultdict[str, dict[str, Spot]] = defaultdict(dict)
    for one in wanted:
        spot = Spot(one["id"], one["kind"], one["start"], one["end"], one["extractor"])
        by_document[one["document"]][spot.id] = spot
    found: dict[str, int] = {}
    for document, spots in by_document.items():
        stored = (
            select(claims.c.key, claims.c.id, claims.c.kind, claims.c.span_start, claims.c.span_end,
                   readings.c.extractor)
            .select_from(claims.join(readings, claims.c.reading == readings.c.key)
                         .join(documents, documents.c.key == readings.c.document))
            .where(documents.c.id == document, STANDING)
        )  # fmt: skip
        there = {one: (key, Spot(one, *rest)) for key, one, *rest in connection.execute(stored)}
        attached = attach(spots.values(), [spot for _, spot in there.values()])
        found.update({name: there[claim][0] for name, claim in attached.items()})
    return found


def _beside(connection: Connection, keys: Iterable[int]) -> dict[int, int]:
    """The claims that were found to be of one incident with these, and the incidents, in the order in which incidents
    list their claims."""
    among: set[int] = set()
    for some in chunked(keys):
        wanted = select(incidents.c.found).where(incidents.c.claim.in_(some))
        among |= set(connection.execute(wanted).scalars())
    rows: list[tuple[str, str, int, int]] = []
    for some in chunked(sorted(among)):
        told = (
            select(readings.c.published_start, documents.c.id, incidents.c.claim, incidents.c.found)
            .select_from(incidents.join(claims, claims.c.key == incidents.c.claim)
                         .join(readings, claims.c.reading == readings.c.key)
                         .join(documents, documents.c.key == readings.c.document))
            .where(incidents.c.found.in_(some))
        )  # fmt: skip
        rows += [(day or "", document, claim, found) for day, document, claim, found in connection.execute(told)]
    return {claim: found for _, _, claim, found in sorted(rows)}


def _contest(connection: Connection, touched: set[int]) -> None:
    """Find anew which claims cannot all hold, of the incidents that these claims are of."""
    among: set[int] = set()
    for some in chunked(sorted(touched)):
        connection.execute(delete(contested_claims).where(contested_claims.c.claim.in_(some)))
        wanted = select(incidents.c.incident).where(incidents.c.claim.in_(some))
        among |= set(connection.execute(wanted).scalars())
    for some in chunked(sorted(among)):
        told = _points(connection, some)
        members = [point.key for points in told.values() for point in points]
        for part in chunked(members):
            connection.execute(delete(contested_claims).where(contested_claims.c.claim.in_(part)))
        new = [{"claim": key} for points in told.values() for key in sorted(contested(points))]
        if new:
            connection.execute(insert(contested_claims), new)


def _points(connection: Connection, some: Sequence[int]) -> Mapping[int, list[Point]]:
    c = claims.c
    wanted = (
        select(incidents.c.incident, c.key, c.kind, c.type, c.mode, c.harm, c.object, c.victims, c.action, c.modality,
               c.count_best, c.count_low, c.count_high)
        .select_from(incidents.join(claims, c.key == incidents.c.claim))
        .where(incidents.c.incident.in_(some))
    )  # fmt: skip
    found: defaultdict[int, list[Point]] = defaultdict(list)
    for incident, key, *thing, modality, best, low, high in connection.execute(wanted):
        known = any(number is not None for number in (best, low, high))
        count = Count(text="", best=best, low=low, high=high) if known else None
        found[incident].append(Point(key, tuple(thing), modality == "denied", count))
    return found
