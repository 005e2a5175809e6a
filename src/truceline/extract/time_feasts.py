"""The days of feasts by their rules in time_words.yaml, those of the moon with the day that its sight leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .time_calendar import DAY, Interval, holiday

#: Julian day number of day 1 of year 1 of the Islamic calendar, less that of day 0 of the proleptic Gregorian one.
_EPOCH = 227014
_MEAN_YEAR = 354.367
#: A feast of the moon begins on the evening of its sight: a day earlier or later than computed.
OPEN = 1


def is_lunar(rule: dict[str, int]) -> bool:
    """Whether the rule is that of a feast of the Islamic calendar."""
    return "hijri" in rule


def feast_days(rule: dict[str, int], year: int) -> Iterator[Interval]:
    """The days that may be the first of the feast in ``year``: one, or three where the moon decides.

    An Islamic feast can fall into a year twice, or not at all.
    """
    if not is_lunar(rule):
        day = holiday(rule, year)
        if day is not None:
            yield day, day
        return
    about = int((year - 622) * 365.2425 / _MEAN_YEAR)
    for hijri in range(max(1, about - 1), about + 3):
        day = islamic(hijri, rule["hijri"], rule["day"])
        if day.year == year:
            yield day - OPEN * DAY, day + OPEN * DAY


def islamic(year: int, month: int, day: int) -> date:
    """A day of the Islamic calendar by the tabular reckoning (epoch of 15 July 622), within a day of what is observed.

    >>> islamic(1444, 12, 10)
    datetime.date(2023, 6, 28)
    """
    before = (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_EPOCH + before + day - 1)


def length(rule: dict[str, int]) -> int:
    """How many days a feast lasts."""
    return rule.get("length", 1)
