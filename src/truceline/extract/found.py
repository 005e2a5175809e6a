"""What an extractor has chosen, each value with the rule that chose it, and the reasons that a claim keeps of it.

The rule is the part that words play ("role:subject", "where:heading", "when:clause"); what the words were known by (a
name, a gazetteer, a reading of a date) is told by the mention that they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from ..records import Actor, Count, Place, Reason, Time
from .context import Context

T = TypeVar("T")
Words = TypeVar("Words", Actor, Count, Place, Time)

Found: TypeAlias = Mapping[T, str]
"""Values in their order, each once, each with the rule that found it; for a field of one value there is one or none."""


def by_rule(by: str, values: Iterable[T]) -> dict[T, str]:
    """The values that one rule finds."""
    return dict.fromkeys(values, by)


def maybe(by: str, value: T | None) -> dict[T, str]:
    """The one value that a rule finds, or none."""
    return {} if value is None else {value: by}


def joined(parts: Iterable[Found[T]]) -> dict[T, str]:
    """All values of several rules; of one that two of them find, the first has found it."""
    made: dict[T, str] = {}
    for part in parts:
        for value, by in part.items():
            made.setdefault(value, by)
    return made


def under(rule: str, values: Found[T]) -> dict[T, str]:
    """The values with the rule that looked there before the one, if any, that found them ("role:subject", "owner")."""
    return {value: f"{rule}:{by}" if by else rule for value, by in values.items()}


def without(values: Found[T], others: Iterable[T]) -> dict[T, str]:
    """The values that are none of the others."""
    left_out = frozenset(others)
    return {value: by for value, by in values.items() if value not in left_out}


def first(values: Found[T]) -> T | None:
    """The first value, or null where there is none."""
    return next(iter(values), None)


def only_first(values: Found[T]) -> Found[T]:
    """The first value with its rule; none where there is none."""
    return {value: values[value] for value in (first(values),) if value is not None}


def reasons(context: Context, part: str, values: Found[Words]) -> Iterator[Reason]:
    """A reason for each value of the field ``part``: the rule, what its words were known by, and the words."""
    for value, by in values.items():
        known = context.known_by(value)
        yield Reason(part=part, by=f"{by}, {known}" if known else by, text=value.text)
