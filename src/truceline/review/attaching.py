"""Which claim of a reading a review belongs to: by where it stands in the text, to the character, and never by guess.

A review of a claim belongs to the claim with the same id (the same thing found in the same stretch).  Where the
reading has none, it belongs to the claim of the same kind with exactly the same span, if the same extractor found it,
if there is but one, and if no other review lays claim to it.  Else it belongs to none: it is an orphan, and listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Where = tuple[str, int, int, str | None]
"""Kind, first and last character of the span, and who found the claim."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A claim by its id and by where it stands."""

    id: str
    kind: str
    start: int
    end: int
    extractor: str | None

    @property
    def where(self) -> Where:
        """What a claim is found again by when its id is gone."""
        return self.kind, self.start, self.end, self.extractor


def attach(reviewed: Iterable[Spot], claims: Sequence[Spot]) -> dict[str, str]:
    """For the reviewed claims that belong to one of ``claims`` (of one reading of the same document), its id."""
    several = list(reviewed)
    ids = {claim.id for claim in claims}
    found = {one.id: one.id for one in several if one.id in ids}
    free: defaultdict[Where, list[str]] = defaultdict(list)
    for claim in claims:
        if claim.id not in found:
            free[claim.where].append(claim.id)
    wanting: defaultdict[Where, list[str]] = defaultdict(list)
    for one in several:
        if one.id not in found:
            wanting[one.where].append(one.id)
    for where, wanted in wanting.items():
        if len(wanted) == len(free[where]) == 1:
            found[wanted[0]] = free[where][0]
    return found
