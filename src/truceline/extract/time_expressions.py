"""What a time expression says, before it is known when the text was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .mentions import Grain, TimeKind

Base = Literal["published", "context"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression of the grammar.

    What is fixed stands in ``year``, ``month``, ``day``, ``weekday`` (1 is Monday), ``period`` ("Q3", "H1", "SU"),
    ``era`` ("199", "20"), ``part`` ("NI", "15:00"), or, for durations, sets and references, in ``value``.  What has to
    be counted is ``shift`` calendar units (``unit``) away from ``base``: the day of publication or the day last named.
    ``window`` is a stretch that ends (negative) or begins (positive) at the base: "the past 24 hours" is (-24, "hour").
    ``side``: -1 "last", 0 "this", 1 "next".  ``mod``: START, MID, END or APPROX.
    """

    start: int
    end: int
    rule: str
    kind: TimeKind
    grain: Grain
    value: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    period: str | None = None
    era: str | None = None
    part: str | None = None
    unit: str | None = None
    shift: int | None = None
    base: Base = "published"
    window: tuple[float, str] | None = None
    side: int | None = None
    mod: str | None = None
    holiday: str | None = None
    #: Another order of day and month is possible ("03/04/2020"), and nothing in the text decides.
    ambiguous: bool = False

    @property
    def is_full_date(self) -> bool:
        """Whether the expression names a day of the calendar, year included."""
        return None not in (self.year, self.month, self.day)


#: Designators of durations: ISO 8601 letter, factor, and whether it stands after the T.
_DESIGNATORS = {
    "second": ("S", 1, True), "minute": ("M", 1, True), "hour": ("H", 1, True), "day": ("D", 1, False),
    "week": ("W", 1, False), "fortnight": ("W", 2, False), "month": ("M", 1, False), "quarter": ("M", 3, False),
    "year": ("Y", 1, False), "decade": ("Y", 10, False), "century": ("Y", 100, False), "weekend": ("D", 2, False),
}  # fmt: skip
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H"}
GRAINS: dict[str, Grain] = {
    "second": "part_of_day", "minute": "part_of_day", "hour": "part_of_day", "day": "day", "week": "week",
    "weekend": "week", "fortnight": "week", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade", "century": "century",
}  # fmt: skip


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration; a null count is unknown.

    >>> duration(3, "day"), duration(24, "hour"), duration(None, "week"), duration(2.5, "year")
    ('P3D', 'PT24H', 'PXW', 'P2Y6M')
    """
    letter, factor, clock = _DESIGNATORS[unit]
    head = "PT" if clock else "P"
    if count is None:
        return head + "X" + {"decade": "E", "century": "C", "quarter": "Q"}.get(unit, letter)
    total = count * factor
    if total == int(total):
        return f"{head}{int(total)}{letter}"
    if unit in _HALVES and total % 1 == 0.5:
        whole = f"{int(total)}{letter}" if total > 1 else ""
        return f"{head}{whole}{_HALVES[unit]}"
    return f"{head}{total:g}{letter}"
