"""Times: the time expressions of a report, their calendar values and the days they cover.

Steps: words are classed (time_words), a grammar finds expressions (time_grammar, time_build_*), each is read against
the day of publication, the tense of its clause and the day last spoken of (time_reading, time_values), and expressions
that belong together become one period (time_periods).

What a mention carries.  ``time`` has the days, both ends inclusive, a null end open: "since 1991" is 1991-01-01 to
null, "until Friday" null to that Friday.  ``kind`` and ``value`` are those of TIMEX3; the value of a range is written
"2020-09-27/2020-10-13".  "The past 24 hours" is a DURATION and has days all the same.  Where the publication is known
only as a range, the days cover every reading and the value is null unless all readings agree; where it is unknown,
what depends on it has no days and a value such as "XXXX-10-13".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..language.text import ParsedText
from ..records import Published, Time
from .mentions import TimeMention
from .time_calendar import interval
from .time_expressions import Expression
from .time_grammar import expressions
from .time_periods import Period, periods
from .time_reading import Read, prepare, read_all
from .time_tense import TenseAt, tense_by_parse, tense_by_words

#: The publication day, the first and last day it may have been, or null when unknown.
Anchor = date | tuple[date, date] | None


def find_times(parsed: ParsedText, published: Published | None = None) -> tuple[TimeMention, ...]:
    """The times of a document in text order; boilerplate (a copyright line) has none."""
    found = find_in_text(parsed.document.text, anchor_of(published), tense_by_parse(parsed))
    kinds = [(p.start, p.end) for p in parsed.paragraphs if p.kind == "boilerplate"]
    return tuple(m for m in found if not any(start <= m.start < end for start, end in kinds))


def anchor_of(published: Published | None) -> Anchor:
    """The anchor that a publication date gives; null unless both its ends are known."""
    if published is None or published.start is None or published.end is None:
        return None
    first, last = date.fromisoformat(published.start[:10]), date.fromisoformat(published.end[:10])
    return first if first == last else (first, last)


def find_in_text(text: str, anchor: Anchor, tense_at: TenseAt | None = None) -> tuple[TimeMention, ...]:
    """The times of a plain text.

    ``tense_at(offset)`` says whether the clause at an offset speaks of the past or the future; without it the words of
    the sentence decide.
    """
    found = prepare(text, list(expressions(text)))
    tense = tense_at or tense_by_words(text)
    if not isinstance(anchor, tuple):
        return tuple(_mention(text, p) for p in periods(text, read_all(found, anchor, tense)))
    early, late = (periods(text, read_all(found, day, tense)) for day in anchor)
    return tuple(_mention(text, p) for p in _covering(early, late))


def timexes(text: str, anchor: date | None, tense_at: TenseAt | None = None) -> list[Read]:
    """The single expressions of a text with their TIMEX3 values, before periods are made of them."""
    found: Sequence[Expression] = prepare(text, list(expressions(text)))
    return read_all(found, anchor, tense_at or tense_by_words(text))


def _covering(early: list[Period], late: list[Period]) -> list[Period]:
    """The same periods read from the first and from the last day: the days of both; no value where they differ."""
    by_start = {p.start: p for p in early}
    found = []
    for p in late:
        other = by_start.get(p.start)
        if other is None or other == p:
            found.append(p)
            continue
        first = min(other.first, p.first) if other.first and p.first else None
        last = max(other.last, p.last) if other.last and p.last else None
        value = p.value if other.value == p.value else None
        found.append(Period(p.start, p.end, first, last, p.kind, p.grain, value, p.rule))
    return found


def _mention(text: str, p: Period) -> TimeMention:
    time = Time(
        text=text[p.start : p.end],
        start=p.first.isoformat() if p.first else None,
        end=p.last.isoformat() if p.last else None,
    )
    unsettled = p.first is None and p.last is None and interval(p.value) is not None
    return TimeMention(p.start, p.end, time, p.kind, p.grain, None if unsettled else p.value, p.rule)
