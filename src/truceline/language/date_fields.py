"""Dates that stand alone in a field: metadata, tables, datelines.  Dates in prose are read by ``extract/times.py``.

What is not a date for certain has no value: "09/10/2023" is two different days in two countries.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime

from ..knowledge.months import NUMBERS

#: A time of day may follow, but nothing else: "2023-09-20 to 2023-09-22" is not one day.
_CLOCK = r"(?:T\d.*|,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}.*|Z|$)"
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?" + _CLOCK)
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?" + _CLOCK)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:[T\s]?\d{2}(?:\d{2}){0,2}(?!\d).*)?$")
_YEAR = re.compile(r"\d{4}$")
# Twelve figures that begin with a year of ours are a day and a time of day; as milliseconds they would mean 1976.
_EPOCH = re.compile(r"(?!(?:19|20)\d{10}$)(\d{9,10})(\d{3})?(?:\.\d+)?$")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})\b")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_MONTH_ONLY = re.compile(r"([A-Za-z]{3,9})\.?,?\s+(\d{4})$")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")

#: Earliest year taken for a publication date; anything before is a wrong number (a machine's zero is 1970-01-01).
EARLIEST = 1900
#: Dates that stand for "none" in databases and content systems.
_EMPTY = {date(1970, 1, 1), date(1900, 1, 1), date(1969, 12, 31), date(1899, 12, 30)}

Interval = tuple[date, date]


def interval(text: str) -> Interval | None:
    """The days that a date field means: one day, a month ("2023-09") or a year ("2023"); null when it is no date.

    The day is the one written: a time of day and a time zone after it do not move it.
    Accepted: ISO 8601 in its long and short forms, RFC 2822, "20 September 2023", "Sept. 20, 2023", "September 2023",
    "20.09.2023" and "9/20/2023" where only one reading gives a date, seconds or milliseconds since 1970.
    Rejected: "09/10/2023" (two readings), "yesterday", "20 Sep" (no year), years before 1900.
    """
    text = " ".join(text.split())
    if (m := _COMPACT.match(text)) and (days := days_of(*m.groups())):  # before seconds: it has figures only, too
        return days
    if m := _EPOCH.match(text):
        moment = datetime.fromtimestamp(int(m.group(1)), UTC).date()
        return days_of(str(moment.year), str(moment.month), str(moment.day))
    for pattern in (_ISO, _SLASHED):
        if m := pattern.match(text):
            return days_of(*m.groups())
    if _YEAR.match(text):
        return days_of(text, None, None)
    if m := _DAY_FIRST.search(text):
        return days_of(m.group(3), m.group(2), m.group(1))
    if m := _MONTH_FIRST.search(text):
        return days_of(m.group(3), m.group(1), m.group(2))
    if m := _MONTH_ONLY.match(text):
        return days_of(m.group(2), m.group(1), None)
    return _numbers(text)


def _numbers(text: str) -> Interval | None:
    m = _NUMBERS.search(text)
    if not m:
        return None
    first, mark, second, year = m.groups()
    readings = {days_of(year, second, first), days_of(year, first, second)} - {None}
    if mark == ".":  # with full stops the day always comes first
        return days_of(year, second, first)
    return readings.pop() if len(readings) == 1 else None


def days_of(year: str, month: str | None, day: str | None) -> Interval | None:
    """The days of a year, a month (name or number) or a day; null when there is no such date."""
    y = int(year)
    if not EARLIEST <= y <= datetime.now(UTC).year + 1:
        return None
    if month is None:
        return date(y, 1, 1), date(y, 12, 31)
    m = int(month) if month.isdigit() else NUMBERS.get(month.lower().rstrip("."), 0)
    if not 1 <= m <= 12:
        return None
    if day is None:
        return date(y, m, 1), date(y, m, monthrange(y, m)[1])
    d = int(day)
    if not 1 <= d <= monthrange(y, m)[1] or date(y, m, d) in _EMPTY:
        return None
    return date(y, m, d), date(y, m, d)
