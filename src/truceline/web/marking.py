"""A text cut into paragraphs, and these into pieces at the ends of spans, so that spans may overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..records import Claim
from ..views.phrases import shown

_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, where it begins, the claims (by their numbers) whose spans it lies in, and the kinds of these.

    ``text`` has as many characters as the stretch, so that what is selected on a page can be found in the report.
    """

    text: str
    at: int
    claims: tuple[int, ...]
    kinds: tuple[str, ...]


def paragraphs(text: str, claims: Sequence[Claim]) -> list[list[Piece]]:
    """The paragraphs of a text as pieces."""
    bounds = [0, *(b for m in _BREAK.finditer(text) for b in m.span()), len(text)]
    cut = [(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True) if text[start:end].strip()]
    return [list(_pieces(text, start, end, claims)) for start, end in cut]


def _pieces(text: str, start: int, end: int, claims: Sequence[Claim]) -> Iterator[Piece]:
    inside = [(i, c) for i, c in enumerate(claims) if c.span.start < end and c.span.end > start]
    ends = {max(min(at, end), start) for _, c in inside for at in (c.span.start, c.span.end)}
    cuts = sorted({start, end, *ends})
    for left, right in pairwise(cuts):
        over = [(i, c) for i, c in inside if c.span.start <= left < c.span.end]
        yield Piece(
            shown(text[left:right]),
            left,
            tuple(i for i, _ in over),
            tuple(sorted({c.kind for _, c in over})),
        )
