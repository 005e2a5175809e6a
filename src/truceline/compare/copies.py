"""Copies: reports that are one text, whole or in good part, under other names or in other versions.

A copy is a report like any other and is kept; this says what it is a copy of, how much of it, and which of the two is
likely to be the earlier one.  Whoever counts how many sources say a thing counts a copy's claims once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from ..records import Document
from ..translation import Templates
from .carriers import carried_from, outlet_of
from .sketches import runs
from .stories import day_of

CopyKind = Literal["same", "longer", "shorter", "rewritten"]
"""What a copy is of its original: the same text; that and more; a part of it; much of it, but changed throughout."""
KINDS: tuple[CopyKind, ...] = get_args(CopyKind)

WHYS = Templates({
    "names": "it names %(name)s as its source",
    "carries": "it carries a text of %(name)s, the other names no agency",
    "later": "it was published later (%(day)s, not %(first)s)",
    "unknown": "nothing tells which was first",
    "longer": "it is the longer of two versions of one outlet",
    "shorter": "it is the shorter of two versions",
})  # fmt: skip
"""What tells which of two texts is the copy.  It is stored in English, and read again as the phrase that it was."""

WHOLE = 0.85
"""A text of which so much is in the other is in it as a whole."""

PART = 0.5
"""Of the shorter text so much must be in the longer one at least."""

FIGURES = 3
"""Two texts with so many figures each of which most differ are a form filled in anew, if of different days."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Text:
    """What of a report is compared: ``day`` is that of its publication (ISO), where it is known."""

    id: str
    day: str | None
    outlet: str | None
    carried_from: str | None
    runs: frozenset[str]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """That ``copy`` is a copy of ``of``: how much of each text is in the other (0 to 1), and why it is this way round.

    ``sure`` is false where only their lengths tell, or nothing does: outlets add to their own reports in the course of
    a day, and cut those of others.  Of equally long ones the first by id stands for the original.
    """

    copy: str
    of: str
    kind: CopyKind
    share_of_copy: float
    share_of_original: float
    sure: bool
    why: str


def text_of(document: Document) -> Text:
    """A document, reduced to what is compared."""
    day = day_of(document.published)
    return Text(
        id=document.id,
        day=day.isoformat() if day else None,
        outlet=outlet_of(document),
        carried_from=carried_from(document),
        runs=runs(document.text),
        figures=tuple(_NUMBER.findall(document.text)),
    )


def compare(first: Text, second: Text) -> Copy | None:
    """Whether one of two texts is a copy of the other, and which; null where they are different reports."""
    if not first.runs or not second.runs:
        return None
    shared = len(first.runs & second.runs)
    if shared / min(len(first.runs), len(second.runs)) < PART or _is_form(first, second):
        return None
    original, copy, sure, why = _which_is_first(first, second)
    of_copy, of_original = shared / len(copy.runs), shared / len(original.runs)
    return Copy(copy.id, original.id, _kind(of_copy, of_original), round(of_copy, 3), round(of_original, 3), sure, why)


def _kind(of_copy: float, of_original: float) -> CopyKind:
    if of_copy >= WHOLE:
        return "same" if of_original >= WHOLE else "shorter"
    return "longer" if of_original >= WHOLE else "rewritten"


def _is_form(first: Text, second: Text) -> bool:
    """Whether the two are one form of words with other figures in it, as daily bulletins of losses are."""
    if first.day is None or second.day is None or first.day == second.day:
        return False
    if min(len(first.figures), len(second.figures)) < FIGURES:
        return False
    shared = (Counter(first.figures) & Counter(second.figures)).total()
    return shared / min(len(first.figures), len(second.figures)) < PART


def _which_is_first(first: Text, second: Text) -> tuple[Text, Text, bool, str]:
    """The likely original, the likely copy, whether anything tells, and what does."""
    for one, other in ((first, second), (second, first)):
        if one.carried_from is not None and one.carried_from == other.outlet:
            return other, one, True, WHYS.of("names", name=one.carried_from)
    for one, other in ((first, second), (second, first)):
        if one.carried_from is not None and other.carried_from is None:
            return other, one, False, WHYS.of("carries", name=one.carried_from)
    if first.day and second.day and first.day != second.day:
        one, other = sorted((first, second), key=lambda t: t.day or "")
        return one, other, True, WHYS.of("later", day=other.day, first=one.day)
    short, long = sorted((first, second), key=lambda t: (len(t.runs), t.id))
    if len(short.runs) == len(long.runs):
        return short, long, False, WHYS.of("unknown")
    if short.outlet is not None and short.outlet == long.outlet:
        return short, long, False, WHYS.of("longer")
    return long, short, False, WHYS.of("shorter")


def originals(copies: Iterable[Copy]) -> dict[str, str]:
    """For each report that has to do with copies, the one that all of its group go back to.

    Within a group that is the report which is a copy of none, as surely as can be told; of several the first by id.
    """
    several = list(copies)
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for copy in several:
        root[find(copy.copy)] = find(copy.of)
    members: dict[str, list[str]] = {}
    for name in root:
        members.setdefault(find(name), []).append(name)
    surely, maybe = {c.copy for c in several if c.sure}, {c.copy for c in several}
    first = {name: min(group, key=lambda m: (m in surely, m in maybe, m)) for name, group in members.items()}
    return {name: first[find(name)] for name in root}
