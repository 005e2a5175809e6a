"""From quoted words to the records of the contract, by the program's own knowledge of the report.

Who, where, when and how many the words mean is asked of the same mentions that the rules work with; what these do not
know is null, whatever the model may have thought.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

import msgspec

from ..extract.context import Context
from ..extract.counts import count_in
from ..extract.speech import channels
from ..language.text import ParsedText
from ..records import Actor, Count, Place, Time
from .quotes import Stretch


class _Mention(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=_Mention)


def words_at(parsed: ParsedText, at: Stretch) -> str:
    """The words of the stored text."""
    return parsed.document.text[at.start : at.end]


def actor(context: Context, at: Stretch) -> tuple[Actor, str]:
    """The actor that a noun phrase denotes, with its own words, and what says so."""
    words = words_at(context.parsed, at)
    span = context.doc.char_span(at.start, at.end, alignment_mode="expand")
    inside = [m for m in context.actors if at.start <= m.start and m.end <= at.end]
    root = span.root if span is not None else None
    mention = next((m for m in inside if root is not None and m.head == root.i), None) or _exact(inside, at)
    if mention is not None:
        return msgspec.structs.replace(mention.actor, text=words), mention.by
    found = context.actor_at(root) or context.actor_for_modifier(root)
    if found is not None:
        return msgspec.structs.replace(found, text=words), "actor"
    return Actor(text=words), "words alone"


def places(context: Context, at: Stretch) -> tuple[tuple[Place, ...], str]:
    """The places that quoted words name; with coordinates only where the gazetteer knows them."""
    found = [m for m in context.places if m.start < at.end and at.start < m.end]
    if found:
        return tuple(dict.fromkeys(m.place for m in found)), found[0].by
    return (Place(text=words_at(context.parsed, at)),), "words alone"


def time(context: Context, at: Stretch) -> tuple[Time, str]:
    """The days that a time expression means; both null where the program cannot tell."""
    mention = _widest(context.times, at)
    if mention is not None:
        return mention.time, f"time:{mention.rule}"
    return Time(text=words_at(context.parsed, at), start=None, end=None), "words alone"


def count(context: Context, at: Stretch) -> tuple[Count, str]:
    """The number that quoted words state; without numbers where they state none, or more than one."""
    words = words_at(context.parsed, at)
    inside = [m for m in context.counts if m.start < at.end and at.start < m.end]
    if len(inside) == 1:
        return inside[0].count, inside[0].by
    stated = count_in(words)
    if stated is not None:
        return stated, "count.words"
    return Count(text=words, best=None, low=None, high=None), "words alone"


def channel(words: str) -> str:
    """The channel's name as the rules write it ("Telegram"), or the words themselves."""
    known = channels()
    for part in (words, *words.split()):
        name = known.get(part.lower().strip(" ,.:;"))
        if name is not None:
            return name
    return words


def _widest(mentions: Sequence[M], at: Stretch) -> M | None:
    """The mention that shares most with a stretch."""
    sharing = [m for m in mentions if m.start < at.end and at.start < m.end]
    return max(sharing, key=lambda m: min(m.end, at.end) - max(m.start, at.start), default=None)


def _exact(mentions: Sequence[M], at: Stretch) -> M | None:
    return next((m for m in mentions if (m.start, m.end) == (at.start, at.end)), None)
