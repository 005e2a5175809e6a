"""The expressions of a whole text, each read against the day of publication, its clause and what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .time_calendar import Interval
from .time_context import Spoken, is_history
from .time_expressions import Expression
from .time_tense import TenseAt
from .time_values import Moment, Reading, resolve
from .time_words import lexicon

_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d")
_TAIL = re.compile(r"\s*(?:-|–|to|and|through)\s*\d{1,2}(?:st|nd|rd|th)?,?\s*")
_CONNECTED = re.compile(r"\s*(?:-|–|—|,|,?\s*(?:and|to|or|until|till|through))\s*\Z")


@dataclass(frozen=True, slots=True)
class Read:
    """An expression, its reading, and the tense it was read in."""

    expression: Expression
    reading: Reading

    @property
    def days(self) -> Interval | None:
        """The days it covers."""
        return self.reading.days


def prepare(text: str, found: Sequence[Expression]) -> list[Expression]:
    """The expressions with what they take from each other and from the whole text: the order of day and month in
    "03/04/2020", the year in "in October and November 2020", the year of a day known by its name."""
    ordered = _shared_year(text, _in_order(text, found))
    for i in range(len(ordered) - 2, -1, -1):
        this, after = ordered[i], ordered[i + 1]
        if this.month is None or this.year is not None or this.unit is not None:
            continue
        if after.month is not None and after.year is not None and _CONNECTED.match(text, this.end, after.start):
            earlier = (this.month, this.day or 0) <= (after.month, after.day or 31)
            ordered[i] = replace(this, year=after.year if earlier else after.year - 1)
    return [_named_day(text, e) for e in ordered]


def _shared_year(text: str, found: list[Expression]) -> list[Expression]:
    """ "April 15-17, 2023": the year belongs to the day before the dash; it is no expression of its own."""
    kept: list[Expression] = []
    for e in found:
        before = kept[-1] if kept else None
        lacks = before is not None and before.day is not None and before.year is None
        if before is not None and lacks and e.rule == "year" and _TAIL.fullmatch(text, before.end, e.start):
            kept[-1] = replace(before, year=e.year)
        else:
            kept.append(e)
    return kept


def _in_order(text: str, found: Sequence[Expression]) -> list[Expression]:
    """Dates in figures that could be read both ways follow those of the same text that cannot."""
    if not any(e.ambiguous for e in found):
        return list(found)
    slashed = (_SLASHED.search(text, e.start, e.end) for e in found)
    orders = {int(m[2]) > 12 for m in slashed if m is not None and max(int(m[1]), int(m[2])) > 12}
    if len(orders) != 1:
        return list(found)
    month_first = orders.pop()
    return [_settled(e, month_first) if e.ambiguous else e for e in found]


def _settled(e: Expression, month_first: bool) -> Expression:
    """Read month first by the builder; turned round where the text writes the day first."""
    if month_first:
        return replace(e, ambiguous=False)
    return replace(e, ambiguous=False, month=e.day, day=e.month)


def _named_day(text: str, e: Expression) -> Expression:
    if e.year is not None or e.day is None or e.month is None or e.unit is not None:
        return e
    for named in lexicon().raw["named_days"]:
        if (named["month"], named["day"]) == (e.month, e.day) and _is_named(text, e, named):
            return replace(e, year=named["year"])
    return e


def _is_named(text: str, e: Expression, named: dict[str, list[str]]) -> bool:
    low = text.lower()
    if named["near"] and not any(word in low for word in named["near"]):
        return False
    following = re.match(r"['’]?s?\W{0,2}(?:(\w+)\W+)?(?:(\w+)\W+)?(\w+)?", low[e.end : e.end + 60])
    words = set(following.groups()) if following else set()
    if words & set(named["with"]):
        return True
    return bool(named["near"]) and re.search(r"\b(?:since|after|before|of)\s+\Z", low[: e.start]) is not None


def read_all(found: Sequence[Expression], published: date | None, tense_at: TenseAt) -> list[Read]:
    """The readings of the prepared expressions of one text, in order."""
    reads: list[Read] = []
    spoken = Spoken()
    history = is_history(found, published)
    for expression in found:
        e = spoken.with_year(expression) if history else expression
        tense = tense_at(e.start) if e.year is None and e.value is None else None
        reading = resolve(e, Moment(published, spoken.base(e), tense))
        reads.append(Read(e, reading))
        spoken.hear(e, reading)
    return reads
