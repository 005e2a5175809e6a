"""From what an expression says to its value and its days, once it is known when the text was written.

The readings of a bare day or month name in news: "on Wednesday" is the nearest past one, the day of publication
included, unless the clause speaks of the future; "last" and "next" are strictly before and after.  What cannot be
settled has no days: a value of the kind "XXXX-10-13" says what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .time_calendar import (
    DAY,
    Interval,
    add_months,
    holiday,
    interval,
    month_day,
    months_before,
    part,
    shifted,
)
from .time_expressions import Expression, duration
from .time_feasts import feast_days, is_lunar, length
from .time_words import lexicon

Tense = Literal["past", "present", "future"]


#: In days: a month and day this much nearer on one side of the publication is the one on that side.
CLEARLY_NEARER = 100
#: In days: so far ahead a day may lie although the clause has a verb of the past ("the offer was extended to Nov. 20").
SOON = 62


@dataclass(frozen=True, slots=True)
class Reading:
    """The TIMEX3 ``value`` of an expression and the days it covers; null where it has none."""

    value: str | None
    days: Interval | None


@dataclass(frozen=True, slots=True)
class Moment:
    """Whence an expression is read: the day of publication, the day last spoken of, the tense of the clause."""

    published: date | None
    context: date | None = None
    tense: Tense | None = None


def resolve(e: Expression, at: Moment) -> Reading:
    """The reading of one expression; what lies outside the calendar (years 1 to 9999) has no days."""
    try:
        return _resolve(e, at)
    except (ValueError, OverflowError):
        return Reading(e.value, None)


def _resolve(e: Expression, at: Moment) -> Reading:
    if e.value is not None and e.window is None:
        return Reading(e.value, None)
    if e.window is not None:
        return _window(e, at)
    if e.holiday is not None and is_lunar(lexicon().raw["holidays"].get(e.holiday, {})):
        return _lunar(e, at)
    base = at.context if e.base == "context" else at.published
    value = _value(e, at, base)
    if value is None and e.base == "context" and at.published is not None:
        return Reading(_value(e, at, at.published), None)
    if value is None:
        return Reading(None, None)
    days = interval(value)
    if e.part and days is not None:
        value = f"{value}T{e.part}"
    if e.ambiguous:
        days = None
    if days is not None and e.rule == "part" and e.part == "NI" and e.base == "published":
        days = _night(e, days)
    return Reading(value, _narrowed(e, days, at) if days else None)


def _night(e: Expression, days: Interval) -> Interval:
    """ "Last night" and "overnight" run from one day into the next; the second ends on the day of publication."""
    return (days[0], days[1] + DAY) if e.shift == -1 else (days[0] - DAY, days[1])


def _value(e: Expression, at: Moment, base: date | None) -> str | None:
    if e.holiday is not None:
        return _holiday(e, at)
    if e.weekday is not None and e.month is None:
        return _weekday(e, at, base)
    if e.month is not None:
        return _dated(e, at, base)
    if e.period is not None:
        return _period(e, at, base)
    if e.era is not None:
        return e.era
    if e.day is not None:
        return _day_of_month(e, at)
    if e.year is not None:
        return f"{e.year:04d}"
    return _counted(e, at, base)


def _counted(e: Expression, at: Moment, base: date | None) -> str | None:
    if e.unit is None or base is None:
        return None
    if e.unit == "hour":
        return shifted(base, "day", round((e.shift or 0) / 24)) if abs(e.shift or 0) >= 24 else shifted(base, "day", 0)
    if e.unit == "weekend" and e.shift is None:
        return shifted(base, "weekend", 0 if at.tense == "future" or base.isoweekday() >= 6 else -1)
    return shifted(base, e.unit, e.shift or 0)


def _window(e: Expression, at: Moment) -> Reading:
    assert e.window is not None
    count, unit = e.window
    base = at.context if e.base == "context" else at.published
    value = e.value
    if value is None:
        value = shifted(base, unit, -1 if count < 0 else 1) if base is not None else duration(1, unit)
    if base is None:
        return Reading(value, None)
    other = moved(base, unit, count)
    return Reading(value, (other, base) if count < 0 else (base, other))


def moved(day: date, unit: str, count: float) -> date:
    """The day ``count`` units from ``day``: hours make whole days, months and years keep the day of the month."""
    sign = -1 if count < 0 else 1
    size = abs(count)
    if unit in ("hour", "minute", "second"):
        return day + sign * max(1, round(size / {"hour": 24, "minute": 1440, "second": 86400}[unit])) * DAY
    per_month = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    if unit in per_month:
        return months_before(day, -sign * round(size * per_month[unit]))
    return day + sign * round(size * {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}[unit]) * DAY


def _weekday(e: Expression, at: Moment, base: date | None) -> str | None:
    if base is None and e.base == "context":
        base = at.published
    if base is None or e.weekday is None:
        return f"XXXX-WXX-{e.weekday}"
    if e.unit == "week":
        monday = base - (base.isoweekday() - 1) * DAY + 7 * (e.shift or 0) * DAY
        return (monday + (e.weekday - 1) * DAY).isoformat()
    back = (base.isoweekday() - e.weekday) % 7
    if e.side == -1:
        return (base - (back or 7) * DAY).isoformat()
    if e.side == 1:
        return (base + ((7 - back) % 7 or 7) * DAY).isoformat()
    future = at.tense == "future" or (e.side == 0 and at.tense != "past")
    return (base + (7 - back) % 7 * DAY if future else base - back * DAY).isoformat()


def _dated(e: Expression, at: Moment, base: date | None) -> str | None:
    assert e.month is not None
    year = e.year
    if year is None and e.unit == "year" and base is not None:
        year = base.year + (e.shift or 0)
    if year is None and e.day is not None:
        year = _year_of_day(e, at)
    elif year is None:
        year = _year_of_month(e, at)
    if e.unit == "week" and year is not None and e.day is not None:
        day = month_day(year, e.month, e.day)
        return shifted(day, "week", 0) if day else None
    head = f"{year:04d}-{e.month:02d}" if year is not None else f"XXXX-{e.month:02d}"
    return f"{head}-{e.day:02d}" if e.day is not None else head


def _year_of_day(e: Expression, at: Moment) -> int | None:
    """The year of a month and day: that of the nearest such day, because a report writes the year of a farther one.

    The tense decides only where both lie about as far.  Two days of grace: the clocks of the place told of and of the
    desk differ.
    """
    if at.published is None or e.month is None or e.day is None:
        return None
    around = [month_day(at.published.year + k, e.month, e.day) for k in (-1, 0, 1)]
    if e.month == 2 and e.day == 29:
        around = [month_day(at.published.year + k, 2, 29) for k in range(-8, 9)]
    days = [d for d in around if d is not None and (e.weekday is None or d.isoweekday() == e.weekday)]
    if not days:
        days = [d for d in around if d is not None]
    if not days:
        return None
    here = at.published
    past = max((d for d in days if d <= here + 2 * DAY), default=None)
    future = min((d for d in days if d >= here), default=None)
    if past is None or future is None:
        return (past or future or days[0]).year
    back, ahead = (here - past).days, (future - here).days
    if abs(back - ahead) < CLEARLY_NEARER or (at.tense == "past" and ahead > SOON):
        return (future if at.tense == "future" else past).year
    return (past if back <= ahead else future).year


def _year_of_month(e: Expression, at: Moment) -> int | None:
    if at.published is None or e.month is None:
        return None
    here = at.published
    this = here.year
    if e.side == -1:
        return this if e.month < here.month else this - 1
    if e.side == 1 or (at.tense == "future" and e.side is None):
        later = e.month > here.month or (e.side is None and e.month == here.month)
        return this if later else this + 1
    if e.side == 0:
        return this
    ahead = (e.month - here.month) % 12
    soon = ahead <= (1 if at.tense == "past" else 3)
    year, _ = add_months(this, here.month, ahead if soon else ahead - 12)
    return year


def _period(e: Expression, at: Moment, base: date | None) -> str | None:
    year = e.year
    if year is None and base is not None and e.unit == "year":
        year = base.year + (e.shift or 0)
    if year is None and base is not None and e.base == "context":
        year = _year_leaning(e, base)
    if year is None and at.published is not None:
        year = _year_of_period(e, at.published, at.tense)
    return f"{year:04d}-{e.period}" if year is not None else f"XXXX-{e.period}"


def _year_leaning(e: Expression, base: date) -> int:
    """ "That winter" is the one of the date last spoken of; "the following spring" the first that begins after it."""
    year = base.year - (1 if e.period == "WI" and base.month <= 2 else 0)
    begins = interval(f"{year:04d}-{e.period}")
    assert begins is not None
    return year if not e.shift or begins[0] > base else year + 1


def _year_of_period(e: Expression, here: date, tense: Tense | None) -> int:
    this = interval(f"{here.year:04d}-{e.period}")
    assert this is not None
    if e.period == "WI" and here.month <= 2:
        this = this[0].replace(year=here.year - 1), this[1].replace(year=here.year, day=28)
    year = this[0].year
    if e.side == -1:
        return year if this[1] < here else year - 1
    if e.side == 1 or (tense == "future" and e.side is None):
        return year if this[0] > here or (e.side is None and this[1] >= here) else year + 1
    if e.side == 0:
        return year
    return year if this[0] <= here else year - 1


def _day_of_month(e: Expression, at: Moment) -> str | None:
    base = at.context or at.published
    if base is None or e.day is None:
        return f"XXXX-XX-{e.day:02d}"
    for back in range(3):
        year, month = add_months(base.year, base.month, -back)
        day = month_day(year, month, e.day)
        if day is not None and (day <= base or at.context is not None):
            return day.isoformat()
    return None


def _holiday(e: Expression, at: Moment) -> str | None:
    rule = lexicon().raw["holidays"].get(e.holiday or "", {})
    if not rule:
        return None
    if e.year is not None:
        day = holiday(rule, e.year)
        return day.isoformat() if day else None
    if at.published is None:
        return None
    days = [d for k in (-1, 0, 1) if (d := holiday(rule, at.published.year + k)) is not None]
    here = at.published
    future = at.tense == "future" or e.side == 1
    chosen = min(d for d in days if d >= here) if future else max(d for d in days if d <= here + 2 * DAY)
    return chosen.isoformat()


def _lunar(e: Expression, at: Moment) -> Reading:
    """An Islamic feast: the days it may cover, and no value, since the sight of the moon decides."""
    rule = lexicon().raw["holidays"][e.holiday or ""]
    here = at.published
    years = [e.year] if e.year is not None else [here.year + k for k in (-1, 0, 1)] if here is not None else []
    feasts = [(a, b + (length(rule) - 1) * DAY) for year in years for a, b in feast_days(rule, year)]
    if here is not None and e.year is None:
        future = at.tense == "future" or e.side == 1
        past = [f for f in feasts if f[0] <= here + 2 * DAY]
        feasts = [min(f for f in feasts if f[1] >= here)] if future else [max(past)]
    return Reading(None, feasts[0] if feasts else None)


def _narrowed(e: Expression, days: Interval, at: Moment) -> Interval | None:
    """What of the whole unit is meant: "this week" ends today, "early May" is its first third.

    A year, month or week that goes on at the publication is told of up to that day, or from it on in the future tense.
    """
    if e.mod in ("START", "MID", "END"):
        return part(days, e.mod)
    here = at.published
    current = e.shift == 0 and e.base == "published" and e.unit in ("week", "month", "year") and e.month is None
    if here is not None and current and e.period is None and e.rule == "relative":
        return (here, days[1]) if at.tense == "future" else (days[0], here)
    return days
