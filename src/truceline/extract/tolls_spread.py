"""Counts of one harm told place by place or day by day: "eight died in Goma, five in Bukavu and three in Uvira"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .tolls_line import Line, connector
from .tolls_links import Link
from .tolls_words import words

_WHERE = words("strict_locatives") | {"on", "outside", "from"}
#: How many tokens one place may take: "in the northern town of El Fasher".
_REACH = 9


def find_spread(line: Line, links: list[Link]) -> list[Link]:
    """The counts that share the harm word and the victims of a count before them, each with a place of its own."""
    taken = {x.phrase.first for x in links}
    return [
        found
        for link in links
        if link.phrase.numbered and not link.part and link.entry.pattern in ("verb", "intransitive", "adjective")
        for found in _after(line, link)
        if found.phrase.first not in taken
    ]


def _after(line: Line, link: Link) -> Iterator[Link]:
    p = max(link.phrase.last, link.trigger.last) + 1
    while line.low(p) in _WHERE:
        after = _past_place(line, p)
        number = line.covering(after) if after is not None else None
        if number is None or number.form != "alone" or number.first != after or line.low(number.last + 1) not in _WHERE:
            return
        yield replace(link, phrase=replace(number, words=link.phrase.words or ("people",), form="counted"))
        p = number.last + 1


def _past_place(line: Line, p: int) -> int | None:
    """The position after the place at ``p`` and the comma or "and" behind it; null where something else is told."""
    for q in range(p + 1, min(p + _REACH, len(line.tokens))):
        after = connector(line, q)
        if after != q:
            return after
        if line.counted_at(q) or line.trigger_at(q) is not None or line.tag(q) in ("VBD", "VBZ", "VBP", ":", "."):
            return None
    return None
