"""What documents that are withheld from somebody bear on, of all that is kept of what claims say side by side.

That are the groups that they have claims in, and those of claims that belong elsewhere without them (see
``ledger.apart``): of reports that are of another story, whose text goes back to another report, or whose conflict is
not known without them, and of incidents that fall apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import Connection, select

from ...compare.closed import Cell, cells
from ..apart import Placings, left_of, loosened, stays_together
from ..chunks import chunked
from ..naming import unfounded
from ..schema import claims, copies, documents, incidents, readings
from ..schema_compared import compared_documents
from ..told import originals_of
from ..withholding import Withheld, hidden_keys
from .groups import Groups
from .whole import Loader, Told, accounts_of, incident_of_claims

_taken = compared_documents.c


class Belonging(NamedTuple):
    """Where a report belongs: the key and the id of its story, the report that it is a copy of, its conflict."""

    story: int
    story_id: str
    original: str | None
    conflict: str | None


@dataclass(frozen=True, slots=True)
class Touched:
    """What documents withheld bear on.

    ``hidden`` are their keys; ``belongs`` says of other documents (by their keys) where they belong without them, where
    that is elsewhere, ``renamed`` which of them are of another conflict; ``incident`` the same of claims of incidents
    that fall apart, by numbers below zero; ``groups`` are the names of all groups with a claim of any of these.
    ``unknown`` are the conflicts that are not known without them.
    """

    hidden: frozenset[int]
    belongs: Mapping[int, Belonging]
    incident: Mapping[int, int]
    groups: frozenset[str]
    renamed: frozenset[int]
    unknown: frozenset[str]

    def left(self, told: Iterable[Told]) -> list[Told]:
        """What is left of claims, with where they belong."""
        return [self._left(one) for one in told if one.document not in self.hidden]

    def _left(self, one: Told) -> Told:
        incident = self.incident.get(one.key, one.incident)
        if (now := self.belongs.get(one.document)) is None:
            return one if incident == one.incident else replace(one, incident=incident)
        account = replace(one.account, story=now.story_id, original=now.original, conflict=now.conflict)
        return replace(one, story=now.story, incident=incident, account=account)


def touched_by(connection: Connection, withheld: Withheld) -> Touched:
    """What these documents bear on."""
    of = select(documents.c.key).where(documents.c.key.in_(hidden_keys(withheld)))
    hidden = frozenset(connection.execute(of).scalars())
    belongs = {key: (before, now) for key, before, now in _belonging(connection, withheld, hidden) if before != now}
    fallen, incident = _fallen(connection, withheld, hidden)
    renamed = frozenset(key for key, (before, now) in belongs.items() if before.conflict != now.conflict)
    now = {key: after for key, (_, after) in belongs.items()}
    found = Touched(hidden, now, incident, frozenset(), renamed, unfounded(connection, withheld))
    groups = Groups(connection, Loader(connection))
    names = groups.of_documents(hidden | belongs.keys(), fallen, _new_cells(connection, found, renamed))
    return replace(found, groups=frozenset(names))


def _belonging(
    connection: Connection, withheld: Withheld, hidden: frozenset[int]
) -> Iterator[tuple[int, Belonging, Belonging]]:
    """Documents that may belong elsewhere: by their keys, as it is kept and without those withheld."""
    wanted = select(_taken.story).where(_taken.document.in_(hidden_keys(withheld))).distinct()
    placed = Placings(connection, withheld).of(connection.execute(wanted).scalars())
    story = {one.key: (one.story, one.placing.story) for one in placed}
    unknown = unfounded(connection, withheld)
    original = originals_of(connection, withheld) if _has_copies(connection, withheld) else None
    first = documents.alias("first")
    rows = (
        select(_taken.document, documents.c.id, _taken.story, first.c.id.label("story_id"), _taken.original,
               _taken.conflict)
        .select_from(compared_documents.join(documents, documents.c.key == _taken.document)
                     .join(first, first.c.key == _taken.story))
    )  # fmt: skip
    conditions = [_taken.document.in_(part) for part in chunked(sorted(story))]
    conditions += [_taken.conflict.in_(sorted(unknown))] if unknown else []
    conditions += [] if original is None else [_taken.original.is_not(None)]
    for condition in conditions:
        for row in connection.execute(rows.where(condition)):
            if row.document not in hidden:
                now = row.original if original is None else original.get(row.id)
                conflict = None if row.conflict in unknown else row.conflict
                before = Belonging(row.story, row.story_id, row.original, row.conflict)
                yield row.document, before, Belonging(*story.get(row.document, before[:2]), now, conflict)


def _has_copies(connection: Connection, withheld: Withheld) -> bool:
    """Whether any of the documents withheld is a copy or has one."""
    sides = (select(side).where(side.in_(hidden_keys(withheld))).limit(1) for side in (copies.c.copy, copies.c.of))
    return any(connection.execute(wanted).first() is not None for wanted in sides)


def _fallen(connection: Connection, withheld: Withheld, hidden: frozenset[int]) -> tuple[set[int], dict[int, int]]:
    """The incidents that fall apart, and the numbers of those that their claims are of then."""
    if stays_together(withheld):
        return set(), {}
    members: defaultdict[int, list[int]] = defaultdict(list)
    for part in chunked(sorted(loosened(connection, withheld))):
        wanted = (
            select(incidents.c.incident, incidents.c.claim, readings.c.document)
            .select_from(incidents.join(claims, claims.c.key == incidents.c.claim)
                         .join(readings, readings.c.key == claims.c.reading))
            .where(incidents.c.incident.in_(part))
        )  # fmt: skip
        for incident, claim, document in connection.execute(wanted):
            if document not in hidden:
                members[incident].append(claim)
    now = left_of(connection, members, withheld)
    fallen = {of for of, several in members.items() if len({now[claim] for claim in several}) > 1}
    # Below zero, since a claim that another incident is named by may be the first of what is left of this one.
    return fallen, {claim: -now[claim] for of in fallen for claim in members[of]}


def _new_cells(connection: Connection, found: Touched, renamed: Iterable[int]) -> set[Cell]:
    """The cells of reports that are of another conflict now: they may come to be with others that were not theirs."""
    of_stories = [
        story
        for part in chunked(sorted(renamed))
        for story in connection.execute(select(_taken.story).where(_taken.document.in_(part)).distinct()).scalars()
    ]
    by_story: defaultdict[int, list[Told]] = defaultdict(list)
    for one in found.left(Loader(connection).of_stories(set(of_stories))):
        by_story[one.story].append(one)
    made: set[Cell] = set()
    for several in by_story.values():
        made |= {cell for cell, _ in cells(accounts_of(several), incident_of_claims(several))}
    return made
