"""From quoted words to the records of the contract, by the program's own knowledge of the report.

Who, where, when and how many the words mean is asked of the same mentions that the rules work with; what these do not
know is null, whatever the model may have thought.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

import msgspec
from spacy.tokens import Token

from ..extract.attribution_source import actor_or_text
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


def actors(context: Context, at: Stretch) -> tuple[tuple[Actor, ...], str]:
    """The actors that a noun phrase denotes ("both sides" are two), with its own words, and what says so."""
    words = words_at(context.parsed, at)
    root = _root(context, at)
    inside = [m for m in context.actors if at.start <= m.start and m.end <= at.end]
    heading = [m for m in context.actors if root is not None and m.head == root.i]
    if not any(m in inside for m in heading):
        heading = [m for m in inside if (m.start, m.end) == (at.start, at.end)]
    if heading:
        named = (msgspec.structs.replace(m.actor, text=words) for m in heading)
        return tuple(dict.fromkeys(named)), heading[0].by
    found = context.actor_at(root) or context.actor_for_modifier(root)
    if found is not None:
        return (msgspec.structs.replace(found, text=words),), "actor"
    return (Actor(text=words),), "words alone"


def actor(context: Context, at: Stretch) -> tuple[Actor, str]:
    """The one actor that a noun phrase denotes; with its words alone where it denotes several."""
    found, by = actors(context, at)
    return (found[0], by) if len(found) == 1 else (Actor(text=found[0].text), "several")


def speaker(context: Context, at: Stretch) -> tuple[Actor, str]:
    """Who speaks: as :func:`actor`, and of "a statement by the army" or "the prosecutor's office" whose it is."""
    found, by = actor(context, at)
    root = _root(context, at)
    if found.name is not None or root is None or by == "several":
        return found, by
    owner = actor_or_text(context, root)
    if owner.name is None:
        return found, by
    return msgspec.structs.replace(owner, text=found.text), "source"


def places(context: Context, at: Stretch) -> tuple[tuple[Place, ...], str]:
    """The places that quoted words name; with coordinates only where the gazetteer knows them."""
    found = [m for m in context.places if m.start < at.end and at.start < m.end]
    if found:
        return tuple(dict.fromkeys(m.place for m in found)), found[0].by
    return (Place(text=words_at(context.parsed, at)),), "words alone"


def time(context: Context, at: Stretch) -> tuple[Time, str]:
    """The days that a time expression means; both null where the program cannot tell.

    "Since the fighting broke out on Saturday" is open at its end, as "since Saturday" is.
    """
    mention = _widest(context.times, at)
    if mention is not None:
        words = words_at(context.parsed, at)
        opens = words.lower().startswith("since ") and mention.time.start is not None
        found = Time(text=words, start=mention.time.start, end=None) if opens else mention.time
        return found, f"time:{mention.rule}"
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


def _root(context: Context, at: Stretch) -> Token | None:
    """The head of the noun phrase that quoted words are."""
    span = context.doc.char_span(at.start, at.end, alignment_mode="expand")
    return span.root if span is not None else None
