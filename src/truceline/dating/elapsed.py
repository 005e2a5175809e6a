"""Constraints from counted time: "in its ninth day", "two weeks after Friday, March 3", "the tenth anniversary".

A count (``counts.py``) leads from a beginning, which the text dates ("began on 5 May"), to the news.  The beginning
stands in the same sentence, or in one that tells of a war or an operation as begun; for a war whose first day the
knowledge of conflicts has ("now in its eleventh week"), that day serves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .constraint import Constraint, Trust
from .counts import WARLIKE, Count, find_counts
from .dates_in_text import Dated, beside, days_of
from .days import Days, between, every_day, no_day
from .events import same_event

_BEGAN = re.compile(
    r"\b(?:began|begun|start(?:ed|s)|broke out|erupted|opened|launched|set out|crossed|invaded|entered|attacked|landed|"
    r"fired|took power|took over|voted|seized|since|became|declared|ballot|referendum|vote)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_WAR = re.compile(r"\b(?:war|conflict|invasion|invaded)\b", re.IGNORECASE)
#: Before a count: what it leads to is still to come.
_AHEAD = re.compile(
    r"\b(?:(?:will|(?:is|are|was|were) to|due|expected|planned|scheduled)\b[^.;“\"]{0,60}|would\b[^.;,“\"]{0,60})\Z",
    re.IGNORECASE,
)
#: In so many sentences from the top, "two days after" tells of the news and not of something in between.
_LEAD = 4
#: How many sentences away the beginning may be that "a day after" counts from.
_NEAR = 3
#: A truce is no beginning of what has been fought for so long.
_TRUCE = re.compile(r"\b(?:ceasefire|cease-fire|truce|peace)\b", re.IGNORECASE)
#: The date of another sentence from which a count of more days leads has its year with it.
_NEARLY_A_YEAR = 330
#: A count with so much leeway may lead from a month.
_MONTH = 21
#: A date so few sentences away may be the beginning even where nothing says that something began then.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the news with the dates in it; ``known``: one of them is a landmark."""

    index: int
    text: str
    dates: tuple[tuple[Dated, Days], ...]
    known: bool

    def begins(self) -> bool:
        """Whether it tells of something as begun, or as done on a weekday of a date."""
        named = self.known or any(d.e.weekday is not None for d, _ in self.dates)
        return bool(self.dates) and (named or _BEGAN.search(self.text) is not None)

    def words(self, d: Dated) -> str:
        """A date of the sentence as it is written, in quotation marks."""
        return f"“{self.text[d.e.start - d.start : d.e.end - d.start]}”"


def from_counts(
    text: str, sentences: Sequence[tuple[int, int, int]], found: Sequence[Dated],
    wars: Sequence[tuple[str, date]] = (), known: Mapping[int, Days] | None = None,
    *, agency: bool = False, lead: Sequence[Days] = (),
) -> Iterator[Constraint]:  # fmt: skip
    """The constraints of all counts.  ``sentences`` are (index, start, end) of the news in order, a
    heading that numbers the day before them with a negative index; ``wars`` the conflict
    that the report tells of with its first day, where it is known (one or none); ``known`` the days of dates that are
    landmarks, by offset; ``lead`` the days that the lead allows, the likeliest set first (empty: all).

    A count is taken from the likeliest beginning with which it leads to one of the days of the ``lead``, and left alone
    where none does: then it counts to something else than the news.
    """
    told = [_sentence(text, s, found, known or {}) for s in sentences]
    for position, sentence in enumerate(told):
        grace = 0 if agency or sentence.index < 0 or _TODAY.search(_QUOTED.sub("", sentence.text)) else 1
        counts = list(find_counts(sentence.text, lead=position < _LEAD))
        for count in counts:
            if _AHEAD.search(sentence.text[: count.span[0]]):
                continue  # it leads to something that is still to come
            wide = 0 if lead else count.vague
            starts = [(words, _led(days, count).widened(wide, wide + grace))
                      for words, days in _beginnings(sentence, told, count, counts, wars, lead=bool(lead))]  # fmt: skip
            found_one = _fitting(starts, count, lead, open_lead=grace > 0)
            if found_one:
                words, days = found_one
                yield Constraint(Trust.ELAPSED, days, f"“{count.words}”, counted from {words}")


def _fitting(
    starts: Sequence[tuple[str, Days]], count: Count, lead: Sequence[Days], *, open_lead: bool
) -> tuple[str, Days] | None:
    """The likeliest beginning with which the count leads to the lead, and the days that it leads to.

    A count may be off by a day (whether the first day counts is custom), and a week or a month said loosely; that is
    allowed only where it does not fit otherwise.  It never tells which of the two days that a lead leaves open
    (``open_lead``) is meant.
    """
    leeways = ((count.off, count.off), count.loose) if open_lead else ((0, 0), (count.off, count.off), count.loose)
    ways = [(news, leeway) for news in lead for leeway in leeways]
    for news, leeway in ways or [(every_day(), count.loose)]:
        for words, led in starts:
            days = led.widened(*leeway)
            if days & news:
                return words, days
    return None


def _sentence(text: str, bounds: tuple[int, int, int], found: Sequence[Dated], known: Mapping[int, Days]) -> Sentence:
    index, start, end = bounds
    dates = tuple((d, days) for i, d in enumerate(found) if start <= d.e.start < end
                  and (days := known.get(d.e.start) or days_of(d.e, beside(text, found, i))))  # fmt: skip
    return Sentence(index, text[start:end], dates, any(d.e.start in known for d, _ in dates))


def _beginnings(
    sentence: Sentence,
    told: Sequence[Sentence],
    count: Count,
    counts: Sequence[Count],
    wars: Sequence[tuple[str, date]],
    *,
    lead: bool,
) -> Iterator[tuple[str, Days]]:
    """What a count may lead from, the likeliest first: a date beside it, the nearest beginning, the war's first day."""
    for d, days in sentence.dates if count.beside or _BEGAN.search(sentence.text) else ():
        at = d.e.start - d.start
        between_them = any(count.span[1] <= other.span[0] < at for other in counts)
        lines = "\n" in sentence.text[min(at, count.span[0]) : max(at, count.span[1])]
        if _tells(d, count) and not between_them and not lines and (at >= count.span[1] or not count.follows):
            yield sentence.words(d), days
    clause = sentence.text if count.follows is None else sentence.text[count.span[1] :].split(",")[0]
    near = sorted((s for s in told if s is not sentence), key=lambda s: abs(s.index - sentence.index))
    if not count.elsewhere:
        if count.high > 0:
            yield from (
                (s.words(d), days) for s in near if s.known and same_event(clause, s.text) for d, days in s.dates
            )
        return
    for other in near:
        for d, days in other.dates:
            if count.exact and d.e.day is not None and abs(other.index - sentence.index) <= _NEAR:
                # so many months to the day, from a year that is written or to the weekday of the news, is no accident
                if d.e.year is not None or other.known or lead:
                    yield other.words(d), days
                continue
            if not other.begins():
                continue
            far = abs(other.index - sentence.index) > _NEAR and d.e.weekday is None and not other.known
            if count.near and (far or not same_event(clause, other.text)):
                continue
            if not _tells(d, count) or (d.e.year is None and count.low > _NEARLY_A_YEAR):
                continue
            if WARLIKE.search(sentence.text) and _TRUCE.search(other.text) and not _TRUCE.search(sentence.text):
                continue
            yield other.words(d), days
    of_war = _WAR.search(sentence.text) and (not count.near or (_WAR.search(clause) and _BEGAN.search(clause)))
    for name, day in wars if of_war else ():
        yield f"the beginning of {name} ({day})", between(day, day)
    for other in near[:_BESIDE] if not count.near else ():
        for d, days in other.dates if not other.begins() else ():
            if d.e.day is not None and count.low <= _NEARLY_A_YEAR and d.tense != "future":
                yield other.words(d), days


def _tells(d: Dated, count: Count) -> bool:
    """Whether a date is exact enough to be counted from: nobody counts days from a month."""
    return d.e.day is not None or count.months is not None or count.high - count.low >= _MONTH


def _led(start: Days, count: Count) -> Days:
    """The days that the count leads to."""
    if count.months is None:
        return start.shifted(count.low).widened(0, count.high - count.low)
    days = no_day()
    for day in start:
        days = days | _later(day, count.months)
    return days.shifted(count.low).widened(0, count.high - count.low)


def _later(day: date, months: int) -> Days:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        later = date(year, month + 1, day.day)
    except ValueError:
        return no_day()
    return between(later, later)
