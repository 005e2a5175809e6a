"""When what is claimed is said to have happened: how many claims each day, week, month or year would leave.

A claim that is about one of them alone is told apart from one that reaches over several: of the latter nobody says on
which of the days it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

import numpy as np

from .arrays import NO_END, Bools, Columns, Numbers
from .geography import KINDS, Small, kinds_of

Step = Literal["day", "week", "month", "year"]
STEPS: tuple[Step, ...] = get_args(Step)

DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""How many days a step has, about."""

MOST_BARS = {"day": 124, "week": 130, "month": 240}
"""How many bars of a step there may be before the next larger one is taken."""

LIMIT = 1_500
"""How many bars of days, weeks or months there may be where the step is given."""

_LATEST = date(9998, 12, 31)
"""The last day that a bar can begin before: the program cannot count on from the year 9999."""

_ANY_DAY = 19700101

_OUTLYING = 0.05
"""This share of the claims at either end may be left out of what is drawn: those further from the others than half of
the time that these take up."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A day, week, month or year, from ``first`` to ``last`` (inclusive).

    ``event``, ``toll`` and ``control`` count the claims about it alone, ``longer`` those that reach beyond it.
    """

    first: date
    last: date
    event: int
    toll: int
    control: int
    longer: int

    @property
    def claims(self) -> int:
        """How many claims are about it, or may be."""
        return self.event + self.toll + self.control + self.longer


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars, without gaps; how many claims are about earlier and later days alone, and how many about no known."""

    step: Step
    bars: tuple[Bar, ...]
    earlier: int
    later: int
    undated: int


@dataclass(frozen=True, slots=True)
class Moments:
    """For each claim the first and the last day that it is about, as proleptic Gregorian ordinals, and its kind.

    The first is ``UNKNOWN`` where it has no date; the last is ``OPEN`` where it has no end.
    """

    start: Small
    end: Small
    kind: Small


UNKNOWN, OPEN = -1, int(np.iinfo(np.int32).max)


def moments(columns: Columns) -> Moments:
    """The times of all claims."""
    known = columns.start > 0
    ends = known & (columns.end != NO_END)
    start = np.where(known, _ordinals(np.where(known, columns.start, _ANY_DAY)), UNKNOWN)
    end = np.where(ends, _ordinals(np.where(ends, columns.end, _ANY_DAY)), OPEN)
    return Moments(start.astype(np.int32), np.maximum(start, end).astype(np.int32), kinds_of(columns).astype(np.int32))


def timeline(
    of: Moments, mask: Bools, step: Step | None = None, span: tuple[date, date] | None = None
) -> Timeline | None:  # fmt: skip
    """The claims that pass, by time; null where none has a day.

    ``span`` are the first and the last day to be drawn, in this order, else what the claims are about; a ``step`` that
    would make more than ``LIMIT`` bars gives way to the next.
    """
    dated = mask & (of.start != UNKNOWN)
    start, end, kinds = of.start[dated], of.end[dated], of.kind[dated]
    if not len(start):
        return None
    first, last = (min(day, _LATEST) for day in span or _drawn(start, np.where(end == OPEN, start, end)))
    step = _fitting((last - first).days + 1, step)
    edges = list(_edges(first, last, step))
    begin, stop = edges[0].toordinal(), edges[-1].toordinal()
    meets = (end >= begin) & (start < stop)
    counts = _counts(start[meets], end[meets], kinds[meets], np.array([e.toordinal() for e in edges]))
    bars = tuple(
        Bar(one, following - timedelta(1), *row)
        for one, following, row in zip(edges, edges[1:], counts.tolist(), strict=False)
    )
    earlier, later = int((end < begin).sum()), int((start >= stop).sum())
    return Timeline(step, bars, earlier, later, int(mask.sum()) - len(start))


def _counts(start: Small, end: Small, kinds: Small, edges: Numbers) -> Numbers:
    """For each bar how many of each kind are about it alone, and how many reach beyond it."""
    bars = len(edges) - 1
    of_day = np.repeat(np.arange(bars), np.diff(edges))
    top = len(of_day) - 1
    first, last = (of_day[np.clip(days - edges[0], 0, top)] for days in (start, end))
    alone = (first == last) & (start >= edges[0]) & (end < edges[-1])
    counts = np.zeros((bars, len(KINDS) + 1), np.int64)
    by_kind = np.bincount(first[alone] * len(KINDS) + kinds[alone], minlength=bars * len(KINDS))
    counts[:, :-1] = by_kind.reshape(bars, len(KINDS))
    begun = np.bincount(first[~alone], minlength=bars + 1)
    over = np.bincount(last[~alone] + 1, minlength=bars + 1)
    counts[:, -1] = np.cumsum(begun - over)[:bars]
    return counts


def _ordinals(days: Numbers) -> Numbers:
    """Days such as 20230920 as proleptic Gregorian ordinals."""
    months = ((days // 10_000 - 1970) * 12 + days // 100 % 100 - 1).astype("datetime64[M]")
    since_1970: Numbers = months.astype("datetime64[D]").astype(np.int64) + days % 100 - 1
    return since_1970 + date(1970, 1, 1).toordinal()


def _drawn(start: Small, end: Small) -> tuple[date, date]:
    """The first and the last day to be drawn: of all claims, or of nearly all where the rest lies far away."""
    low = int(np.quantile(start, _OUTLYING, method="lower"))
    high = int(np.quantile(end, 1 - _OUTLYING, method="higher"))
    beyond = max(high - low, 1) // 2 + 1
    first = start.min(where=start >= low - beyond, initial=low)
    last = end.max(where=end <= high + beyond, initial=max(low, high))
    return date.fromordinal(int(first)), date.fromordinal(int(last))


def _fitting(days: int, wanted: Step | None) -> Step:
    """The step for so many days: the one wanted or a larger one, of which there are not too many."""
    for step in STEPS[STEPS.index(wanted or "day") : -1]:
        if days <= (LIMIT if wanted else MOST_BARS[step]) * DAYS[step]:
            return step
    return "year"


def _edges(first: date, last: date, step: Step) -> Iterator[date]:
    """The first days of all bars, and the day after the last."""
    one = _begin(first, step)
    while one <= last:
        yield one
        one = _following(one, step)
    yield one


def _begin(day: date, step: Step) -> date:
    match step:
        case "day":
            return day
        case "week":
            return day - timedelta(min(day.weekday(), day.toordinal() - 1))
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def _following(day: date, step: Step) -> date:
    match step:
        case "day" | "week":
            return day + timedelta(1 if step == "day" else 7)
        case "month":
            return date(day.year + day.month // 12, day.month % 12 + 1, 1)
        case "year":
            return date(day.year + 1, 1, 1)
