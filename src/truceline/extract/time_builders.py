"""What each rule of the grammar means: from the tokens of a match to an :class:`Expression`.

A builder returns null to refuse a match; the grammar then tries its later rules at the same place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .mentions import Grain, TimeKind
from .time_calendar import month_day
from .time_expressions import GRAINS, Expression, duration
from .time_words import Token, lexicon

_CLOCK_UNITS = frozenset({"hour", "minute", "second"})
_SIDES = {"L": -1, "P": -1, "H": 0, "X": 1, "F": 1}
_EARLY = {"early": "START", "mid": "MID", "late": "END"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: ``tokens[first:last]`` and the text around."""

    rule: str
    tokens: list[Token]
    classes: str
    first: int
    last: int
    text: str

    @property
    def shape(self) -> str:
        """The class letters of the match."""
        return self.classes[self.first : self.last]

    def pick(self, letters: str) -> Token | None:
        """The first token of the match whose class is one of ``letters``."""
        for t in self.tokens[self.first : self.last]:
            if t.cls in letters:
                return t
        return None

    def near(self, offset: int) -> Token | None:
        """The token just before (-1, -2) or after (1, 2) the match."""
        i = self.first + offset if offset < 0 else self.last + offset - 1
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def low(self, offset: int) -> str:
        """The lower-cased form of a neighbouring token; empty at the ends of the text."""
        token = self.near(offset)
        return token.low if token else ""

    def capital(self, offset: int) -> bool:
        """Whether a neighbouring token is a capitalised word."""
        token = self.near(offset)
        return token is not None and self.text[token.start].isupper()

    def cut(self, first: int | None = None, last: int | None = None) -> Hit:
        """The same match, begun or ended elsewhere."""
        return Hit(self.rule, self.tokens, self.classes, self.first if first is None else first,
                   self.last if last is None else last, self.text)  # fmt: skip

    def make(self, kind: TimeKind, grain: Grain, **fields: Any) -> Expression:
        """An expression over the whole match."""
        start, end = self.tokens[self.first].start, self.tokens[self.last - 1].end
        return Expression(start, end, self.rule, kind, grain, **fields)


def value_of(token: Token | None) -> Any:
    """The value of a token, or null without one."""
    return token.value if token else None


def _list(name: str, word: str) -> bool:
    return word in lexicon().words_of(name)


def modifier(hit: Hit) -> str | None:
    """START, MID or END from "early", "the end of", "late"."""
    edge = hit.pick("b")
    early = hit.pick("e")
    return edge.value if edge else _EARLY[early.low] if early else None


def count_of(hit: Hit) -> float | None:
    """The number before a unit; null when it is vague ("several")."""
    shape = hit.shape
    half = 0.5 if "&ah" in shape or "&h" in shape else 0.0
    if "ha" in shape:
        return 0.5
    number = hit.pick("JN")
    if number is not None:
        return float(number.value) + half
    vague = hit.pick("Q")
    if vague is not None:
        return 2.0 if vague.low == "couple" else None
    return 1.0 + half if hit.pick("a") or hit.pick("LXHPF") else None


def _relative(hit: Hit) -> dict[str, Any]:
    """Fields for "last week" inside a longer expression ("Wednesday last week", "June last year")."""
    unit = hit.pick("UKkD")
    side = hit.pick("LXHPFR")
    if unit is None or side is None:
        return {}
    base = "context" if side.cls in "PFR" else "published"
    return {"unit": unit.value, "shift": _SIDES.get(side.cls, 0), "base": base}


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


def _names_something(hit: Hit, after: int = 1) -> bool:
    """ "March 23 Movement", "April 6 Youth Movement", "17 November group": a name, not a day.

    ``after`` is where the name goes on, counted from the end of the match.
    """
    if _list("name_followers", hit.low(after)):
        return hit.capital(after) or hit.low(after) in ("group", "movement", "brigade")
    return hit.capital(after) and hit.capital(after + 1) and _list("name_followers", hit.low(after + 1))


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
    if month is None or number is None or not 1 <= number.value <= 31 or _names_something(hit):
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
        fields.update(_relative(hit))
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
    return hit.tokens[hit.last - 1].cls == "J" and _list("year_refusals_after", hit.low(1)) and hit.low(-1) == "in"


def _weekday(hit: Hit) -> Expression | None:
    token = hit.pick("W")
    assert token is not None
    if hit.capital(1) and _list("weekday_names_after", hit.low(1)) or _list("weekday_names_before", hit.low(-1)):
        return None
    fields: dict[str, Any] = {"weekday": token.value}
    at = hit.shape.index("W")
    fields.update(_relative(hit.cut(first=hit.first + at)))
    side = hit.cut(last=hit.first + at).pick("LXHPF")
    if side is not None:
        fields["side"] = _SIDES[side.cls]
        fields["base"] = "context" if side.cls in "PF" else "published"
    return _day_or_time(hit, _part(hit), **fields)


def week_of(hit: Hit) -> Expression | None:
    """ "the week of March 6"."""
    date = _named_date(hit)
    unit = hit.pick("U")
    if date is None or unit is None or unit.value != "week":
        return None
    return hit.make("DATE", "week", year=date.year, month=date.month, day=date.day, unit="week")


def part_of_day(hit: Hit) -> Expression | None:
    """A clock time or a part of the day without a date: "this morning", "at 3 a.m.", "overnight", "at dawn"."""
    hour = hit.pick("J")
    if hour is not None:
        return _spoken_hour(hit, int(hour.value))
    clock = hit.pick("CNY")
    if clock is not None:
        if clock.cls == "C" and ":" not in clock.low and not any(c in clock.low for c in "apAP"):
            return None
        return hit.make("TIME", "part_of_day", part=_clock(clock), unit="day", shift=0, base="context")
    word = hit.pick("T")
    assert word is not None
    if hit.pick("HL") is not None:
        shift = -1 if hit.pick("L") else 0
        return hit.make("TIME", "part_of_day", part=str(word.value), unit="day", shift=shift)
    before = hit.low(-1)
    exact = ":" in str(word.value) or word.low in ("dawn", "dusk", "overnight", "predawn")
    if word.low == "overnight" and hit.shape == "T":
        return hit.make("TIME", "part_of_day", part="NI", unit="day", shift=0)
    if exact or hit.pick("t") and before in ("in", "during", "of", "into", "through", "at"):
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


def month(hit: Hit) -> Expression | None:
    """A month, with or without its year."""
    token = hit.pick("M")
    if token is None or not _is_month(hit, token):
        return None
    year = value_of(hit.pick("Y"))
    at = hit.shape.index("M")
    fields: dict[str, Any] = {"year": year, "month": token.value}
    if year is None:
        fields.update(_relative(hit.cut(first=hit.first + at)))
        side = hit.cut(last=hit.first + at).pick("LXHP")
        fields["side"] = _SIDES[side.cls] if side else None
    return hit.make("DATE", "month", mod=modifier(hit), **fields)


def _is_month(hit: Hit, token: Token) -> bool:
    after = hit.near(1)
    if after is not None and after.cls in "JO" and _names_something(hit, 2):
        return False
    if hit.shape not in ("M", "tM"):
        return True
    if _list("month_titles", hit.low(-1)) or _names_something(hit):
        return False
    abbreviated = len(token.low) <= 4 and token.low not in ("june", "july")
    if abbreviated or _list("ambiguous_months", token.low):
        return _list("month_openers", hit.low(-1)) and not (hit.capital(1) and value_is_word(hit.near(1)))
    return True


def value_is_word(token: Token | None) -> bool:
    """Whether a token is a plain word (class ``x``, letters only)."""
    return token is not None and token.cls == "x" and token.low.isalpha()


def quarter(hit: Hit) -> Expression | None:
    """A quarter of a year: "the third quarter of 2014", "last quarter"."""
    ordinal = hit.pick("O")
    if ordinal is None:
        return hit.make("DATE", "quarter", **_relative(hit), mod=modifier(hit))
    if ordinal.value > 4:
        return None
    year = value_of(hit.pick("Y"))
    relative = {} if year else _relative_year(hit)
    return hit.make("DATE", "quarter", year=year, period=f"Q{ordinal.value}", **relative)


def _relative_year(hit: Hit) -> dict[str, Any]:
    unit, side = hit.pick("U"), hit.pick("LXHPFR")
    if unit is None or unit.value != "year":
        return {}
    return {"unit": "year", "shift": _SIDES.get(side.cls, 0) if side else 0}


def half(hit: Hit) -> Expression | None:
    """ "the first half of 2023"."""
    ordinal = hit.pick("O")
    unit = hit.pick("U")
    if ordinal is None or ordinal.value > 2 or (unit is not None and unit.value != "year"):
        return None
    year = value_of(hit.pick("Y"))
    if year is None and unit is None:
        return None
    return hit.make("DATE", "month", year=year, period=f"H{ordinal.value}", **({} if year else _relative_year(hit)))


def season(hit: Hit) -> Expression | None:
    """A season: "spring 2022", "last fall"; a bare "spring" or "fall" only after "in"."""
    token = hit.pick("S")
    assert token is not None
    year = value_of(hit.pick("Y"))
    at = hit.shape.index("S")
    after, before = hit.cut(first=hit.first + at), hit.cut(last=hit.first + at)
    side = before.pick("LXHP")
    if year is None and side is None and after.pick("UKk") is None:
        bare = hit.shape == "S"
        if bare and (hit.low(-1) not in ("in", "since", "until", "by", "during") or token.low == "fall"):
            return None
        if token.low in ("fall", "spring") and hit.low(-1) not in ("in", "since", "until", "by", "during", "this"):
            return None
        if hit.low(1) == "of":
            return None
    fields: dict[str, Any] = {"year": year, "period": token.value, "side": _SIDES[side.cls] if side else None}
    if year is None:
        fields.update(_relative(after))
    return hit.make("DATE", "season", mod=modifier(hit), **fields)


def window(hit: Hit) -> Expression | None:
    """ "the past 24 hours", "the last few weeks", "the next two years": a duration with one end at the base."""
    unit, side = hit.pick("UKk"), hit.pick("LXF")
    assert unit is not None
    assert side is not None
    count = count_of(hit) if hit.pick("JNQ") else 1.0
    sign = -1 if side.cls == "L" else 1
    return hit.make("DURATION", GRAINS[unit.value], value=duration(count, unit.value), mod=_approx(hit),
                    base="context" if side.cls == "F" else "published",
                    window=(sign * count, unit.value) if count else None)  # fmt: skip


def _approx(hit: Hit) -> str | None:
    return "APPROX" if hit.pick("q") else None


def relative(hit: Hit) -> Expression | None:
    """ "last week", "earlier this month", "the end of the year", "the next day", "the weekend"."""
    unit = hit.pick("UKkD")
    assert unit is not None
    if unit.low.endswith("s") and unit.cls == "U":
        return _vague_plural(hit, unit)
    side = hit.pick("LXHPFR")
    if unit.value in _CLOCK_UNITS:
        return None
    if side is None:
        if unit.cls == "D":
            return hit.make("DATE", "week", unit="weekend", shift=None)
        return hit.make("DATE", GRAINS[unit.value], unit=unit.value, shift=0, mod=modifier(hit))
    fields = _relative(hit)
    after_the = "t" in hit.shape.split(side.cls)[0]
    if side.cls == "X" and after_the:
        fields["base"] = "context"
    if side.cls == "L" and (side.low == "past" or after_the) and unit.value != "day":
        if not (side.low == "last" and unit.value in ("week", "weekend", "century")):
            fields["window"] = (-1.0, unit.value)
    if side.cls in "LX" and unit.value == "day":
        if side.cls == "L" or not after_the:
            return None
    mod = modifier(hit) or ("START" if hit.pick("A") and hit.low(0) == "earlier" else None)
    return hit.make("DATE", GRAINS[unit.value], mod=mod, **fields)


def _vague_plural(hit: Hit, unit: Token) -> Expression | None:
    """ "past years", "coming months": no calendar value."""
    side = hit.pick("LXHPFR")
    if side is None or side.cls in "HR":
        return None
    value = "PAST_REF" if side.cls in "LP" else "FUTURE_REF"
    return hit.make("DATE", GRAINS[unit.value], value=value)


def ago(hit: Hit) -> Expression | None:
    """ "two weeks ago"; the grain is that of the unit."""
    unit = hit.pick("UKkD")
    assert unit is not None
    count = None if hit.shape in ("Ug", "Kg", "kg") else count_of(hit)
    if count is None or unit.value in ("second", "minute"):
        return hit.make("DATE", GRAINS[unit.value], value="PAST_REF")
    return hit.make("DATE", GRAINS[unit.value], mod=_approx(hit), **_shift(count, unit.value, -1))


def _shift(count: float, unit: str, sign: int) -> dict[str, Any]:
    if unit == "hour":
        return {"unit": "hour", "shift": sign * int(count)}
    if unit == "year" and count % 1:
        return {"unit": "month", "shift": sign * int(count * 12)}
    return {"unit": unit, "shift": sign * int(count)}


def apart(hit: Hit) -> Expression | None:
    """ "three years earlier", "two days later": counted from the day last spoken of."""
    unit = hit.pick("UKkD")
    word = hit.tokens[hit.last - 1]
    assert unit is not None
    if hit.low(1) == "than":
        return None
    if word.cls == "B" and word.low not in ("before", "after"):
        return None
    sign = 1 if word.low in ("later", "after") else -1
    count = 1.0 if hit.pick("JNQa") is None else count_of(hit)
    if count is None or unit.value in ("second", "minute"):
        return hit.make("DATE", GRAINS[unit.value], value="PAST_REF" if sign < 0 else "FUTURE_REF")
    return hit.make("DATE", GRAINS[unit.value], base="context", mod=_approx(hit), **_shift(count, unit.value, sign))


def decade(hit: Hit) -> Expression | None:
    """ "the 1990s", "the early nineties"."""
    token = hit.pick("E")
    assert token is not None
    number = token.value if token.value >= 100 else 190 + token.value
    if not token.low[0].isdigit() and token.low[0] not in "'’" and not hit.pick("t"):
        return None
    return hit.make("DATE", "decade", era=f"{number:03d}", mod=modifier(hit))


def century(hit: Hit) -> Expression | None:
    """ "the 20th century"."""
    ordinal = hit.pick("O")
    if ordinal is None or ordinal.value > 21:
        return None
    return hit.make("DATE", "century", era=f"{ordinal.value - 1:02d}", mod=modifier(hit))


def year(hit: Hit) -> Expression | None:
    """A year: "2020", "early 2014", "fiscal 1990", "the end of 2013"."""
    token = hit.pick("Y")
    unit = hit.pick("U")
    assert token is not None
    if unit is not None and unit.value != "year":
        return None
    if hit.shape == "Y" and not _is_year(hit, token):
        return None
    return hit.make("DATE", "year", year=token.value, mod=modifier(hit))


def _is_year(hit: Hit, token: Token) -> bool:
    before, after = hit.low(-1), hit.low(1)
    if _list("year_refusals_before", before) or _glued(hit, token):
        return False
    if _list("year_refusals_after", after) and (not _list("year_openers", before) or _counted(hit)):
        return False
    opened = _list("year_openers", before)
    if not opened and before not in ("the", "s", "'s", "’s") and value_is_word(hit.near(1)) and _plural(hit, after):
        return False
    near_now = 1900 <= token.value <= 2035
    if not near_now and not opened:
        return False
    next_token = hit.near(1)
    if next_token is not None and next_token.cls in "-/" and _counted_range(hit):
        return False
    return not (before in ("$", "€", "£", "#"))


def _plural(hit: Hit, word: str) -> bool:
    """ "1999 rebels" is a count; "the 2011 protests" a year."""
    return word.endswith("s") and len(word) > 3 and not word.endswith("ss") and not hit.capital(1)


def _counted(hit: Hit) -> bool:
    """ "of 2000 soldiers": a count even after a preposition; "in 2020 people fled" is a year all the same."""
    return hit.low(-1) not in ("in", "since", "during")


def _counted_range(hit: Hit) -> bool:
    """ "1500-2000 fighters", "2000-pound bombs"."""
    return any(_list("year_refusals_after", hit.low(i)) for i in (2, 3)) or hit.low(2) in ("pound", "mile", "year", "man")


def _glued(hit: Hit, token: Token) -> bool:
    """ "Su-2000", "#2014", "/2020/": stuck to what is not a word of time."""
    if token.start == 0:
        return False
    mark = hit.text[token.start - 1]
    if mark in "#$€£/_@=&.":
        return True
    if mark not in "-–" or token.start < 2:
        return False
    before = hit.near(-2)
    return bool(before and before.cls == "x" and before.end == token.start - 1 and before.low not in ("pre", "post", "non"))


def holiday(hit: Hit) -> Expression | None:
    """Christmas Day and others of the lexicon."""
    token = hit.pick("~")
    assert token is not None
    if _list("weekday_names_after", hit.low(1)):
        return None
    side = hit.pick("LXH")
    return hit.make("DATE", "day", holiday=token.low.replace("’", "'"), year=value_of(hit.pick("Y")),
                    side=_SIDES[side.cls] if side else None)  # fmt: skip


def day_of_month(hit: Hit) -> Expression | None:
    """ "on the 13th": only in figures, and only where no noun follows."""
    token = hit.pick("O")
    after = hit.near(1)
    if token is None or not token.low[0].isdigit() or hit.low(-1) not in ("on", "until", "since", "by", "to", "and"):
        return None
    if after is not None and after.cls not in ".,#&>" and after.low not in (".", ";", ")", "when", "that", "after"):
        return None
    return hit.make("DATE", "day", day=token.value)


def recent(hit: Hit) -> Expression | None:
    """ "recent days": no calendar value."""
    unit = hit.pick("U")
    assert unit is not None
    if not unit.low.endswith("s"):
        return None
    if unit.value in ("week", "month"):
        return hit.make("DURATION", GRAINS[unit.value], value=duration(None, unit.value))
    return hit.make("DATE", GRAINS[unit.value], value="PAST_REF")


def repeated(hit: Hit) -> Expression | None:
    """ "every day", "each Friday", "every two weeks", "twice a day"."""
    weekday, named, unit = hit.pick("W"), hit.pick("M"), hit.pick("UKkD")
    if weekday is not None:
        return hit.make("SET", "day", value=f"XXXX-WXX-{weekday.value}")
    if named is not None:
        return hit.make("SET", "month", value=f"XXXX-{named.value:02d}")
    if unit is not None:
        number = value_of(hit.pick("JNO"))
        return hit.make("SET", GRAINS[unit.value], value=duration(number or 1, unit.value))
    word = hit.pick("ST")
    return hit.make("SET", "unknown", value=f"XXXX-{word.value}" if word.cls == "S" else f"XXXX-XX-XXT{word.value}") if word else None


def frequency(hit: Hit) -> Expression | None:
    """ "daily", "weekly", "Mondays"."""
    token = hit.pick("s")
    assert token is not None
    if token.low in ("daily", "weekly", "monthly") and hit.capital(0) and hit.first and hit.low(-1) not in (".", "#"):
        return None
    return hit.make("SET", "unknown", value=token.value)


def length(hit: Hit) -> Expression | None:
    """A duration: "three days", "a six-week war", "half an hour", "for years"; no ages."""
    unit = hit.pick("UKkD")
    assert unit is not None
    if hit.low(1) in ("old", "olds") or (hit.low(1) == "-" and hit.low(2) in ("old", "olds")):
        return None
    if hit.low(1) == "of" and hit.low(2) == "age":
        return None
    long = hit.pick("l")
    counted = hit.pick("JNQa")
    if counted is None and not long:
        return _bare_units(hit, unit)
    if hit.shape[0] in "t" and "q" not in hit.shape and counted is None:
        return None
    if counted is not None and counted.cls == "a" and not _is_length(hit, unit):
        return None
    count = count_of(hit) if counted else (1.0 if not unit.low.endswith("s") else None)
    if count is not None and count > 5000:
        return None
    return hit.make("DURATION", GRAINS[unit.value], value=duration(count, unit.value), mod=_approx(hit))


def _is_length(hit: Hit, unit: Token) -> bool:
    """ "a year": a length after a preposition; a rate ("100 a day") elsewhere, and no time at all in "a second attack"."""
    before = hit.near(-1)
    return not (before is not None and (before.cls in "JNY" or before.low in ("million", "billion", "times", "%")))


def _bare_units(hit: Hit, unit: Token) -> Expression | None:
    """ "for years", "weeks of fighting"."""
    plural = unit.low.endswith("s")
    if not plural or hit.shape[0] in "tm" or unit.value in ("second", "quarter", "weekend"):
        return None
    if hit.low(-1) in ("for", "after", "of", "in", "within", "over", "through") or hit.low(1) in ("of", "after", "before"):
        return hit.make("DURATION", GRAINS[unit.value], value=duration(None, unit.value))
    return None


def reference(hit: Hit) -> Expression | None:
    """ "now", "recently", "the past": the present, the past, the future."""
    if hit.shape == "tL":
        past = hit.tokens[hit.last - 1].low == "past" and hit.low(-1) == "in"
        return hit.make("DATE", "unknown", value="PAST_REF") if past else None
    token = hit.pick("G")
    if token is None or token.value is None or (token.low == "soon" and hit.low(-1) == "as"):
        return None
    return hit.make("DATE", "unknown", value=token.value)
