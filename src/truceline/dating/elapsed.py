"""Constraints from counted time: "in its ninth day", "two weeks after Friday, March 3", "the tenth anniversary".

A count leads from a beginning, which the text dates ("began on 5 May"), to the news.  The beginning stands in the same
sentence, or in one that tells of a war or an operation as begun; for a war whose first day the knowledge of conflicts
has ("now in its eleventh week"), that day serves.

How exactly a count is taken.  Days: the first day counts or does not, so "the fifth day" is four or five days on.
Weeks: three days either way.  Months: twenty days.  Years: eight months.  "In its eighth month" is from seven to eight;
"more than" and "almost" are one unit up or down; "to the day", "exactly" and anniversaries are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..extract.time_words import lexicon
from .constraint import Constraint, Trust
from .dates_in_text import Dated, beside, days_of
from .days import Days, between, every_day, no_day

WARLIKE = re.compile(
    r"\b(?:wars?|fighting|conflict|offensive|operation|campaign|invasion|siege|blockade|battle|struggle|uprising|rebellion|"
    r"revolt|insurgency|assault|violence|clashes|bombing|bombardment|strikes|raids|hostilities|killing|rising)\b",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"\b(?:began|begun|start(?:ed|s)|broke out|erupted|opened|launched|set out|crossed|invaded|entered|attacked|landed|"
    r"fired|took power|took over|voted|seized|since)\b",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d{1,4}|an?|[a-z]+(?:-[a-z]+)?)"
_ORDINAL = r"(?:\d{1,4}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)"
_UNIT = r"(?P<unit>day|night|week|month|year)"
_MOD = r"(?P<mod>(?:a little )?(?:more than|over|less than)|almost|nearly|close to|about|around|some|exactly)?"
_ONGOING = re.compile(
    rf"\b(?:its|the|their|a)\s+(?P<number>{_ORDINAL})\s+(?:full\s+)?{_UNIT}\b"
    r"(?!\s+(?:in a row|running|straight))(?P<since>\s+since\b)?"
    rf"|\b(?P<unit2>day)\s+(?P<number2>\d{{1,4}})\s+of\b",
    re.IGNORECASE,
)
#: What the counted day is a day of, where it is said.
_OF = re.compile(r"\s+of\s+(?:[\w’'-]+\s+){0,4}[\w’'-]+")
_PASSED = re.compile(
    rf"\b{_MOD}\s*\b(?P<number>{_NUMBER})\s+{_UNIT}s?\b(?P<exact>\s+to the day|,? today)?\s*,?\s*"
    r"(?P<how>ago today|ago to the day|ago|after|since|have passed since|on from|earlier)\b"
    r"(?P<exact2>\s+to the day|\s+today)?",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"(?:\A|\b(?:after|in|lasted(?: for)?|for|in the|than|stopped|ended)\s+)"
    rf"{_MOD}\s*\b(?P<number>{_NUMBER})\s+{_UNIT}s?\b"
    r"(?P<how>\s+of\s+(?:[\w-]+\s+){0,3}?(?:war|fighting|conflict|siege|bombing|clashes|hostilities|violence)\b|"
    r"\s+in which\b|\s*,?\s+since\b)",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(rf"\b(?P<number>{_ORDINAL})\s+(?P<unit>anniversary|birthday)\b", re.IGNORECASE)
#: "have sixty days, until January 26"
_LEFT = re.compile(rf"\b(?P<number>{_NUMBER})\s+days\s*,\s+until\b", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_WAR = re.compile(r"\b(?:war|conflict)\b", re.IGNORECASE)
#: "exactly one year earlier", "to the day" anywhere beside the count.
_EXACTLY = re.compile(r"\b(?:exactly|to the day|to the hour)\b", re.IGNORECASE)
#: In so many sentences from the top, "two days after" tells of the news and not of something in between.
_LEAD = 3
#: How many sentences away the beginning may be that "a day after" counts from.
_NEAR = 3
_SPAN = {"day": 1.0, "night": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 0, "night": 0, "week": 3, "month": 20, "year": 243}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the news with the dates in it."""

    index: int
    text: str
    dates: tuple[tuple[Dated, Days], ...]

    def begins(self) -> bool:
        """Whether it tells of something as begun, or as done on a weekday of a date."""
        named = any(d.e.weekday is not None for d, _ in self.dates)
        return bool(self.dates) and (named or _BEGAN.search(self.text) is not None)


@dataclass(frozen=True, slots=True)
class Count:
    """A counted stretch: from ``low`` to ``high`` days after its beginning, or so many ``months`` to the day."""

    words: str
    low: int
    high: int
    months: int | None = None
    #: Whether a date of the same sentence may be the beginning, and whether one of another sentence may.
    beside: bool = True
    elsewhere: bool = True
    #: Whether that other sentence must be near: "a day after the army attacked" may be after anything.
    near: bool = False


def from_counts(
    text: str, sentences: Sequence[tuple[int, int, int]], found: Sequence[Dated],
    wars: Sequence[tuple[str, date]] = (), *, agency: bool = False, lead: Days | None = None,
) -> Iterator[Constraint]:  # fmt: skip
    """The constraints of all counts.  ``sentences`` are (index, start, end) of the news in order; ``wars`` the conflict
    that the report tells of with its first day, where it is known (one or none).

    A count is taken from the likeliest beginning with which it leads to one of the days of the ``lead``, and left alone
    where none does: then it counts to something else than the news.
    """
    told = [_sentence(text, s, found) for s in sentences]
    begun = [s for s in told if s.begins()]
    for position, sentence in enumerate(told):
        grace = 0 if agency or _TODAY.search(_QUOTED.sub("", sentence.text)) else 1
        for count in _counts(sentence.text, position < _LEAD):
            for words, start in _beginnings(sentence, begun, count, wars):
                days = _led(start, count).widened(0, grace)
                if days & (lead or every_day()):
                    yield Constraint(Trust.ELAPSED, days, f"“{count.words}”, counted from {words}")
                    break


def _sentence(text: str, bounds: tuple[int, int, int], found: Sequence[Dated]) -> Sentence:
    index, start, end = bounds
    dates = tuple((d, days) for i, d in enumerate(found)
                  if start <= d.e.start < end and (days := days_of(d.e, beside(text, found, i))))  # fmt: skip
    return Sentence(index, text[start:end], dates)


def _beginnings(
    sentence: Sentence, begun: Sequence[Sentence], count: Count, wars: Sequence[tuple[str, date]]
) -> Iterator[tuple[str, Days]]:
    """What a count may lead from, the likeliest first: a date beside it, the nearest beginning, the war's first day."""
    for d, days in sentence.dates if count.beside or _BEGAN.search(sentence.text) else ():
        yield f"“{sentence.text[d.e.start - d.start : d.e.end - d.start]}”", days
    if count.elsewhere:
        others = (s for s in begun if s.index != sentence.index)
        near = sorted(others, key=lambda s: abs(s.index - sentence.index))
        for other in near:
            for d, days in other.dates:
                if count.near and d.e.weekday is None and abs(other.index - sentence.index) > _NEAR:
                    continue
                yield f"“{other.text[d.e.start - d.start : d.e.end - d.start]}”", days
        for name, day in wars if _WAR.search(sentence.text) else ():
            yield f"the beginning of {name} ({day})", between(day, day)


def _counts(sentence: str, lead: bool) -> Iterator[Count]:
    """The counts of a sentence; ``lead``: it is one of the first."""
    warlike = WARLIKE.search(sentence) is not None
    for m in _ONGOING.finditer(sentence):
        number, unit = _ordinal(m["number"] or m["number2"]), (m["unit"] or m["unit2"]).lower()
        of = _OF.match(sentence, m.end())
        if number is not None and number > 1 and (WARLIKE.search(of[0]) if of else warlike or m["since"]):
            low, high = round((number - 1) * _SPAN[unit]), round(number * _SPAN[unit])
            yield Count(m[0].strip(), low, low if unit in ("day", "night") else high)
    for m in _PASSED.finditer(sentence):
        how = m["how"].lower()
        exact = bool(m["exact"] or m["exact2"] or _EXACTLY.search(sentence) or how in ("ago today", "ago to the day"))
        if how.startswith("ago") or how == "have passed since" or exact or lead:
            yield from _count(m, exact=exact, elsewhere=how not in ("ago", "earlier"), near=True)
    for m in _LASTED.finditer(sentence):
        since = m["how"].strip(" ,").startswith("since")
        if lead or since or "war" in m["how"]:
            yield from _count(m, exact=False, beside=since)
    for m in _ANNIVERSARY.finditer(sentence):
        number = _ordinal(m["number"])
        if number is not None and lead:
            yield Count(m[0], 0, 0, months=12 * number)
    for m in _LEFT.finditer(sentence):
        number = _cardinal(m["number"])
        if number is not None:
            yield Count(m[0].strip(" ,"), -number - 1, -number, elsewhere=False)


def _count(
    m: re.Match[str], *, exact: bool, beside: bool = True, elsewhere: bool = True, near: bool = False
) -> Iterator[Count]:
    number, unit = _cardinal(m["number"]), m["unit"].lower()
    if number is None:
        return
    words = " ".join(m[0].split())
    mod = (m["mod"] or "").lower()
    if exact and unit in ("month", "year"):
        yield Count(words, 0, 0, number * (12 if unit == "year" else 1), beside, elsewhere, near)
        return
    size, slack = round(number * _SPAN[unit]), 0 if exact else _SLACK[unit]
    if unit == "week":
        slack = min(slack, number)
    if mod.endswith(("more than", "over")):
        low, high = size, round((number + 1) * _SPAN[unit])
    elif mod in ("almost", "nearly", "close to") or mod.endswith("less than"):
        low, high = size - round(_SPAN[unit]), size
    elif unit in ("day", "night"):
        counted = "of" in m["how"].split() or "which" in m["how"]
        low, high = size - counted, size
    else:
        low, high = size - slack, size + slack
    yield Count(words, low, high, None, beside, elsewhere, near)


def _led(start: Days, count: Count) -> Days:
    """The days that the count leads to."""
    if count.months is None:
        return start.shifted(count.low).widened(0, count.high - count.low)
    days = no_day()
    for day in start:
        days = days | _later(day, count.months)
    return days


def _later(day: date, months: int) -> Days:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        later = date(year, month + 1, day.day)
    except ValueError:
        return no_day()
    return between(later, later)


@cache
def _ordinals() -> dict[str, int]:
    numbers = lexicon().numbers
    known = {str(w): i + 1 for i, w in enumerate(lexicon().raw["ordinals"])}
    tens = {w: n for w, n in numbers.items() if 20 <= n < 100 and n % 10 == 0}
    for word, ten in tens.items():
        known[f"{word[:-1]}ieth"] = ten
        known |= {f"{word}-{one}": ten + i + 1 for i, one in enumerate(lexicon().raw["ordinals"][:9])}
    return known | {"hundredth": 100, "thousandth": 1000}


def _ordinal(word: str) -> int | None:
    low = word.lower()
    if low[0].isdigit():
        return int(re.match(r"\d+", low)[0])  # type: ignore[index]
    return _ordinals().get(low)


def _cardinal(word: str) -> int | None:
    low = word.lower()
    if low.isdigit():
        return int(low)
    if low in ("a", "an"):
        return 1
    tens, _, ones = low.partition("-")
    numbers = lexicon().numbers
    if tens not in numbers or (ones and ones not in numbers):
        return None
    value = numbers[tens] + (numbers[ones] if ones else 0)
    return int(value) if 0 < value < 100 else None
