"""Stretches of time made of expressions: "Sept. 27-Oct. 13", "3 to 5 May", "since 1991", "until Friday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .mentions import Grain, TimeKind
from .time_calendar import DAY, Interval, month_day
from .time_reading import Read


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of text and the days it covers; a null ``first`` or ``last`` is open when the other is known."""

    start: int
    end: int
    first: date | None
    last: date | None
    kind: TimeKind
    grain: Grain
    value: str | None
    rule: str


_TO = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b|\bup to\b)\s*(?:the\s)?\Z", re.IGNORECASE)
_AND = re.compile(r"\s*(?:\band\b|-|–)\s*(?:the\s)?\Z", re.IGNORECASE)
_INTO = re.compile(r"\s+(?:into|to)\s+(?:the\s+)?", re.IGNORECASE)
_HOURS = re.compile(r"PT(\d{1,3})H")
_OPENER = re.compile(r"\b(from|between)\s+(?:the\s+)?(?:(?:night|evening|morning)\s+of\s+)?\Z", re.IGNORECASE)
NUMBER_AFTER = re.compile(
    r"\s*(-|–|\bto\b|\bthrough\b|\buntil\b|\band\b)\s*(\d{1,2})(?:st|nd|rd|th)?(?![\w%:,.]\d|\w|\s*%)"
)
_NUMBER_BEFORE = re.compile(
    r"(?<![\w.,/:-])(\d{1,2})(?:st|nd|rd|th)?\s*(-|–|\bto\b|\bthrough\b|\band\b)\s*\Z", re.IGNORECASE
)
_YEAR_AFTER = re.compile(r"\s*[-–/]\s*(\d\d)(?!\d|\w|-)")
_OPEN = (
    ("since", re.compile(r"\b(?:ever\s+)?since\s+(?:about\s+|around\s+|at least\s+|the\s+)?\Z", re.IGNORECASE)),
    ("until", re.compile(r"\b(?:up\s+)?(?:until|till)\s+(?:about\s+|at least\s+)?\Z|\bup to\s+\Z", re.IGNORECASE)),
    ("by", re.compile(r"\bby\s+(?:about\s+|around\s+|the\s+)?\Z", re.IGNORECASE)),
    ("after", re.compile(r"\bafter\s+\Z", re.IGNORECASE)),
    ("before", re.compile(r"\b(?:before|prior to)\s+\Z", re.IGNORECASE)),
)
_ONWARDS = re.compile(r"\s+(?:on|onwards?)\b(?!\s+\w)", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+\Z", re.IGNORECASE)
_EVE = re.compile(r"\beve of\s+\Z", re.IGNORECASE)


def periods(text: str, reads: Sequence[Read]) -> list[Period]:
    """The periods of a text, in order: ranges joined, open ends opened; what stands alone is left as it is."""
    found: list[Period] = []
    i = 0
    while i < len(reads):
        joined = _range(text, reads, i) or _up_to(text, reads, i)
        if joined is not None:
            found.append(joined)
            i += 2
            continue
        single = _one(reads[i])
        found.append(_within_month(text, reads[i]) or _years(text, reads[i]) or _opened(text, single))
        i += 1
    return found


def _one(read: Read) -> Period:
    e, days = read.expression, read.days
    first, last = days if days is not None else (None, None)
    return Period(e.start, e.end, first, last, e.kind, e.grain, read.reading.value, e.rule)


def _range(text: str, reads: Sequence[Read], i: int) -> Period | None:
    if i + 1 >= len(reads):
        return None
    a, b = reads[i], reads[i + 1]
    opener = _OPENER.search(text, max(0, a.expression.start - 40), a.expression.start)
    between = text[a.expression.end : b.expression.start]
    if a.expression.kind not in ("DATE", "TIME") or b.expression.kind not in ("DATE", "TIME") or len(between) > 14:
        return None
    is_between = opener is not None and opener[1].lower() == "between"
    if not (_AND if is_between else _TO).fullmatch(between):
        return None
    if a.days is None or b.days is None:
        return None
    (first, _), (_, last) = _ordered(a, b)
    if first > last:
        return None
    start = opener.start() if opener else a.expression.start
    return Period(start, b.expression.end, first, last, "DATE", b.expression.grain,
                  _range_value(a, b, first, last), "range")  # fmt: skip


def _up_to(text: str, reads: Sequence[Read], i: int) -> Period | None:
    """ "Overnight into Friday", "the 24 hours to 6 a.m. on Friday": a night or some hours that end on a day."""
    if i + 1 >= len(reads) or reads[i + 1].days is None:
        return None
    a, b = reads[i].expression, reads[i + 1].expression
    between = text[a.end : b.start]
    day = reads[i + 1].days
    if day is None or day[0] != day[1] or b.kind not in ("DATE", "TIME"):
        return None
    night = a.part == "NI" and _INTO.fullmatch(between) is not None
    hours = _HOURS.fullmatch(reads[i].reading.value or "") if a.kind == "DURATION" and _TO.fullmatch(between) else None
    if not night and hours is None:
        return None
    back = max(1, round(int(hours[1]) / 24)) if hours is not None else 1
    start = a.start - len("the ") if hours and text[: a.start].lower().endswith("the ") else a.start
    return _of_days(start, b.end, day[0] - back * DAY, day[0])


def _range_value(a: Read, b: Read, first: date, last: date) -> str:
    """Days where an end is a day; else the two values ("2014/2016")."""
    if "day" in (a.expression.grain, b.expression.grain):
        return f"{first.isoformat()}/{last.isoformat()}"
    return f"{a.reading.value}/{b.reading.value}"


def _ordered(a: Read, b: Read) -> tuple[Interval, Interval]:
    """The two ends; the one whose year or week was only guessed gives way, so that the first is not after the last."""
    assert a.days is not None
    assert b.days is not None
    first, last = a.days, b.days
    ea, eb = a.expression, b.expression
    if ea.month is not None and eb.month is not None and ea.year is not None and eb.year is None:
        year = ea.year if (eb.month, eb.day or 31) >= (ea.month, ea.day or 0) else ea.year + 1
        last = _with_year(last, year)
    if first[0] > last[1] and ea.weekday is not None and ea.month is None:
        return (first[0] - 7 * DAY, first[1] - 7 * DAY), last
    if first[0] > last[1] and ea.year is None and ea.month is not None:
        return _with_year(first, first[0].year - 1), last
    return first, last


def _with_year(days: Interval, year: int) -> Interval:
    first = month_day(year, days[0].month, days[0].day)
    last = month_day(year + days[1].year - days[0].year, days[1].month, days[1].day)
    return (first, last) if first is not None and last is not None else days


def _within_month(text: str, read: Read) -> Period | None:
    """ "June 5-7", "5 to 7 June", "between 3 and 5 May", and two days one after the other: "24 and 25 April"."""
    e = read.expression
    if e.day is None or e.month is None or read.days is None or read.days[0] != read.days[1] or e.unit == "week":
        return None
    day = read.days[0]
    after = NUMBER_AFTER.match(text, e.end) if text[e.start].isalpha() else None
    if after is not None:
        last = month_day(day.year, day.month, int(after[2]))
        if last is not None and last > day and (after[1].lower() != "and" or last == day + DAY):
            return _of_days(e.start, after.end(), day, last)
    before = _NUMBER_BEFORE.search(text, max(0, e.start - 12), e.start) if text[e.start].isdigit() else None
    if before is not None:
        first = month_day(day.year, day.month, int(before[1]))
        opener = _OPENER.search(text, max(0, before.start() - 40), before.start())
        is_between = opener is not None and opener[1].lower() == "between"
        if first is not None and first < day and (before[2].lower() != "and" or is_between or first == day - DAY):
            return _of_days(opener.start() if opener else before.start(), e.end, first, day)
    return None


def _of_days(start: int, end: int, first: date, last: date) -> Period:
    return Period(start, end, first, last, "DATE", "day", f"{first.isoformat()}/{last.isoformat()}", "range")


def _years(text: str, read: Read) -> Period | None:
    """ "2014-16"."""
    e = read.expression
    after = _YEAR_AFTER.match(text, e.end) if e.rule == "year" and read.days is not None else None
    if after is None or e.year is None:
        return None
    last = e.year // 100 * 100 + int(after[1])
    if not e.year < last <= e.year + 40:
        return None
    return Period(
        e.start, after.end(), date(e.year, 1, 1), date(last, 12, 31), "DATE", "year", f"{e.year}/{last}", "range"
    )


def _opened(text: str, p: Period) -> Period:
    if p.first is None or p.kind in ("DURATION", "SET"):
        return p
    before = max(0, p.start - 30)
    if _EVE.search(text, before, p.start) and p.first == p.last:
        return replace(p, first=p.first - DAY, last=p.first - DAY, rule="eve")
    for name, pattern in _OPEN:
        m = pattern.search(text, before, p.start)
        if m is not None and not (p.kind == "TIME" and name in ("before", "after")):
            start = m.start() + len(m.group()) - len(m.group().lstrip())
            if name in ("since", "after"):
                return replace(p, start=start, last=None, rule=name)
            return replace(p, start=start, first=None, rule=name)
    onwards = _ONWARDS.match(text, p.end)
    opener = _FROM.search(text, before, p.start)
    if onwards is not None and opener is not None:
        return replace(p, start=opener.start(), end=onwards.end(), last=None, rule="since")
    return p
