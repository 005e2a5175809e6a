"""Toll series: one claimant's figures for one thing over time, checked against each other; and rival series as a tally.

A series keeps what was said: corrections stay beside what they correct, and nothing is averaged, filled in or chosen.
What a check finds is told as a note on the series; it says what the figures do, not who is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..records import Count
from ..translation import Templates, joined, phrase
from .account import Account
from .claimants import Claimant
from .figures import Days, Figure, bounds, figures, number_of
from .incidents import Incident
from .matters import Counted, Matter, matters, total_of
from .of_claims import OfClaims, named

EntryKind = Literal["total", "addition", "incident"]
"""A running total; what is new since one; what one incident cost."""

NoteKind = Literal["adds_up", "does_not_add_up", "revised_down", "impossible_fall", "jump"]

NOTES: Templates[NoteKind] = Templates({
    "adds_up": "%(before)s and %(added)s more are %(after)s: it adds up",
    "does_not_add_up": "%(before)s and %(added)s more are %(sum)s, but %(after)s is given",
    "revised_down": "revised down from %(before)s to %(after)s, in the source's own words a correction",
    "impossible_fall": "falls from %(before)s to %(after)s: what is counted cannot fall, and no correction is told",
    "jump": "rises from %(before)s to %(after)s within %(days)s days",
})  # fmt: skip
"""What checks find, in words."""

Number = tuple[int | None, int | None, int | None]

JUMP = 3
"""A figure that is so many times the one before within :data:`JUMP_DAYS` is worth a look ..."""

JUMP_LEAST = 100
"""... if it is greater by so many at least: early counts of one incident grow fast."""

JUMP_DAYS = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of a series, with all the claims that tell it, the first told first.

    ``as_of`` are the days the count is of, ``told`` those on which it was first told.  ``own_voice`` is true where a
    report goes on with the claimant's count in its own voice.
    """

    kind: EntryKind
    count: Count
    as_of: Days | None
    told: Days | None
    earlier: bool
    corrected: bool
    own_voice: bool
    accounts: tuple[Account, ...]

    @property
    def day(self) -> date | None:
        """The day that it is put in order by: the last that it may be of, or the first of one that was said before."""
        return None if self.as_of is None else self.as_of[0 if self.earlier else 1]


@dataclass(frozen=True, slots=True)
class Note:
    """What a check of a series found, in words, and the places of the entries that it is about."""

    kind: NoteKind
    words: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One claimant's figures, by the days that they are of; ``last`` is the last that is no addition, null for none."""

    claimant: Claimant
    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]

    @property
    def last(self) -> Entry | None:
        """The last figure that stands for itself."""
        return next((e for e in reversed(self.entries) if e.kind != "addition"), None)


@dataclass(frozen=True, slots=True)
class Tally(OfClaims):
    """What is counted, and each claimant's series of it, side by side."""

    matter: Matter
    series: tuple[Series, ...]

    @property
    def kind(self) -> str:
        """What its name begins with."""
        return "tally"

    @property
    def id(self) -> str:
        """A name that depends on its claims, and on nothing else."""
        return named(self.kind, self.accounts)

    @property
    def conflict(self) -> str | None:
        """The conflict of its first figure."""
        return self.matter.conflict

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All the claims of all the series."""
        return tuple(a for s in self.series for e in s.entries for a in e.accounts)


def tallies(accounts: Iterable[Account], found: Iterable[Incident]) -> list[Tally]:
    """The tolls of these claims, by what they count; ``found`` are the incidents among the same claims."""
    return [tally(matter) for matter in matters(figures(accounts), found)]


def tally(matter: Matter) -> Tally:
    """The figures of one thing as series, in the order in which the claimants first gave one."""
    continued = _continued([c.figure for c in matter.counted])
    by_claimant: defaultdict[Claimant, list[Counted]] = defaultdict(list)
    for one in matter.counted:
        by_claimant[continued.get(one.figure.account.claim.id, one.figure.claimant)].append(one)
    made = [_series(claimant, [c.figure for c in several]) for claimant, several in by_claimant.items()]
    return Tally(matter, tuple(sorted(made, key=lambda s: (s.entries[0].day or date.max, s.claimant.key))))


def _continued(several: Sequence[Figure]) -> dict[str, Claimant]:
    """The claims by which a report goes on in its own voice with the count of a source that it names, and whose count.

    So it does where its own total is a total of the source and what it adds itself.
    """
    found: dict[str, Claimant] = {}
    own = [f for f in several if f.claimant.actor is None]
    for added in (f for f in own if f.toll.scope == "increment"):
        report = [f for f in several if f.account.claim.document.id == added.account.claim.document.id]
        total = total_of(added, [f for f in report if f.claimant == added.claimant])
        if total is None or total.exact is None or added.exact is None:
            continue
        for source in report:
            if source.claimant.actor is not None and source.exact == total.exact - added.exact:
                found[added.account.claim.id] = found[total.account.claim.id] = source.claimant
    return found


def _series(claimant: Claimant, several: Sequence[Figure]) -> Series:
    entries = _entries(several, claimant)
    return Series(claimant, entries, tuple(_notes(entries)))


def _entries(several: Sequence[Figure], claimant: Claimant) -> tuple[Entry, ...]:
    """The figures by their days; one that several reports tell of the same days is one entry."""
    made: list[Entry] = []
    by_number: defaultdict[tuple[bool, Number], list[int]] = defaultdict(list)
    reports: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in several:
        reports[figure.account.claim.document.id].append(figure)
    for figure in sorted(several, key=lambda f: _order(f, reports[f.account.claim.document.id])):
        entry = Entry(
            kind=_kind(figure),
            count=figure.toll.count,
            as_of=figure.as_of,
            told=figure.told,
            earlier=figure.earlier,
            corrected=figure.corrected,
            own_voice=figure.claimant != claimant,
            accounts=(figure.account,),
        )
        alike = by_number[entry.kind == "addition", _number(entry.count)]
        same = next((i for i in alike if _is_same(made[i], entry)), None)
        if same is None:
            alike.append(len(made))
            made.append(entry)
        else:
            made[same] = _joined(made[same], entry)
    return tuple(made)


def _order(figure: Figure, several: Sequence[Figure]) -> tuple[date, bool, date, bool, int, bool, int]:
    """By the last day that it may be of; on one day what was said before comes first and a correction last, and the
    smaller number before the greater, since counts grow; an addition just before the total that it makes."""
    total = total_of(figure, several) if figure.toll.scope == "increment" else None
    number = number_of((total or figure).toll.count) or 0
    return (
        figure.day or date.max,
        not figure.earlier,
        figure.told[1] if figure.told else date.max,
        figure.corrected,
        number,
        figure.toll.scope != "increment",
        figure.account.claim.span.start,
    )


def _kind(figure: Figure) -> EntryKind:
    if figure.toll.scope == "increment":
        return "addition"
    return "total" if figure.toll.scope == "cumulative" else "incident"


def _is_same(one: Entry, other: Entry) -> bool:
    a, b = one.count, other.count
    if one.kind == "addition" or other.kind == "addition":
        texts = {account.text_of for account in one.accounts}
        return one.kind == other.kind and a == b and other.accounts[0].text_of in texts
    return _number(a) == _number(b) and overlap(one.as_of, other.as_of)


def _number(count: Count) -> Number:
    return count.best, count.low, count.high


def overlap(one: Days | None, other: Days | None) -> bool:
    """Whether two figures may be of one day; what is of no known day may be of any."""
    return one is None or other is None or (one[0] <= other[1] and other[0] <= one[1])


def _joined(first: Entry, second: Entry) -> Entry:
    return Entry(
        first.kind,
        first.count,
        first.as_of or second.as_of,
        first.told or second.told,
        first.earlier and second.earlier,
        first.corrected or second.corrected,
        first.own_voice and second.own_voice,
        (*first.accounts, *second.accounts),
    )


def _notes(entries: Sequence[Entry]) -> Iterator[Note]:
    """Check each figure against the one before it, and what was added between them."""
    before: int | None = None
    added: list[int] = []
    for place, entry in enumerate(entries):
        if entry.kind == "addition":
            added.append(place)
            continue
        if before is not None:
            yield from _between(entries, before, added, place)
        before, added = place, []


def _between(entries: Sequence[Entry], before: int, added: Sequence[int], after: int) -> Iterator[Note]:
    one, other = entries[before], entries[after]
    words = {"before": one.count.text, "after": other.count.text}
    if added and one.kind == other.kind == "total":
        numbers = [exact(entries[i].count) for i in (before, *added)]
        told, known = exact(other.count), [n for n in numbers if n is not None]
        if told is not None and len(known) == len(numbers):
            kind: NoteKind = "adds_up" if sum(known) == told else "does_not_add_up"
            more = joined(phrase(" and "), (entries[i].count.text.lower() for i in added))
            yield _note(kind, (before, *added, after), **words, added=more, sum=sum(known))
    if falls(one.count, other.count):
        yield _note("revised_down" if other.corrected else "impossible_fall", (before, after), **words)
    elif (days := _jump(one, other)) is not None:
        yield _note("jump", (before, after), **words, days=days)


def _note(kind: NoteKind, entries: tuple[int, ...], **words: object) -> Note:
    return Note(kind, NOTES.of(kind, **words), entries)


def exact(count: Count) -> int | None:
    """The number, where it is one and no more and no less."""
    return count.low if count.low == count.high else None


def falls(before: Count, after: Count) -> bool:
    """Whether the second is surely less than the first."""
    low, high = bounds(before)[0], bounds(after)[1]
    return low is not None and high is not None and high < low


def _jump(one: Entry, other: Entry) -> int | None:
    """The days in which a figure grew out of proportion; null where it did not."""
    first, second = number_of(one.count), number_of(other.count)
    if not first or second is None or one.as_of is None or other.as_of is None:
        return None
    days = (other.as_of[1] - one.as_of[1]).days
    return days if second >= JUMP * first and second - first >= JUMP_LEAST and days <= JUMP_DAYS else None
