"""History or news: whether a clause tells what the report is about, or what went before.

A clause is background when its date ends long before the report, when it names a state that no longer exists, when its
words say so (``history.yaml``), when it is told in the past perfect by the outlet itself, or when it stands undated
beside dated history in one paragraph.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import msgspec
from spacy.tokens import Token

from ..knowledge.loader import KNOWLEDGE, load_countries, load_entries
from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Time
from .context import Context
from .phrases import PhraseTrie

#: How long before the report a thing must have ended to be history.
NEWS_DAYS = 45


class HistoryWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that make a clause history."""

    id: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def _words() -> PhraseTrie[str]:
    return PhraseTrie((w, e.id) for e in load_entries(KNOWLEDGE / "history.yaml", HistoryWords) for w in e.words)


@cache
def _former_states() -> PhraseTrie[str]:
    return PhraseTrie((n, c.iso3) for c in load_countries() if c.former for n in (c.name, *c.names))


def is_background(
    context: Context, anchor: Token, time: Time | None, *, attributed: bool, running: bool = False
) -> tuple[bool, str]:
    """Whether the clause of ``anchor`` tells history, and the rule that says so.

    ``running``: a count that goes on ("4,061 killed since October 2023") is news however long ago it began.
    """
    if running and time is not None and time.start and time.end is None:
        return False, "running count"
    if time is not None and (time.start or time.end):
        return is_history(context, time), "date"
    verb = syntax.clause_verb(anchor)
    start, end = syntax.subtree_range(verb)
    sentence = context.parsed.sentence_at(anchor.idx)
    tokens = context.parsed.tokens(start, end)
    if sentence is not None and tokens:
        first, last = tokens[0].i, tokens[-1].i + 1
        if _words().find(context.doc, first, last):
            return True, "history words"
        if _former_states().find(context.doc, first, last) and not attributed:
            return True, "former state"
        inside = context.times_in(start, end)
        dated = [m for m in inside if m.kind == "DATE" and m.time.start]
        if dated and all(is_history(context, m.time) for m in dated) and not attributed:
            nearest = min(dated, key=lambda m: abs(m.start - anchor.idx))
            if nearest.start > anchor.idx or verb.dep_ == "ROOT":
                return True, "date in clause"
    if not attributed and _standing_document(verb):
        return True, "standing document"
    if not attributed and _past_perfect(verb) and verb.dep_ in ("relcl", "ROOT", "advcl"):
        return True, "past perfect"
    if not attributed and _beside_history(context, anchor, verb):
        return True, "beside history"
    return False, "news"


def is_history(context: Context, time: Time) -> bool:
    """Whether a time ended more than :data:`NEWS_DAYS` before the report, or began more than a year before it."""
    published = context.published.start
    if published is None:
        return False
    day = date.fromisoformat(published)
    limit = (day - timedelta(days=NEWS_DAYS)).isoformat()
    if time.end is not None:
        return time.end < limit
    return time.start is not None and time.start < (day - timedelta(days=400)).isoformat()


def _standing_document(verb: Token) -> bool:
    """Whether a document speaks in the present tense ("four resolutions demand"): it stood before the news."""
    subject = syntax.own_subject(verb)
    if subject is None or syntax.tense(verb) != "present" or verb.tag_ not in ("VBP", "VBZ"):
        return False
    return any(t.lemma_.lower() in _DOCUMENTS for t in syntax.conjuncts(subject))


_DOCUMENTS = word_class("background.documents")


def _past_perfect(verb: Token) -> bool:
    words = [t.lower_ for t in syntax.auxiliaries(verb)]
    return bool(words) and words[0] in ("had", "'d", "’d")


def _beside_history(context: Context, anchor: Token, verb: Token) -> bool:
    """Whether all dated sentences of the paragraph, two at most, tell history, and this clause is in the past."""
    paragraph = context.parsed.paragraph_at(anchor.idx)
    if paragraph is None or syntax.tense(verb) != "past":
        return False
    sentences = [s for s in context.parsed.sentences if paragraph.start <= s.start < paragraph.end]
    if not 2 <= len(sentences) <= 4:
        return False
    dated = [m for m in context.times_in(paragraph.start, paragraph.end) if m.kind == "DATE" and m.time.start]
    return bool(dated) and all(is_history(context, m.time) for m in dated)
