"""The grammar of time expressions: patterns over word classes, tried in one pass over the text.

A text is read as a string of class letters (time_words.py); each rule is a regular expression over that string and a
builder that says what the match means (time_build_*.py).  Earlier rules win over later ones at the same place.  A
builder may refuse ("2000 people" is no year): then the later rules are tried.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from . import time_build_counts as counts
from . import time_build_days as days
from . import time_build_years as years
from .time_expressions import Expression
from .time_hit import Hit
from .time_words import Token, tokenize

Builder = Callable[[Hit], Expression | None]

_NUM = "[JN]"
#: Figures or words, a stretch ("two to three"), "one and a half", "a couple of", "a few".
_COUNT = f"(?:{_NUM}(?:-?[>v]-?|-){_NUM}|{_NUM}(?:&ah|&h)?|a?Qo?)"
_UNIT = "[UKkD]"
_LENGTH = f"q*m?(?:{_COUNT}m?-?{_UNIT}(?:&ah)?|am?{_UNIT}(?:&ah)?|ha{_UNIT}|{_UNIT})"
#: "last week", "this past year", "the following day"
_REL = f"(?:H?[LX]|[HPFR]){_UNIT}"
_YEAR = "(?:,?Y(?!-?[UZ])|o?[LHX]U)?"
_MDY = f"(?:[Ww],?n?)?Mt?[JO]{_YEAR}"
_DMY = f"(?:[Ww],?n?)?t?(?:J-M-Y|[JO]o?M{_YEAR})"
_WEEKDAY = f"(?:t[PFX]|H?[LX]|H)?W(?:o?{_REL})?"
_DAY = f"(?:{_MDY}|{_DMY}|I|{_WEEKDAY}|d)"
_CLOCK = "(?:C|[NY](?=z))z*"
_BEFORE_DAY = f"(?:t?e?-?To?n?t?|{_CLOCK},?n?|e-?n?|An?)"

RULES: tuple[tuple[str, str, Builder], ...] = (
    ("week_of", f"tUo{_MDY}", days.week_of),
    ("day_set", f"V(?:W|M|S|T|D|(?:{_NUM}|O|Q)?[UKk])|ca[UV]?U", counts.repeated),
    ("day", f"{_BEFORE_DAY}?{_DAY}(?:T|,?@?{_CLOCK}|,?@T)?", days.day),
    ("part", f"(?:A|e-?)?(?:[HLR]T|eT)|{_CLOCK}(?:itT)?|JitT|t?T", days.part_of_day),
    ("month", f"(?:t?bo|Ai?|t?e-?i?)?(?:t?P|H?[LX]|H)?(?:e-?)?M(?:,?Y(?!-?[UZ])|oY|o?t?{_REL})?", years.month),
    ("quarter", f"(?:Y|[LHX]U)'?p?O-?p?K|t?(?:p|Y)?O-?p?K(?:o?t?p?(?:Y|{_REL}|U))?|[LXHP]K|tLK", years.quarter),
    ("half", f"t?Oho?t?p?(?:Y|{_REL}|U)|t?Oh", years.half),
    ("season", f"(?:t?bo)?(?:t?e-?|A)?(?:H?[LX]|t[PFX]|[HRt])?(?:e-?)?S(?:o?(?:Y|t?{_REL}))?", years.season),
    ("window", f"q?t?(?:H?[LX]|F)(?:{_NUM}(?:&ah)?|a?Qo?)-?[UKk]", counts.window),
    ("relative", f"(?:t?bo|A|e-?|[Ae]i)?t?{_REL}|t?bo[ta]U|A?i?tD", counts.relative),
    ("ago", f"q*(?:{_COUNT}|a){_UNIT}(?:&ah)?(?:vxo?)?g|q*ha{_UNIT}g|{_UNIT}g", counts.ago),
    ("apart", f"q*(?:{_COUNT}|a){_UNIT}A|tU[AB](?=[,x#]|$)", counts.apart),
    ("decade", "t?(?:e-?)?E", years.decade),
    ("century", "t?(?:e-?|bo)?t?O-?k", years.century),
    ("year", "(?:t?bo)?(?:t?e-?)?(?:t?p?U|p)?Y", years.year),
    ("holiday", "(?:[LXHte]|tP)?~(?:,?i?Y)?", days.holiday),
    ("day_of_month", "tO", days.day_of_month),
    ("recent", "rU", counts.recent),
    ("set", "s", counts.frequency),
    ("duration", f"tO{_NUM}-?[UKk]|{_LENGTH}(?:-?l)?", counts.length),
    ("reference", "G|tL", counts.reference),
)  # fmt: skip

_COMPILED = tuple((name, re.compile(pattern), builder) for name, pattern, builder in RULES)
_ANY = re.compile("|".join(f"(?:{pattern})" for _, pattern, _ in RULES))


def expressions(text: str) -> Iterator[Expression]:
    """The time expressions of ``text``, in order, none overlapping."""
    return match(text, tokenize(text))


def match(text: str, tokens: list[Token]) -> Iterator[Expression]:
    """The time expressions in ``tokens``, which are those of ``text``."""
    classes = "".join(t.cls for t in tokens)
    starts = [t.start for t in tokens]
    i = 0
    while (m := _ANY.search(classes, i)) is not None:
        found = _read(text, tokens, classes, m.start())
        i = bisect_left(starts, found.end) if found is not None else m.start() + 1
        if found is not None:
            yield found


def _read(text: str, tokens: list[Token], classes: str, at: int) -> Expression | None:
    for name, pattern, builder in _COMPILED:
        m = pattern.match(classes, at)
        found = builder(Hit(name, tokens, classes, at, m.end(), text)) if m is not None else None
        if found is not None:
            return found
    return None
