"""Where decisions of another ledger belong in this one: to the claims that re-reading would give them to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ..claim_ids import id_of
from ..records import Document
from ..review.checking import checked, plain, read
from ..review.records import Decision, Json, ReviewError
from .chunks import chunked
from .schema_review import decisions, states
from .settling import located


@dataclass(frozen=True, slots=True)
class Place:
    """The claim that a decision belongs to: the name that its decisions here have it by, and where it stands by them.
    ``there``: the reading that stands has it."""

    claim: str
    extractor: str | None
    kind: str
    span_start: int
    span_end: int
    there: bool = True


def places_of(connection: Connection, told: Iterable[Decision]) -> dict[str, Place]:
    """Where decisions on claims belong, by the ids that they name these by (see :mod:`truceline.review.attaching`)."""
    wanted: dict[str, Json] = {}
    for one in told:
        wanted.setdefault(one.claim or "", {
            "id": one.claim, "document": one.document, "kind": one.kind, "start": one.span_start, "end": one.span_end,
            "extractor": one.extractor})  # fmt: skip
    keys = located(connection, list(wanted.values()))
    known = _reviewed(connection, keys.values())
    return {
        name: known[keys[name]] if keys.get(name) in known else _own(spot, there=name in keys)
        for name, spot in wanted.items()
    }


def contents_of(one: Decision, document: Document) -> dict[str, Json]:
    """What stood and what is put in its place by a decision, checked as strictly as what is decided here.  Raises
    ReviewError, which names the field."""
    made: dict[str, Json] = {}
    before = None
    if one.old is not None:
        before = checked(one.old, document, read(one.old, document))
        made["old"] = plain(before)
    if one.new is not None:
        claim = checked(one.new, document, before)
        made["new"] = plain(claim)
        if one.verb == "add" and id_of(document, claim.span, claim.body) != one.claim:
            raise ReviewError("claim: it is not the id that an added claim of this place and content has.", "claim")
    if any(told["kind"] != one.kind for told in made.values()):
        raise ReviewError(f"kind: {one.kind} is not that of the claim.", "kind")
    return made


def _own(spot: Mapping[str, Json], *, there: bool) -> Place:
    return Place(spot["id"], spot["extractor"], spot["kind"], spot["start"], spot["end"], there)  # type: ignore[arg-type]


def _reviewed(connection: Connection, keys: Iterable[int]) -> dict[int, Place]:
    """Of claims by their keys, those about which something was decided here, as that names them."""
    found: dict[int, Place] = {}
    for part in chunked(keys):
        first = (
            select(decisions.c.claim, decisions.c.extractor, decisions.c.kind, decisions.c.span_start,
                   decisions.c.span_end, states.c.claim.label("key"))
            .join(states, states.c.item == decisions.c.claim).where(states.c.claim.in_(part))
            .order_by(decisions.c.number)
        )  # fmt: skip
        for *place, key in connection.execute(first):
            found.setdefault(key, Place(*place))
    return found
