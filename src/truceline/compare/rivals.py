"""Rival series side by side: the range of what is said, who holds each end, and which figures cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ..translation import joined, phrase, word
from .account import Account
from .claimants import Claimant
from .dispute import Dispute, Position, dispute, names
from .figures import Days, bounds, number_of
from .happened import same_sentence_own_voice
from .independence import Voices
from .matters import Matter
from .series import Entry, Series, Tally, falls, overlap

APART = 100
"""One total that is so many times another is of another count, unless both say the same first day."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of the range of what claimants say last: the number, and who says it."""

    number: int
    series: tuple[Series, ...]


def ends(tally: Tally) -> tuple[End, End] | None:
    """The least and the greatest of the claimants' last figures; null where there is none."""
    last = [(number, s) for s in tally.series if s.last and (number := number_of(s.last.count)) is not None]
    if not last:
        return None
    low, high = min(n for n, _ in last), max(n for n, _ in last)
    return End(low, tuple(s for n, s in last if n == low)), End(high, tuple(s for n, s in last if n == high))


def summary(tally: Tally) -> str:
    """What is said last, in a neutral sentence: the range, and who holds each end."""
    found = ends(tally)
    if found is None:
        return f"{title(tally.matter)}: no figure stands for itself."
    low, high = found
    if low.number == high.number:
        return f"{title(tally.matter)}: {_said(low)}."
    days = {s.last.as_of for s in tally.series if s.last}
    return f"{title(tally.matter)}: from {_said(low)} to {_said(high)}{', of different days' if len(days) > 1 else ''}."


def _said(end: End) -> str:
    counts = {s.last.count.text: None for s in end.series if s.last}
    return f"{' / '.join(counts)} ({'; '.join(f'{s.claimant.name}{_as_of(s)}' for s in end.series)})"


def _as_of(series: Series) -> str:
    return f", {series.last.as_of[1]}" if series.last and series.last.as_of else ""


def title(matter: Matter) -> str:
    """What is counted, in words: "killed, civilians, of Government of Azerbaijan, since 2020-09-27"."""
    lost = matter.object if matter.object != "persons" else ""
    parts = (
        word(matter.harm),
        word(lost),
        word(matter.group or ""),
        phrase("of %(side)s", side=matter.side) if matter.side else "",
        phrase("in %(places)s", places=names(matter.places)) if matter.places else "",
        "" if matter.incident else _in_all(matter.since),
    )
    return joined(", ", filter(None, parts))


def _in_all(since: str | None) -> str:
    return phrase("in all since %(day)s", day=since) if since else phrase("in all")


def figure_disputes(tallies: Sequence[Tally], voices: Voices) -> Iterator[Dispute]:
    """For each thing counted, the figures of different claimants that cannot both hold."""
    for tally in tallies:
        clashing: dict[int, dict[int, Entry]] = {}
        for (i, one), (j, other) in combinations(enumerate(tally.series), 2):
            for a, b in _clashes(tally.matter, one, other):
                clashing.setdefault(i, {})[a] = one.entries[a]
                clashing.setdefault(j, {})[b] = other.entries[b]
        if clashing:
            positions = _positions((tally.series[i], entries) for i, entries in sorted(clashing.items()))
            yield dispute("figures", title(tally.matter), positions, voices, why=_why(tally))


def _positions(clashing: Iterable[tuple[Series, Mapping[int, Entry]]]) -> list[Position]:
    """The figures that clash; claimants who give the same ones hold one position."""
    told: dict[str, list[tuple[Claimant, Account]]] = {}
    for series, several in clashing:
        entries = [entry for _, entry in sorted(several.items())]
        says = joined(phrase(", then "), (entry.count.text for entry in entries))
        told.setdefault(says, []).extend((series.claimant, a) for e in entries for a in e.accounts)
    return [Position(says, tuple(several)) for says, several in told.items()]


def _why(tally: Tally) -> str:
    if tally.matter.incident:
        return phrase(
            "different figures for what one incident cost: of one day, or the later one lower, which a count that only "
            "grows cannot be"
        )
    return phrase(
        "different figures for a running total: of one day, or the later one lower, which a count that only grows "
        "cannot be"
    )


def _clashes(matter: Matter, one: Series, other: Series) -> Iterator[tuple[int, int]]:
    """The places of figures that cannot both hold."""
    mine, its = list(_spans(one)), list(_spans(other))
    for i, j in _near(mine, its):
        a, b = one.entries[i], other.entries[j]
        if "addition" in (a.kind, b.kind) or same_sentence_own_voice(a.accounts[0], b.accounts[0]):
            continue
        if _comparable(matter, a, b) and _clash(mine[i], a, its[j], b):
            yield i, j


@dataclass(frozen=True, slots=True)
class _Span:
    """Of a figure: the days that it is of, and the first day on which the next one of its claimant has taken its
    place; null where they are not known, or none has."""

    days: Days | None
    until: date | None

    def stands(self, day: date) -> bool:
        """Whether it was still the claimant's last figure on that day."""
        return self.until is None or self.until > day


def _spans(series: Series) -> Iterator[_Span]:
    until: date | None = None
    found: list[_Span] = []
    for entry in reversed(series.entries):
        found.append(_Span(entry.as_of, until))
        if entry.as_of and entry.kind != "addition":
            until = entry.as_of[1] if until is None else min(until, entry.as_of[1])
    yield from reversed(found)


def _near(mine: Sequence[_Span], its: Sequence[_Span]) -> Iterator[tuple[int, int]]:
    """The pairs of figures that may be of one day, or of which one still stood when the other was given."""
    for i, one in enumerate(mine):
        for j, other in enumerate(its):
            a, b = one.days, other.days
            if a is not None and b is not None:
                if a[1] < b[0]:
                    if not one.stands(b[1]):
                        continue
                elif b[1] < a[0] and not other.stands(a[1]):
                    continue
            yield i, j


def _comparable(matter: Matter, a: Entry, b: Entry) -> bool:
    """Whether two figures may be of the same count: not a battle's dead and those of the war of decades."""
    if matter.incident or matter.since:
        return True
    low, high = sorted((number_of(a.count) or 0, number_of(b.count) or 0))
    return high <= APART * max(low, 1)


def _clash(one: _Span, a: Entry, other: _Span, b: Entry) -> bool:
    """Whether two figures cannot both hold: they are of one day and differ, or the later one is less."""
    if overlap(a.as_of, b.as_of) and not (a.earlier or b.earlier):
        return _differ(a, b)
    if a.as_of is None or b.as_of is None:
        return False
    (first_of, first), (_, second) = sorted(((one, a), (other, b)), key=lambda pair: _time(pair[1]))
    return falls(first.count, second.count) and second.as_of is not None and first_of.stands(second.as_of[1])


def _time(entry: Entry) -> tuple[date, bool]:
    return entry.day or date.max, not entry.earlier


def _differ(a: Entry, b: Entry) -> bool:
    return falls(a.count, b.count) or falls(b.count, a.count)


def range_of(series: Series) -> tuple[int | None, int | None, int | None]:
    """The least, the best and the greatest number of a claimant's last figure, as far as it says them."""
    if series.last is None:
        return None, None, None
    low, high = bounds(series.last.count)
    return low, series.last.count.best, high
