"""A report, and what a model that reads well says of it."""

from __future__ import annotations

from typing import Any

TEXT = (
    "The regional governor said on Wednesday that shelling had killed at least nine people in Kramatorsk.\n\n"
    "Azerbaijan's defence ministry said in a statement that its troops had liberated three villages near Hadrut.\n\n"
    "Turkey called for an immediate ceasefire on Monday. Shelling had killed at least nine people in Kramatorsk."
)
"""Its last sentence repeats words of the first."""

PUBLISHED = "2022-04-13"

ALL: dict[str, Any] = {"sources": [], "channel": None, "said": None, "modality": "actual"}


def source(who: str, cue: str | None, sentence: int = 0) -> dict[str, Any]:
    """One voice of a chain."""
    return {"sentence": sentence, "who": who, "cue": cue}


def toll(**fields: Any) -> dict[str, Any]:
    """At least nine killed, said the governor."""
    return {
        "kind": "toll", "sentence": 0, "quote": "shelling had killed at least nine people", **ALL,
        "sources": [source("The regional governor", "said")], "said": "on Wednesday", "harm": "killed",
        "object": "persons", "group": None, "side": None, "count": "at least nine", "scope": "incident",
        "period": None, "places": ["Kramatorsk"], "blamed": [], **fields,
    }  # fmt: skip


def control(**fields: Any) -> dict[str, Any]:
    """Three villages taken, said the ministry."""
    return {
        "kind": "control", "sentence": 1, "quote": "its troops had liberated three villages", **ALL,
        "sources": [source("Azerbaijan's defence ministry", "said", 1)], "channel": "statement", "action": "captured",
        "wording": "liberated", "by": "its troops", "from": None, "places": ["Hadrut"], "count": "three",
        "time": None, **fields,
    }  # fmt: skip


def call(**fields: Any) -> dict[str, Any]:
    """A call for a ceasefire."""
    return {
        "kind": "event", "sentence": 2, "quote": "called for an immediate ceasefire", **ALL, "type": "REQUEST",
        "mode": "ceasefire", "trigger": "called for", "actors": ["Turkey"], "recipients": [], "places": [],
        "time": "on Monday", "condition": None, "instrument": None, **fields,
    }  # fmt: skip


def without(claim: dict[str, Any], field: str) -> dict[str, Any]:
    """The claim with a field left out."""
    return {name: value for name, value in claim.items() if name != field}
