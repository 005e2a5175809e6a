"""The days that reports are filed under: keys that can be put in order, and what is written for them.

A key is a day ("2022-01-05"); where only a range is known, the range ("2022-01-01 to 2022-01-31"), which stands behind
its first day; empty for a report without a date.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from ..cli import phrasing
from ..knowledge.months import NAMES
from ..records import Published
from .phrases import day_label
from .wording import UNDATED

_TO = " to "


def key_of(published: Published) -> str:
    """The key that a report is filed under."""
    if published.start and published.end:
        return phrasing.interval(published)
    return published.start or published.end or ""


def first(key: str) -> str:
    """The first day of a key (ISO); empty for none."""
    return key.partition(_TO)[0]


def last(key: str) -> str:
    """The last day of a key (ISO); empty for none."""
    return key.rpartition(_TO)[2]


def before(one: str, other: str) -> bool:
    """Whether what is filed under one was certainly published before what is filed under the other.

    Reports without a date come first: what they tell was told before, as far as anybody knows.
    """
    return last(one) < first(other)


def label(key: str, *, weekday: bool = True) -> str:
    """ "Wednesday 14 October 2020"; of a range "January 2022", "2022", "1 January 2022 to 3 February 2022"."""
    if not key:
        return UNDATED
    if _TO not in key:
        return day_label(key, weekday=weekday)
    begin, end = date.fromisoformat(first(key)), date.fromisoformat(last(key))
    whole_months = begin.day == 1 and end.day == monthrange(end.year, end.month)[1] and begin.year == end.year
    if whole_months and begin.month == end.month:
        return f"{NAMES[begin.month - 1]} {begin.year}"
    if whole_months and (begin.month, end.month) == (1, 12):
        return str(begin.year)
    return _TO.join(day_label(day.isoformat(), weekday=False) for day in (begin, end))


def machine(key: str) -> str:
    """What an HTML ``time`` may have for a date: the day, or the month; empty for other ranges."""
    if _TO not in key:
        return key
    return first(key)[:7] if " " in label(key) and _TO not in label(key) else ""
