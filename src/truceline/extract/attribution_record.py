"""The record of an attribution, and how one is made of a source, a cue and a content."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from ..knowledge.rules import Cue
from ..language import syntax
from ..learned.attributions import Told
from ..records import Actor, Sentence, Time
from .attribution_content import (
    accusation_content,
    clause_content,
    counted_of,
    deed_content,
    object_content,
    quoted_content,
)
from .attribution_source import Channel, actor_or_text, cue_span, source_span
from .context import Context


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source, the token of its cue, and the stretches of text that are its content.

    ``source_span`` is where the words for the source stand, ``cue_span`` those of the whole cue ("has said").
    ``marked`` is how the encoder marks it all, where it does; what a claim is attributed by is ``content``.
    ``depth`` orders attributions with the same content: 1 for one that another cites.  ``force`` is the cue's.
    """

    source: Actor
    source_span: tuple[int, int]
    cue: Token
    cue_span: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    force: str
    rule: str
    channel: Channel | None = None
    said: Time | None = None
    depth: int = 0
    marked: Told | None = None

    def covers(self, offset: int) -> bool:
        """Whether the character at ``offset`` is content."""
        return any(start <= offset < end for start, end in self.content)

    @property
    def size(self) -> int:
        """How many characters the content has."""
        return sum(end - start for start, end in self.content)


def attribution(
    context: Context, source: Token, cue: Token, content: tuple[tuple[int, int], ...], force: str, rule: str,
    *, channel: Channel | None = None, said: Time | None = None, depth: int = 0,
) -> Attribution:  # fmt: skip
    """The attribution of ``content`` to the noun phrase headed by ``source``."""
    return Attribution(
        actor_or_text(context, source), source_span(source, cue), cue, cue_span(cue), content, force, rule,
        channel, said, depth,
    )  # fmt: skip


def content_of(context: Context, sentence: Sentence, verb: Token, cue: Cue) -> tuple[tuple[int, int], ...]:
    """The stretches that the verb hands to its source."""
    if cue.passive:
        return ()
    if cue.objects:
        if any(o.lemma_.lower() in cue.objects for o in syntax.objects(verb)):
            return object_content(context, sentence, verb)
        return ()
    if cue.of:
        return counted_of(context, sentence, verb) if cue.object else accusation_content(verb)
    if cue.object:
        return object_content(context, sentence, verb)
    if cue.deed:
        return deed_content(context, sentence, verb)
    if cue.clause:
        content = clause_content(context, sentence, verb, infinitive=cue.force == "commit")
        if content:
            return content
    return quoted_content(context, sentence, verb) if cue.quote else ()
