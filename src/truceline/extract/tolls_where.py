"""Where the harm was done: the place named nearest in the sentence that is not somebody who speaks or acts."""

from __future__ import annotations

from ..records import Place
from .context import Context
from .mentions import PlaceMention
from .tolls_links import Link
from .tolls_lists import Line
from .tolls_words import words

_LOCATIVE = words("locatives")
_SOURCES = frozenset({"said", "says", "told", "reported", "according"})


def places_of(context: Context, line: Line, link: Link) -> tuple[Place, ...]:
    """The places of a toll: the nearest group of places after the harm word, else before it; may be none."""
    start, end = line.tokens[0].idx, line.tokens[-1].idx + len(line.tokens[-1])
    actors = [(m.start, m.end) for m in context.actors]
    inside = [
        m for m in context.places if start <= m.start < end and not any(a <= m.start and m.end <= b for a, b in actors)
    ]
    located = [m for m in inside if _located(line, m)]
    if not located:
        return ()
    anchor = line.tokens[link.trigger.last].idx
    after = [m for m in located if m.start > anchor and not _said_between(line, anchor, m.start)]
    before = [m for m in located if m.start <= anchor]
    chosen = after[0] if after else before[-1] if before else None
    if chosen is None:
        return ()
    return tuple(dict.fromkeys(m.place for m in _group(context, inside, chosen)))


def _located(line: Line, m: PlaceMention) -> bool:
    p = next((q for q, t in enumerate(line.tokens) if t.idx >= m.start), None)
    if p is None:
        return False
    for q in range(p - 1, max(-1, p - 9), -1):
        if line.low(q) in _LOCATIVE:
            return True
        if line.tag(q) in ("VBD", "VBZ", "VBP", ".", ";") or (line.low(q) == "and" and q < p - 1):
            return False
    return False


def _said_between(line: Line, a: int, b: int) -> bool:
    return any(a < t.idx < b and t.lower_ in _SOURCES for t in line.tokens)


def _group(context: Context, inside: list[PlaceMention], chosen: PlaceMention) -> list[PlaceMention]:
    """The chosen place and those listed with it: "in Rafah and Khan Younis"; a wider place after a comma is not one."""
    found = [chosen]
    for m in sorted(inside, key=lambda x: x.start):
        between = context.doc.text[found[-1].end : m.start].strip().lower() if m.start > found[-1].end else None
        if between in ("and", ", and", "as well as"):
            found.append(m)
    return found
