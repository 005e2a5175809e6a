"""What the mention finders find: actors, places, times and counts, each where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..records import Actor, Count, Place, Time

TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]
Grain = Literal["day", "week", "month", "quarter", "season", "year", "decade", "century", "part_of_day", "unknown"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A noun phrase that denotes an actor.  ``head`` is the index (``token.i``) of its head token."""

    start: int
    end: int
    head: int
    actor: Actor
    by: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text.  ``head`` is the index of the head token of the name."""

    start: int
    end: int
    head: int
    place: Place
    by: str


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression.  ``value`` is its TIMEX3 value ("2020-10-14", "2020-W42", "P3D"); ``rule`` the reading."""

    start: int
    end: int
    time: Time
    kind: TimeKind
    grain: Grain
    value: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number with what bounds it ("more than 200").

    ``token`` is the index of the numeral's last token; ``noun`` the index of the token counted
    ("civilians" in "42 Azerbaijani civilians"), or null where the number stands alone ("to 43").
    """

    start: int
    end: int
    token: int
    noun: int | None
    count: Count
    by: str
