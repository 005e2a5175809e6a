"""From what the encoder sees to names of people, bodies and places."""

from __future__ import annotations

from functools import cache

import numpy as np

from .encoder import NAMES, Floats, Seen

Name = tuple[int, int, str]

_NEVER = np.float32(-1e4)


def names(seen: Seen) -> list[Name]:
    """The names of one window as start, end and kind, in order."""
    found: list[Name] = []
    for (start, end), tag in zip(seen.places, _likeliest(seen.names), strict=True):
        if tag and tag % 2 == 0:
            found[-1] = (found[-1][0], end, found[-1][2])
        elif tag:
            found.append((start, end, NAMES[(tag - 1) // 2]))
    return found


def _likeliest(scores: Floats) -> list[int]:
    """The tags, [n, 13] scores given, of which the inside of a name only follows a name of its kind (Viterbi 1967)."""
    if not len(scores):
        return []
    follows = _follows()
    best = scores[0] + follows[0]  # as behind a word without a name
    before: list[list[int]] = []
    for row in scores[1:]:
        reached = best[:, None] + follows
        from_tag = reached.argmax(axis=0)
        before.append(from_tag.tolist())
        best = reached[from_tag, np.arange(len(row))] + row
    tags = [int(best.argmax())]
    for from_tag in reversed(before):
        tags.append(from_tag[tags[-1]])
    return tags[::-1]


@cache
def _follows() -> Floats:
    """[13, 13]: 0 where the second tag may follow the first, else very little."""
    count = 1 + 2 * len(NAMES)
    table = np.zeros((count, count), dtype=np.float32)
    for inside in range(2, count, 2):
        table[:, inside] = _NEVER
        table[[inside - 1, inside], inside] = 0
    return table
