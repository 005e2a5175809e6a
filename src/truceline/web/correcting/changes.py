"""What a correction changed, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .values import flat

_UNSAID = ("id", "document", "why", "confidence", "conflict")
"""What follows from other fields, or is none that people change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after; empty where it was not said."""

    field: str
    before: str
    after: str


def changed(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[Change]:
    """The fields in which two claims in the form of the contract differ, in the order of the first."""
    before, after = (dict(flat("", dict(one or {}))) for one in (old, new))
    names = [name for name in dict.fromkeys((*before, *after)) if _told(name)]
    return [
        Change(name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    ]


def _told(name: str) -> bool:
    first, _, _ = name.partition(".")
    if first in _UNSAID:
        return False
    return not (first in ("span", "sentence") or ".trigger." in name) or name.endswith(".text")
