"""The states of a conflict's ceasefires as a band over time, with the steps as marks.  Geometry only, in per cent.

A state begins on the day of a step, or when a stated beginning has come or a stated length has passed; it lasts until
the next, and the last one as far as anything is told.  Steps whose day is known only as a wide range are not drawn.
What is told of a war comes in days that lie close together and years without any: long times without a step are drawn
as long as :data:`LONG` days, and the days stand beside the marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from ..compare.ceasefire_states import StateName, standing
from ..compare.ceasefires import Moment, Timeline, stated_end
from ..records import Published

WIDE = timedelta(days=31)
"""A range of more days than that says nothing of the day."""

MOST = 200
"""Of more days on which something changes only the latest are drawn."""

LEFT, RIGHT, END = 1.5, 94.0, 98.5
"""Where the first and the last day stand, and where the last state ends."""

LONG = 45
"""So many days are drawn at most between a change and the next."""

APART = 20.0
"""Labels stand so far from each other at least."""

NEAR = 2.5
"""Steps so near to each other are one mark."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state from ``x`` on, ``width`` wide, since a day (ISO)."""

    state: StateName
    since: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Steps of one day or of days near to each other, in their order."""

    x: float
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class TruceBand:
    """Stretches and marks from the earliest on, and some of the days (ISO) with where they stand."""

    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    days: tuple[tuple[float, str], ...]


def is_vague(moment: Moment) -> bool:
    """Whether the day of a step is known only as a range too wide to say anything: its own, or that of the reports
    which tell that it was taken before them."""
    when = moment.when
    if when.end is None:
        return False
    if when.start is None:
        return all(_vaguely_published(claim.document.published) for claim in moment.claims)
    return when.end - when.start > WIDE


def _vaguely_published(published: Published) -> bool:
    if published.start is None or published.end is None:
        return True
    return date.fromisoformat(published.end) - date.fromisoformat(published.start) > WIDE


def last_dated(moments: Iterable[Moment]) -> date | None:
    """The day of the last step whose day is known; where there is none, the end of the last range."""
    told = [moment for moment in moments if moment.day]
    known = [moment for moment in told if not is_vague(moment)]
    return max((moment.day for moment in known or told if moment.day), default=None)


def truce_band(timeline: Timeline) -> TruceBand | None:
    """The band of a timeline; null where no step has a day that is known."""
    dated = sorted(((m.day, m) for m in timeline.moments if m.day and not is_vague(m)), key=lambda one: one[0])
    if not dated:
        return None
    first, last = dated[0][0], dated[-1][0]
    days = sorted({day for day, _ in dated} | {d for d in _changes(timeline, last) if first <= d})[-MOST:]
    places = _places(days)
    marks = tuple(_marks(((places[day], moment) for day, moment in dated if day >= days[0])))
    return TruceBand(tuple(_stretches(timeline, days, places)), marks, tuple(_labels(marks)))


def _places(days: Sequence[date]) -> dict[date, float]:
    """Where each of these days stands."""
    gaps = [0, *(min((day - before).days, LONG) for before, day in pairwise(days))]
    passed = list(accumulate(gaps))
    share = (RIGHT - LEFT) / max(passed[-1], 1)
    return {day: round(LEFT + share * so_far, 2) for day, so_far in zip(days, passed, strict=True)}


def _labels(marks: Sequence[Mark]) -> Iterator[tuple[float, str]]:
    """The days of marks that stand far enough from the label before."""
    until = 0.0
    for mark in marks:
        if mark.x >= until:
            yield mark.x, str(mark.moments[0].day)
            until = mark.x + APART


def _changes(timeline: Timeline, last: date) -> Iterator[date]:
    """The days on which a stated beginning comes, and those after a stated end."""
    for one in timeline.ceasefires:
        yield from (m.terms.begins for m in one.moments if m.terms.begins)
        end, _why = stated_end(one, last)
        if end is not None:
            yield end + timedelta(days=1)


def _stretches(timeline: Timeline, days: Sequence[date], places: Mapping[date, float]) -> Iterator[Stretch]:
    """The states that begin on these days, one stretch for what stays the same."""
    begun: list[tuple[StateName, date]] = []
    for day in days:
        state = standing(timeline, day).state.state
        if not begun or begun[-1][0] != state:
            begun.append((state, day))
    ends = [places[day] for _, day in begun[1:]] + [END]
    for (state, day), end in zip(begun, ends, strict=True):
        x = places[day]
        yield Stretch(state, day.isoformat(), x, round(end - x, 2))


def _marks(several: Iterable[tuple[float, Moment]]) -> Iterator[Mark]:
    """The steps in their order, those near to each other as one mark where the first of them stands."""
    together: list[tuple[float, list[Moment]]] = []
    for x, moment in several:
        if together and x - together[-1][0] < NEAR:
            together[-1][1].append(moment)
        else:
            together.append((x, [moment]))
    return (Mark(x, tuple(moments)) for x, moments in together)
