"""The days a count covers: a date beside it that is not that of the saying, or the date of the attack told before."""

from __future__ import annotations

from spacy.tokens import Token

from ..records import Time
from .context import Context
from .found import Found
from .mentions import TimeMention
from .tolls_causes import is_attack, is_attack_verb, pattern
from .tolls_line import Line
from .tolls_links import Link
from .tolls_story import goes_on
from .tolls_when import LARGE
from .tolls_words import words

_REPORTING = words("reporting_verbs")
_RELATIVE = frozenset({"that", "which", "when", "where", "who"})
_SUMS = frozenset({"toll", "number", "total", "tally"})
_SPELLS = frozenset({"days", "weeks", "months", "years", "decades", "day", "week", "month", "year"})
_VERBS = frozenset({"VBD", "VBN", "VBZ", "VBP", "VBG"})
_LIGHT = frozenset({"has", "have", "had", "was", "were", "been", "is", "are", "being", "including"})
_WITHIN = frozenset({"over", "during", "in", "within", "for"})
#: How many tokens "since" may stand before its date: "since fighting between X and Y broke out on Saturday".
_SINCE_REACH = 18
#: How many tokens the subject before "on Saturday said" may have.
_OPENING = 8
#: What a since-clause wins by, in characters, against nearer dates.
_SINCE_FIRST = 1000


def period_of(context: Context, line: Line, link: Link, before: Line | None) -> Found[Time]:
    """The days a count covers; for "the attack", "there", "the dead": those of the attack told before."""
    own = _period_in(context, line, link)
    if own or link.entry.pattern == "toll_noun":
        return own
    if before is None or _lasting(line, link) or any(m.kind in ("DATE", "TIME") for m in _times(context, line)):
        return {}
    earlier = [
        m
        for m in _times(context, before)
        if m.grain in ("day", "part_of_day") and m.time.start and _of_attack(before, m)
    ]
    same = len(earlier) == 1 and pattern("war_causes").search(before.text()) and goes_on(line, before)
    return {earlier[-1].time: "when:sentence before"} if same else {}


def _of_attack(line: Line, m: TimeMention) -> bool:
    """Whether the date stands with an attack: "a bomb exploded on Friday", "Tuesday's strike"; not "said on Friday"."""
    p = _at(line, m)
    if is_reporting_time(line, m):
        return False
    verb = next((t for t in reversed(line.tokens[:p]) if t.pos_ == "VERB"), None)
    if verb is None:
        verb = next((t for t in line.tokens[p:] if t.pos_ == "VERB"), None)
    harm = any(verb is not None and t.anchor.i == verb.i for t in line.triggers)
    beside = line.tokens[max(0, p - 6) : p + 5]
    return harm or (verb is not None and is_attack_verb(verb)) or any(is_attack(t) for t in beside)


def _lasting(line: Line, link: Link) -> bool:
    """Whether the count is told in the perfect ("has killed 12,000") or is too large for one day."""
    window = {line.low(p) for p in range(max(0, link.trigger.first - 4), link.trigger.first)}
    count = link.phrase.count.count if link.phrase.count else None
    return bool(window & {"has", "have"}) or (count is not None and max(count.best or 0, count.low or 0) >= LARGE)


def _times(context: Context, line: Line) -> tuple[TimeMention, ...]:
    return context.times_in(line.tokens[0].idx, line.tokens[-1].idx + len(line.tokens[-1]))


def _period_in(context: Context, line: Line, link: Link) -> Found[Time]:
    candidates: list[tuple[float, TimeMention, bool]] = []
    anchor = line.tokens[link.trigger.last].idx
    for m in _times(context, line):
        if m.time.start is None and m.time.end is None:
            continue
        p = _at(line, m)
        opening = _since(line, m, p, link)
        since = opening is not None or m.time.end is None
        if _names_other(line, m):
            continue
        total = link.entry.pattern == "toll_noun"
        if not since and (is_reporting_time(line, m) or (total and not _attack_of(line, p)) or _long_after(line, p)):
            continue
        if since and _of_others(line, link, p if opening is None else opening):
            continue
        if not since and _in_other_clause(line, link, p):
            continue
        if not total and _of_a_sum(line, link, p):
            continue
        gap = (
            abs(m.start - anchor)
            + (60 if _crosses(line, link, m) else 0)
            - (_SINCE_FIRST if since and abs(m.start - anchor) < 160 else 0)
        )
        candidates.append((gap, m, since))
    if not candidates:
        return {}
    _, m, since = min(candidates, key=lambda c: c[0])
    p = _at(line, m)
    if line.low(p - 1) == "of" and line.low(p - 2) == "as":  # "as of Saturday": up to that day
        return {Time(text=m.time.text, start=None, end=m.time.end): "when:as of"}
    joined = _joined_to(context, line, m)
    if joined is not None and not since:
        both = Time(text=f"{m.time.text} and {joined.time.text}", start=m.time.start, end=joined.time.end)
        return {both: "when:days joined"}
    if since and m.time.end is not None:
        return {Time(text=m.time.text, start=m.time.start, end=None): "when:since"}
    return {m.time: "when:sentence"}


def _joined_to(context: Context, line: Line, m: TimeMention) -> TimeMention | None:
    """The day that follows after "and": "on Sunday and Monday"."""
    for other in _times(context, line):
        gap = context.parsed.document.text[m.end : other.start].strip() if other.start > m.end else ""
        if gap in ("and", "and on") and m.time.end and other.time.end and m.time.end < other.time.end:
            return other
    return None


def _names_other(line: Line, m: TimeMention) -> bool:
    """Whether the date is part of the name of something that is no attack: "the 2016 peace agreement"."""
    if m.grain != "year":
        return False
    after = [t for t in line.tokens if t.idx >= m.end][:4]
    run: list[Token] = []
    for t in after:
        if not t.tag_.startswith(("NN", "JJ", "HYPH")):
            break
        run.append(t)
    return bool(run) and not any(is_attack(t) for t in run)


def _at(line: Line, m: TimeMention) -> int:
    return next((q for q, t in enumerate(line.tokens) if t.idx >= m.start), 0)


def _since(line: Line, m: TimeMention, p: int, link: Link) -> int | None:
    """Where "since" stands when the date opens a period: "since October 7", "since the attack of October 7"."""
    first = link.trigger.first
    after = next((q for q in range(p, len(line.tokens)) if line.tokens[q].idx >= m.end), len(line.tokens))
    if p < first and line.low(after) in _RELATIVE and not any(line.low(q) == "," for q in range(after, first)):
        return None  # "since the attack on 22 April that killed 26" tells of one day for the 26
    if m.time.text is not None and m.time.text.lower().startswith("since"):
        return p
    perfect = any(line.low(q) in ("has", "have") for q in range(max(0, first - 4), first))
    if line.low(p - 1) == "from" and perfect and line.low(after) not in ("to", "until", "till", "through", "-", "–"):
        return p - 1
    for q in range(p - 1, max(-1, p - _SINCE_REACH), -1):
        if line.low(q) == "since":
            return None if q < first < p else q  # "since a bomb killed 12 in May" begins no period of the twelve
        if line.low(q) in (",", ";") or line.tag(q) in ("VBZ", "VBP"):
            return None
    return None


def _of_others(line: Line, link: Link, since: int) -> bool:
    """Whether "since" belongs to another verb right before it: "a truce that had held since January"."""
    end = max(link.trigger.last, link.phrase.last)
    for q in range(since - 1, max(end, since - 5), -1):
        if line.tag(q) in _VERBS and line.low(q) not in _LIGHT:
            harm = any(t.first <= q <= t.last and t.entries[0].harm != "captured" for t in line.triggers)
            return not harm and line.tokens[q].lemma_.lower() not in _REPORTING
    return False


def _of_a_sum(line: Line, link: Link, p: int) -> bool:
    """Whether a total stands between the harm word and the date: "..., bringing to 36 the number killed since May"."""
    a, b = sorted((max(link.trigger.last, link.phrase.last), p))
    return any(line.low(q) in _SUMS for q in range(a + 1, b))


def _attack_of(line: Line, p: int) -> bool:
    """Whether the date says of which attack the total is: "the toll from Tuesday's strike"."""
    if line.low(p - 1) not in ("from", "of", "in") and line.low(p - 2) not in ("from", "of", "in"):
        return False
    return line.tag(p + 1) == "POS" and any(is_attack(t) for t in line.tokens[p + 2 : p + 6])


def _in_other_clause(line: Line, link: Link, p: int) -> bool:
    """Whether the date is that of another harm in a clause of its own: "... two who were taken in May"."""
    end = max(link.trigger.last, link.phrase.last)
    opens = next((q for q in range(end + 1, p) if line.low(q) in _RELATIVE), None)
    return opens is not None and any(opens < t.first < p and t.pattern == "verb" for t in line.triggers)


def _long_after(line: Line, p: int) -> bool:
    """Whether the date is what a span of time is counted from: "ten years after the invasion of March 2003"."""
    return any(line.low(q) in ("after", "before") and line.low(q - 1) in _SPELLS for q in range(max(1, p - 6), p))


def _crosses(line: Line, link: Link, m: TimeMention) -> bool:
    """Whether another harm word stands between the harm word and the date."""
    low, high = sorted((line.tokens[link.trigger.last].idx, m.start))
    return any(low < line.tokens[t.first].idx < high for t in line.triggers if t.first != link.trigger.first)


def is_reporting_time(line: Line, m: TimeMention) -> bool:
    """Whether the date says when something was said: "said on Tuesday", "On Monday, X said"."""
    p = next((q for q, t in enumerate(line.tokens) if t.idx >= m.start), None)
    if p is None or (m.kind == "DURATION" and line.low(p - 1) in _WITHIN):
        return False
    for q in range(p - 1, max(-1, p - 9), -1):
        t = line.tokens[q]
        if any(x.first <= q <= x.last for x in line.triggers) or t.lower_ in (",", ";", "that"):
            return False if not (t.lower_ == "," and p - q <= 1) else _opens_with_saying(line, p)
        if t.pos_ == "VERB":
            return t.lemma_.lower() in _REPORTING
    return _opens_with_saying(line, p) if p <= _OPENING else False


def _opens_with_saying(line: Line, p: int) -> bool:
    """Whether the first verb after the date is one of saying that comes before any harm word."""
    for q in range(p + 1, len(line.tokens)):
        if any(x.first <= q <= x.last for x in line.triggers):
            return False
        t: Token = line.tokens[q]
        if t.pos_ == "VERB":
            return t.lemma_.lower() in _REPORTING
    return False
