"""Closed groups of claims in the ledger: what they are called, which claims they have, and what these say side by side.

A group is called by its kind and what it is of: ``story KEY``, ``incident KEY``, ``place CELL``, ``figures KEY`` (the
lowest key of its claims).  See ``compare.closed`` for why nothing outside a group matters to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from ...compare.closed import Cell, Worked, of_figures, of_incident, of_place, of_story, place_of
from ...compare.independence import Voices
from ..chunks import chunked
from ..schema import claims, incidents
from ..schema_compared import compared_cells, compared_documents, compared_records, record_claims
from .whole import Loader, Told, accounts_of, incident_of_claims, incidents_of, stories_of_incidents

_cells = compared_cells.c

Keep = Callable[[Told], bool]
"""Whether a claim may be looked at.  Must be the same for all claims of a report."""


@dataclass(frozen=True, slots=True)
class Group:
    """A closed group: ``told`` are its claims in order, ``around`` claims of incidents that figures may be of."""

    name: str
    told: Sequence[Told]
    voices: Voices
    around: Sequence[Told] = ()

    def work(self, keep: Keep | None = None) -> Worked:
        """What its claims say side by side; with ``keep``, those that pass it: what somebody is told who may see only
        some of the reports, or what is told among the reports of one conflict."""
        told = [one for one in self.told if keep is None or keep(one)]
        around = [one for one in self.around if keep is None or keep(one)]
        kind, _, of = self.name.partition(" ")
        if kind == "story":
            return of_story(accounts_of(told), incident_of_claims(told), self.voices)
        if kind == "incident":
            return of_incident(accounts_of(told), self.voices)
        if kind == "place":
            return of_place(place_of(of), accounts_of(told), self.voices)
        every = {one.key: one for one in (*told, *around)}
        return of_figures(accounts_of(told), incidents_of(list(every.values())), self.voices)


class Groups:
    """The groups of a ledger, on a connection."""

    def __init__(self, connection: Connection, loader: Loader) -> None:
        self._connection = connection
        self._loader = loader

    def load(self, name: str) -> Group:
        """The group of that name, with its claims."""
        kind, _, of = name.partition(" ")
        if kind == "story":
            told = self._loader.of_stories([int(of)])
        elif kind == "incident":
            told = self._loader.of_incidents([int(of)])
        elif kind == "place":
            told = self._loader.claims(claim for _, claim in self.members("place", [of]))
        else:
            members = self.reached((), [int(of)])
            told = self._loader.claims({claim for _, claim in members})
            around = self._loader.of_incidents(set().union(*linked(members).values()))
            return Group(name, told, self._loader.voices(told), around)
        return Group(name, told, self._loader.voices(told))

    def of_documents(
        self, several: Iterable[int], fallen: Collection[int] = (), beside: Iterable[Cell] = ()
    ) -> set[str]:  # fmt: skip
        """The groups that reports have claims in, by the keys of these: what has to be worked out anew for somebody who
        may not see these reports.  All that is said in other groups stays as it is.

        With ``fallen``, the keys of incidents, those with a claim of one of these too; with ``beside``, those with a
        claim in one of these cells.  Where steps of ceasefires are among them, ``ceasefire CELL`` names these.
        """
        own = set(several)
        of_incident = {*fallen, *self._incidents_of(own)}
        stories = stories_of_incidents(self._connection, fallen)
        found_cells: defaultdict[str, set[str]] = defaultdict(set)
        for kind, cell in beside:
            found_cells[kind].add(cell)
        for part in chunked(own):
            of_story = select(compared_documents.c.story).where(compared_documents.c.document.in_(part)).distinct()
            stories |= set(self._connection.execute(of_story).scalars())
            of_cells = select(_cells.kind, _cells.cell).where(_cells.document.in_(part)).distinct()
            for kind, cell in self._connection.execute(of_cells):
                found_cells[kind].add(cell)
        figures = found_cells.pop("figures", set()) | {f"incident {key}" for key in of_incident}
        found = {f"story {story}" for story in stories} | {f"incident {key}" for key in of_incident}
        found |= {f"{kind} {cell}" for kind, several in found_cells.items() for cell in several}
        return found | self.of_figures({claim for _, claim in self.members("figures", sorted(figures))})

    def _incidents_of(self, several: Iterable[int]) -> Iterator[int]:
        """The incidents that these reports have claims in."""
        for part in chunked(several):
            wanted = (
                select(incidents.c.incident)
                .select_from(compared_documents.join(claims, claims.c.reading == compared_documents.c.reading)
                             .join(incidents, incidents.c.claim == claims.c.key))
                .where(compared_documents.c.document.in_(part))
            )  # fmt: skip
            yield from self._connection.execute(wanted.distinct()).scalars()

    def members(self, kind: str, cells: Iterable[str]) -> list[tuple[str, int]]:
        """Cells with the keys of their claims."""
        found: list[tuple[str, int]] = []
        for part in chunked(cells):
            wanted = select(_cells.cell, _cells.claim).where(_cells.kind == kind, _cells.cell.in_(part))
            found += [(cell, claim) for cell, claim in self._connection.execute(wanted)]
        return found

    def sizes(self, several: Iterable[int]) -> list[tuple[int, int]]:
        """Incidents, by their keys, with how many claims they have."""
        of = incidents.c.incident
        wanted = select(of, func.count()).where(of.in_(list(several))).group_by(of)
        return [(incident, number) for incident, number in self._connection.execute(wanted)]

    def of_figures(self, told: Iterable[int]) -> set[str]:
        """The groups of figures that had tolls with one of these claims when they were worked out last."""
        having: set[int] = set()
        for part in chunked(told):  # asked for one after the other: joined, all tolls of the ledger may be gone through
            of = select(record_claims.c.record).where(record_claims.c.claim.in_(part)).distinct()
            having |= set(self._connection.execute(of).scalars())
        found: set[str] = set()
        for part in chunked(having):
            wanted = select(compared_records.c.group).where(compared_records.c.key.in_(part)).distinct()
            found |= set(self._connection.execute(wanted).scalars())
        return {group for group in found if group.startswith("figures ")}

    def had(self, groups: Iterable[str]) -> set[int]:
        """The claims of groups of figures, as they were worked out last."""
        found: set[int] = set()
        records = compared_records.join(record_claims, record_claims.c.record == compared_records.c.key)
        for part in chunked(groups):
            wanted = select(record_claims.c.claim).select_from(records).distinct()
            found |= set(self._connection.execute(wanted.where(compared_records.c.group.in_(part))).scalars())
        return found

    def reached(self, cells: Iterable[str], told: Iterable[int]) -> set[tuple[str, int]]:
        """All that hangs together with these cells and claims of figures: cells, each with its claims."""
        found: set[tuple[str, int]] = set()
        seen_cells, seen_claims = set(cells), set(told)
        new_cells, new_claims = set(seen_cells), set(seen_claims)
        while new_cells or new_claims:
            pairs = set(self.members("figures", sorted(new_cells)))
            for part in chunked(sorted(new_claims)):
                wanted = select(_cells.cell, _cells.claim).where(_cells.claim.in_(part), _cells.kind == "figures")
                pairs.update((cell, claim) for cell, claim in self._connection.execute(wanted))
            found |= pairs
            new_cells = {cell for cell, _ in pairs} - seen_cells
            new_claims = {claim for _, claim in pairs} - seen_claims
            seen_cells |= new_cells
            seen_claims |= new_claims
        return found


def linked(members: Iterable[tuple[str, int]]) -> dict[int, set[int]]:
    """Running totals that name a town, by their keys, with the keys of the incidents there that they may be of: those
    with a toll of their own, since figures are put together with figures alone."""
    of: defaultdict[int, set[int]] = defaultdict(set)
    totals: set[int] = set()
    for cell, claim in members:
        kind, _, name = cell.partition(" ")
        if kind == "incident":
            of[claim].add(int(name))
        elif kind == "total":
            totals.add(claim)
    counted = set[int]().union(*(several for claim, several in of.items() if claim not in totals))
    return {claim: of[claim] & counted for claim in totals & of.keys()}


def components(members: Iterable[tuple[str, int]]) -> list[list[int]]:
    """Claims by what hangs together, given as cells with their claims."""
    by_claim: defaultdict[int, list[str]] = defaultdict(list)
    by_cell: defaultdict[str, list[int]] = defaultdict(list)
    for cell, claim in members:
        by_claim[claim].append(cell)
        by_cell[cell].append(claim)
    seen: set[int] = set()
    found: list[list[int]] = []
    for start in sorted(by_claim):
        if start in seen:
            continue
        seen.add(start)
        together = [start]
        for claim in together:  # grows while it is gone through
            for cell in by_claim[claim]:
                new = [other for other in by_cell.pop(cell, ()) if other not in seen]
                seen.update(new)
                together += new
        found.append(sorted(together))
    return found
