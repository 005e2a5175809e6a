"""Closed groups of claims: what is compared within one of them depends on no claim outside it.

* A story: what was done, denied and promised (disputes).
* An incident: deeds that several tell (agreements).
* A place of a conflict: who holds it (disputes, agreements).
* Figures that may be of one thing: tolls, and the disputes and agreements in them.  Such a group is all that hangs
  together by *cells*, marks that two figures share if anything could make them figures of one thing.
* The steps of ceasefires of a conflict, or of a story of no known one.

So the records of all claims are those of the groups put together, and a new report changes only the groups that its
claims are in.  This holds for the claims of some of the reports only (of one conflict, or without reports that somebody
may not see) just as for all: the groups stay closed, whatever reports are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, TypeVar

import msgspec

from .account import Account
from .agreements import Agreement, alike_deeds, alike_figures, alike_holds
from .ceasefire_steps import step_of
from .dispute import Dispute
from .disputes import story_disputes
from .figures import figures
from .holders import holds, place_disputes
from .incidents import Incident
from .independence import Voices
from .matters import base_of, beside, is_total, told_before, total_of
from .rivals import figure_disputes
from .series import Tally, tallies
from .telling import place_name, towns

CellKind = Literal["figures", "place", "ceasefire"]

Cell = tuple[CellKind, str]
"""The kind of group, and what two claims of one group have in common."""


T = TypeVar("T", Dispute, Agreement)


@dataclass(frozen=True, slots=True)
class Worked:
    """What the claims of a group say side by side."""

    tolls: tuple[Tally, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    agreements: tuple[Agreement, ...] = ()


def of_story(told: Sequence[Account], incident: Mapping[str, int], voices: Voices) -> Worked:
    """The records of a story; ``incident`` gives the incidents of claims by their ids."""
    return Worked(disputes=_each_once(story_disputes(told, incident, voices)))


def of_incident(told: Sequence[Account], voices: Voices) -> Worked:
    """The records of the claims of one incident."""
    return Worked(agreements=_each_once(alike_deeds(told, voices)))


def of_place(place: str, told: Sequence[Account], voices: Voices) -> Worked:
    """The records of one place, by the name that places are compared by; ``told`` of one conflict or story."""
    there = [hold for hold in holds(told) if hold.place == place]
    return Worked((), _each_once(place_disputes(there, voices)), _each_once(alike_holds(there, voices)))


def of_figures(told: Sequence[Account], found: Sequence[Incident], voices: Voices) -> Worked:
    """The records of a group of figures; ``found`` are the incidents that they are of, with all their claims."""
    made = tuple(tallies(told, found))
    return Worked(made, _each_once(figure_disputes(made, voices)), _each_once(alike_figures(made, voices)))


def _each_once(made: Iterable[T]) -> tuple[T, ...]:
    return tuple({one.id: one for one in made}.values())


def cells(told: Sequence[Account], incident: Mapping[str, int]) -> Iterator[tuple[Cell, Account]]:
    """The cells of the claims of one story, which have to be all of it; ``incident`` as in :func:`of_story`."""
    for account in told:
        for cell in place_cells(account):
            yield ("place", cell), account
        if step_of(account) is not None:
            yield ("ceasefire", _about(account)), account
    yield from ((("figures", cell), account) for cell, account in _figure_cells(told, incident))


def place_cells(account: Account) -> set[str]:
    """The cells of a claim that tells who holds places."""
    return {f"{_about(account)}\n{hold.place}" for hold in holds([account])}


def _about(account: Account) -> str:
    """What holds and steps of ceasefires are compared within: the conflict, or the story where none is known."""
    return account.conflict or f"story {account.story_or_report}"


def place_of(cell: str) -> str:
    """The place of a cell of that kind."""
    return cell.partition("\n")[2]


def _figure_cells(told: Sequence[Account], incident: Mapping[str, int]) -> Iterator[tuple[str, Account]]:
    counted = beside(figures(told))
    in_town: defaultdict[str, set[int]] = defaultdict(set)
    for account in told:
        if (number := incident.get(account.claim.id)) is not None:
            for town in towns(account.claim.body.places):
                in_town[place_name(town)].add(number)
    for one in counted:
        figure, account = one.figure, one.figure.account
        if not is_total(figure):
            number = incident.get(account.claim.id)
            yield (f"claim {account.claim.id}" if number is None else f"incident {number}"), account
            continue
        yield _named(base_of(one)), account
        for number in set().union(*(in_town[place_name(t)] for t in towns(figure.toll.places))):
            yield f"incident {number}", account
    for together in told_before(counted):
        for one in together[1:]:
            yield from _joined(together[0].figure.account, one.figure.account)
    reports = defaultdict(list)
    for one in counted:
        reports[one.figure.account.claim.document.id].append(one.figure)
    for report in reports.values():
        for figure in report:
            if figure.toll.scope == "increment" and (total := total_of(figure, report)) is not None:
                yield from _joined(figure.account, total.account)


def _joined(one: Account, other: Account) -> Iterator[tuple[str, Account]]:
    cell = f"with {one.claim.id}"
    yield cell, one
    yield cell, other


def _named(base: Sequence[Hashable]) -> str:
    """A running total's cell: the conflict, the places, and what is counted."""
    parts = [sorted(part) if isinstance(part, frozenset) else part for part in base]
    return f"total {sha256(msgspec.json.encode(parts)).hexdigest()[:24]}"
