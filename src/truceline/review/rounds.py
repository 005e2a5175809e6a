"""Rounds of review, folded from the decisions that open and close them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from .folding import standing
from .records import Decision, Round


def rounds(decisions: Iterable[Decision]) -> list[Round]:
    """The rounds that were opened, in that order."""
    found: dict[str, Round] = {}
    for one in standing(decisions):
        if one.round is None:
            continue
        if one.verb == "open":
            rules = one.new or {}
            filters = {key: _hashable(value) for key, value in (rules.get("filters") or {}).items()}
            found[one.round] = Round(
                name=one.round, double=bool(rules.get("double")), filters=filters,
                opened_at=one.at, opened_by=one.by,
            )  # fmt: skip
        elif one.verb == "close" and one.round in found:
            found[one.round] = replace(found[one.round], closed_at=one.at)
    return list(found.values())


def _hashable(value: Any) -> Any:
    """Several values as a tuple, as filters have them."""
    return tuple(value) if isinstance(value, list) else value
