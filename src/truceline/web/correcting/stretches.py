"""Words typed or selected, found again in the text of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...records import Sentence

_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n")


def found(text: str, words: str, near: int) -> tuple[int, int] | None:
    """Where ``words`` stand in ``text``, white space and hidden characters aside; of several places the nearest to
    ``near``.  Null where they do not."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return None
    stretches = (match.span() for match in re.finditer(r"\s+".join(parts), text))
    return min(stretches, key=lambda span: abs(span[0] - near), default=None)


def sentence_around(text: str, start: int, end: int, known: Sequence[Sentence]) -> Sentence:
    """The sentence that ``text[start:end]`` stands in: one that a claim of the report has (``known``), or else what
    stands between the ends of sentences around it, with the place that it has among those known."""
    for one in known:
        if one.start <= start and end <= one.end:
            return one
    borders = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    first = max(border for border in borders if border <= start)
    last = min(border for border in borders if border >= end)
    stretch = text[first:last]
    first += len(stretch) - len(stretch.lstrip())
    words = stretch.strip()
    before = [one.index for one in known if one.end <= first]
    return Sentence(index=max(before, default=-1) + 1, start=first, end=first + len(words), text=words)
