"""Actors in the phrases of a sentence, as tolls ask for them: by noun, by modifier, by possessor."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from ..language import syntax
from ..records import Actor
from .context import Context
from .tolls_line import Line
from .tolls_phrases import NOUNS
from .tolls_words import words

_BACKED = words("backed")
_SETTINGS = words("settings")


def some_side(actor: Actor) -> bool:
    """Whether the actor stands for a side: of a state, or known by name."""
    return actor.country is not None or actor.wikidata is not None


def said_of(context: Context, head: Token) -> Actor | None:
    """The actor a noun denotes by its own words, not by what stood before in the report."""
    for m in context.actors:
        if m.head == head.i and "coreference" not in m.by and not m.by.endswith("+document"):
            return m.actor
    return None


def possessor(context: Context, line: Line, p: int) -> Actor | None:
    """Who "its" and "their" stand for: the nearest subject before that is an actor, else the first actor."""
    actors = [t for t in line.tokens[:p] if context.actor_at(t) is not None]
    subjects = [t for t in actors if t.dep_ in syntax.SUBJECTS]
    chosen = subjects[-1] if subjects else actors[0] if actors else None
    actor = context.actor_at(chosen)
    return actor if actor is not None and some_side(actor) else None


def nominal(line: Line, p: int) -> list[Token]:
    """The noun phrase that begins at ``p``, article and adjectives included."""
    found: list[Token] = []
    while p < len(line.tokens) and (
        line.tag(p) in NOUNS
        or line.tag(p) in ("DT", "JJ", "POS", "HYPH", "PRP$", "CD", "VBN", "VBG", "NNPS")
        or line.low(p) in ("-", "(", ")", '"', "“", "”")
    ):
        found.append(line.tokens[p])
        p += 1
    return found


def actor_in(context: Context, tokens: Iterable[Token]) -> Actor | None:
    """The actor named among ``tokens``, one that stands for a side before others; not who owns a place there."""
    found: list[Actor] = []
    denoted: list[Actor] = []
    for t in tokens:
        head = context.actor_at(t)
        actor = head or context.actor_for_modifier(t)
        if actor is not None and not only_backer(t) and not _owns_place(context, t):
            found.append(actor)
            denoted += [head] if head is not None else []
    # "Ugandan rebels" are rebels, not the government that the adjective alone would stand for
    return next((a for a in (*denoted, *found) if some_side(a)), found[0] if found else None)


def only_backer(token: Token) -> bool:
    """Whether the name only says who made, backs or runs it: "Iranian-made drones", "Iran-backed fighters"."""
    doc, i = token.doc, token.i
    return i + 2 < len(doc) and doc[i + 1].text in ("-", "–") and doc[i + 2].lower_ in _BACKED


def _owns_place(context: Context, token: Token) -> bool:
    """Whether the name only tells where a place is: "Ethiopia's Tigray region", "Yemen's capital"."""
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].tag_ != "POS":
        return False
    for t in doc[token.i + 2 : token.i + 6]:
        if t.lower_ in _SETTINGS or context.place_at(t) is not None:
            return True
        if t.tag_ not in NOUNS and t.tag_ not in ("JJ", "HYPH"):
            return False
    return False
