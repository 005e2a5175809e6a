"""What one can ask of a ledger: the filters, as plain records that know nothing of SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from ..knowledge.nested import with_parts

ClaimOrder = Literal[
    "read", "-read", "published", "-published", "time", "-time", "confidence", "-confidence", "count", "-count",
    "disputed",
]  # fmt: skip
CLAIM_ORDERS: tuple[ClaimOrder, ...] = get_args(ClaimOrder)

Texts = tuple[str, ...]
Ids = frozenset[str]

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees; where west is greater than east it reaches over the 180th meridian."""
NO_CONFLICT = "none"
"""Among the conflicts of a query: reports of which no conflict is known."""


def _given(filters: dict[str, Any], known: set[str], what: str) -> dict[str, Any]:
    unknown = sorted(set(filters) - known)
    if unknown:
        raise TypeError(f"{what} have no filter {', '.join(unknown)}; there are: {', '.join(sorted(known))}")
    return {name: value for name, value in filters.items() if value is not None}


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Which claims.  A filter that is empty or null lets all pass; several values of one filter mean any of them.

    ``actor``, ``source``, ``place`` and ``outlet`` are parts of a name, case and accents aside; with ``=`` in front
    the whole name as it is listed (that of the report's words where nobody was resolved).  A ``conflict`` stands for
    those that are part of it too.  ``country`` (ISO
    3166-1 alpha-3) is that of a place of the claim or of somebody in it who is not merely quoted.  ``since`` and
    ``until`` (ISO days, inclusive) pick what is said to have happened within them, so claims without a date are left
    out; ``published_since`` and ``published_until`` go by the report.  ``document`` is the beginning of an id.
    ``read_since`` and ``read_until`` (UTC moments such as ``2024-05-02T08:00:00+00:00``, inclusive) go by when the
    program read the report, ``read_after`` by the number of the reading in the ledger: those stored later.
    ``conflict`` is an id, or ``none``: of reports of which no conflict is known.
    ``text`` are words that stand in the sentence.  ``extractor`` names who found them ("rules", "llm:NAME", or "llm"
    for any model); without it they are those of the one reading that stands for each document: the rules' own where
    there is one, else the latest.  ``superseded`` adds the claims of earlier readings, and of all extractors.
    ``min_confidence`` (0 to 1) leaves out what is less sure.  ``placed`` tells claims that have a place with
    coordinates from those that have none, ``box`` picks those with coordinates in it (its edges among them).
    ``withheld`` are the ids of documents that are left out.
    ``review`` is what reviewers have made of the claim ("unreviewed", "accepted", "corrected", "rejected", "unsure",
    "disagreed").

    Of the orders, ``disputed`` puts claims first that another one of their incident contradicts, the least sure of them
    before the others (see :mod:`truceline.compare.contested`).
    """

    kind: Texts = ()
    type: Texts = ()
    mode: Texts = ()
    harm: Texts = ()
    action: Texts = ()
    actor: Texts = ()
    source: Texts = ()
    place: Texts = ()
    placed: bool | None = None
    box: Box | None = None
    country: Texts = ()
    since: str | None = None
    until: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    conflict: Texts = ()
    modality: Texts = ()
    background: bool | None = None
    min_confidence: float | None = None
    document: Texts = ()
    outlet: Texts = ()
    read_since: str | None = None
    read_until: str | None = None
    read_after: int | None = None
    text: str | None = None
    id: str | None = None
    extractor: Texts = ()
    review: Texts = ()
    superseded: bool = False
    withheld: Ids = frozenset()
    sort: ClaimOrder = "read"
    limit: int | None = None

    @classmethod
    def of(cls, **filters: Any) -> ClaimQuery:
        """The query of keyword arguments, in which a single value may stand for a tuple of one.

        Raises :class:`TypeError` that names the filters there are when one does not exist.
        """
        return cls(**_normal(cls, _given(filters, {f.name for f in fields(cls)}, "claims")))


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which documents; see :class:`ClaimQuery`.  ``text`` are words that stand in the stored text."""

    id: Texts = ()
    outlet: Texts = ()
    language: Texts = ()
    status: Texts = ()
    conflict: Texts = ()
    published_since: str | None = None
    published_until: str | None = None
    read_since: str | None = None
    read_until: str | None = None
    read_after: int | None = None
    text: str | None = None
    withheld: Ids = frozenset()
    limit: int | None = None

    @classmethod
    def of(cls, **filters: Any) -> DocumentQuery:
        """The query of keyword arguments; see :meth:`ClaimQuery.of`."""
        return cls(**_normal(cls, _given(filters, {f.name for f in fields(cls)}, "documents")))


def _normal(cls: type[ClaimQuery] | type[DocumentQuery], filters: dict[str, Any]) -> dict[str, Any]:
    of_type: dict[str, Callable[[Any], Any]] = {"Texts": _texts, "Ids": frozenset}
    made = {f.name: of_type[str(f.type)] for f in fields(cls) if str(f.type) in of_type}
    normal = {name: made[name](value) if name in made else value for name, value in filters.items()}
    if conflicts := normal.get("conflict"):
        normal["conflict"] = with_parts(conflicts)
    return normal


def _texts(value: str | Iterable[str]) -> Texts:
    return (value,) if isinstance(value, str) else tuple(value)
