"""Who did it, to or with whom, where and when in an event, each with its rule; and the reasons of all its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..records import Actor, Event, Place, Reason, Time
from .context import Context
from .event_hits import Hit
from .found import Found, reasons


@dataclass(frozen=True, slots=True)
class Roles:
    """What the roles around the verb or noun of an event hold, with the rules that found it."""

    actors: Found[Actor]
    recipients: Found[Actor]
    places: Found[Place] = field(default_factory=dict)
    time: Found[Time] = field(default_factory=dict)


def mode_rule(hit: Hit) -> str:
    """The rule by which a mode was found."""
    return f"ontology:{hit.mode.mode}:{hit.how}"


def why(context: Context, body: Event, by: str, hit: Hit | None, roles: Roles) -> tuple[Reason, ...]:
    """A reason for each field: ``by`` is the rule of the type, and of the mode where ``hit`` does not name it."""
    return tuple(_why(context, body, by, hit, roles))


def _why(context: Context, body: Event, by: str, hit: Hit | None, roles: Roles) -> Iterator[Reason]:
    word = body.trigger.text
    yield Reason(part="event.type", by=by, text=word)
    if hit is not None:
        yield Reason(part="event.mode", by=mode_rule(hit), text=context.doc[hit.start : hit.end].text)
    elif body.mode is not None:
        yield Reason(part="event.mode", by=by, text=word)
    yield Reason(part="event.trigger", by=by, text=word)
    yield from reasons(context, "event.actors", roles.actors)
    yield from reasons(context, "event.recipients", roles.recipients)
    yield from reasons(context, "event.places", roles.places)
    yield from reasons(context, "event.time", roles.time)
    if body.condition is not None:
        yield Reason(part="event.condition", by="clause:condition", text=body.condition)
    if body.instrument is not None:
        yield Reason(part="event.instrument", by="word_classes:event_role.instruments", text=body.instrument)
