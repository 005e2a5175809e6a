"""The attributions of the rules, and beside them those that only the model finds.

The model sees words only: who the source is, through which channel it spoke and when is asked of the context, as the
rules do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from decode import Stretch, Told
from spacy.tokens import Token

from truceline.extract.attribution_record import Attribution
from truceline.extract.attribution_source import actor_or_text, channel_of, when_said
from truceline.extract.context import Context
from truceline.extract.speech import verb_cues
from truceline.language import syntax


def with_model(context: Context, ruled: Sequence[Attribution], told: Iterable[Told]) -> list[Attribution]:
    """The attributions of the rules, and those of the model whose cue no rule knows of."""
    found = list(ruled)
    known = [a.cue_span for a in ruled]
    for one in told:
        if any(s < known_end and start < e for s, e in one.cue for start, known_end in known):
            continue
        made = _attribution(context, one)
        if made is not None:
            found.append(made)
    return found


def _attribution(context: Context, told: Told) -> Attribution | None:
    """An attribution of the model as a record; null where it names no source or no content, or says no."""
    cue, source = _head(context, told.cue, verbal=True), _head(context, told.source)
    content = tuple(c for c in told.content if c[1] - c[0] > 2)
    sentence = context.parsed.sentence_at(told.cue[0][0])
    if cue is None or source is None or not content or sentence is None or syntax.is_negated(cue):
        return None
    known = verb_cues().get(cue.lemma_.lower())
    return Attribution(
        actor_or_text(context, source),
        told.source[0],
        cue,
        (told.cue[0][0], told.cue[-1][1]),
        content,
        known[0].force if known else "assert",
        f"model:{cue.lemma_.lower()}",
        channel_of(context, sentence, cue, content),
        when_said(context, sentence, cue, content),
    )


def _head(context: Context, stretches: tuple[Stretch, ...], *, verbal: bool = False) -> Token | None:
    """The token that heads the words of a part; of a cue its first verb, where it has one."""
    if not stretches:
        return None
    span = context.doc.char_span(*stretches[0], alignment_mode="expand")
    if span is None or not len(span):
        return None
    verbs = [t for t in span if t.pos_ == "VERB"] if verbal else []
    return verbs[0] if verbs else span.root
