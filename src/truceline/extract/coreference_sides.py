"""Who "both sides" are: the two parties that a text speaks of most, and nobody who only helps them to agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor
from .mentions import ActorMention

_MEDIATING = word_class("coreference.mediating")
_MEDIATORS = word_class("coreference.mediators")


def sides(
    token: Token, mentions: Iterable[ActorMention], is_state: Callable[[ActorMention], bool]
) -> tuple[Actor, ...]:
    """The two parties, states, armed groups and their forces counted together; none where a third is named as often.

    Who mediates, or speaks of both, is a party only where nobody else could be one.
    """
    if any(c.lower_ in _MEDIATING for c in token.children):
        return ()
    counts: Counter[str] = Counter()
    actors: dict[str, Actor] = {}
    mediators: set[str] = set()
    for m in sorted(mentions, key=lambda m: m.start):
        side = _party(m.actor)
        if side is None or m.by.startswith("coreference"):
            continue
        if _mediates(token.doc[m.head]):
            mediators.add(side)
        counts[side] += 1 if m.head > token.i else 2
        actors.setdefault(side, m.actor)
        if is_state(m):
            actors[side] = m.actor
    above = {s.i for t in (token, *token.ancestors) if (s := syntax.own_subject(t)) is not None}
    callers = {_party(m.actor) for m in mentions if m.head in above}
    ranked = [s for s, _ in counts.most_common() if s not in mediators]
    if len(ranked) > 2:
        ranked = [s for s in ranked if s not in callers] if len(set(ranked) - callers) > 1 else ranked
    if len(ranked) < 2 or (len(ranked) > 2 and counts[ranked[1]] == counts[ranked[2]]):
        return ()
    return tuple(actors[s] for s in ranked[:2])


def _mediates(head: Token) -> bool:
    """Whether a mention is that of a mediator: by its noun, by what it does, or as who a truce was brokered by."""
    if head.lemma_.lower() in _MEDIATORS:
        return True
    if head.dep_ in ("compound", "amod", "poss", "nmod") and head.head.lemma_.lower() in _MEDIATORS:
        return True
    first = head
    while first.dep_ in ("conj", "pobj", "agent", "npadvmod", "prep", "nsubj", "compound") and first.head is not first:
        first = first.head
        if first.pos_ in syntax.VERBAL or first.tag_ in ("VBN", "JJ"):
            return first.lemma_.lower() in _MEDIATING or first.lower_ in _MEDIATING
    return False


def _party(actor: Actor) -> str | None:
    """The party to a conflict that an actor belongs to: a state by its code, a group by its name."""
    if actor.sector in ("GOV", "MIL", "COP") and actor.country:
        return actor.country
    if actor.sector in ("REB", "UAF", "INS", "SEP") and actor.name:
        return actor.name
    return None
