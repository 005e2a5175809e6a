"""The expressions of a whole text, each read against the day of publication, its clause and what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .time_calendar import Interval
from .time_expressions import Expression
from .time_tense import TenseAt
from .time_values import Moment, Reading, resolve
from .time_words import lexicon

#: Characters within which "the next day" still refers to the last day named.
CONTEXT_REACH = 600
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d")
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
    ordered = _in_order(text, found)
    for i in range(len(ordered) - 2, -1, -1):
        this, after = ordered[i], ordered[i + 1]
        if this.year is None and this.unit is None and this.month is not None and after.month is not None:
            if after.year is not None and _CONNECTED.match(text, this.end, after.start):
                earlier = (this.month, this.day or 0) <= (after.month, after.day or 31)
                ordered[i] = replace(this, year=after.year if earlier else after.year - 1)
    return [_named_day(text, e) for e in ordered]


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
    context: tuple[int, date] | None = None
    for e in found:
        spoken = context[1] if context is not None and e.start - context[0] <= CONTEXT_REACH else None
        moment = Moment(published, _base(e, spoken, published), tense_at(e.start) if _needs_tense(e) else None)
        reading = resolve(e, moment)
        reads.append(Read(e, reading))
        if reading.days is not None and e.kind in ("DATE", "TIME") and reading.days[0] == reading.days[1]:
            context = (e.end, reading.days[0])
        elif reading.days is not None and e.kind == "DATE" and e.grain in ("year", "month", "week") and e.rule != "relative":
            context = (e.end, reading.days[0])
    return reads


def _base(e: Expression, spoken: date | None, published: date | None) -> date | None:
    """Clock times without a day are of the day last spoken of, or of the publication."""
    if spoken is None and e.rule == "part":
        return published
    return spoken


def _needs_tense(e: Expression) -> bool:
    return e.year is None and e.value is None
