"""Leaving home: what tells that people are driven out or have left a place for good."""

from __future__ import annotations

from .tolls_line import Line
from .tolls_triggers import Trigger
from .tolls_victims import Phrase
from .tolls_words import words

_HOMES = words("homes")
_SETTINGS = words("settings")
_MANY_LEAVE = 100


def names_home(line: Line, trigger: Trigger) -> bool:
    """Whether "from their homes" or the like follows the verb."""
    for p in range(trigger.last + 1, min(trigger.last + 16, len(line.tokens))):
        if line.low(p) in ("from", "of", "off") and _home_at(line, p + 1):
            return True
        if line.low(p) in (";", "that"):
            return False
    return False


def _home_at(line: Line, p: int) -> bool:
    while line.low(p) in ("their", "the", "own", "home", "ancestral") or line.tag(p) == "JJ":
        if line.low(p) in _HOMES and line.low(p - 1) in ("their", "own"):
            return True
        p += 1
    return line.low(p) in _HOMES and line.low(p - 1) in ("their", "own", "ancestral")


def leaves_place(line: Line, trigger: Trigger) -> bool:
    """Whether "left" has a place as its object: "left the city", "have left Douma"."""
    p = trigger.last + 1
    while line.tag(p) in ("DT", "JJ", "HYPH"):
        p += 1
    if p >= len(line.tokens):
        return False
    return line.low(p) in _SETTINGS or (line.tag(p) == "NNP" and line.tokens[p].ent_type_ != "ORG")


def many(phrase: Phrase) -> bool:
    """Whether so many go that they do not go on an errand."""
    count = phrase.count.count if phrase.count is not None else None
    return count is not None and max(count.best or 0, count.low or 0) >= _MANY_LEAVE
