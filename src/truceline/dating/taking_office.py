"""Constraints from how long somebody has been in office: "Donald Trump, who took office a week ago", "since January".

The knowledge of people has the day on which a term began; the count leads from it to the report.  With a month alone
("who took over last August") the report is of the year that follows a term which began in that month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..knowledge.schema import Person
from .constraint import Constraint, Trust
from .counted_words import NUMBER
from .counts import counted
from .days import Days, between, no_day
from .offices import persons_in

_NUMBERED = rf"(?P<number>{NUMBER})(?P<half>\s+and\s+a\s+half)?\s+(?P<unit>day|week|month|year)s?"
_MOD = r"(?P<mod>(?:a little )?(?:more than|over|less than)|almost|nearly|about|only|just|barely)?"
_TOOK = (
    r"(?:took (?:up )?(?:office|power|over)|(?:was |were )?(?:sworn in|inaugurated)|"
    r"came to (?:power|office|the throne)|assumed (?:office|power|the presidency)|"
    r"became (?:the )?(?:president|prime minister|chancellor|secretary[- ]general)|"
    r"(?:has|have) been (?:in (?:office|power)|(?:president|prime minister))|in (?:office|power))"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_AGO = re.compile(rf"\b{_TOOK}\b[^.;:,\d]{{0,40}}?\s+{_MOD}\s*\b{_NUMBERED}(?P<how>\s+ago)\b", re.IGNORECASE)
_FOR = re.compile(
    rf"\b(?:in (?:office|power)|been (?:president|prime minister)) for {_MOD}\s*\b{_NUMBERED}\b(?P<how>)", re.IGNORECASE
)
#: "marked 100 days in office"
_MARKED = re.compile(
    rf"\bmark(?:s|ed|ing) (?:his |her |the |its )?(?:first )?{_MOD}\s*\b{_NUMBERED} in (?:office|power)\b(?P<how>)",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b{_TOOK}\b[^.;:\d]{{0,25}}?\s(?:last|in|since|this)\s+(?P<month>{_MONTHS})\b(?!\s+\d)")
#: The name stands at most so far before the words.
_REACH = 90
#: "last August" is at most so many days past.
_YEAR = 366


def from_taking_office(
    text: str,
    sentences: Sequence[tuple[int, int, int]],
    people: Sequence[Person],
    *,
    grace: int,
    lead: Sequence[Days],
) -> Iterator[Constraint]:
    """The constraints of all terms of which the text counts the age.  ``sentences`` are (index, start, end).

    One that contradicts the ``lead`` (the days that it allows, the widest set last) is of some other day than the news.
    """
    for _, start, end in sentences:
        for pattern in (_AGO, _FOR, _MARKED, _MONTH):
            for m in pattern.finditer(text, start, end):
                began = _terms(text, max(start, m.start() - _REACH), m.start(), people)
                days = _since(m, began, grace) if began else no_day()
                if days and all(days & news for news in lead[-1:]):
                    said = f"“{' '.join(m[0].split())}”, of a term that began on " + " or ".join(map(str, began))
                    yield Constraint(Trust.ELAPSED, days, said)


def _since(m: re.Match[str], began: Sequence[date], grace: int) -> Days:
    days = no_day()
    if "month" in m.re.groupindex:
        month = _MONTHS.split("|").index(m["month"]) + 1
        for day in began:
            if day.month == month:
                days = days | between(day, day + timedelta(days=_YEAR))
        return days
    for count in counted(m, exact=False):
        for day in began:
            low, high = (day + timedelta(days=n) for n in (count.low, count.high + grace))
            days = days | between(low, high)
    return days


def _terms(text: str, start: int, end: int, people: Sequence[Person]) -> list[date]:
    """The first days of the terms of whoever is named last from ``start`` to ``end``, where the day is known."""
    named = persons_in(text, start, end, people)
    days = {o.from_ for p in named for o in p.offices if o.from_ and len(o.from_) == len("2025-01-20")}
    return [date.fromisoformat(day) for day in sorted(days)]
