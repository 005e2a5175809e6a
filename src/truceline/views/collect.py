"""Everything a briefing is made from, read once from the ledger: lines by conflict and day, and what is new in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..ledger import Entry
from ..records import Claim
from .briefing import AnyLine, SectionKey, TollLine
from .days import before, key_of
from .lines import ID_SHOWN, line_of, same_claim, section_of, series
from .wording import HARMS, SECTIONS


@dataclass(slots=True)
class Item:
    """A line on its way into a briefing, with what it is put in order by."""

    section: SectionKey
    conflict: str | None
    day: str
    order: tuple[str, str, int, str]
    line: AnyLine
    background: bool
    same: Hashable | None
    series: Hashable | None


@dataclass(slots=True)
class Collected:
    """Lines by conflict: the news of each day (a key of :mod:`.days`), and what is told as history."""

    news: dict[str | None, dict[str, list[Item]]] = field(default_factory=dict)
    history: dict[str | None, list[Item]] = field(default_factory=dict)
    claims: Counter[str | None] = field(default_factory=Counter)


def collect(entries: Iterable[Entry]) -> Collected:
    """Read entries into lines; those that tell the same on one day become one, later ones say since when it is told."""
    items = [_item(entry) for entry in entries]
    _shorten_ids(items)
    items.sort(key=lambda item: item.order)
    found = Collected(claims=Counter(item.conflict for item in items))
    for item in _merged([item for item in items if not item.background]):
        found.news.setdefault(item.conflict, {}).setdefault(item.day, []).append(item)
    for item in _merged([item for item in items if item.background]):
        found.history.setdefault(item.conflict, []).append(item)
    return found


def _item(entry: Entry) -> Item:
    claim: Claim = entry.claim
    document = claim.document
    day = key_of(document.published)
    return Item(
        section_of(claim),
        entry.conflict,
        day,
        (day, document.id, claim.span.start, claim.id),
        line_of(claim),
        claim.background,
        same_claim(claim),
        series(claim),
    )


def _shorten_ids(items: list[Item]) -> None:
    """Cut ids to as much of them as tells each from all others here."""
    ids = {item.order[3] for item in items}
    length = ID_SHOWN
    while len({i[:length] for i in ids}) < len(ids):
        length += 2
    for item in items:
        item.line = replace(item.line, told=tuple(replace(t, id=t.id[:length]) for t in item.line.told))


def _merged(items: Iterable[Item]) -> Iterator[Item]:
    """The items in their order, those that tell the same on the same day as one, with ``first`` and ``before`` set."""
    by_day: dict[Hashable, Item] = {}
    first: dict[Hashable, str] = {}
    running: defaultdict[Hashable, list[tuple[str, TollLine]]] = defaultdict(list)
    kept: list[Item] = []
    for item in items:
        if item.same is not None:
            key = (item.conflict, item.day, item.section, item.same)
            if (earlier := by_day.get(key)) is not None:
                earlier.line = replace(earlier.line, told=earlier.line.told + item.line.told)
                continue
            by_day[key] = item
            told_first = first.setdefault((item.conflict, item.section, item.same), item.day)
            if before(told_first, item.day):
                item.line = replace(item.line, first=told_first)
        _compare(item, running)
        kept.append(item)
    return iter(kept)


def _compare(item: Item, running: defaultdict[Hashable, list[tuple[str, TollLine]]]) -> None:
    """Put beside a running total the one that its source gave last, on an earlier day."""
    if item.series is None or not isinstance(item.line, TollLine) or not item.day:
        return
    known = running[(item.conflict, item.series)]
    last = next(((day, line) for day, line in reversed(known) if before(day, item.day)), None)
    known.append((item.day, item.line))
    if last and last[1].count != item.line.count:
        item.line = replace(item.line, before=f"{last[1].count} ({last[0]})")


_SECTION_ORDER = {name: i for i, name in enumerate(SECTIONS)}
_HARM_ORDER = {name: i for i, name in enumerate(HARMS.values())}


def shown_order(item: Item) -> tuple[object, ...]:
    """How lines stand within a section: new ones first; figures of the same thing beside one another."""
    line, section = item.line, _SECTION_ORDER[item.section]
    if isinstance(line, TollLine):
        about = (_HARM_ORDER[line.harm], line.lost != "persons", line.lost, bool(line.first), line.places, line.period,
                 line.side, line.group)  # fmt: skip
        return (section, *about, *item.order)
    return (section, bool(line.first), *item.order)
