"""Whose people a toll counts, where, when and by whom, each with its rule; and the reasons of all its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..records import Actor, Place, Reason, Scope, Time, Toll
from .context import Context
from .found import Found, reasons
from .tolls_line import Line
from .tolls_links import Link


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is told around a count, with the rules that found it; of all but places and blamed there is one or none."""

    side: Found[Actor]
    group: Found[str]
    scope: Found[Scope]
    period: Found[Time]
    places: Found[Place]
    blamed: Found[Actor]


def why(context: Context, line: Line, link: Link, body: Toll, found: Circumstances) -> tuple[Reason, ...]:
    """A reason for each field, and one of the whole for a part of another count."""
    return tuple(_why(context, line, link, body, found))


def _why(context: Context, line: Line, link: Link, body: Toll, found: Circumstances) -> Iterator[Reason]:
    phrase = link.phrase
    harmed = line.text(phrase.first, phrase.last)
    named = harmed if phrase.words and phrase.words[-1] in harmed.lower() else None  # else the words stand elsewhere
    words = line.text(link.trigger.first, link.trigger.last)
    yield Reason(part="toll.harm", by=f"harm:{link.entry.id}", text=words)
    yield Reason(part="toll.object", by=f"victims:{link.entry.victims}", text=named)
    yield Reason(
        part="toll.count", by=phrase.count.by if phrase.count else f"count.{phrase.form}", text=body.count.text
    )
    if body.group is not None:
        yield from (Reason(part="toll.group", by=f"{by}:{group}", text=named) for group, by in found.group.items())
    yield from reasons(context, "toll.side", found.side)
    yield from reasons(context, "toll.blamed", found.blamed)
    yield from (Reason(part="toll.scope", by=by) for by in found.scope.values())
    yield from reasons(context, "toll.period", found.period)
    yield from reasons(context, "toll.places", found.places)
    if link.part:
        yield Reason(part="toll", by="part")
