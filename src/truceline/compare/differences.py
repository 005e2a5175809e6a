"""What differs between two texts, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from .words import stems

_BOUNDARY = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]?[^\W\d_a-z])|\s*\n\s*")
_ALIKE = 0.5
"""A sentence of which so much is left is the same one, reworded."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One sentence that differs: ``before`` in the first text, ``after`` in the second; null where it is not there."""

    kind: Literal["added", "removed", "changed"]
    before: str | None
    after: str | None


def sentences(text: str) -> list[str]:
    """The sentences of a text, cut at full stops and line breaks, without the parser."""
    return [piece.strip() for piece in _BOUNDARY.split(text) if piece.strip()]


def differences(first: str, second: str) -> list[Difference]:
    """What was added, removed and reworded from the first text to the second, in order.

    Case, white space and marks make no difference; a number does.
    """
    before, after = sentences(first), sentences(second)
    keys = [" ".join(stems(s)) for s in before], [" ".join(stems(s)) for s in after]
    found: list[Difference] = []
    for what, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if what != "equal":
            found += _block(before[a:b], after[c:d])
    return found


def _block(before: list[str], after: list[str]) -> Iterator[Difference]:
    """The differences of a stretch in which no sentence is the same: each is paired with the one it is most like."""
    left = list(before)
    for sentence in after:
        best = max(left, key=lambda old: _likeness(old, sentence), default=None)
        if best is None or _likeness(best, sentence) < _ALIKE:
            yield Difference("added", None, sentence)
            continue
        for gone in left[: left.index(best)]:
            yield Difference("removed", gone, None)
        left = left[left.index(best) + 1 :]
        if stems(best) != stems(sentence):
            yield Difference("changed", best, sentence)
    for gone in left:
        yield Difference("removed", gone, None)


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, stems(first), stems(second), autojunk=False).ratio()
