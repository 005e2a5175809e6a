"""From what the encoder sees to names of people, bodies and places."""

from __future__ import annotations

from .encoder import NAMES, Seen

Name = tuple[int, int, str]


def names(seen: Seen) -> list[Name]:
    """The names of one window as start, end and kind, in order."""
    found: list[Name] = []
    for i, tag in enumerate(seen.names.argmax(axis=-1).tolist()):
        start, end = seen.places[i]
        if tag == 0:
            continue
        kind, inside = NAMES[(tag - 1) // 2], tag % 2 == 0
        if inside and found and seen.places[i - 1][1] == found[-1][1] and kind == found[-1][2]:
            found[-1] = (found[-1][0], end, found[-1][2])
        else:
            found.append((start, end, kind))
    return found
