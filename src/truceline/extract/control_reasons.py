"""Who holds what since when, each with the rule that found it; and the reasons of all fields of a claim of control."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..records import Actor, Count, Place, Reason, Time
from .context import Context
from .found import Found, reasons


@dataclass(frozen=True, slots=True)
class Holding:
    """What changed hands and between whom, with the rules that found it; of all but the places there is one or none."""

    by: Found[Actor]
    from_: Found[Actor]
    places: Found[Place]
    count: Found[Count]
    time: Found[Time]


def why(context: Context, rule: str, words: str, holding: Holding) -> tuple[Reason, ...]:
    """A reason for each field: ``rule`` made the claim of ``words``."""
    return tuple(_why(context, rule, words, holding))


def _why(context: Context, rule: str, words: str, holding: Holding) -> Iterator[Reason]:
    yield Reason(part="control.action", by=rule, text=words)
    yield Reason(part="control.wording", by=rule, text=words)
    yield from reasons(context, "control.by", holding.by)
    yield from reasons(context, "control.from", holding.from_)
    yield from reasons(context, "control.places", holding.places)
    yield from reasons(context, "control.count", holding.count)
    yield from reasons(context, "control.time", holding.time)
