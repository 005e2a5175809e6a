"""Claims that people added in a round without knowing of each other: which of them are one and the same.

Two claims that two people added are one unit where they are of one document and one kind and their words overlap.  Of
several that could be, those that say most of the same are matched first, then those that share most of their words;
nobody's claim is matched with two of one other person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from .content import fields
from .folding import content_of
from .records import Decision

By = Mapping[str, Decision]
"""The verdict of each person on one claim."""


def units(added: Mapping[str, By]) -> list[dict[str, Decision]]:
    """The verdicts by unit, of those on added claims by their ids."""
    groups: dict[str, dict[str, Decision]] = {item: dict(by) for item, by in added.items() if by}
    alike = [(_likeness(groups[one], groups[other]), one, other) for one, other in _near(groups)]
    at = {item: item for item in groups}
    for (_, overlap), one, other in sorted(alike, key=lambda pair: (-pair[0][0], -pair[0][1], *pair[1:])):
        first, second = at[one], at[other]
        if overlap <= 0 or groups[first].keys() & groups[second].keys():
            continue
        groups[first] |= groups.pop(second)
        at.update({item: first for item, group in at.items() if group == second})
    return list(groups.values())


def _near(groups: Mapping[str, By]) -> Sequence[tuple[str, str]]:
    """The pairs of claims of one document and one kind."""
    by_kind: dict[tuple[str | None, str | None], list[str]] = {}
    for item, by in sorted(groups.items()):
        first = next(iter(by.values()))
        by_kind.setdefault((first.document, first.kind), []).append(item)
    return [pair for items in by_kind.values() for pair in combinations(items, 2)]


def _likeness(one: By, other: By) -> tuple[int, int]:
    """How many fields two claims have in common, and how many characters."""
    first, second = next(iter(one.values())), next(iter(other.values()))
    told, said = (fields(content) if (content := content_of(d)) else {} for d in (first, second))
    same = sum(said.get(name) == value for name, value in told.items() if name != "span")
    return same, min(first.span_end or 0, second.span_end or 0) - max(first.span_start or 0, second.span_start or 0)
