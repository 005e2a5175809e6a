"""Counts that lean on the harm told before them: "Among them, 19 were foreigners", "the police said 323"."""

from __future__ import annotations

from dataclasses import replace

from .tolls_line import Line
from .tolls_links import Link
from .tolls_lists import right_list
from .tolls_parts import INCLUDE
from .tolls_phrases import head_in, run_end
from .tolls_tables import HarmEntry, is_person
from .tolls_triggers import Trigger
from .tolls_victims import Phrase
from .tolls_words import words

_THEM = frozenset({"them", "these", "those"})
_BE = frozenset({"was", "were", "are", "is"})
_GIVING = words("giving")
_ENDS = frozenset({",", ";", ".", ":", "", "and", "while", "but", "as", "”", '"', "’", ")"})


def find_again(line: Line, links: list[Link], before: list[Link]) -> list[Link]:
    """The counts of ``line`` whose harm is told by one of its ``links``, or by those of the sentence before."""
    taken = {x.phrase.first for x in links}
    return [x for x in (*_parts(line, before), *_rivals(line, links, before)) if x.phrase.first not in taken]


def _whole(links: list[Link]) -> Link | None:
    """The count of people that is gone on with: the last; null where two harms could be meant."""
    people = [x for x in links if not x.part and x.entry.victims == "persons"]
    return people[-1] if people and len({x.harm for x in people}) == 1 else None


def _at(line: Line, p: int, entry: HarmEntry) -> Trigger:
    return Trigger(p, p, (entry,), "word", line.tokens[p])


def _pointer(line: Line) -> int | None:
    """The position after "Among them", "Of these", "They included" at the head of the sentence."""
    p = 1 if line.low(0) in ('"', "“", "‘", "-", "–") else 0
    if line.low(p) in ("among", "of") and line.low(p + 1) in _THEM:
        return p + 2
    after = p + 2 if line.low(p + 1) in ("also", "reportedly") else p + 1
    return after + 1 if line.low(p) == "they" and line.low(after) in INCLUDE else None


def _parts(line: Line, before: list[Link]) -> list[Link]:
    p = _pointer(line)
    whole = _whole(before)
    if p is None or whole is None:
        return []
    if line.low(p - 1) in INCLUDE or line.low(p) in _BE:
        first = p if line.low(p - 1) in INCLUDE else p + 1
        listed = right_list(line, first, lambda x: x.persons and x.form != "alone")
        found = [x for x in listed if x.numbered or x.form in ("one", "the one", "named")]
    else:
        found = [named for x in line.phrases if (named := _told_kind(line, x)) is not None]
    return [replace(whole, trigger=_at(line, p - 1, whole.entry), phrase=x, part=True, active=False) for x in found]


def _told_kind(line: Line, number: Phrase) -> Phrase | None:
    """ "19 were foreigners": the number with the noun behind the verb."""
    q = number.last + 1
    if number.form != "alone" or not number.numbered or line.low(q) not in _BE:
        return None
    last = run_end(line.tokens, q + 1)
    head = head_in(line.tokens, q + 1, last)
    named = tuple(line.low(r) for r in range(q + 1, last + 1))
    return replace(number, words=named, form="counted") if head is not None and is_person(named) else None


def _rivals(line: Line, links: list[Link], before: list[Link]) -> list[Link]:
    """ "250 were killed, the ministry said; the police said 323": another figure for the same."""
    found: list[Link] = []
    for phrase in line.phrases:
        if not _given(line, phrase):
            continue
        earlier = [x for x in links if max(x.phrase.last, x.trigger.last) < phrase.first]
        whole = _whole(earlier or before)
        if whole is not None:
            own = _at(line, phrase.last, whole.entry)
            named = whole.phrase.words if whole.phrase.form == "counted" else ()
            found.append(replace(whole, trigger=own, phrase=replace(phrase, words=named), active=False))
    return found


def _given(line: Line, phrase: Phrase) -> bool:
    """Whether a number alone is what somebody says: "said 323", "could confirm dozens", "spoke of 40"."""
    if phrase.form != "alone" or not phrase.numbered or line.low(phrase.last + 1) not in _ENDS:
        return False
    count = phrase.count.count if phrase.count is not None else None
    if count is None or max(count.best or 0, count.low or 0, count.high or 0) < 2:
        return False
    p = phrase.first - 1
    while line.low(p) in ("the", "only", "just"):
        p -= 1
    if line.low(p) in ("of", "at") and line.low(p - 1) in ("spoke", "speaks", "speak", "it", "them"):
        return line.low(p) == "of" or line.low(p - 2) in words("putting")
    return line.low(p) in _GIVING
