"""Builders of days and parts of days: from the tokens of a match to an :class:`Expression`.

A builder returns null to refuse a match; the grammar then tries its later rules at the same place.
"""

from __future__ import annotations

from typing import Any

from .mentions import TimeKind
from .time_calendar import month_day
from .time_expressions import Expression
from .time_hit import SIDES, Hit, listed, modifier, names_something, relative_fields, value_of
from .time_words import Token


def week_of(hit: Hit) -> Expression | None:
    """ "the week of March 6"."""
    date = _named_date(hit)
    unit = hit.pick("U")
    if date is None or unit is None or unit.value != "week":
        return None
    return hit.make("DATE", "week", year=date.year, month=date.month, day=date.day, unit="week")


def day(hit: Hit) -> Expression | None:
    """A day: full date, month and day, weekday, "yesterday"; with part of the day or clock time."""
    if hit.pick("I"):
        return _numeric(hit)
    if hit.pick("M"):
        return _named_date(hit)
    if hit.pick("W"):
        return _weekday(hit)
    word = hit.pick("d")
    if word is None:
        return None
    shift, part = word.value
    return _day_or_time(hit, part or _part(hit), unit="day", shift=shift)


def _day_or_time(hit: Hit, part: str | None, **fields: Any) -> Expression:
    kind: TimeKind = "TIME" if part else "DATE"
    return hit.make(kind, "part_of_day" if part else "day", part=part, mod=modifier(hit), **fields)


def _numeric(hit: Hit) -> Expression | None:
    token = hit.pick("I")
    assert token is not None
    if token.value == "iso":
        year, month, number = (int(p) for p in token.low[:10].replace("/", "-").split("-"))
        clock = token.low[11:16] or None
        if month_day(year, month, number) is None:
            return None
        return hit.make("TIME" if clock else "DATE", "part_of_day" if clock else "day",
                        year=year, month=month, day=number, part=clock)  # fmt: skip
    separator = "/" if "/" in token.low else "."
    first, second, year = (int(p) for p in token.low.split(separator))
    if year < 100:
        year += 1900 if year > 50 else 2000
    day_first = separator == "." or first > 12
    number, month = (first, second) if day_first else (second, first)
    if month_day(year, month, number) is None:
        return None
    ambiguous = separator == "/" and first <= 12 and second <= 12 and first != second
    return _day_or_time(hit, _part(hit), year=year, month=month, day=number, ambiguous=ambiguous)


def _named_date(hit: Hit) -> Expression | None:
    month, number = hit.pick("M"), _day_number(hit)
    if month is None or number is None or not 1 <= number.value <= 31 or names_something(hit):
        return None
    if number.start > month.start and number.cls == "J" and _counts_people(hit):
        return None
    weekday = value_of(hit.pick("Ww"))
    year = hit.pick("Y")
    if year is not None and "z" in hit.shape and hit.tokens[hit.last - 1].cls == "z":
        year = None
    if year is not None and month_day(year.value, month.value, number.value) is None:
        return None
    fields: dict[str, Any] = {"year": value_of(year), "month": month.value, "day": number.value, "weekday": weekday}
    if year is None:
        fields.update(relative_fields(hit))
    return _day_or_time(hit, _part(hit), **fields)


def _day_number(hit: Hit) -> Token | None:
    """The day number that stands by the month name (not the hour of a clock time)."""
    shape = hit.shape
    m = shape.index("M")
    for i in (m + 1, m + 2, m - 1, m - 2):
        if 0 <= i < len(shape) and shape[i] in "JO":
            return hit.tokens[hit.first + i]
    return None


def _counts_people(hit: Hit) -> bool:
    """ "In October 13 people were killed": the number counts the people."""
    return hit.tokens[hit.last - 1].cls == "J" and listed("year_refusals_after", hit.low(1)) and hit.low(-1) == "in"


def _weekday(hit: Hit) -> Expression | None:
    token = hit.pick("W")
    assert token is not None
    if (hit.capital(1) and listed("weekday_names_after", hit.low(1))) or listed("weekday_names_before", hit.low(-1)):
        return None
    fields: dict[str, Any] = {"weekday": token.value}
    at = hit.shape.index("W")
    fields.update(relative_fields(hit.cut(first=hit.first + at)))
    side = hit.cut(last=hit.first + at).pick("LXHPF")
    if side is not None:
        fields["side"] = SIDES[side.cls]
        fields["base"] = "context" if side.cls in "PF" else "published"
    return _day_or_time(hit, _part(hit), **fields)


def _clock(token: Token) -> str:
    """The 24-hour clock time of a token: "3 a.m." is "03:00", "1830" is "18:30"."""
    digits = "".join(c if c.isdigit() else " " for c in token.low).split()
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if "p" in token.low and hour < 12:
        hour += 12
    elif "a" in token.low and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


def _part(hit: Hit) -> str | None:
    clock = hit.pick("CN") or (hit.pick("Y") if "z" in hit.shape else None)
    if clock is not None and (clock.cls == "C" or "z" in hit.shape):
        return _clock(clock)
    word = hit.pick("T")
    if word is not None:
        return str(word.value)
    return None


def part_of_day(hit: Hit) -> Expression | None:
    """A clock time or a part of the day without a date: "this morning", "at 3 a.m.", "overnight", "at dawn"."""
    hour = hit.pick("J")
    if hour is not None:
        return _spoken_hour(hit, int(hour.value))
    clock = hit.pick("CNY")
    if clock is not None:
        return hit.make("TIME", "part_of_day", part=_clock(clock), unit="day", shift=0, base="context")
    word = hit.pick("T")
    assert word is not None
    if hit.pick("HL") is not None:
        shift = -1 if hit.pick("L") else 0
        return hit.make("TIME", "part_of_day", part=str(word.value), unit="day", shift=shift)
    if hit.pick("R") is not None:
        return hit.make("TIME", "part_of_day", part=str(word.value), unit="day", shift=0, base="context")
    before = hit.low(-1)
    if hit.low(1) in ("of", "to", "between", "from"):
        return None
    exact = ":" in str(word.value) or word.low in ("dawn", "dusk", "overnight", "predawn")
    if word.low == "overnight" and hit.shape == "T":
        return hit.make("TIME", "part_of_day", part="NI", unit="day", shift=0)
    if exact or (hit.pick("t") and before in ("in", "during", "of", "into", "through", "at")):
        return hit.make("TIME", "part_of_day", part=str(word.value), unit="day", shift=0, base="context")
    return None


def _spoken_hour(hit: Hit, hour: int) -> Expression | None:
    """ "4 in the morning"."""
    word = hit.pick("T")
    if word is None or hour > 12 or word.value not in ("MO", "AF", "EV", "NI"):
        return None
    late = word.value in ("AF", "EV") or (word.value == "NI" and hour >= 6)
    part = f"{hour % 12 + (12 if late else 0):02d}:00"
    return hit.make("TIME", "part_of_day", part=part, unit="day", shift=0, base="context")


def holiday(hit: Hit) -> Expression | None:
    """Christmas Day and others of the lexicon."""
    token = hit.pick("~")
    assert token is not None
    if listed("weekday_names_after", hit.low(1)):
        return None
    side = hit.pick("LXH")
    name = token.low.replace("’", "'").replace(" '", "'").replace(" - ", "-")
    return hit.make("DATE", "day", holiday=name, year=value_of(hit.pick("Y")),
                    side=SIDES[side.cls] if side else None)  # fmt: skip


def day_of_month(hit: Hit) -> Expression | None:
    """ "on the 13th": only in figures, and only where no noun follows."""
    token = hit.pick("O")
    after = hit.near(1)
    if token is None or not token.low[0].isdigit() or hit.low(-1) not in ("on", "until", "since", "by", "to", "and"):
        return None
    if after is not None and after.cls not in ".,#&>" and after.low not in (".", ";", ")", "when", "that", "after"):
        return None
    return hit.make("DATE", "day", day=token.value)
