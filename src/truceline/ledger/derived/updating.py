"""Bringing tolls, disputes, agreements and ceasefires up to date: only groups with claims that changed are worked out.

The unit that changes is a story: when a report in it is new, or a claim of it has got into another incident, all its
claims are read, and their cells (see ``compare.closed``) are compared with those stored.  Worked out anew are the
story, the incidents that changed, and every group that is reached from a cell with a claim that came, went or changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, delete, insert, select

from ...compare.ceasefires import timelines_of
from ...compare.closed import cells
from ..chunks import chunked
from ..schema_compared import compared_cells, compared_timelines
from .groups import Group, Groups, components, linked
from .records import Writer
from .taking_in import clear, made_otherwise, store_heard, take_in
from .timelines import pack_timeline, steps_of
from .whole import Loader, Told, accounts_of, in_order, incident_of_claims, stories_of_incidents

T = TypeVar("T")

STORIES_AT_ONCE = 100
GROUPS_AT_ONCE = 200

StoredCell = tuple[str, str, int]
"""The kind of a cell, the cell, and the key of a claim."""

_cells = compared_cells.c


def bring_up_to_date(connection: Connection, moved: Iterable[int]) -> int:
    """Bring all records up to date, within the transaction of ``connection``; how many stories were looked at.

    ``moved`` are the keys of incidents that got or lost claims since this was done last.
    """
    if made_otherwise(connection):
        clear(connection)
    changed, touched = take_in(connection)
    moved = set(moved)
    touched |= stories_of_incidents(connection, moved)
    if touched:
        _Updater(connection, changed).update(touched, moved)
    return len(touched)


class _Updater:
    def __init__(self, connection: Connection, changed: set[int]) -> None:
        self._connection = connection
        self._changed = changed
        self._loader = Loader(connection)
        self._writer = Writer(connection)
        self._groups = Groups(connection, self._loader)
        self._cells: defaultdict[str, set[str]] = defaultdict(set)
        self._gone: set[int] = set()
        self._incidents: set[int] = set()

    def update(self, touched: set[int], moved: set[int]) -> None:
        """Work out what has changed: of these stories, and these incidents."""
        self._incidents |= moved
        self._forget_readings()
        for some in _portions(sorted(touched), STORIES_AT_ONCE):
            self._take_stories(some)
        self._write_incidents()
        self._write_places()
        self._write_figures()
        self._write_timelines()
        self._writer.flush()

    def _forget_readings(self) -> None:
        """Remove the cells of claims of earlier readings, or of reports that are of another story or conflict now; what
        their claims were in is due."""
        for part in chunked(sorted(self._changed)):
            wanted = select(_cells.kind, _cells.cell, _cells.claim).where(_cells.document.in_(part))
            for kind, cell, claim in self._connection.execute(wanted):
                self._due(kind, cell, claim)
            self._connection.execute(delete(compared_cells).where(_cells.document.in_(part)))

    def _due(self, kind: str, cell: str, claim: int) -> None:
        self._cells[kind].add(cell)
        if kind == "figures":
            self._gone.add(claim)

    def _take_stories(self, some: list[int]) -> None:
        told = self._loader.of_stories(some)
        store_heard(self._connection, told, self._changed)
        self._incidents |= {one.incident for one in told if one.document in self._changed and one.incident is not None}
        by_story: defaultdict[int, list[Told]] = defaultdict(list)
        for one in told:
            by_story[one.story].append(one)
        self._put_cells(told, [cell for several in by_story.values() for cell in _cells_of(several)])
        self._writer.forget(f"story {story}" for story in some)
        voices = self._loader.voices(told)
        for story, several in by_story.items():
            self._writer.write(Group(f"story {story}", several, voices))
        within = self._within(told)
        self._writer.forget(f"incident {incident}" for incident in within)
        for incident, several in within.items():
            self._writer.write(Group(f"incident {incident}", several, voices))
        self._incidents -= within.keys()

    def _within(self, told: list[Told]) -> dict[int, list[Told]]:
        """The incidents that are due and of which all claims are among these."""
        found: defaultdict[int, list[Told]] = defaultdict(list)
        for one in told:
            if one.incident in self._incidents and one.incident is not None:
                found[one.incident].append(one)
        for part in chunked(list(found)):
            for incident, number in self._groups.sizes(part):
                if number != len(found[incident]):
                    del found[incident]
        return found

    def _put_cells(self, told: list[Told], new: list[StoredCell]) -> None:
        """Store the cells of claims; those that came, went, or are of a report that changed, are due."""
        document = {one.key: one.document for one in told}
        before: set[StoredCell] = set()
        for part in chunked(sorted(set(document.values()))):
            wanted = select(_cells.kind, _cells.cell, _cells.claim).where(_cells.document.in_(part))
            before.update((kind, cell, claim) for kind, cell, claim in self._connection.execute(wanted))
        for kind, cell, claim in before ^ set(new):
            self._due(kind, cell, claim)
        for kind, cell, claim in before - set(new):
            gone = (_cells.kind == kind) & (_cells.cell == cell) & (_cells.claim == claim)
            self._connection.execute(delete(compared_cells).where(gone))
        added = [
            {"kind": kind, "cell": cell, "claim": claim, "document": document[claim]}
            for kind, cell, claim in sorted(set(new) - before)
        ]
        if added:
            self._connection.execute(insert(compared_cells), added)

    def _write_incidents(self) -> None:
        for some in _portions(sorted(self._incidents), GROUPS_AT_ONCE):
            self._writer.forget(f"incident {incident}" for incident in some)
            told = self._loader.of_incidents(some)
            voices = self._loader.voices(told)
            by_incident: defaultdict[int, list[Told]] = defaultdict(list)
            for one in told:
                if one.incident is not None:
                    by_incident[one.incident].append(one)
            for incident, several in by_incident.items():
                self._writer.write(Group(f"incident {incident}", several, voices))

    def _write_places(self) -> None:
        for some in _portions(sorted(self._cells["place"]), GROUPS_AT_ONCE):
            self._writer.forget(f"place {cell}" for cell in some)
            members = self._groups.members("place", some)
            told = {one.key: one for one in self._loader.claims(sorted({claim for _, claim in members}))}
            voices = self._loader.voices(told.values())
            by_cell: defaultdict[str, list[Told]] = defaultdict(list)
            for cell, claim in members:
                by_cell[cell].append(told[claim])
            for cell, several in by_cell.items():
                self._writer.write(Group(f"place {cell}", sorted(several, key=in_order), voices))

    def _write_figures(self) -> None:
        """The groups that were of claims whose cells changed, and those that they are of now."""
        claims, groups = self._gone, self._groups.of_figures(self._gone)
        members = self._groups.reached(self._cells["figures"], claims | self._groups.had(groups))
        reached, of = {claim for _, claim in members}, linked(members)
        self._writer.forget(sorted(groups | self._groups.of_figures(reached)))
        for some in _portions(components(members), GROUPS_AT_ONCE):
            told = {one.key: one for one in self._loader.claims(key for several in some for key in several)}
            around: defaultdict[int, list[Told]] = defaultdict(list)
            for one in self._loader.of_incidents({i for key in told for i in of.get(key, ())}):
                around[one.incident or 0].append(one)
            voices = self._loader.voices(told.values())
            for several in some:
                mine = sorted((told[key] for key in several), key=in_order)
                beside = [other for i in {i for key in several for i in of.get(key, ())} for other in around[i]]
                self._writer.write(Group(f"figures {several[0]}", mine, voices, beside))

    def _write_timelines(self) -> None:
        """What a claim tells of a ceasefire is looked for in reports that have changed, and known of the others."""
        for cell in sorted(self._cells["ceasefire"]):
            mine = compared_timelines.c.group == cell
            before = self._connection.execute(select(compared_timelines.c.timeline).where(mine)).scalar()
            self._connection.execute(delete(compared_timelines).where(mine))
            told = self._loader.claims(claim for _, claim in self._groups.members("ceasefire", [cell]))
            for timeline in timelines_of(steps_of(told, before, self._changed)):
                story = None if timeline.conflict else cell.removeprefix("story ")
                self._connection.execute(insert(compared_timelines), {
                    "group": cell, "conflict": timeline.conflict, "story": story, "timeline": pack_timeline(timeline),
                })  # fmt: skip


def _cells_of(told: list[Told]) -> Iterator[StoredCell]:
    """The cells of the claims of a story."""
    key_of = {id(one.account): one.key for one in told}
    for (kind, cell), account in cells(accounts_of(told), incident_of_claims(told)):
        yield kind, cell, key_of[id(account)]


def _portions(several: Iterable[T], number: int) -> Iterator[list[T]]:
    """So many at a time."""
    left = iter(several)
    while some := list(islice(left, number)):
        yield some
