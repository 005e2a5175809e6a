"""A text cut into windows for the encoder: whole lines, up to a length, so that no speaker is cut from his words."""

from __future__ import annotations

import re

#: Longest window, in characters; a single longer line stands alone up to ``LONGEST_LINE``.
WINDOW = 700
LONGEST_LINE = 1400

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+")


def windows(text: str) -> list[tuple[int, int]]:
    """Start and end offsets (code points) of the windows of ``text``, in order; only line breaks stand between them."""
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        for start, end in _pieces(text, line.start(), line.end()):
            if found and end - found[-1][0] <= WINDOW:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line, cut behind sentences (else at a space, else anywhere) where it is too long."""
    found: list[tuple[int, int]] = []
    while end - start > LONGEST_LINE:
        ends = [m.end() for m in _SENTENCE_END.finditer(text, start, start + LONGEST_LINE)]
        cut = ends[-1] if ends else text.rfind(" ", start + 1, start + LONGEST_LINE) + 1 or start + LONGEST_LINE
        found.append((start, cut))
        start = cut
    found.append((start, end))
    return found
