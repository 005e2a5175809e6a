"""Incidents: the claims that speak of one happening, across reports.

First within each story: claims that may be of one happening (``evidence``) are put together by average linkage.  Then
across stories, but only what is told with its day and its town: a report that looks back a year later names them, and
two stories in which neither is named have nothing to be compared by.  So the work grows with the number of stories,
not with the square of the number of claims, and a new report touches only its own story and the days and towns that it
names.

Totals since a start are no incidents, nor is what was only called for, planned or possible.  A denial stands with what
it denies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from .account import Account
from .evidence import weigh
from .linkage import average_linkage
from .telling import Telling, family, telling

ENOUGH = 0.5

Group = tuple[Account, ...]
Key = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims of one happening, in the order they were given.  ``sure`` is the average over their pairs; null: one."""

    accounts: Group
    sure: float | None

    @property
    def id(self) -> str:
        """The id of its first claim, by which it is named."""
        return self.accounts[0].claim.id


def incidents(accounts: Iterable[Account]) -> list[Incident]:
    """The claims by the incidents that they speak of, in the order of their first claims."""
    return list(map(incident_of, groups(accounts)))


def groups(accounts: Iterable[Account]) -> list[Group]:
    """Like :func:`incidents`, without how sure it is."""
    stories: defaultdict[str, list[Account]] = defaultdict(list)
    order: dict[int, int] = {}
    for account in accounts:
        order[id(account)] = len(order)
        stories[account.story_or_report].append(account)
    parts = [group for several in stories.values() for group in of_story(several)]
    found = [tuple(sorted(group, key=lambda a: order[id(a)])) for group in across_stories(parts)]
    return sorted(found, key=lambda group: order[id(group[0])])


def incident_of(group: Group) -> Incident:
    """These claims as an incident, with how sure it is that they are one."""
    sure = [weigh(one, other).sure for one, other in combinations(map(telling, group), 2)]
    return Incident(group, round(sum(sure) / len(sure), 3) if sure else None)


def of_story(accounts: Sequence[Account]) -> list[Group]:
    """The claims of one story by their happenings; what is no incident is left out."""
    told = [a for a in accounts if family(a.claim) is not None]
    tellings = list(map(telling, told))
    sure = {(i, j): weigh(tellings[i], tellings[j]).sure for i, j in _within(tellings)}
    members = average_linkage(len(told), {pair: value for pair, value in sure.items() if value > 0}, ENOUGH)
    return [tuple(told[i] for i in group) for group in members]


def across_stories(groups: Sequence[Group]) -> list[Group]:
    """Groups of several stories put together where they tell of one happening."""
    by_key: defaultdict[Key, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        for key in keys_of(group):
            by_key[key].append(i)
    pairs = {pair for several in by_key.values() for pair in combinations(several, 2)}
    tellings = {i: tuple(map(telling, groups[i])) for i in {i for pair in pairs for i in pair}}
    sure = {pair: _between(tellings[pair[0]], tellings[pair[1]]) for pair in pairs}
    members = average_linkage(len(groups), {pair: value for pair, value in sure.items() if value > 0}, ENOUGH)
    return [tuple(a for i in several for a in groups[i]) for several in members]


def keys_of(group: Group) -> frozenset[Key]:
    """What a group is found by in other stories: its kind of thing, with each town and day that a claim states."""
    return frozenset(key for account in group for key in _keys(telling(account)))


def _keys(told: Telling) -> Iterator[Key]:
    if told.family is None or told.days is None or not told.stated:
        return
    for place in told.towns:
        for passed in range((told.days[1] - told.days[0]).days + 1):
            yield told.family, place, told.days[0] + timedelta(passed)


def _within(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """The pairs of a story's claims that are of one kind."""
    families: defaultdict[str | None, list[int]] = defaultdict(list)
    for i, one in enumerate(told):
        families[one.family].append(i)
    for several in families.values():
        yield from combinations(several, 2)


def _between(one: Sequence[Telling], other: Sequence[Telling]) -> float:
    """How sure it is that two groups are one: the average over the pairs of their claims."""
    sure = [weigh(a, b).sure for a in one for b in other]
    return sum(sure) / len(sure)
