"""What one piece of evidence allows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from .days import Days


class Trust(IntEnum):
    """How far a kind of evidence is trusted; where two cannot both hold, the one with the lower number stays."""

    DATE_LINE = 0
    TODAY = 1
    PAST = 2
    OFFICE = 3
    FUTURE = 4
    LANDMARK = 5
    ELAPSED = 6
    WEEKDAY_AND_DATE = 7
    STATEMENT = 8
    FEAST = 9
    WAR = 10
    NEAR = 11
    LEAD = 12
    WEEK = 13


@dataclass(frozen=True, slots=True)
class Constraint:
    """The publication lies in ``days``; ``evidence`` says in words why.

    ``otherwise`` is tried where ``days`` contradicts what is trusted more.  ``rank`` orders constraints of one trust,
    lowest first.
    """

    trust: Trust
    days: Days
    evidence: str
    otherwise: Days | None = None
    rank: int = 0
