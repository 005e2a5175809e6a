"""Counted time in a sentence: "in its ninth day", "two and a half months after", "more than 500 days since".

How exactly a count is taken.  Days: the first day counts or does not, so "the fifth day" is four or five days on; a
round number of many days ("after 500 days of siege") may be rounded.  Weeks: three days either way.  Months: twenty
days fewer, four weeks more.  Years: eight months.  "In its eighth month" is from seven to eight; "more than" and
"almost" are one unit up or down (of a round number of days as much as it may be rounded by); "to the day", "exactly"
and anniversaries are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .counted_words import NUMBER, ORDINAL, cardinal, ordinal

WARLIKE = re.compile(
    r"\b(?:wars?|fighting|conflict|offensive|operation|campaign|invasion|siege|blockade|battle|struggle|uprising|rebellion|"
    r"revolt|insurgency|assault|violence|clashes|bombing|bombardment|strikes|raids|hostilities|killing|rising)\b",
    re.IGNORECASE,
)
_TRUCE = r"(?:ceasefire|cease-fire|truce)"
#: What days are counted of besides.
_STANDING = re.compile(
    rf"\b(?:{_TRUCE}|curfew|occupation|evacuation|protests?|unrest|lockdown|standoff)\b", re.IGNORECASE
)
_LASTING = (
    r"(?:war|fighting|conflict|siege|bombing|clashes|hostilities|violence|blockade|battle|offensive|campaign|"
    r"combat)"
)
_UNIT = r"(?P<unit>day|night|week|fortnight|month|year|decade)"
_MOD = r"(?P<mod>(?:a little )?(?:more than|over|less than)|almost|nearly|close to|about|around|some|roughly|exactly)?"
_AMOUNT = rf"{_MOD}\s*\b(?P<number>{NUMBER})(?P<half>\s+and\s+a\s+half)?\s+{_UNIT}s?\b"
_ONGOING = re.compile(
    rf"(?:\b(?:its|the|their|a)|['’]s)\s+(?P<number>{ORDINAL})\s+(?:full\s+)?{_UNIT}\b"
    r"(?!\s+(?:in a row|running|straight))(?P<since>\s+(?:since|after)\b)?"
    r"|\b(?P<unit2>day)\s+(?P<number2>\d{1,3},\d{3}|\d{1,4})\b(?!\s*(?:%|per cent|percent|:))",
    re.IGNORECASE,
)
#: What the counted day is a day of, where it is said.
_OF = re.compile(r"\s+of\s+(?:[\w’'-]+\s+){0,4}[\w’'-]+")
_PASSED = re.compile(
    rf"(?:(?P<it>\b(?:it is|it['’]s been|it has been))\s+|(?P<marks>\bmark(?:s|ed|ing))\s+)?\b{_AMOUNT}"
    r"(?P<exact>\s+to the day|,? today)?\s+"
    r"(?P<how>ago today|ago to the day|ago|after|since|have passed since|on from|on(?=,)|earlier|into)\b"
    r"(?P<exact2>\s+to the day|\s+today)?",
    re.IGNORECASE,
)
#: "forbidden for five years after", not "for the first time in five years".
_FOR = re.compile(r"\bfor\s+\Z", re.IGNORECASE)
_LASTED = re.compile(
    rf"(?:\A|\b(?P<marks>mark(?:s|ed|ing))\s+|"
    rf"\b(?:after|in|lasted(?: for)?|for|in the|than|stopped|ended|end)\s+){_AMOUNT}"
    rf"(?P<how>\s+of\s+(?:[\w-]+\s+){{0,3}}?{_LASTING}\b|\s+in which\b|\s*,?\s+since\b)",
    re.IGNORECASE,
)
#: "the ten-day-old war", "the week-old truce", "a month-long siege"
_OLD = re.compile(
    rf"\b(?:(?P<number>\d{{1,3}}|[a-z]+)-)?{_UNIT}-(?:old\s+(?:[\w-]+\s+){{0,2}}?(?:{_LASTING}|{_TRUCE})|"
    rf"long\s+(?:[\w-]+\s+){{0,2}}?{_LASTING})\b",
    re.IGNORECASE,
)
#: "after a siege of 535 days", "the war has gone on for seven months"
_GONE_ON = re.compile(
    rf"\b(?:(?:after|in|during)\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,2}}{_LASTING}\s+(?P<how>of)|"
    rf"{_LASTING}\b[^.;,]{{0,30}}?\b(?:has|have)\s+(?:been going on|gone on|lasted|raged|dragged on|continued)"
    rf"(?:\s+for)?)\s+{_AMOUNT}",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(rf"\b(?P<number>{ORDINAL})\s+(?P<unit>anniversary|birthday)\b", re.IGNORECASE)
#: What stands before an anniversary, and how many days from it the news may be.
_ROUND = tuple(
    (re.compile(rf"\b(?:{words})\s[^.;]{{0,25}}\Z", re.IGNORECASE), days)
    for words, days in (
        (r"eve of|(?:a|one) day before|tomorrow['’]s", (-1, -1)),
        (r"(?:a|one) day after", (1, 1)),
        (r"days? (?:before|ahead of)|ahead of|before|in time for|approach\w*|near(?:s|ed|ing)|prepar\w+ (?:for|to)|"
         r"brac\w+ for|will (?:mark|celebrate|observe)|run-up to|close to|weeks? (?:before|of)", (-31, 0)),
        (r"days? after|following|since|after|past", (0, 31)),
        (r"around|about|this (?:week|month)(?:['’]s)?", (-14, 14)),
    )
)  # fmt: skip
#: "twelve days before the ballot of August 30"
_BEFORE = re.compile(rf"\b(?P<number>{NUMBER})\s+(?P<unit>day|week)s?\s+before\b", re.IGNORECASE)
#: "hours after", "less than 24 hours after"
_HOURS = re.compile(rf"\b(?:(?P<number>{NUMBER})\s+)?(?:hours|minutes)\s+(?:after|into)\b", re.IGNORECASE)
#: "The country turned six on Sunday"
_TURNED = re.compile(rf"\bturn(?:s|ed)\s+(?P<number>{NUMBER})\b(?=\s+(?:on|today|this))", re.IGNORECASE)
#: "have sixty days, until January 26"
_LEFT = re.compile(rf"\b(?P<number>{NUMBER})\s+days\s*,\s+until\b", re.IGNORECASE)
_TO_THE_DAY = re.compile(r"\bto the day\b", re.IGNORECASE)
#: "exactly one year earlier", "to the day" anywhere beside the count.
_EXACTLY = re.compile(r"\b(?:exactly|to the day|to the hour)\b", re.IGNORECASE)
_SPAN = {"day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "year": 365.25, "decade": 3652.5}
_SLACK = {"day": 0, "night": 0, "week": 3, "fortnight": 3, "month": 20, "year": 243, "decade": 300}
#: "Seven months" is said until the eighth is full.
_TO_THE_NEXT = 28
_MONTHS = {"month": 1, "year": 12, "decade": 120}
#: Days of leeway for a count of weeks and more that no weekday bears out: a range under a month needs two witnesses.
_VAGUE = 14
#: "Seven weeks after" is said until the eighth is full.
_LOOSE = {"week": (1, 3), "month": (0, 10)}
#: Without one of these words there is no count: most sentences need not be looked at further.
_ANY = re.compile(
    r"\b(?:(?:day|night|week|fortnight|month|year|decade|hour|minute)s?|anniversary|birthday|turn(?:s|ed))\b",
    re.IGNORECASE,
)
_DAYS = ("day", "night")
_TODAYS = ("ago today", "ago to the day")


@dataclass(frozen=True, slots=True)
class Count:
    """A counted stretch: from ``low`` to ``high`` days after its beginning, or after so many ``months`` to the day."""

    words: str
    low: int
    high: int
    months: int | None = None
    #: Whether a date of the same sentence may be the beginning, and whether one of another sentence may.
    beside: bool = True
    elsewhere: bool = True
    #: Whether that other sentence must be near: "a day after the army attacked" may be after anything.
    near: bool = False
    #: Whether it is said to be full: "six months to the day after", "twenty-five years ago today".
    exact: bool = False
    #: How many days earlier and later the news may be besides, where no weekday narrows it.
    loose: tuple[int, int] = (0, 0)
    #: How many days earlier and later the news may be besides, where no weekday says that the count is well taken.
    vague: int = 0
    #: By how many days the count may be off, where the weekday of the news says so.
    off: int = 0
    #: Whether it counts from what is told after it ("three weeks after", "into"); null: it does not say.
    follows: bool | None = None
    #: Where it stands in the sentence.
    span: tuple[int, int] = (0, 0)


def find_counts(sentence: str, *, lead: bool) -> Iterator[Count]:
    """The counts of a sentence; ``lead``: it is one of the first."""
    if not _ANY.search(sentence):
        return
    warlike = WARLIKE.search(sentence) is not None
    for m in _ONGOING.finditer(sentence):
        number, unit = ordinal(m["number"] or m["number2"]), (m["unit"] or m["unit2"]).lower()
        of = _OF.match(sentence, m.end())
        if number is not None and number > 1 and (_is_counted(of[0]) if of else warlike or m["since"]):
            yield _ongoing(m, number, unit)
    for m in _PASSED.finditer(sentence):
        how = m["how"].lower()
        exact = how in _TODAYS or any(m[name] for name in ("exact", "exact2", "marks")) or _EXACTLY.search(sentence)
        if (how == "into" and not _is_counted(sentence)) or _FOR.search(sentence, 0, m.start()):
            continue
        if how.startswith("ago") or how == "have passed since" or exact or lead or m["it"]:
            ago = how.startswith("ago") or how in ("earlier", "have passed since")
            for count in counted(m, exact=bool(exact), elsewhere=how not in ("ago", "earlier"), near=how != "into"):
                yield replace(count, follows=None if ago else True)
    for m in _LASTED.finditer(sentence):
        since = m["how"].strip(" ,").startswith("since")
        if lead or since or "war" in m["how"]:
            yield from counted(m, exact=m["marks"] is not None, beside=since)
    for m in _GONE_ON.finditer(sentence):
        if lead or not m["how"]:
            yield from counted(m, exact=False, beside=False)
    for pattern, read in ((_ANNIVERSARY, ordinal), (_TURNED, cardinal)):
        for m in pattern.finditer(sentence):
            number = read(m["number"])
            if number is not None and lead:
                near = sentence[: m.start()]
                low, high = next((days for words, days in _ROUND if words.search(near)), (0, 0))
                yield Count(m[0], low, high, months=12 * number, span=m.span())
    for m in _OLD.finditer(sentence):
        number, unit = cardinal(m["number"] or "a"), m["unit"].lower()
        if number is not None and lead:
            size, slack = round(number * _SPAN[unit]), _SLACK[unit] or 1
            yield Count(m[0], size - slack, size + (slack if unit not in _DAYS else 0), beside=False, span=m.span())
    for m in _HOURS.finditer(sentence):
        hours = cardinal(m["number"]) if m["number"] else 1
        if hours is not None and lead:
            yield Count(m[0], 0, -(-hours // 24), near=True, follows=True, span=m.span())
    for m in _BEFORE.finditer(sentence):
        number = cardinal(m["number"])
        if number is not None and lead:
            size = round(number * _SPAN[m["unit"].lower()])
            yield Count(m[0], -size, -size, elsewhere=False, follows=True, span=m.span())
    for m in _LEFT.finditer(sentence):
        number = cardinal(m["number"])
        if number is not None:
            yield Count(m[0].strip(" ,"), -number - 1, -number, elsewhere=False, span=m.span())


def _is_counted(words: str) -> bool:
    """Whether the words name something that lasts for days which reports count."""
    return (WARLIKE.search(words) or _STANDING.search(words)) is not None


def _ongoing(m: re.Match[str], number: int, unit: str) -> Count:
    """ "The fifth day", "its third month", "the 37th day after"."""
    low, high = round((number - 1) * _SPAN[unit]), round(number * _SPAN[unit])
    after = (m["since"] or "").strip().lower() == "after"
    days = unit in _DAYS
    return Count(m[0].strip(), low, low if days and not after else high, off=int(days), span=m.span())


def counted(
    m: re.Match[str], *, exact: bool, beside: bool = True, elsewhere: bool = True, near: bool = False
) -> Iterator[Count]:
    """The count of a match with the groups ``number``, ``half``, ``unit`` and ``mod``; none where it has no number."""
    number, unit = cardinal(m["number"]), m["unit"].lower()
    if number is None:
        return
    words = " ".join(m[0].split())
    if exact and unit in _MONTHS and not m["half"]:
        yield Count(words, 0, 0, number * _MONTHS[unit], beside, elsewhere, near, exact, off=1, span=m.span())
        return
    low, high = _stretch(m, number + (0.5 if m["half"] else 0), unit, exact=exact)
    loose = (0, 0) if exact or m["mod"] else _LOOSE.get(unit, (0, 0))
    off = int(unit in _DAYS and number > 1 and not _TO_THE_DAY.search(m[0]))
    vague = 0 if exact or unit in _DAYS else _VAGUE
    yield Count(words, low, high, None, beside, elsewhere, near, exact, loose, vague, off, span=m.span())


def _stretch(m: re.Match[str], number: float, unit: str, *, exact: bool) -> tuple[int, int]:
    """The fewest and the most days that an amount may be."""
    mod = (m["mod"] or "").lower()
    size = round(number * _SPAN[unit])
    step = round(_SPAN[unit]) if unit not in _DAYS else _step(size)
    if mod.endswith(("more than", "over")):
        return size, size + step
    if mod in ("almost", "nearly", "close to") or mod.endswith("less than"):
        return size - (step // 2 if unit == "year" and mod[-4:] != "than" else step), size
    if unit in _DAYS:
        how = re.findall(r"\w+", m["how"] or "")
        rounded = 0 if exact else _rounding(size) if not mod or mod == "exactly" else step
        # days of war, or since it began: the first day counts or not
        return size - max(rounded, bool({"of", "which", "since"} & set(how))), size + rounded
    slack = 0 if exact else _SLACK[unit]
    if unit == "week":
        slack = min(slack, round(number))
    return size - slack, size + (_TO_THE_NEXT if unit == "month" and slack else slack)


def _step(days: int) -> int:
    """How many days more (or fewer) "more than" so many may stand for: a round number for the more."""
    for part, least in ((100, 300), (50, 100), (10, 20)):
        if days >= least and days % part == 0:
            return part
    return 3 if days > 7 else 1


def _rounding(days: int) -> int:
    """By how much a plain number of days may be rounded: hundreds are."""
    return 3 if days >= 100 and days % 50 == 0 else 0
