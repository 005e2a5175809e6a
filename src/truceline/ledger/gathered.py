"""Which claims are of one incident and which reports of one story, as columns: to be chosen, counted and paged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from .apart import Placings, left_of, loosened, stays_together
from .arrays import Bools, Columns, Numbers, day_number, portions
from .schema import incidents, readings, stories, terms
from .selecting import hidden_readings, seen_claims
from .withholding import Withheld


@dataclass(frozen=True, slots=True)
class Groups:
    """Members of groups: ``member`` is where each stands (a place among the claims, or the key of a reading), ``group``
    the number of its group, ``day`` the day (a number such as 20230920, 0: none) by which groups are put in order.

    ``key`` and ``size`` are those of each group, by its number.
    """

    member: Numbers
    group: Numbers
    day: Numbers
    key: Numbers
    size: Numbers

    def having(self, passing: Bools, *, single: bool = False) -> Numbers:
        """The keys of the groups with a member that passes, those of the latest such member first; without ``single``
        only those of several members."""
        mask = passing[self.member]
        found = np.bincount(self.group[mask], minlength=len(self.key)) > 0
        if not single:
            found &= self.size > 1
        latest = np.zeros(len(self.key), np.int64)
        np.maximum.at(latest, self.group[mask], self.day[mask])
        numbers = np.flatnonzero(found)
        return self.key[numbers[np.lexsort((self.key[numbers], -latest[numbers]))]]


def incident_groups(connection: Connection, columns: Columns, withheld: Withheld) -> Groups:
    """The incidents, with their claims; without the documents ``withheld``."""
    claim, incident = _columns(portions(connection, select(incidents.c.claim, incidents.c.incident)), 2)
    order = np.argsort(claim, kind="stable")
    at = np.searchsorted(columns.key, claim[order])
    known = at < len(columns.key)  # what was read since these columns were is left out
    member, group = at[known], incident[order][known]
    if withheld:
        left = seen_claims(columns, withheld)[member]
        member, group = member[left], group[left]
        loose = np.isin(group, list(loosened(connection, withheld)))
        if stays_together(withheld):
            group[loose] = _by_first(columns, member[loose], group[loose])
        else:
            group[loose] = _anew(connection, columns.key[member[loose]], group[loose], withheld)
    return _groups(member, group, columns.readings.start[columns.reading[member]])


def _anew(connection: Connection, claim: Numbers, incident: Numbers, withheld: Withheld) -> Numbers:
    """The incidents that claims (by their keys) are of, which are left of stored ones."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    for key, of in zip(claim.tolist(), incident.tolist(), strict=True):
        members[of].append(key)
    now = left_of(connection, members, withheld)
    return np.fromiter((now[key] for key in claim.tolist()), np.int64)


def _by_first(columns: Columns, member: Numbers, incident: Numbers) -> Numbers:
    """The stored incidents that claims are of, each named by the first of them in the order of ``apart.in_order``."""
    told, reading = columns.readings, columns.reading[member]
    rank = np.argsort(np.argsort(np.array(columns.documents.values, np.str_)))
    order = np.lexsort((columns.key[member], rank[told.document[reading]], told.start[reading]))
    _, first, number = np.unique(incident[order], return_index=True, return_inverse=True)
    made = np.empty_like(incident)
    made[order] = columns.key[member[order[first]]][number]
    return made


def story_groups(connection: Connection, columns: Columns, withheld: Withheld) -> Groups:
    """The stories, with the readings that stand for their reports; without the documents ``withheld``."""
    wanted = select(readings.c.key, stories.c.story, terms.c.day, readings.c.document).select_from(
        stories.join(readings, readings.c.document == stories.c.document)
        .outerjoin(terms, terms.c.document == stories.c.document)
    )
    found = ([(key, story, day_number(day), of) for key, story, day, of in several]
             for several in portions(connection, wanted))  # fmt: skip
    reading, story, day, document = _columns(found, 4)
    told = columns.readings.standing
    known = reading < len(told)
    known[known] = told[reading[known]]
    if withheld:
        hidden = hidden_readings(columns, withheld)
        known[known] = ~hidden[reading[known]]
        apart = {one.key: one.story for one in Placings(connection, withheld).of(story.tolist())}
        pairs = zip(document.tolist(), story.tolist(), strict=True)
        story = np.array([apart.get(key, of) for key, of in pairs], np.int64)
    return _groups(reading[known], story[known], day[known])


def _columns(portions_of: Iterable[Iterable[Iterable[int]]], width: int) -> tuple[Numbers, ...]:
    parts = [np.array(list(portion), np.int64) for portion in portions_of]
    joined = np.concatenate(parts) if parts else np.zeros((0, width), np.int64)
    return tuple(joined[:, i] for i in range(width))


def _groups(member: Numbers, group: Numbers, day: Numbers) -> Groups:
    key, number = np.unique(group, return_inverse=True)
    return Groups(member, number, day, key, np.bincount(number, minlength=len(key)))
