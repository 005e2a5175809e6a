"""Days that a report names without their year, and that are known: "the ceasefire that took effect on 10 November".

Press style leaves the year out of a date less than a year old, and for ever out of some ("7 October").  The knowledge
of landmarks has the year; a date is taken for one where month, day and weekday agree, its sentence has a word of the
landmark, and the report one of its names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, reduce
from operator import or_

from ..knowledge.schema import Landmark
from .constraint import Constraint, Trust
from .dates_in_text import YEARLESS, YEARS_BACK, ZONE, Dated, beside
from .days import Days, between
from .wars import LOOKS_BACK

#: A day that the report looks ahead to, or the day before which is told of, is no day behind it.
_BEFORE = re.compile(
    r"\b(?:(?:before|ahead of|due|scheduled|prepar\w+ for)\b[^.;,]{0,50}|(?:by|until|till)\s+(?:the\s+)?)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A date of the text (``dated``, as it is written: ``words``) and the landmarks that it may be."""

    dated: Dated
    words: str
    landmarks: tuple[Landmark, ...]

    @property
    def days(self) -> Days:
        """The days of the landmarks."""
        return reduce(or_, (between(day, day) for day in map(_day, self.landmarks)))


def find_landmarks(text: str, found: Sequence[Dated], landmarks: Sequence[Landmark]) -> list[Known]:
    """The dates without a year that are landmarks, in their order in the text."""
    index = _index(tuple(landmarks))
    known = []
    for i, d in enumerate(found):
        e = d.e
        if e.month is None or e.day is None or e.year is not None or e.unit is not None or d.tense == "future":
            continue
        named = beside(text, found, i)
        fit = tuple(
            landmark
            for landmark in index.get((e.month, e.day), ())
            if named in (None, _day(landmark).isoweekday()) and _is_meant(landmark, text, text[d.start : d.end])
        )
        if fit and not _BEFORE.search(text[d.start : e.start]):
            known.append(Known(d, d.words(text), fit))
    return known


def from_landmarks(text: str, known: Sequence[Known]) -> Iterator[Constraint]:
    """A report is not older than the landmark that it names, nor (but for lasting ones) a year younger.

    One that looks back, as on an anniversary, names days of other years without their year.
    """
    back = YEARS_BACK.search(text) is not None or LOOKS_BACK.search(text) is not None
    for k in known:
        days = [_day(landmark) for landmark in k.landmarks]
        said = f"{k.words} is the day of " + " or ".join(f"{m.what} ({m.day})" for m in k.landmarks)
        yield Constraint(Trust.LANDMARK, between(min(days) - ZONE, None), said)
        if not back and not any(landmark.lasting for landmark in k.landmarks):
            near = (between(day - ZONE, day + timedelta(days=YEARLESS)) for day in days)
            yield Constraint(Trust.NEAR, reduce(or_, near), f"{said}, less than a year ago")


def _is_meant(landmark: Landmark, text: str, sentence: str) -> bool:
    return _any(landmark.words, ignore_case=True).search(sentence) is not None and (
        _any(landmark.about, ignore_case=False).search(text) is not None
    )


@lru_cache(maxsize=1024)
def _any(beginnings: tuple[str, ...], *, ignore_case: bool) -> re.Pattern[str]:
    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, beginnings))})", flags)


def _day(landmark: Landmark) -> date:
    return date.fromisoformat(landmark.day)


@lru_cache(maxsize=4)
def _index(landmarks: tuple[Landmark, ...]) -> dict[tuple[int, int], list[Landmark]]:
    """By month and day."""
    index: defaultdict[tuple[int, int], list[Landmark]] = defaultdict(list)
    for landmark in landmarks:
        day = _day(landmark)
        index[day.month, day.day].append(landmark)
    return dict(index)
