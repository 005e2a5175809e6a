"""The form of an answer: what a model may say of a claim, in the contract's own categories and in quoted words only.

Ids, offsets, dates, codes and coordinates have no place in it: these are the program's business.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct, field

from ..extract.tolls_tables import victims
from ..knowledge.rules import modes
from ..records import ControlAction, EventType, Harm, LossObject, Modality, Scope

Quoted = Annotated[str, Meta(min_length=1, max_length=2000)]
"""Words of the report, letter for letter."""

Several = Annotated[list[Quoted], Meta(max_length=30)]


class _Answer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base: a field that was not asked for makes the claim one of another form."""


class SourceAnswer(_Answer, frozen=True, kw_only=True):
    """One voice of a chain: the words for who speaks, and for the saying, in one sentence."""

    sentence: int
    who: Quoted
    cue: Quoted | None


class ClaimAnswer(_Answer, frozen=True, kw_only=True, tag_field="kind"):
    """What all claims have: the number of the sentence, the stretch of it that carries the claim, and who says so."""

    sentence: int
    quote: Quoted
    sources: Annotated[list[SourceAnswer], Meta(max_length=8)]
    channel: Quoted | None
    said: Quoted | None
    modality: Modality


class EventAnswer(ClaimAnswer, frozen=True, kw_only=True, tag="event"):
    """An event."""

    type: EventType
    mode: str | None
    trigger: Quoted
    actors: Several
    recipients: Several
    places: Several
    time: Quoted | None
    condition: Quoted | None
    instrument: Quoted | None


class TollAnswer(ClaimAnswer, frozen=True, kw_only=True, tag="toll"):
    """A toll."""

    harm: Harm
    object: LossObject
    group: str | None
    side: Quoted | None
    count: Quoted
    scope: Scope | None
    period: Quoted | None
    places: Several
    blamed: Several


class ControlAnswer(ClaimAnswer, frozen=True, kw_only=True, tag="control"):
    """A claim of control."""

    action: ControlAction
    wording: Quoted
    by: Quoted | None
    from_: Quoted | None = field(name="from")
    places: Several
    count: Quoted | None
    time: Quoted | None


AnyAnswer = EventAnswer | TollAnswer | ControlAnswer


class _Whole(_Answer, frozen=True, kw_only=True):
    claims: list[AnyAnswer]


#: Keywords that strict structured output does not take; the program checks them itself.
_NOT_STRICT = frozenset(
    {"title", "description", "discriminator", "default", "minLength", "maxLength", "minItems", "maxItems"}
)


@cache
def event_modes() -> tuple[str, ...]:
    """The modes that an event may have."""
    return tuple(mode.mode for mode in modes())


@cache
def victim_groups() -> tuple[str, ...]:
    """The groups that victims may belong to."""
    return tuple(sorted({entry.group for entry in victims().groups if entry.group}))


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of an answer, in the part of the language that strict structured output understands."""
    made = msgspec.json.schema(_Whole)
    defined = {name: _strict(part) for name, part in made["$defs"].items() if name != "_Whole"}
    defined["EventAnswer"]["properties"]["mode"] = _one_of(event_modes())
    defined["TollAnswer"]["properties"]["group"] = _one_of(victim_groups())
    root: dict[str, Any] = _strict(made["$defs"]["_Whole"])
    return {**root, "$defs": defined}


def _one_of(words: tuple[str, ...]) -> dict[str, Any]:
    return {"anyOf": [{"enum": list(words), "type": "string"}, {"type": "null"}]}


def _strict(part: Any) -> Any:
    if isinstance(part, list):
        return [_strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    kept: dict[str, Any] = {}
    for name, value in part.items():
        if name == "properties":
            kept[name] = {field_name: _strict(each) for field_name, each in value.items()}
        elif name not in _NOT_STRICT:
            kept[name] = _strict(value)
    if "enum" in kept and "type" not in kept:
        kept["type"] = "string"
    return kept
