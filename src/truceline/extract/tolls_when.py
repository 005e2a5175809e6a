"""How far a count reaches: one attack, since a start, new since the last count."""

from __future__ import annotations

import re
from datetime import date

from ..records import Scope, Time
from .found import Found
from .tolls_causes import is_attack, is_clash, pattern
from .tolls_line import Line
from .tolls_links import Link

_SINCE = frozenset({"since"})
_RECENT = re.compile(
    r"\b(?:past|last|previous)\s+(?:24|48|day|twenty-four)\b|\bover\s+the\s+past\s+day\b|\bovernight\b", re.I
)
_FRESH = re.compile(r"^(?:another|one more|an additional|a further|additional)\b", re.I)
_SPELL = re.compile(r"\b(?:in|over|within|during)\s+(?:the\s+)?(?:\w+[\s-]){1,3}(?:days|weeks|months|years)\b", re.I)
#: More than any single attack kills, wounds or drives out; a count of that size is a sum.
LARGE = 2000
_MANY_DAYS = 4


def scope_of(line: Line, link: Link, period: Time | None, *, first: bool) -> Found[Scope]:
    """The scope of a count; ``first``: it is the first count of its sentence."""
    text = line.text()
    phrase = link.phrase
    if link.entry.pattern == "toll_noun":
        one = period is None and not _counted_since(line, link) and _of_attack(line, link)
        return {"incident": "scope:toll of an attack"} if one else {"cumulative": "scope:toll noun"}
    if phrase.count is not None and first and not link.part:
        written = line.text(phrase.first, phrase.last)
        before = line.low(phrase.first - 1)
        if (
            _FRESH.match(written)
            or before in ("another", "additional", "further")
            or (
                "more" in (line.low(phrase.first + 1), line.low(phrase.first + 2))
                and line.low(phrase.first) != "more"
                and " more " in f"{written} "
            )
        ):
            return {"increment": "scope:more"}
    if _since_then(line, link) or (period is not None and period.start is None):
        return {"cumulative": "scope:since"}
    days = _days(period)
    if days is not None and period is not None and period.end is not None and days > 1 and _one_attack(line, link):
        return {"incident": "scope:one attack"}
    if days is not None and (days >= _MANY_DAYS or (period is not None and period.end is None)):
        return {"cumulative": "scope:many days"}
    if _RECENT.search(text):
        return {"incident" if "overnight" in text.lower() else "increment": "scope:last day"}
    near = _near(line, link)
    if days is None and (pattern("cumulative").search(near) or _SPELL.search(near) or _counted_since(line, link)):
        return {"cumulative": "scope:words of a sum"}
    count = phrase.count.count if phrase.count else None
    if count is not None and max(count.best or 0, count.low or 0) >= LARGE and days is None:
        return {"cumulative": "scope:too many for one attack"}
    if link.active and link.trigger.anchor.i and _war_as_subject(line, link):
        return {"cumulative": "scope:war as doer"}
    return {"incident": "scope:nothing else told"}


def _since_then(line: Line, link: Link) -> bool:
    """ "have killed 331 people since", with nothing after "since"."""
    after = range(link.trigger.first + 1, min(len(line.tokens), link.trigger.last + 14))
    return any(line.low(p) in _SINCE and line.low(p + 1) in (",", ".", ";", "then", "") for p in after)


def _counted_since(line: Line, link: Link) -> bool:
    """Whether "since" stands after the harm word, or before it with a comma between."""
    for p in range(max(0, link.trigger.first - 14), min(len(line.tokens), link.trigger.last + 14)):
        if line.low(p) in _SINCE:
            return (
                p > link.trigger.first
                or any(line.low(q) == "," for q in range(p, link.trigger.first))
                or (link.trigger.first - p <= 2)
            )
    return False


def _one_attack(line: Line, link: Link) -> bool:
    """Whether a single attack stands beside the count: "in September, an air raid killed seven"."""
    for p in range(max(0, link.trigger.first - 22), min(len(line.tokens), link.trigger.last + 10)):
        t = line.tokens[p]
        if (
            t.tag_ in ("NN", "NNP")
            and is_attack(t)
            and not is_clash(t)
            and any(line.low(q) in ("a", "an", "the", "single", "another") for q in range(max(0, p - 4), p))
        ):
            return True
    return False


def _of_attack(line: Line, link: Link) -> bool:
    """Whether a toll is said to be that of a single attack: "the death toll *from the strike*"."""
    for p in range(link.trigger.last + 1, len(line.tokens)):
        t = line.tokens[p]
        if t.tag_ in ("NN", "NNP") and is_attack(t) and not is_clash(t):
            before = [line.low(q) for q in range(max(0, p - 4), p)]
            if {"from", "in", "of", "after"} & set(before) and {"a", "an", "the", "this", "that"} & set(before):
                return True
    return False


def _war_as_subject(line: Line, link: Link) -> bool:
    """ "the war has killed 12,000": a whole war as the doer."""
    before = line.tokens[max(0, link.trigger.first - 5) : link.trigger.first]
    return any(
        is_clash(t) and t.lower_ in ("war", "conflict", "violence", "insurgency", "fighting") for t in before
    ) and any(t.lower_ in ("has", "have", "had") for t in before)


def _near(line: Line, link: Link) -> str:
    """The words around the toll, not the whole sentence: 12 tokens each side."""
    first = max(0, min(link.phrase.first, link.trigger.first) - 12)
    last = min(len(line.tokens) - 1, max(link.phrase.last, link.trigger.last) + 12)
    return line.text(first, last)


def _days(period: Time | None) -> int | None:
    if period is None or period.start is None:
        return None
    if period.end is None:
        return _MANY_DAYS
    try:
        return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1
    except ValueError:
        return None
