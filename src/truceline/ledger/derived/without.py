"""What claims say side by side without the documents that are withheld from somebody, as if these were not there.

All that they do not bear on is taken as it is kept; the groups that they bear on (``touched``) are worked out anew
from what is left of them, which gives the same as working out everything from what is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from ...compare.ceasefire_steps import Step
from ...compare.ceasefires import timelines_of
from ...compare.closed import place_cells
from ..answers import Answers
from ..queries import NO_CONFLICT
from ..schema_compared import compared_timelines
from ..schema_people import changes
from ..withholding import Withheld
from .groups import Group, Groups, Keep, linked
from .records import Packed, listed_records, of_conflicts, packed
from .timelines import pack_timeline, steps_of
from .touched import Touched, touched_by
from .whole import Loader, Told, in_order

_KEPT = 32
"""Answers that are kept of each sort: each of one set of documents withheld."""

_KEPT_GROUPS = 4
"""The same of groups, which hold claims."""


@dataclass(frozen=True, slots=True)
class PackedTimeline:
    """A timeline as it is kept: its conflict or else its story, and the keys of its claims."""

    conflict: str | None
    story: str | None
    timeline: str
    claims: frozenset[int]


class Withouts:
    """What is said without documents withheld, kept until the ledger changes.

    Each question gives the connection that the answer is used on: what it reads there is of one moment, so that what is
    kept and what was worked out anew go together.
    """

    def __init__(self) -> None:
        self._touched = Answers(_KEPT)
        self._groups = Answers(_KEPT_GROUPS)
        self._records = Answers(_KEPT)
        self._timelines = Answers(_KEPT)

    def touched(self, connection: Connection, withheld: Withheld) -> Touched:
        """What these documents bear on."""
        name = _number(connection), withheld
        return self._touched.once(name, lambda: touched_by(connection, withheld))

    def records(self, connection: Connection, withheld: Withheld, conflicts: frozenset[str]) -> list[Packed]:
        """The records of what they bear on, without them: among all claims, or among those of these conflicts."""
        name = _number(connection), withheld
        touched = self.touched(connection, withheld)
        groups = self._groups.once(name, lambda: list(_groups_left(connection, touched)))
        keep = of_conflicts(conflicts) if conflicts else None
        return self._records.once((*name, conflicts), lambda: list(_work(groups, keep)))

    def timelines(
        self, connection: Connection, withheld: Withheld, conflicts: Sequence[str]
    ) -> list[PackedTimeline]:  # fmt: skip
        """The same of the timelines of ceasefires, of these conflicts or of all."""
        touched = self.touched(connection, withheld)
        name = _number(connection), withheld, tuple(conflicts)
        return self._timelines.once(name, lambda: list(_timelines(connection, touched, conflicts)))


def _number(connection: Connection) -> int:
    """The number that changes with what there is to read, as this connection sees it."""
    return int(connection.execute(select(changes.c.number)).scalar_one())


def named(groups: Iterable[str], kind: str) -> list[str]:
    """What groups of a kind are of."""
    return sorted(of for name in groups for found, _, of in [name.partition(" ")] if found == kind)


def _work(groups: Iterable[Group], keep: Keep | None) -> Iterator[Packed]:
    for group in groups:
        keys = {one.account.claim.id: one.key for one in group.told}
        for kind, record in listed_records(group.work(keep)):
            yield packed(kind, record, keys)


def _groups_left(connection: Connection, touched: Touched) -> Iterator[Group]:
    """The groups that are left of those touched, with where their claims belong now."""
    loader = Loader(connection)
    stories = touched.left(loader.of_stories(map(int, named(touched.groups, "story"))))
    yield from _groups(loader, "story", ((str(one.story), one) for one in stories))
    incidents = touched.left(loader.of_incidents(map(int, named(touched.groups, "incident"))))
    yield from _groups(loader, "incident", ((str(one.incident), one) for one in incidents))
    moved = [one for one in stories if one.document in touched.belongs]
    yield from _groups(loader, "place", _placed(connection, loader, touched, moved))
    yield from _figures(connection, loader, touched)


def _groups(loader: Loader, kind: str, told: Iterable[tuple[str, Told]]) -> Iterator[Group]:
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for name, one in told:
        found[name].append(one)
    voices = loader.voices(one for several in found.values() for one in several)
    for name, several in found.items():
        yield Group(f"{kind} {name}", several, voices)


def _placed(
    connection: Connection, loader: Loader, touched: Touched, moved: Iterable[Told]
) -> Iterator[tuple[str, Told]]:  # fmt: skip
    """Claims with the cells of places that they are in now: of those touched, and, of reports that have ``moved``, of
    those that have come to be."""
    before = set(named(touched.groups, "place"))
    members = Groups(connection, loader).members("place", sorted(before))
    told = {one.key: one for one in (*moved, *touched.left(loader.claims({claim for _, claim in members})))}
    for one in sorted(told.values(), key=in_order):
        for cell in place_cells(one.account):
            if cell in before or one.document in touched.belongs:
                yield cell, one


def _figures(connection: Connection, loader: Loader, touched: Touched) -> Iterator[Group]:
    """All figures that are touched, as one group: closed groups together are closed."""
    groups = Groups(connection, loader)
    members = groups.reached((), map(int, named(touched.groups, "figures")))
    told = touched.left(loader.claims({claim for _, claim in members}))
    around = touched.left(loader.of_incidents(set().union(*linked(members).values())))
    if told:
        yield Group("figures", told, loader.voices(told), around)


def _timelines(connection: Connection, touched: Touched, conflicts: Sequence[str]) -> Iterator[PackedTimeline]:
    """What is left of the timelines that are touched."""
    loader, kept = Loader(connection), compared_timelines.c
    groups = Groups(connection, loader)
    keys: dict[str, int] = {}
    found: list[Step] = []
    cells = named(touched.groups, "ceasefire")
    among = {*conflicts, *(touched.unknown if NO_CONFLICT in conflicts else ())}
    for cell in (one for one in cells if not conflicts or _conflict_of(one) in among):
        told = touched.left(loader.claims(claim for _, claim in groups.members("ceasefire", [cell])))
        before = connection.execute(select(kept.timeline).where(kept.group == cell)).scalar()
        keys |= {one.account.claim.id: one.key for one in told}
        found += steps_of(told, before, touched.renamed)
    asked = (one for one in found if not conflicts or (one.account.conflict or NO_CONFLICT) in conflicts)
    for made in timelines_of(asked):
        own = [step.account for moment in made.moments for step in moment.steps]
        story = None if made.conflict else own[0].story_or_report
        claims = frozenset(keys[account.claim.id] for account in own)
        yield PackedTimeline(made.conflict, story, pack_timeline(made), claims)


def _conflict_of(cell: str) -> str:
    """The conflict that a cell of ceasefires is of."""
    return NO_CONFLICT if cell.startswith("story ") else cell
