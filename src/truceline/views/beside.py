"""What claims say when they are laid side by side, as records that are ready to be shown: rival tolls, disputes,
ceasefires.  See :mod:`truceline.views.briefing`."""

from __future__ import annotations

from dataclasses import dataclass

from .briefing import AnyLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure of a band.  ``first`` and ``last`` are the days it is of (ISO), empty where they are not known.

    ``low``, ``best`` and ``high`` are the numbers of the contract; ``added`` is true for what is new since a total;
    ``outlets`` published it, ``ids`` are the claims.
    """

    first: str
    last: str
    count: str
    low: int | None
    best: int | None
    high: int | None
    added: bool
    outlets: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One claimant's figures for one thing, by the days they are of; ``notes`` say what they do among themselves."""

    claimant: str
    stated: tuple[Stated, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """What is counted, and the figures of each claimant."""

    title: str
    claimed: tuple[Claimed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim in a dispute: ``who`` says it, in which ``line`` of a report, and ``what``: a figure, or the gist.

    ``as_of`` are the days that a figure is of, or on which it is said to have happened.  ``copied`` is true where the
    report is a copy of another; ``ties`` say how who says it stands to those of the other positions, ``marks`` how to
    what he says.
    """

    who: str
    line: AnyLine
    what: str
    as_of: str
    copied: bool
    ties: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A position of a dispute: what it says, in neutral words, and the claims that say so."""

    says: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A dispute, or an agreement, which has one side: what it is about, and what makes it one."""

    id: str
    about: str
    why: str
    days: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a ceasefire, as all that tell it do; ``mark`` is set where it is not told as taken."""

    day: str
    what: str
    mark: str
    who: str
    whom: str
    terms: str
    told_by: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truce:
    """The last steps of the ceasefires of a conflict, and the state they are in after the last one, with the reasons.

    ``more`` steps before them are not shown.  ``title`` is that of a story of no known conflict, else empty.
    """

    title: str
    state: str
    reasons: tuple[str, ...]
    steps: tuple[Step, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """All of it for one conflict; ``more_...`` of a sort are not shown.  Ceasefires are apart story by
    story where no conflict is known."""

    rivals: tuple[Rivals, ...] = ()
    more_rivals: int = 0
    disputes: tuple[Matrix, ...] = ()
    more_disputes: int = 0
    truces: tuple[Truce, ...] = ()
    more_truces: int = 0
