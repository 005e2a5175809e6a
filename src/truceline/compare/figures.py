"""Figures: tolls as numbers that can be laid side by side, each with who counts, as of when, and when it was told."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..knowledge.account_cues import cue
from ..records import Claim, Count, Published, Time, Toll
from .account import Account
from .claimants import Claimant, claimant_of
from .stories import VAGUE

Days = tuple[date, date]

ABOUT = 0.25
"""How far off "about 400" may be, as a part of the number."""

_BEFORE_IT, _AFTER_IT = 70, 25
"""Characters before and after the words of a figure in which a cue is about it, and not about its neighbour."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A toll that is said to be so and has a number.

    ``as_of`` are the days that the count is of, ``told`` those on which it was told; null where that is not known to a
    few days.  ``earlier`` is true for one that its report tells as said before ("it had put the dead at 30"),
    ``corrected`` for one that is told as a correction ("revised down").
    """

    account: Account
    toll: Toll
    claimant: Claimant
    as_of: Days | None
    told: Days | None
    earlier: bool
    corrected: bool

    @property
    def day(self) -> date | None:
        """The day that it is put in order by: the last that it may be of, or the first of one that was said before."""
        return None if self.as_of is None else self.as_of[0 if self.earlier else 1]

    @property
    def low(self) -> int | None:
        """The least number that this can mean, where there is one; see :func:`bounds`."""
        return bounds(self.toll.count)[0]

    @property
    def high(self) -> int | None:
        """The greatest number that this can mean, where there is one."""
        return bounds(self.toll.count)[1]

    @property
    def exact(self) -> int | None:
        """The number, where it is one and no more and no less."""
        count = self.toll.count
        return count.low if count.low == count.high else None


def figures(accounts: Iterable[Account]) -> list[Figure]:
    """The figures among the claims, in their order."""
    return [made for account in accounts if (made := figure(account)) is not None]


def figure(account: Account) -> Figure | None:
    """The figure that a claim is; null for other claims, for what is not said to be so, and without a number."""
    claim = account.claim
    toll = claim.body
    if not isinstance(toll, Toll) or claim.modality != "actual" or number_of(toll.count) is None:
        return None
    told = days_told(claim)
    earlier = told_before(claim)
    return Figure(
        account=account,
        toll=toll,
        claimant=claimant_of(account),
        as_of=_as_of(account, toll, told, earlier),
        told=told,
        earlier=earlier,
        corrected=bool(cue("corrected").search(claim.sentence.text)),
    )


def bounds(count: Count) -> tuple[int | None, int | None]:
    """The least and the greatest number that a count can mean; null where it leaves that end open.

    What is said to be "about" or "nearly" so may be off by :data:`ABOUT` on the ends that it leaves open.
    """
    low, high, best = count.low, count.high, count.best
    if best is not None:
        low = math.ceil(best * (1 - ABOUT)) if low is None else low
        high = math.floor(best * (1 + ABOUT)) if high is None else high
    return low, high


def number_of(count: Count) -> int | None:
    """One number to put figures in order by: the best, else a bound."""
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def told_before(claim: Claim) -> bool:
    """Whether a report tells it as said before: "it had put the dead at 30"."""
    start, end = claim.span.start - claim.sentence.start, claim.span.end - claim.sentence.start
    found = cue("said_before").finditer(claim.sentence.text)
    return any(f.end() >= start - _BEFORE_IT and f.start() <= end + _AFTER_IT for f in found)


def days_told(claim: Claim) -> Days | None:
    """The days on which a claim was told, where that is known to a few days."""
    return _days(claim.document.published)


def _as_of(account: Account, toll: Toll, told: Days | None, earlier: bool) -> Days | None:
    """The end of the period that a running total is of; else when it was said; else when it was told.

    A figure that was said before the report, and not when, is of some day before it: the one before, at the latest.
    """
    if toll.scope == "cumulative" and toll.period and toll.period.end and (days := _days(toll.period)):
        return days[1], days[1]
    if said := _days(account.claim.said):
        return said
    if earlier and told is not None:
        return told[0] - timedelta(1), told[1]
    return told


def _days(time: Time | Published | None) -> Days | None:
    """The days of a time that is known to a few days."""
    if time is None or time.start is None or time.end is None:
        return None
    first, last = date.fromisoformat(time.start), date.fromisoformat(time.end)
    return (first, last) if (last - first).days <= VAGUE else None
