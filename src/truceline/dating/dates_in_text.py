"""Constraints on the publication day from the dates that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..extract.time_calendar import months
from ..extract.time_expressions import Expression
from ..extract.time_values import Moment, resolve
from .constraint import Constraint, Trust
from .days import FIRST, LAST, Days, between, day_of_year, no_day, weekday

#: A day and month without a year lie within so many days of the publication: for a farther one the year is written.
YEARLESS = 350
#: The same where the weekday is written as well.
YEARLESS_WITH_WEEKDAY = 120
#: A date is written with its weekday for a day not long past, one of the six days before as a rule.
WEEK = 6
#: In so many sentences after the first: farther down a weekday and its date may be of long ago.
_TOP = 3
#: A report sent from another time zone can carry the date before.
ZONE = timedelta(days=1)
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_SURELY_FUTURE = re.compile(
    r"\b(?:will|(?:is|are) (?:due|scheduled|slated|set|expected|planned|to)|elections? (?:due|scheduled|planned)|"
    r"(?:upcoming|next) \w+)\b[^.;]{0,45}\b(?:in|on|by|until|till|for|of|before|late|early|mid)[\s-]+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_WERE = re.compile(r"\b(?:was|were|had|would|originally|previously)\b[^.;]{0,60}\Z", re.IGNORECASE)
#: Prepositions that a past date stands after; "by", "until" and "for" look ahead.
_WHEN = re.compile(r"\b(?:in|on|during|from|of|late|early|mid|between|night)[\s-]+(?:the\s+)?\Z", re.IGNORECASE)
_EVENT = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}(?:war|ceasefire|cease-fire|truce|agreement|accords?|deal|peace|conflict|coup|invasion|revolution|"
    r"uprising|genocide|attacks?|massacre|revolt|insurrection|annexation|takeover|offensive|earthquake|fighting)\b"
)
_THE = re.compile(r"\b(?:the|a|its|their)\s+\Z", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:said|says|announced|reported|reports|stated?|statement|according|put|told|confirmed|counted|recorded|update)\b",
    re.IGNORECASE,
)
#: "began Sept. 27": the American style has no preposition.
_BARE = re.compile(r"\b[a-z]+\s+\Z")
_TO_END = re.compile(
    r"(?:\d\s*[-–—]|\bfrom\b[^.;]{2,40}\b(?:to|until|till)\b|\bthrough\b|\bas of\b|\bup to\b)\s*(?:the\s)?\Z",
    re.IGNORECASE,
)
#: Between "Wednesday" and "October 14", and between "October 14" and "Wednesday".
_APPOSED = re.compile(r"\s*[,(]?\s*(?:on\s+)?(?:the\s+)?")
_A_DAY = re.compile(r",\s*(?:a\s+)|\s*\(\s*(?:a\s+)?")
#: What began on a day may have gone on for long.
BEGUN = re.compile(
    r"\b(?:since|began|begun|start(?:ed|s)|broke out|erupted|launched|opened|in force)\b[^.;]*\Z", re.IGNORECASE
)
#: A sentence that looks back over years names days of other years without their year.
YEARS_BACK = re.compile(r"\byears? (?:ago|after|on|later|earlier|since)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|after|following)\s+(?:the\s+|early\s+|late\s+)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression with the sentence it stands in (its number and its bounds).

    ``tense`` is that of the clause, by words and parse; ``verb`` that of the verb which the expression itself hangs on.
    """

    e: Expression
    sentence: int
    start: int
    end: int
    tense: str | None
    verb: str | None
    quoted: bool

    def words(self, text: str) -> str:
        """The expression as written, in quotation marks."""
        return f"“{text[self.e.start : self.e.end]}”"


def from_dates(text: str, found: Sequence[Dated], *, first: int = 0) -> Iterator[Constraint]:
    """All constraints that dates give, but for the bare weekdays of the lead.

    ``first`` is the number of the sentence with which the text begins.
    """
    for i, d in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        if d.e.kind not in ("DATE", "TIME"):
            continue
        if d.e.year is not None or d.e.era is not None:
            yield from _absolute(text, d)
        elif d.e.day is not None and d.e.month is not None and d.e.unit is None:
            yield from _yearless(text, d, beside(text, found, i), top=d.sentence - first <= _TOP)
            yield from _statement(text, d, found)
        elif d.e.unit == "day" and d.e.base == "published" and after is not None:
            yield from _today(text, d, after)
        elif d.e.rule == "ago" and d.e.unit == "year":
            yield from _years_ago(text, d, found)


def _absolute(text: str, d: Dated) -> Iterator[Constraint]:
    days = resolve(d.e, Moment(None)).days
    if days is None:
        return
    before = text[max(d.start, d.e.start - 90) : d.e.start]
    if _SURELY_FUTURE.search(before) and not _WERE.search(before):
        yield Constraint(Trust.FUTURE, between(None, days[1]), f"{d.words(text)} is still to come")
    elif _is_past(text, d, before):
        rank = -days[0].toordinal()
        first = days[0] - ZONE if d.e.day is not None else days[0]
        yield Constraint(Trust.PAST, between(first, None), f"{d.words(text)} is past", rank=rank)


def _is_past(text: str, d: Dated, before: str) -> bool:
    """ "Since 2014", "was formed in 1992", "the 2020 ceasefire"; not "to be president in 2028", "the 2028 games"."""
    if _SINCE.search(before):
        return True
    if _THE.search(before) and d.e.rule == "year":
        return d.tense == "past" and _EVENT.match(text, d.e.end) is not None
    return d.tense == "past" and d.verb == "past" and (_WHEN.search(before) is not None or d.e.weekday is not None)


def _yearless(text: str, d: Dated, named: int | None, *, top: bool) -> Iterator[Constraint]:
    e = d.e
    assert e.month is not None
    assert e.day is not None
    days = day_of_year(e.month, e.day)
    before = text[max(d.start, e.start - 90) : e.start]
    ahead = d.tense == "future" or (_SURELY_FUTURE.search(before) is not None and not _WERE.search(before))
    hung = d.verb == "past" and (
        _WHEN.search(before) is not None or named is not None or _BARE.search(before) is not None
    )
    past = not ahead and ((d.tense == "past" and hung) or _SINCE.search(before) is not None)
    if named is not None:
        days = days & weekday(named)
        reach = (1 if past else YEARLESS_WITH_WEEKDAY), (1 if ahead else YEARLESS_WITH_WEEKDAY)
        said = f"{d.words(text)} was a {NAMES[named - 1]}, in a year near the report"
        yield Constraint(Trust.WEEKDAY_AND_DATE, days.widened(*reach), said)
        if past and top and not BEGUN.search(text[d.start : e.start]):
            yield Constraint(Trust.WEEK, days.widened(1, WEEK), f"{d.words(text)} is of the week of the report")
    elif past and not YEARS_BACK.search(text, d.start, d.end):
        yield Constraint(Trust.NEAR, days.widened(1, YEARLESS), f"{d.words(text)} is past, and less than a year ago")
    elif ahead:
        yield Constraint(Trust.NEAR, days.widened(YEARLESS, 1), f"{d.words(text)} is to come within the year")


def days_of(e: Expression, named: int | None = None) -> Days:
    """The days that a date may be: a month and day of every year where it has none, a whole month, only those that are
    the weekday ``named`` (1 is Monday); none where it is no date."""
    if e.month is None or e.unit is not None or e.side is not None or e.kind not in ("DATE", "TIME"):
        return no_day()
    if e.day is not None:
        days = day_of_year(e.month, e.day)
    else:
        days = day_of_year(e.month, 1).widened(0, months(2001, e.month, 1)[1].day - 1)
    if e.year is not None:
        known = FIRST.year <= e.year <= LAST.year
        days = days & between(date(e.year, 1, 1), date(e.year, 12, 31)) if known else no_day()
    return days & weekday(named) if named is not None else days


def beside(text: str, found: Sequence[Dated], i: int) -> int | None:
    """The weekday of a date: "Wednesday, October 14", "Wednesday (October 14)", "October 14, a Wednesday"."""
    e = found[i].e
    if e.weekday is not None:
        return e.weekday
    before = found[i - 1].e if i > 0 else None
    if before is not None and is_bare_weekday(before) and _APPOSED.fullmatch(text, before.end, e.start):
        return before.weekday
    after = found[i + 1].e if i + 1 < len(found) else None
    if after is not None and is_bare_weekday(after) and _A_DAY.fullmatch(text, e.end, after.start):
        return after.weekday
    return None


def _today(text: str, d: Dated, after: Dated) -> Iterator[Constraint]:
    """ "today (14 October)", "yesterday, October 13"."""
    e = after.e
    if (
        d.quoted
        or e.month is None
        or e.day is None
        or not re.fullmatch(r"\s*[,(]?\s*(?:the\s+)?", text[d.e.end : e.start])
    ):
        return
    days = day_of_year(e.month, e.day)
    if e.year is not None:
        days = days & between(date(e.year, 1, 1), date(e.year, 12, 31))
    said = f"{d.words(text)} is {after.words(text)}"
    yield Constraint(Trust.TODAY, days.shifted(-(d.e.shift or 0)), said)


def _statement(text: str, d: Dated, found: Sequence[Dated]) -> Iterator[Constraint]:
    """A count "from Sept. 27 to Oct. 13" stated "on Tuesday" runs to the day of the statement or the day before."""
    if not _TO_END.search(text[d.start : d.e.start]) or not _SAYS.search(text, d.start, d.end):
        return
    beside = [o for o in found if o.sentence == d.sentence and is_bare_weekday(o.e)]
    if len(beside) != 1 or d.tense == "future":
        return
    named = beside[0].e.weekday
    assert named is not None
    assert d.e.month is not None
    assert d.e.day is not None
    stated = (day_of_year(d.e.month, d.e.day).widened(0, 1)) & weekday(named)
    yield Constraint(
        Trust.STATEMENT, stated.widened(0, 6),
        f"the count stated on {beside[0].words(text)} runs to {d.words(text)}, that day or the day before",
    )  # fmt: skip


def _years_ago(text: str, d: Dated, found: Sequence[Dated]) -> Iterator[Constraint]:
    """ "ten years ago, in 2011": within a year of 2021."""
    for o in found:
        apart = o.e.start - d.e.end if o.e.start > d.e.end else d.e.start - o.e.end
        if o.sentence == d.sentence and o.e.year is not None and apart <= 6 and d.e.shift is not None:
            year = o.e.year - d.e.shift
            if not FIRST.year < year < LAST.year:
                continue
            days = between(date(year - 1, 1, 1), date(year + 1, 12, 31))
            yield Constraint(Trust.TODAY, days, f"{d.words(text)} was {o.words(text)}")


def is_bare_weekday(e: Expression) -> bool:
    return (
        e.weekday is not None and e.month is None and e.unit is None and e.side is None and e.kind in ("DATE", "TIME")
    )
