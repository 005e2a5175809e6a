"""Who "we", "I" and "our" are: the one who speaks where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from ..knowledge.word_classes import word_class
from .attribution import chain_at
from .attribution_record import Attribution
from .context import Context
from .mentions import ActorMention

_FIRST_PERSON = word_class("speaker.first_person")


def with_speakers(context: Context, attributions: Sequence[Attribution]) -> Context:
    """``context`` with a mention of the innermost speaker at every first-person pronoun that somebody speaks."""
    mentions: list[ActorMention] = []
    modifiers = dict(context.modifiers)
    for sentence in context.parsed.sentences:
        for token in context.parsed.tokens_of(sentence):
            if token.lower_ not in _FIRST_PERSON:
                continue
            chain = chain_at(attributions, token.idx)
            if chain:
                actor = msgspec.structs.replace(chain[-1].source, text=token.text)
                mentions.append(ActorMention(token.idx, token.idx + len(token), token.i, actor, "speaker"))
                if token.dep_ == "poss":
                    modifiers[token.i] = mentions[-1]
    actors = tuple(sorted((*context.actors, *mentions), key=lambda m: (m.start, m.end)))
    return replace(context, actors=actors, modifiers=modifiers)
