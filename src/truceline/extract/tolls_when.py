"""How far a count reaches - one attack, since a start, new since the last count - and the days it covers."""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Token

from ..records import Scope, Time
from .context import Context
from .mentions import TimeMention
from .tolls_causes import is_attack, is_clash, pattern
from .tolls_links import Link
from .tolls_lists import Line
from .tolls_words import words

_REPORTING = words("reporting_verbs")
_SINCE = frozenset({"since"})
_RECENT = re.compile(
    r"\b(?:past|last|previous)\s+(?:24|48|day|twenty-four)\b|\bover\s+the\s+past\s+day\b|\bovernight\b", re.I
)
_FRESH = re.compile(r"^(?:another|one more|an additional|a further|additional)\b", re.I)
_LARGE = 2000
_MANY_DAYS = 4


def scope_of(context: Context, line: Line, link: Link, period: Time | None, *, first: bool) -> Scope | None:
    """The scope of a count; ``first``: it is the first count of its sentence."""
    text = _text(line)
    phrase = link.phrase
    if link.entry.pattern == "toll_noun":
        return "cumulative"
    if phrase.count is not None and first and not link.part:
        start = line.tokens[phrase.first].idx
        written = context.doc.text[start : line.tokens[phrase.last].idx + len(line.tokens[phrase.last])]
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
            return "increment"
    days = _days(period)
    if days is not None and period is not None and period.end is not None and days > 1 and _one_attack(line, link):
        return "incident"
    if days is not None and (days >= _MANY_DAYS or (period is not None and period.end is None)):
        return "cumulative"
    if _RECENT.search(text):
        return "incident" if "overnight" in text.lower() else "increment"
    if days is None and (pattern("cumulative").search(_near(context, line, link)) or _counted_since(line, link)):
        return "cumulative"
    count = phrase.count.count if phrase.count else None
    if count is not None and max(count.best or 0, count.low or 0) >= _LARGE and days is None:
        return "cumulative"
    if link.active and link.trigger.anchor.i and _war_as_subject(line, link):
        return "cumulative"
    return "incident"


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


def _war_as_subject(line: Line, link: Link) -> bool:
    """ "the war has killed 12,000": a whole war as the doer."""
    before = line.tokens[max(0, link.trigger.first - 5) : link.trigger.first]
    return any(
        is_clash(t) and t.lower_ in ("war", "conflict", "violence", "insurgency", "fighting") for t in before
    ) and any(t.lower_ in ("has", "have", "had") for t in before)


def _text(line: Line) -> str:
    return line.tokens[0].doc.text[line.tokens[0].idx : line.tokens[-1].idx + len(line.tokens[-1])]


def _near(context: Context, line: Line, link: Link) -> str:
    """The words around the toll, not the whole sentence: 12 tokens each side."""
    first = max(0, min(link.phrase.first, link.trigger.first) - 12)
    last = min(len(line.tokens) - 1, max(link.phrase.last, link.trigger.last) + 12)
    return context.doc.text[line.tokens[first].idx : line.tokens[last].idx + len(line.tokens[last])]


def _days(period: Time | None) -> int | None:
    if period is None or period.start is None:
        return None
    if period.end is None:
        return _MANY_DAYS
    try:
        return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1
    except ValueError:
        return None


def period_of(context: Context, line: Line, link: Link, before: Line | None) -> Time | None:
    """The days a count covers: a date beside it but not that of the saying; else, for "the attack", its date."""
    own = _period_in(context, line, link)
    if own is not None or link.entry.pattern == "toll_noun":
        return own
    if (
        before is None
        or (own is None and _lasting(line, link))
        or any(m.kind in ("DATE", "TIME") for m in _times(context, line))
    ):
        return None
    earlier = [
        m
        for m in _times(context, before)
        if m.grain in ("day", "part_of_day") and m.time.start and not is_reporting_time(before, m)
    ]
    same = len(earlier) == 1 and pattern("war_causes").search(_text(before)) and _points_back(line)
    return earlier[-1].time if same else None


def _points_back(line: Line) -> bool:
    """Whether the sentence goes on with the attack told before: "the attack", "the blast", "it also"."""
    if any(t.lower_ == "also" for t in line.tokens):
        return True
    return any(
        is_attack(t) and not is_clash(t) and any(line.low(q) in ("the", "this") for q in range(max(0, p - 3), p))
        for p, t in enumerate(line.tokens)
    )


def _lasting(line: Line, link: Link) -> bool:
    """Whether the count is told in the perfect ("has killed 12,000") or is too large for one day."""
    window = {line.low(p) for p in range(max(0, link.trigger.first - 4), link.trigger.first)}
    count = link.phrase.count.count if link.phrase.count else None
    return bool(window & {"has", "have"}) or (count is not None and max(count.best or 0, count.low or 0) >= _LARGE)


def _times(context: Context, line: Line) -> tuple[TimeMention, ...]:
    return context.times_in(line.tokens[0].idx, line.tokens[-1].idx + len(line.tokens[-1]))


def _period_in(context: Context, line: Line, link: Link) -> Time | None:
    candidates: list[tuple[float, TimeMention, bool]] = []
    anchor = line.tokens[link.trigger.last].idx
    for m in _times(context, line):
        if m.time.start is None or m.kind not in ("DATE", "TIME", "DURATION"):
            continue
        since = _since(line, m, link) or m.time.end is None
        if not since and is_reporting_time(line, m):
            continue
        if (link.entry.pattern == "toll_noun" and not since) or (since and _other_total(line, link, m)):
            continue
        gap = (
            abs(m.start - anchor)
            + (60 if _crosses(line, link, m) else 0)
            - (1000 if since and _since_is_near(m, anchor) else 0)
        )
        candidates.append((gap, m, since))
    if not candidates:
        return None
    _, m, since = min(candidates, key=lambda c: c[0])
    if since and m.time.end is not None:
        return Time(text=m.time.text, start=m.time.start, end=None)
    return m.time


def _since_is_near(m: TimeMention, anchor: int) -> bool:
    return abs(m.start - anchor) < 160


def _since(line: Line, m: TimeMention, link: Link) -> bool:
    """Whether the date is the start of an open period: "since October 7", "since the attack of October 7"."""
    if m.time.text is not None and m.time.text.lower().startswith("since"):
        return True
    p = next((q for q, t in enumerate(line.tokens) if t.idx >= m.start), 0)
    for q in range(p - 1, max(-1, p - 11), -1):
        if line.low(q) in _SINCE:
            return not q < link.trigger.first < p  # "since a bomb killed 12 in May" begins no period of the twelve
        if line.low(q) in (",", ";") or line.tag(q) in ("VBZ", "VBP"):
            return False
    return False


def _other_total(line: Line, link: Link, m: TimeMention) -> bool:
    """Whether a total stands between the harm word and the date: the period is that of the total."""
    low, high = sorted((line.tokens[link.trigger.last].idx, m.start))
    return any(
        low < line.tokens[t.first].idx < high and "toll" in t.anchor.text.lower() + line.low(t.last)
        for t in line.triggers
        if t.first != link.trigger.first
    )


def _crosses(line: Line, link: Link, m: TimeMention) -> bool:
    """Whether another harm word stands between the harm word and the date."""
    low, high = sorted((line.tokens[link.trigger.last].idx, m.start))
    return any(low < line.tokens[t.first].idx < high for t in line.triggers if t.first != link.trigger.first)


def is_reporting_time(line: Line, m: TimeMention) -> bool:
    """Whether the date says when something was said: "said on Tuesday", "On Monday, X said"."""
    p = next((q for q, t in enumerate(line.tokens) if t.idx >= m.start), None)
    if p is None:
        return False
    for q in range(p - 1, max(-1, p - 9), -1):
        t = line.tokens[q]
        if any(x.first <= q <= x.last for x in line.triggers) or t.lower_ in (",", ";", "that"):
            return False if not (t.lower_ == "," and p - q <= 1) else _opens_with_saying(line, p)
        if t.pos_ == "VERB":
            return t.lemma_.lower() in _REPORTING
    return _opens_with_saying(line, p) if p <= 3 else False


def _opens_with_saying(line: Line, p: int) -> bool:
    """Whether the first verb after the date is one of saying that comes before any harm word."""
    for q in range(p + 1, len(line.tokens)):
        if any(x.first <= q <= x.last for x in line.triggers):
            return False
        t: Token = line.tokens[q]
        if t.pos_ == "VERB":
            return t.lemma_.lower() in _REPORTING
    return False
