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
