"""Calendar arithmetic for time expressions: values and the days they cover.

Values are those of TIMEX3 (TimeML 1.2.1): "2020", "2020-10", "2020-10-14", "2020-W42", "2020-W42-WE", "2020-Q4",
"2020-H1", "2020-SU", "202" (a decade), "20" (a century), and a day with a part of the day ("2020-10-14TNI").
An interval is a pair of days, both inclusive.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Interval = tuple[date, date]

#: First month and length in months of the seasons of the northern meteorological year; a winter ends in the next year.
SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-W(?P<week>\d\d)(?P<weekend>-WE)?|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<season>SP|SU|FA|WI)"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T.*)?$|(?P<decade>\d{3})$|(?P<century>\d{2})$"
)
DAY = timedelta(days=1)


def interval(value: str | None) -> Interval | None:
    """The days that a value covers, or null when it has none ("PRESENT_REF", "XXXX-10", "P3D").

    >>> interval("2020-W42")
    (datetime.date(2020, 10, 12), datetime.date(2020, 10, 18))
    """
    m = _VALUE.match(value or "")
    if m is None:
        return None
    try:
        return _covered(m)
    except ValueError:
        return None


def _covered(m: re.Match[str]) -> Interval:
    if m["decade"]:
        first = int(m["decade"]) * 10
        return date(first, 1, 1), date(first + 9, 12, 31)
    if m["century"]:
        return date(int(m["century"]) * 100, 1, 1), date(int(m["century"]) * 100 + 99, 12, 31)
    year = int(m["year"])
    if m["week"]:
        monday = date.fromisocalendar(year, int(m["week"]), 1)
        return (monday + 5 * DAY if m["weekend"] else monday), monday + 6 * DAY
    if m["quarter"]:
        return months(year, 3 * int(m["quarter"]) - 2, 3)
    if m["half"]:
        return months(year, 6 * int(m["half"]) - 5, 6)
    if m["season"]:
        return months(year, *SEASONS[m["season"]])
    if m["day"]:
        day = date(year, int(m["month"]), int(m["day"]))
        return day, day
    return months(year, int(m["month"]), 1) if m["month"] else (date(year, 1, 1), date(year, 12, 31))


def months(year: int, month: int, count: int) -> Interval:
    """The days of ``count`` months from ``month`` (1 to 12) of ``year`` on."""
    last_year, last_month = add_months(year, month, count - 1)
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month ``count`` months away."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def part(whole: Interval, mod: str | None) -> Interval:
    """The early, middle or late third of an interval of more than a week; a shorter one is left whole.

    "Early May" is the 1st to the 10th: what the writer meant is at most that sharp.
    """
    first, last = whole
    days = (last - first).days + 1
    if mod not in ("START", "MID", "END") or days <= 7:
        return whole
    if days > 300:
        months_each = days * 12 // 365 // 3
        a = add_months(first.year, first.month, months_each)
        b = add_months(first.year, first.month, 2 * months_each)
        cuts = date(*a, 1), date(*b, 1)
    else:
        cuts = first + (days // 3) * DAY, first + (2 * (days // 3)) * DAY
    if mod == "START":
        return first, cuts[0] - DAY
    return (cuts[0], cuts[1] - DAY) if mod == "MID" else (cuts[1], last)


def month_day(year: int, month: int, day: int) -> date | None:
    """The day, or null when the month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, unit: str, count: int) -> str:
    """The value, at the grain of ``unit``, that lies ``count`` units from ``day``."""
    if unit == "day":
        return (day + count * DAY).isoformat()
    if unit in ("week", "fortnight", "weekend"):
        year, week, _ = (day + count * (14 if unit == "fortnight" else 7) * DAY).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        year, month = add_months(day.year, day.month, count)
        return f"{year:04d}-{month:02d}"
    if unit == "quarter":
        year, month = add_months(day.year, day.month, 3 * count)
        return f"{year:04d}-Q{(month + 2) // 3}"
    if unit == "decade":
        return f"{day.year // 10 + count:03d}"
    if unit == "century":
        return f"{day.year // 100 + count:02d}"
    return f"{day.year + count:04d}"


def months_before(day: date, count: int) -> date:
    """The same day of the month ``count`` months earlier, or the last day that month has."""
    year, month = add_months(day.year, day.month, -count)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar as a Gregorian day, 1900 to 2099 (Meeus, ch. 8)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + 13 * DAY


def holiday(rule: dict[str, int], year: int) -> date | None:
    """The day of a holiday by its rule in time_words.yaml; null for a feast whose day cannot be computed."""
    if "easter" in rule:
        return easter(year) + rule["easter"] * DAY
    if "orthodox_easter" in rule:
        return orthodox_easter(year) + rule["orthodox_easter"] * DAY
    if "nth" in rule:
        first = date(year, rule["month"], 1)
        return first + ((rule["weekday"] - first.isoweekday()) % 7 + 7 * (rule["nth"] - 1)) * DAY
    return date(year, rule["month"], rule["day"]) if rule else None
