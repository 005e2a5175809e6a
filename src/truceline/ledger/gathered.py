"""Which claims are of one incident and which reports of one story, as columns: to be chosen, counted and paged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from .arrays import Bools, Columns, Numbers, day_number, portions
from .schema import incidents, readings, stories, terms


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


def incident_groups(connection: Connection, columns: Columns) -> Groups:
    """The incidents, with their claims."""
    claim, incident = _columns(portions(connection, select(incidents.c.claim, incidents.c.incident)), 2)
    order = np.argsort(claim, kind="stable")
    at = np.searchsorted(columns.key, claim[order])
    known = at < len(columns.key)  # what was read since these columns were is left out
    member, group = at[known], incident[order][known]
    return _groups(member, group, columns.readings.start[columns.reading[member]])


def story_groups(connection: Connection, columns: Columns) -> Groups:
    """The stories, with the readings that stand for their reports."""
    told = stories.join(readings, readings.c.document == stories.c.document)
    dated = told.outerjoin(terms, terms.c.document == stories.c.document)
    wanted = select(readings.c.key, stories.c.story, terms.c.day).select_from(dated)
    found = ([(key, story, day_number(day)) for key, story, day in several] for several in portions(connection, wanted))
    reading, story, day = _columns(found, 3)
    standing = columns.readings.standing
    known = reading < len(standing)
    known[known] = standing[reading[known]]
    return _groups(reading[known], story[known], day[known])


def _columns(portions_of: Iterable[Iterable[Iterable[int]]], width: int) -> tuple[Numbers, ...]:
    parts = [np.array(list(portion), np.int64) for portion in portions_of]
    joined = np.concatenate(parts) if parts else np.zeros((0, width), np.int64)
    return tuple(joined[:, i] for i in range(width))


def _groups(member: Numbers, group: Numbers, day: Numbers) -> Groups:
    key, number = np.unique(group, return_inverse=True)
    return Groups(member, number, day, key, np.bincount(number, minlength=len(key)))
