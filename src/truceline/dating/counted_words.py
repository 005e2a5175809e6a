"""Numbers as counted time has them: "573", "1,000th", "fifth", "two hundredth", "twenty-five", "three hundred"."""

from __future__ import annotations

import re
from functools import cache

from ..extract.time_words import lexicon

_WORD = r"[a-z]+(?:-[a-z]+)?"
_DIGITS = r"\d{1,3},\d{3}|\d{1,4}"
_HUNDREDS = r"(?:a|[a-z]+)\s+(?:hundred|thousand)"
#: Patterns of a cardinal and of an ordinal; what they match need not be a number.
NUMBER = rf"(?:{_DIGITS}|{_HUNDREDS}(?:\s+and\s+{_WORD})?|{_WORD})"
ORDINAL = rf"(?:(?:{_DIGITS})(?:st|nd|rd|th)|{_HUNDREDS}(?:th|\s+and\s+{_WORD})|{_WORD})"


def cardinal(words: str) -> int | None:
    """The number that the words are, from 1 to 9999; null when they are none."""
    low = words.lower().replace(",", "")
    if low.isdigit():
        return int(low) or None
    if low in ("a", "an"):
        return 1
    large = re.fullmatch(r"([a-z]+)\s+(hundred|thousand)(?:\s+and\s+(.+))?", low)
    if large:
        return _large(cardinal(large[1]), large[2], cardinal(large[3]) if large[3] else 0)
    tens, _, ones = low.partition("-")
    numbers = lexicon().numbers
    if tens not in numbers or (ones and ones not in numbers):
        return None
    value = numbers[tens] + (numbers[ones] if ones else 0)
    return int(value) if 0 < value < 100 else None


def ordinal(words: str) -> int | None:
    """The number whose ordinal the words are; null when they are none."""
    low = words.lower().replace(",", "")
    digits = re.match(r"\d+", low)
    if digits:
        return int(digits[0])
    large = re.fullmatch(r"([a-z]+)\s+(hundred|thousand)(?:th|\s+and\s+(.+))", low)
    if large:
        return _large(cardinal(large[1]), large[2], ordinal(large[3]) if large[3] else 0)
    return _ordinals().get(low)


def _large(times: int | None, unit: str, rest: int | None) -> int | None:
    if times is None or rest is None or times > 9:
        return None
    return times * (100 if unit == "hundred" else 1000) + rest


@cache
def _ordinals() -> dict[str, int]:
    numbers = lexicon().numbers
    known = {str(w): i + 1 for i, w in enumerate(lexicon().raw["ordinals"])}
    tens = {w: n for w, n in numbers.items() if 20 <= n < 100 and n % 10 == 0}
    for word, ten in tens.items():
        known[f"{word[:-1]}ieth"] = ten
        known |= {f"{word}-{one}": ten + i + 1 for i, one in enumerate(lexicon().raw["ordinals"][:9])}
    return known | {"hundredth": 100, "thousandth": 1000}
