"""What the encoder reads of who said what, put beside what the rules found.

The encoder sees words only.  It says where a source, its cue and its content stand; who the source is, through which
channel it spoke and when is asked of the context, as the rules do.  Where both know of a cue, the rules' record stays,
since it knows the cue's force and its relays; where only the encoder knows of it, its reading is added.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..learned.attributions import Stretch, Told
from .attribution_record import Attribution
from .attribution_source import actor_or_text, channel_of, when_said
from .context import Context
from .speech import is_reporting_verb, noun_cues, papers, verb_cues

#: Verbs of what somebody wants, feels or seems, rather than says.
_ATTITUDES = word_class("attribution_learned.attitudes")

#: Force of what is no speech: it is kept as an attribution, and puts nobody into the chain of a claim.
ATTITUDE = "attitude"


def with_learned(context: Context, ruled: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of the rules, and those of the encoder whose cue no rule knows of."""
    known = [a.cue_span for a in ruled]
    found = list(ruled)
    for told in context.parsed.learned.told:
        if any(start < known_end and known_start < end for start, end in told.cue for known_start, known_end in known):
            continue
        made = _attribution(context, told)
        if made is not None:
            found.append(made)
    return found


def _attribution(context: Context, told: Told) -> Attribution | None:
    """An attribution of the encoder as a record; null where it names no source or no content, or says no."""
    cue, source = _head(context, told.cue, verbal=True), _head(context, told.source)
    content = tuple(c for c in told.content if c[1] - c[0] > 2)
    sentence = context.parsed.sentence_at(told.cue[0][0])
    if cue is None or source is None or not content or sentence is None:
        return None
    return Attribution(
        actor_or_text(context, source),
        told.source[0],
        cue,
        (told.cue[0][0], told.cue[-1][1]),
        content,
        _force(cue),
        f"encoder:{cue.lemma_.lower()}",
        channel_of(context, sentence, cue, content),
        when_said(context, sentence, cue, content),
    )


def _force(cue: Token) -> str:
    """What the cue makes of its content: speech only where it is known for it and not denied."""
    lemma = cue.lemma_.lower()
    if syntax.is_negated(cue) or lemma in _ATTITUDES:
        return ATTITUDE
    if is_reporting_verb(cue):
        return verb_cues()[lemma][0].force
    spoken = lemma in noun_cues() | papers() or cue.pos_ in ("ADP", "PUNCT", "SCONJ") or cue.text == ":"
    return "assert" if spoken else ATTITUDE


def _head(context: Context, stretches: tuple[Stretch, ...], *, verbal: bool = False) -> Token | None:
    """The token that heads the words of a part; of a cue its first verb, where it has one."""
    if not stretches:
        return None
    span = context.doc.char_span(*stretches[0], alignment_mode="expand")
    if span is None or not len(span):
        return None
    verbs = [t for t in span if t.pos_ == "VERB"] if verbal else []
    return verbs[0] if verbs else span.root
