"""The day of the news, by the first sentences: their weekday ("on Wednesday") or their feast ("on Easter Sunday")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..extract.time_feasts import feast_days
from ..extract.time_words import lexicon
from .constraint import Constraint, Trust
from .dates_in_text import BEGUN, NAMES, WEEK, Dated, beside, days_of, is_bare_weekday
from .days import FIRST, LAST, Days, between, no_day, weekday

_LATE = re.compile(r"\b(?:late|evening|night|midnight|overnight)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|before|ahead of|by|through)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_FROM_OR_TO = re.compile(r"\b(?:since|until|till|by|from|before|through)\s+\Z", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|following|before)\b[^.;,]*\Z", re.IGNORECASE)
#: "Sunday's attack" may be of any Sunday.
_OF = re.compile(r"['’]s\b")
#: "said that it would withdraw on Monday"
_WOULD = re.compile(r"\b(?:will|would)\b[^.;,]*\Z", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|told|announced|confirmed|reported|added)\s+(?:on\s+)?\Z", re.IGNORECASE)
#: A feast on which something happened, or that is kept: not "since Christmas", "split over Christmas".
_ON = re.compile(r"\b(?:on|of|during|mark\w*|celebrat\w*)\s+(?:the\s+)?\Z", re.IGNORECASE)
#: A feast that a truce runs until lies so many days ahead at most.
_AHEAD = 7
#: A feast and the days after it that bear its name.
_FEAST = 2


def from_lead(text: str, found: Sequence[Dated], *, first: int, agency: bool) -> Iterator[Constraint]:
    """What the weekday and the feast of the first sentences allow.

    An agency sends the news on its own day.  Any other report may be of that day or of the next (the paper is printed
    overnight), and so may an agency's of what happened late or at night; nothing else in the words says which.
    ``first`` is the number of the sentence with which the text begins, below the lines of the page.
    """
    lead = next((d for d in found if 0 <= d.sentence - first <= 1 and _is_of_the_news(text, d)), None)
    if lead is not None and lead.e.weekday is not None:
        number = lead.e.weekday
        both = weekday(number) | weekday(number % 7 + 1)
        late = _LATE.search(text[max(lead.start, lead.e.start - 25) : lead.e.end + 12]) is not None
        if agency and not late and not any(_is_next_day(text, d, lead) for d in found):
            said = f"the lead of an agency tells of {lead.words(text)}: the report is of a {NAMES[number - 1]}"
            yield Constraint(Trust.LEAD, weekday(number), said, otherwise=both)
        else:
            said = f"the lead tells of {lead.words(text)}: the report is of a {NAMES[number - 1]} or of the day after"
            yield Constraint(Trust.LEAD, both, said)
    for i, d in enumerate(found):
        named = beside(text, found, i)
        before = text[d.start : d.e.start]
        told = lead is None and not BEGUN.search(before) and not _AFTER.search(before)
        if told and d.sentence == first and named is not None and d.tense == "past" and not d.quoted:
            days = days_of(d.e, named).widened(0, 0 if agency else WEEK)
            if days:
                yield Constraint(Trust.LEAD, days, f"the lead tells of {d.words(text)}")
        if 0 <= d.sentence - first <= 1 and d.e.holiday is not None and d.e.year is None and not d.quoted:
            yield from _feast(text, d, agency=agency)


def _is_of_the_news(text: str, d: Dated) -> bool:
    """Whether a bare weekday is the day of what is told; "before dawn on Saturday" is, "before Saturday" is not."""
    if not is_bare_weekday(d.e) or d.quoted or d.tense == "future" or _OF.match(text, d.e.end):
        return False
    if _WOULD.search(text[d.start : d.e.start]):
        return False
    return d.e.part is not None or not _FROM_OR_TO.search(text[max(0, d.e.start - 12) : d.e.start])


def _is_next_day(text: str, d: Dated, lead: Dated) -> bool:
    """Whether the news went on, or somebody spoke, on the day after that of the lead: then it was sent on that day."""
    if not is_bare_weekday(d.e) or d.e.weekday != (lead.e.weekday or 0) % 7 + 1 or d.tense == "future":
        return False
    goes_on = d.sentence == lead.sentence and d.e.start > lead.e.start and _is_of_the_news(text, d)
    return goes_on or _SAID.search(text[max(d.start, d.e.start - 14) : d.e.start]) is not None


def _feast(text: str, d: Dated, *, agency: bool) -> Iterator[Constraint]:
    days = no_day()
    for year in range(FIRST.year, LAST.year + 1):
        days = days | _named(d.e.holiday or "", year)
    if not days:
        return
    if _UNTIL.search(text[d.start : d.e.start]) or d.tense == "future":
        yield Constraint(Trust.FEAST, days.widened(_AHEAD, 0), f"{d.words(text)} is at hand")
    elif _ON.search(text[d.start : d.e.start]):
        name = d.e.holiday or ""
        named = name.endswith(("day", "eve")) and "eid" not in name
        after = (0 if agency else 1) if named else _FEAST
        yield Constraint(Trust.FEAST, days.widened(0, after), f"the lead tells of {d.words(text)}")


def _named(name: str, year: int) -> Days:
    """The days of a year on which a feast may fall: of both Easters, and what the sight of the moon leaves open."""
    known = lexicon().raw["holidays"].get(name, {})  # spaced words ("new year 's eve") are none
    days = no_day()
    for rule in (known, _orthodox(known)):
        for first, last in feast_days(rule, year):
            days = days | between(_within(first), _within(last))
    return days


def _orthodox(rule: dict[str, int]) -> dict[str, int]:
    return {"orthodox_easter": rule["easter"]} if "easter" in rule else {}


def _within(day: date) -> date:
    return min(max(day, FIRST), LAST - timedelta(days=1))
