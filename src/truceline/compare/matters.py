"""What figures are figures of: the tolls of one incident, and running totals of one war or one place.

Figures belong together when they count one harm to one group of one side, and

* their claims are of one incident; or
* they are running totals of one conflict and of the same places since the same day, or, where no day is said, within
  :data:`GAP` days of each other: so the totals of two wars over one region stay apart; or
* a report tells one of them as said before the other ("it had put the dead at 63").

A running total that names a town belongs to the incident in that town of which its story tells, if it is only one.
A total that does not say whose dead it counts is laid beside others only if those come from nobody's or the same side:
each party counts its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..records import Actor, Published, Time
from .figures import Days, Figure
from .incidents import Incident
from .parties import party_of, standing_of
from .telling import place_name, towns

GAP = 60
"""Days between two running totals, neither of which says since when, after which they are not of one count."""

SAME_START = 3
"""Totals that begin so many days apart at most are counted since the same day: reports differ by a night."""


WEEK = timedelta(7)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with what it counts, where the report leaves that to what stands beside it.

    ``side`` is whose people or things they are, by the party; ``side_name`` how they are called.  Both are null where
    nobody says it.
    """

    figure: Figure
    group: str | None
    side: str | None
    side_name: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """Figures of one thing: ``incident`` is whether it is what one incident cost, and not a running total.

    ``since`` is the first day that is counted (ISO), where it is said; ``places`` the towns, by name.
    """

    conflict: str | None
    harm: str
    object: str
    group: str | None
    side: str | None
    places: tuple[str, ...]
    since: str | None
    incident: bool
    counted: tuple[Counted, ...]


def matters(figures: Sequence[Figure], found: Iterable[Incident]) -> list[Matter]:
    """The figures by what they are figures of, in the order of their first figures."""
    counted = beside(figures)
    groups = _Groups(len(counted))
    _incidents(counted, found, groups)
    number = {id(one): i for i, one in enumerate(counted)}
    for together in told_before(counted):
        groups.join(number[id(one)] for one in together)
    _totals(counted, groups)
    return [_matter(several) for members in groups.all() for several in _alike([counted[i] for i in members])]


class _Groups:
    """Numbers put together: union and find."""

    def __init__(self, number: int) -> None:
        self._root = list(range(number))

    def find(self, i: int) -> int:
        while self._root[i] != i:
            self._root[i] = self._root[self._root[i]]
            i = self._root[i]
        return i

    def join(self, members: Iterable[int]) -> None:
        first, *others = map(self.find, members)
        for other in others:
            low, high = sorted((self.find(first), self.find(other)))
            self._root[high] = low

    def all(self) -> list[list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for i in range(len(self._root)):
            found[self.find(i)].append(i)
        return list(found.values())


def is_total(figure: Figure) -> bool:
    """Whether it is a running total, or an addition to one."""
    return figure.toll.scope in ("cumulative", "increment")


def beside(figures: Sequence[Figure]) -> list[Counted]:
    """The figures of whole reports, additions with the group and side of the total that their report adds them to."""
    by_report: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_report[figure.account.claim.document.id].append(figure)
    return [_counted(figure, by_report[figure.account.claim.document.id]) for figure in figures]


def _counted(figure: Figure, around: Sequence[Figure]) -> Counted:
    group, side = figure.toll.group, figure.toll.side
    if figure.toll.scope == "increment" and (total := total_of(figure, around)) is not None:
        group, side = total.toll.group, side or total.toll.side
    return Counted(figure, group, _party(side, figure), None if side is None else side.name or side.text)


def total_of(addition: Figure, around: Iterable[Figure]) -> Figure | None:
    """The running total of the same report that an addition is added to: of its sentence, else of its claimant."""
    fitting = [
        f for f in around
        if f.toll.scope == "cumulative" and not f.earlier
        and (f.toll.harm, f.toll.object) == (addition.toll.harm, addition.toll.object)
        and _compatible(f.toll.group, addition.toll.group)
    ]  # fmt: skip
    sentence = addition.account.claim.sentence
    same = [f for f in fitting if f.account.claim.sentence == sentence]
    return next(iter(same or [f for f in fitting if f.claimant == addition.claimant]), None)


def _compatible(one: Hashable, other: Hashable) -> bool:
    return one is None or other is None or one == other


def _party(side: Actor | None, figure: Figure) -> str | None:
    return None if side is None else party_of(side, figure.account.conflict)


def _incidents(counted: Sequence[Counted], found: Iterable[Incident], groups: _Groups) -> None:
    """Put together the figures of each incident, and the totals of its town."""
    number = {c.figure.account.claim.id: i for i, c in enumerate(counted)}
    town_of: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    first: dict[int, int] = {}
    for index, incident in enumerate(found):
        own = [i for a in incident.accounts if (i := number.get(a.claim.id)) is not None]
        own = [i for i in own if not is_total(counted[i].figure)]
        if not own:
            continue
        groups.join(own)
        first[index] = own[0]
        for account in incident.accounts:
            for town in towns(account.claim.body.places):
                town_of[account.story_or_report, place_name(town)].add(index)
    for i, one in enumerate(counted):
        figure = one.figure
        if figure.toll.scope == "cumulative":
            story = figure.account.story_or_report
            there = set().union(*(town_of[story, place_name(t)] for t in towns(figure.toll.places)))
            if len(there) == 1:
                groups.join([first[there.pop()], i])


def told_before(counted: Sequence[Counted]) -> Iterator[list[Counted]]:
    """Each figure that is told as said before, with the one that it is told beside: the nearest before it in the
    report, of the same claimant if there is one; alone, where there is none."""
    by_report: defaultdict[str, list[Counted]] = defaultdict(list)
    for one in counted:
        by_report[one.figure.account.claim.document.id].append(one)
    for several in by_report.values():
        several.sort(key=lambda one: one.figure.account.claim.span.start)
        for place, one in enumerate(several):
            if one.figure.earlier:
                near = [other for other in reversed(several[:place]) if _same_count(other, one)]
                same = [other for other in near if other.figure.claimant == one.figure.claimant]
                yield [one, *(same or [other for other in near if other.side == one.side])[:1]]


def _same_count(one: Counted, other: Counted) -> bool:
    a, b = one.figure.toll, other.figure.toll
    return (
        (a.harm, a.object) == (b.harm, b.object)
        and _compatible(one.group, other.group)
        and _compatible(one.side, other.side)
        and a.scope != "increment"
        and not _elsewhere(one, other)
    )


def _elsewhere(one: Counted, other: Counted) -> bool:
    names = [{place_name(p) for p in towns(c.figure.toll.places)} for c in (one, other)]
    return bool(names[0] and names[1] and not names[0] & names[1])


def _totals(counted: Sequence[Counted], groups: _Groups) -> None:
    """Put together running totals that count the same."""
    alike: defaultdict[Hashable, list[int]] = defaultdict(list)
    sides: defaultdict[Hashable, set[str]] = defaultdict(set)
    for one in counted:
        if is_total(one.figure) and one.side is not None:
            sides[base_of(one), one.figure.claimant.key].add(one.side)
    for i, one in enumerate(counted):
        if is_total(one.figure):
            known = sides[base_of(one), one.figure.claimant.key]
            side = one.side or (next(iter(known)) if len(known) == 1 else f"counted by {_counts_for(one.figure)}")
            alike[base_of(one), side].append(i)
    for several in alike.values():
        for members in _runs(several, counted):
            groups.join(members)


def base_of(one: Counted) -> tuple[Hashable, ...]:
    """What running totals that may be of one run of counting have in common: the conflict, the towns, the harm, the
    thing and the group."""
    figure = one.figure
    about = figure.account.conflict or figure.account.story_or_report
    where = frozenset(place_name(p) for p in towns(figure.toll.places))
    return about, where, figure.toll.harm, figure.toll.object, one.group


def _counts_for(figure: Figure) -> str | None:
    """The party of a claimant who is one: whose dead he counts, if he does not say."""
    actor, conflict = figure.claimant.actor, figure.account.conflict
    if actor is None or standing_of(actor, conflict) != "party":
        return None
    return party_of(actor, conflict)


def since(figure: Figure) -> date | None:
    """The first day that a running total counts, where it is said and not the one day that it is of."""
    period = figure.toll.period
    if figure.toll.scope != "cumulative" or period is None or period.start is None or period.start == period.end:
        return None
    if period.end is not None and figure.told is None and _as_vague(period, figure.account.claim.document.published):
        return None
    return date.fromisoformat(period.start)


def _as_vague(period: Time, published: Published) -> bool:
    """Whether a time is open only because nobody knows when the report was published ("on Tuesday")."""
    if period.start is None or period.end is None or published.start is None or published.end is None:
        return published.start is None
    return _length(period.start, period.end) >= _length(published.start, published.end) - WEEK


def _length(first: str, last: str) -> timedelta:
    return date.fromisoformat(last) - date.fromisoformat(first)


@dataclass(slots=True)
class _Run:
    """Totals of one run of counting, taken in the order of the days that they are of.

    ``starts`` are the first days that some of them state, ``last`` the days of the last one, ``background`` whether
    the first is told as history.
    """

    background: bool
    members: list[int] = field(default_factory=list)
    starts: list[date] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    first: date | None = None
    last: Days | None = None

    def take(self, i: int, figure: Figure) -> None:
        self.members.append(i)
        self.reports.add(figure.account.claim.document.id)
        start = since(figure)
        if start is not None and start not in self.starts:
            self.starts.append(start)
        if figure.as_of is not None:
            self.first = self.first or figure.as_of[1]
            self.last = figure.as_of

    def fits(self, figure: Figure) -> bool:
        """Whether a total, of a day no earlier than that of the last one, may be of this run."""
        start, claim = since(figure), figure.account.claim
        if start is not None and self.starts:
            return any(same_start(start, day) for day in self.starts)
        if figure.as_of is None:
            return claim.document.id in self.reports
        if self.starts and claim.background != self.background:
            return False
        first = start or (self.starts[0] if self.starts else None)
        if first is not None and (figure.as_of[1] < first or (self.first is not None and self.first < first)):
            return False
        return self.last is not None and _apart(self.last, figure.as_of) <= GAP


def _runs(several: Sequence[int], counted: Sequence[Counted]) -> list[list[int]]:
    """Totals of the same kind of thing by the run of counting that they are of."""
    runs: list[_Run] = []
    for i in sorted(several, key=lambda i: (_last(counted[i].figure), i)):
        figure = counted[i].figure
        run = next((run for run in reversed(runs) if run.fits(figure)), None)
        if run is None:
            run = _Run(figure.account.claim.background)
            runs.append(run)
        run.take(i, figure)
    return [run.members for run in runs]


def _last(figure: Figure) -> date:
    return figure.as_of[1] if figure.as_of else date.max


def same_start(one: date, other: date) -> bool:
    """Whether two counts begin on the same day, as far as reports say it: "since October" is since the seventh."""
    if abs((one - other).days) <= SAME_START:
        return True
    return (one.year, one.month) == (other.year, other.month) and 1 in (one.day, other.day)


def _apart(one: Days, other: Days) -> int:
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


def _alike(several: Sequence[Counted]) -> list[list[Counted]]:
    """Figures of one happening or one run of counting by harm, thing, group and side.

    One that does not say whose they are goes with the only side that others name.
    """
    found: defaultdict[Hashable, list[Counted]] = defaultdict(list)
    for one in several:
        found[one.figure.toll.harm, one.figure.toll.object, one.group].append(one)
    return [part for together in found.values() for part in _by_side(together)]


def _by_side(several: Sequence[Counted]) -> list[list[Counted]]:
    names = {c.side: c.side_name for c in several if c.side is not None}
    if len(names) <= 1:
        return [list(several)]
    return [part for side in (*names, None) if (part := [c for c in several if c.side == side])]


def _matter(several: Sequence[Counted]) -> Matter:
    first = several[0]
    figures = [c.figure for c in several]
    starts = [day for f in figures if (day := since(f)) is not None]
    named = {place_name(p): p.name or p.text for f in figures for p in towns(f.toll.places)}
    return Matter(
        conflict=first.figure.account.conflict,
        harm=first.figure.toll.harm,
        object=first.figure.toll.object,
        group=first.group,
        side=next((c.side_name for c in several if c.side_name), None),
        places=tuple(named[name] for name in sorted(named)),
        since=min(starts).isoformat() if starts else None,
        incident=not all(is_total(f) for f in figures),
        counted=tuple(several),
    )
