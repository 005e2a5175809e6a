"""Stories: the reports of one course of events within a few days.

Reports are taken in the order of their days (:func:`in_order`).  Each joins the story that it is most like on average
(the mean likeness to all of its reports), if that is enough and the story is still running; else it opens one.  A
story is over after :data:`QUIET` days without a report, and takes no more after :data:`LONGEST` days: what goes on for
longer is the conflict, not the story.

Likeness comes from weights that never change, and the order from the reports, not from when they were read.  So one
set of reports has one division into stories, whether they were read one by one or all at once; and what came before
the earliest new report stands.

Only stories that share a telling term with the report are looked at, by an index of terms: the work grows with the
number of reports, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..records import Published
from .terms import Terms

ENOUGH = 0.2
"""The least mean likeness to the reports of a story.  Chosen on public collections of news; see docs/benchmarks.md."""

PATIENCE = 0.01
"""By how much a report must be more alike for each day since the last one of the story."""

QUIET = 10
"""Days without a report after which a story is over."""

LONGEST = 30
"""Days from the first report of a story to its last one."""

VAGUE = 4
"""A publication date that leaves more days open than this is none."""

NAMED = 0.1
"""A term must weigh so much in a report for stories to be looked up by it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A report to be put into a story.  ``day`` is null where its date is not known to a few days."""

    id: str
    day: date | None
    terms: Terms


@dataclass(slots=True)
class Story:
    """A story in the making: ``id`` is that of its first report, ``total`` the sum of the terms of its reports."""

    id: str
    first: date | None
    last: date | None
    reports: list[str] = field(default_factory=list)
    total: dict[str, float] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Take a report in; its day is not before that of the last one."""
        self.reports.append(item.id)
        self.last = item.day
        for term, value in item.terms.items():
            self.total[term] = self.total.get(term, 0.0) + value

    def needed(self, day: date | None) -> float:
        """How alike a report of that day must be: the longer nothing was told, the more."""
        gap = (day - self.last).days if day is not None and self.last is not None else 0
        return ENOUGH + PATIENCE * gap

    def over(self, day: date | None) -> bool:
        """Whether a report of that day comes too late.  Stories of undated reports have no end."""
        if self.first is None or self.last is None:
            return False
        return day is None or day - self.last > timedelta(QUIET) or day - self.first > timedelta(LONGEST)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a report was put: its story, how alike it was to the reports already there (null: it opened the story),
    and the terms that spoke most for it."""

    id: str
    story: str
    likeness: float | None
    shared: tuple[str, ...]


def day_of(published: Published) -> date | None:
    """The day that a report counts as published on; null when that is not known to a few days."""
    if published.start is None or published.end is None:
        return None
    first, last = date.fromisoformat(published.start), date.fromisoformat(published.end)
    return first if (last - first).days <= VAGUE else None


def in_order(items: Iterable[Item]) -> list[Item]:
    """By day, then by id; those without a day last, among themselves."""
    return sorted(items, key=lambda item: (item.day is None, item.day or date.min, item.id))


class Stories:
    """Stories that reports are put into one after the other, in the order of :func:`in_order`."""

    def __init__(self) -> None:
        self._stories: dict[str, Story] = {}
        self._by_term: defaultdict[str, set[str]] = defaultdict(set)

    def place(self, item: Item) -> Placing:
        """Put a report into a story, or open one with it."""
        best, most = None, 0.0
        for story in self._candidates(item):
            alike = sum(v * story.total.get(term, 0.0) for term, v in item.terms.items()) / len(story.reports)
            # Of equally alike stories it is the older one, whichever comes first out of the index.
            if alike >= story.needed(item.day) and (best is None or (-alike, _age(story)) < (-most, _age(best))):
                best, most = story, alike
        if best is None:
            placing = Placing(item.id, item.id, None, ())
        else:
            placing = Placing(item.id, best.id, round(most, 3), _shared(item.terms, best))
        self.put(item, placing.story)
        return placing

    def put(self, item: Item, story: str) -> None:
        """Put a report where it was placed before, to go on from there."""
        taken = self._stories.get(story)
        if taken is None:
            taken = self._stories[story] = Story(story, item.day, item.day)
        taken.add(item)
        for term, value in item.terms.items():
            if value >= NAMED:
                self._by_term[term].add(story)

    def _candidates(self, item: Item) -> Iterator[Story]:
        names = {name for term, value in item.terms.items() if value >= NAMED for name in self._by_term.get(term, ())}
        for name in names:
            story = self._stories[name]
            if story.over(item.day):
                self._forget(story)
            elif (story.last is None) == (item.day is None):
                yield story

    def _forget(self, story: Story) -> None:
        del self._stories[story.id]
        for term in story.total:
            if story.id in (named := self._by_term.get(term, set())):
                named.discard(story.id)


def _age(story: Story) -> tuple[date, str]:
    return story.first or date.max, story.id


def _shared(terms: Terms, story: Story, most: int = 6) -> tuple[str, ...]:
    weights = {term: value * story.total[term] for term, value in terms.items() if term in story.total}
    return tuple(sorted(weights, key=lambda term: (-weights[term], term))[:most])
