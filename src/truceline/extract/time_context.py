"""What was spoken of before: the day that "the next day" leans on, and in a history the year of "on 3 May"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from statistics import median

from .time_expressions import Expression
from .time_values import Reading

#: Characters within which "the next day" still refers to the last day named.
REACH = 600
#: A text is a history when it names at least so many years, ...
YEARS = 8
#: ... or so many and no day by its place in the week or to the publication; one is enough where it has its month.
FEW_YEARS = 2
#: A month so many before the one last spoken of is of the year after ("in December 1941 ... in February").
TURN = 6
#: ... and for each expression that counts from the publication ("yesterday") at least so many.
YEARS_TO_DEICTIC = 10


class Spoken:
    """What was last spoken of: a day, a month or a day, any date; each with where."""

    def __init__(self) -> None:
        self.day: tuple[int, date] | None = None
        self.month: tuple[int, date] | None = None
        self.any: tuple[int, date] | None = None

    def hear(self, e: Expression, reading: Reading) -> None:
        """Take note of an expression that has been read."""
        if reading.days is None or e.kind not in ("DATE", "TIME"):
            return
        if e.rule in ("relative", "part") and e.base == "published":
            return
        self.any = (e.end, reading.days[0])
        if reading.days[0] == reading.days[1]:
            self.day = self.any
        if e.grain in ("day", "month"):
            self.month = self.any

    def base(self, e: Expression) -> date | None:
        """The day an expression may lean on: one counted in years or months leans on any date,
        "the 13th" on a month, others only on a day."""
        last = self.day
        if e.unit in ("year", "month", "decade") or e.period is not None:
            last = self.any
        elif e.rule == "day_of_month":
            last = self.month
        return last[1] if last is not None and e.start - last[0] <= REACH else None

    def with_year(self, e: Expression) -> Expression:
        """In a history, a day, month or season without a year is of the year last spoken of."""
        named = e.month is not None or e.period is not None or e.holiday is not None
        lacks = e.year is None and e.unit is None and e.side is None and e.base == "published" and named
        if not lacks or self.any is None:
            return e
        last = self.any[1]
        turned = e.month is not None and e.month < last.month - TURN
        return replace(e, year=last.year + turned)


def is_history(found: Sequence[Expression], published: date | None) -> bool:
    """Whether a text tells of years past in order, as an encyclopaedia does, and not the news of its day."""
    years = [e.year for e in found if e.year is not None]
    if _is_short_history(found, published):
        return True
    if len(years) < YEARS or (published is not None and median(years) > published.year - 2):
        return False
    deictic = sum(_counts_from_publication(e) for e in found)
    return deictic * YEARS_TO_DEICTIC <= len(years)


def _is_short_history(found: Sequence[Expression], published: date | None) -> bool:
    """Whether a passage has nothing of the news: all its years are past, and no day is told by its weekday."""
    dated = [e for e in found if e.year is not None and e.kind in ("DATE", "TIME")]
    if published is None or not dated or any(e.year is not None and e.year > published.year - 2 for e in dated):
        return False
    if len(dated) < FEW_YEARS and all(e.month is None and e.period is None for e in dated):
        return False
    first = min(e.start for e in dated)
    return not any(
        _counts_from_publication(e) or e.weekday is not None or (e.month is not None and e.start < first) for e in found
    )


def _counts_from_publication(e: Expression) -> bool:
    if e.base != "published" or e.year is not None:
        return False
    return e.shift is not None or e.window is not None or (e.weekday is not None and e.month is None)
