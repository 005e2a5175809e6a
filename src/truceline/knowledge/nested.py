"""Conflicts within larger ones: a war of four days within a conflict of decades (``part_of``)."""

from __future__ import annotations

from collections.abc import Iterable

from .loader import load_conflicts


def with_parts(ids: Iterable[str]) -> tuple[str, ...]:
    """These conflicts with all that are part of one of them, each once: whoever asks for a conflict asks for its
    wars too."""
    found = dict.fromkeys(ids)
    size = -1
    while size != len(found):
        size = len(found)
        found.update(dict.fromkeys(c.id for c in load_conflicts() if c.part_of in found))
    return tuple(found)


def wars_of(conflict: str) -> tuple[str, ...]:
    """This conflict, and those that it is part of, the innermost first."""
    above = {c.id: c.part_of for c in load_conflicts()}
    found = [conflict]
    while (whole := above.get(found[-1])) is not None:
        found.append(whole)
    return tuple(found)


def innermost(ids: Iterable[str]) -> str | None:
    """The innermost conflict that all of these are, or are part of; null where there is none."""
    several = [wars_of(one) for one in dict.fromkeys(ids)]
    return next((war for war in several[0] if all(war in others for others in several)), None) if several else None


def whole_of(ids: Iterable[str]) -> str | None:
    """The conflict of which these are all: itself and its parts; null where there is none."""
    war = innermost(given := set(ids))
    return war if war is not None and set(with_parts((war,))) == given else None
