"""Which numerals count people or things, and which are dates, ages, money, distances or names."""

from __future__ import annotations

import re
from functools import cache

from ..knowledge.months import NAMES, SHORT
from .counts_values import Numeral, alternatives, tables

#: How many characters before a numeral may tell what it is.
_REACH = 90
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SUM_BEFORE = re.compile(
    r"\b(?:rose|risen|climbed|grew|toll|number|total)\b[^.;]{0,30}\b(?:to|at|of|reached|exceeded|passed)\s+$"
    r"|\b(?:more|less|fewer)\s+than\s+$|\bat\s+least\s+$",
    re.I,
)
_AGE_AFTER = re.compile(r"^[\s-]*(?:years?|months?|weeks?)[\s-]+(?:old|of\s+age)\b", re.I)
_AGED_BEFORE = re.compile(r"\b(?:aged?|ages)(?:\s+(?:of|about|between|from))*(?:\s+\d+\s+(?:and|to))?\s*$", re.I)
_ORDINAL_AFTER = re.compile(r"^(?:st|nd|rd|th)\b", re.I)
_COMPOUND_AFTER = re.compile(r"^-(?!plus\b|odd\b)[A-Za-z]", re.I)
_CLOCK_AFTER = re.compile(
    r"^(?:\s*(?:a\.?m\.?|p\.?m\.?)(?!\w)|:\d\d|\s+(?:gmt|utc|o['’]clock|hours?\s+(?:gmt|local))\b)", re.I
)
_RATIO_AFTER = re.compile(
    r"^[\s-]+(?:thirds?|quarters?|fifths?|tenths?|in\s+(?:every\s+)?(?:\d+|two|three|four|five|ten)\b)", re.I
)
_WAR_ORDINAL = re.compile(r"\b(?:World War|Phase|Stage|Part|Chapter|Act)\s*$")
_WORD = r"[A-Z][\w.&-]*"
_ENUMERATOR = re.compile(r"^[.)]\s")
_SCORE = re.compile(r"\b(?:won|lost|beat|win|victory|draw|defeat|score|voted?|vote|votes)\b[^.]{0,40}$", re.I)


@cache
def _after() -> list[tuple[str, re.Pattern[str]]]:
    units = tables().units_after
    return [
        (kind, re.compile(rf"^[\s-]*(?:{alternatives(words)})(?![\w])", re.I))
        for kind, words in units.items()
        if kind not in ("clock", "ratio")
    ]


@cache
def _unit_after() -> re.Pattern[str]:
    """The name of a unit that the number is part of: "1 Rashtriya Rifles"; not "3 Battalion commanders"."""
    return re.compile(
        rf"^\s+(?:{_WORD}\s+){{0,2}}(?:{alternatives(tables().unit_names)})(?!\w)(?!\s+(?:commander|officer|soldier|member|troop|fighter|trooper)s\b)"
    )


@cache
def _before() -> list[tuple[str, re.Pattern[str]]]:
    words = tables().words_before
    capital = set(words["designation_capital_only"])
    plain = [w for w in words["designation"] if w not in capital]
    capitals = [w[0].upper() + w[1:] for w in capital]
    return [
        ("money", re.compile(rf"(?:^|[^\w])(?:{alternatives(words['money'])})\s*$", re.I)),
        ("designation", re.compile(rf"(?<!\w)(?:{alternatives(plain)})\s*-?\s*$", re.I)),
        ("designation", re.compile(rf"(?<!\w)(?:{alternatives(capitals)})\s*$")),
        ("designation", re.compile(r"[A-Za-z]-$")),
    ]


@cache
def _dates() -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = alternatives([*NAMES, *(form for short in SHORT for form in (short.title(), f"{short.title()}."))])
    before = re.compile(rf"(?<!\w)(?:{months})\s+(?:\d{{1,2}}\s*(?:-|–|to|and|or|,)\s*)?$")
    after = re.compile(rf"^(?:\s*(?:-|–|to|and|or)\s*\d{{1,2}})?\s+(?:of\s+)?(?:{months})(?!\w)")
    return before, after


def kind_of(text: str, n: Numeral, *, counted_follows: bool) -> str:
    """What the numeral is in ``text``: "count", or what else ("year", "date", "age", "money", ...).

    ``counted_follows`` says that the word after it names people or things: "2000 people" is no year.
    """
    before, after = text[max(0, n.start - _REACH) : n.start], text[n.end :]
    word = text[n.start : n.end].lower()
    if n.rule in ("none", "unnumbered"):
        return "count"
    if _RATIO_AFTER.match(after):
        return "ratio"
    if word == "one":
        return _one(before, after)
    if _AGE_AFTER.match(after) or _AGED_BEFORE.search(before):
        return "age"
    for kind, pattern in _after():
        if pattern.match(after) and not (kind == "measure" and n.rule == "words" and after[:2] == "s "):
            return kind
    date_before, date_after = _dates()
    digits = n.rule == "digits" and word.isdigit()
    in_date = digits and len(word) <= 2 and (date_before.search(before) or date_after.match(after))
    if in_date and not (counted_follows and before.rstrip().endswith(",")):  # "as of October 10, 25 civilians"
        return "date"
    if n.rule == "digits" and _YEAR.fullmatch(word) and not counted_follows and not _SUM_BEFORE.search(before):
        return "year"
    if _CLOCK_AFTER.match(after):
        return "clock"
    if _ORDINAL_AFTER.match(after):
        return "ordinal"
    if n.fraction:
        return "measure"
    if _COMPOUND_AFTER.match(after):
        return "compound"
    for kind, pattern in _before():
        if pattern.search(before):
            return kind
    if _WAR_ORDINAL.search(before) or (n.rule == "digits" and _unit_after().match(after)):
        return "designation"
    if digits and not text[: n.start].strip() and _ENUMERATOR.match(after):
        return "enumerator"
    if (
        digits
        and _SCORE.search(before)
        and (re.match(r"^\s?[-–]\s?\d+\b", after) or re.search(r"\d\s?[-–]\s?$", before))
    ):
        return "score"
    return "count"


@cache
def _one_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    t = tables()
    return (
        re.compile(rf"(?<!\w)(?:{alternatives(t.one_not_before)})\s+$", re.I),
        re.compile(
            rf"^\s*(?:{alternatives(t.one_not_after)})(?!\w)|^-|^\s+of\s+the\s+\w+(?:st|most)\b|^\s+of\s+the\s+most\b",
            re.I,
        ),
    )


def _one(before: str, after: str) -> str:
    not_before, not_after = _one_patterns()
    return "pronoun" if not_before.search(before) or not_after.match(after) else "count"
