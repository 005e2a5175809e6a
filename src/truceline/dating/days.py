"""Sets of days, as bits of one integer: cheap to intersect, however many constraints there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ..extract.time_calendar import months

#: The bounds of the arithmetic, wider than the days that a report is looked for on (see solve.py), so that what comes
#: again every few years is seen to have no bound.
FIRST, LAST = date(1945, 1, 1), date(2049, 12, 31)
_SIZE = (LAST - FIRST).days + 1
_ALL = (1 << _SIZE) - 1
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days from :data:`FIRST` to :data:`LAST`; bit ``i`` is the ``i``-th day."""

    bits: int

    def __and__(self, other: Days) -> Days:
        return Days(self.bits & other.bits)

    def __or__(self, other: Days) -> Days:
        return Days(self.bits | other.bits)

    def __bool__(self) -> bool:
        return self.bits != 0

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __iter__(self) -> Iterator[date]:
        bits, i = self.bits, 0
        while bits:
            step = (bits & -bits).bit_length()
            i += step
            bits >>= step
            yield FIRST + timedelta(days=i - 1)

    @property
    def first(self) -> date:
        """The earliest day; ValueError when there is none."""
        if not self.bits:
            raise ValueError("no day in an empty set")
        return FIRST + timedelta(days=(self.bits & -self.bits).bit_length() - 1)

    @property
    def last(self) -> date:
        """The latest day; ValueError when there is none."""
        if not self.bits:
            raise ValueError("no day in an empty set")
        return FIRST + timedelta(days=self.bits.bit_length() - 1)

    def widened(self, before: int, after: int) -> Days:
        """The set with ``before`` days put in front of each of its days and ``after`` days behind."""
        bits = self.bits
        for k in range(1, before + 1):
            bits |= self.bits >> k
        if after:
            bits |= _smeared(self.bits, after)
        return Days(bits & _ALL)

    def shifted(self, count: int) -> Days:
        """Every day of the set moved by ``count`` days."""
        return Days((self.bits << count if count >= 0 else self.bits >> -count) & _ALL)


def _smeared(bits: int, after: int) -> int:
    """Each bit spread over the ``after`` bits above it, by doubling."""
    done = 1
    while done < after + 1:
        step = min(done, after + 1 - done)
        bits |= bits << step
        done += step
    return bits


def every_day() -> Days:
    """All days."""
    return Days(_ALL)


def no_day() -> Days:
    """The empty set."""
    return Days(0)


def between(first: date | None, last: date | None) -> Days:
    """The days from ``first`` to ``last``, both inclusive; null is no bound."""
    low = max(0, (first - FIRST).days) if first is not None else 0
    high = min(_SIZE - 1, (last - FIRST).days) if last is not None else _SIZE - 1
    if high < low:
        return no_day()
    return Days(((1 << (high - low + 1)) - 1) << low)


@cache
def weekday(number: int) -> Days:
    """All days of one weekday (1 is Monday)."""
    start = (number - FIRST.isoweekday()) % _WEEK
    bits = 0
    for i in range(start, _SIZE, _WEEK):
        bits |= 1 << i
    return Days(bits)


@cache
def day_of_year(month: int, day: int) -> Days:
    """That day of every year; ``month`` 1 to 12."""
    bits = 0
    for year in range(FIRST.year, LAST.year + 1):
        try:
            bits |= 1 << (date(year, month, day) - FIRST).days
        except ValueError:
            continue
    return Days(bits)


def edge(partial: str, *, last: bool) -> date:
    """The first or last day of a date that may be a year or a month only."""
    parts = [int(p) for p in partial.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        return months(parts[0], parts[1], 1)[1 if last else 0]
    return date(parts[0], 12, 31) if last else date(parts[0], 1, 1)
