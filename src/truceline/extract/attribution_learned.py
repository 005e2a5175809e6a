"""What the encoder reads of who said what, put beside what the rules found.

The encoder sees words only.  It says where a source, its cue and its content stand; who the source is, through which
channel it spoke and when is asked of the context, as the rules do.  Where both know of a cue, the rules' record stays,
since it knows the cue's force and its relays; where only the encoder knows of it, its reading is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..learned.attributions import Stretch, Told
from .attribution_record import Attribution
from .attribution_source import actor_or_text, channel_of, is_speaker, when_said
from .context import Context
from .speech import is_reporting_verb, noun_cues, papers, verb_cues

#: Verbs of what somebody wants, feels or seems, rather than says.
_ATTITUDES = word_class("attribution_learned.attitudes")

#: Force of what is no speech: it is kept as an attribution, and puts nobody into the chain of a claim.
ATTITUDE = "attitude"


_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})

#: Rules that the encoder may refute, and how unlikely the cue must be: of these it has seen thousands.  It knows little
#: of verbs that put a figure ("counted 12 dead"), as reports of war use them.
_PLAIN = ("cue:say:", "cue:doubt:")
REFUTED = 0.2


def with_learned(context: Context, ruled: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of the rules, cut as the encoder reads them, and those of the encoder that no rule knows of."""
    told = context.parsed.learned.told
    ruled = [a for a in ruled if not _refuted(context, a)]
    found = [_cut(context, a, next((t for t in told if _overlap(t.cue, (a.cue_span,))), None)) for a in ruled]
    known = [a.cue_span for a in ruled]
    for one in told:
        if not _overlap(one.cue, known):
            made = _attribution(context, one)
            if made is not None:
                found.append(made)
    return found


def _refuted(context: Context, a: Attribution) -> bool:
    """Whether the encoder is sure that a plain verb of saying is none here ("let us say", "I say no")."""
    return a.rule.startswith(_PLAIN) and context.parsed.learned.cues.get(a.cue.idx, 1.0) < REFUTED


def _cut(context: Context, a: Attribution, told: Told | None) -> Attribution:
    """An attribution of the rules with the stretches that the encoder gives it, where both see the same speaker."""
    if told is None or not _overlap(told.source, (a.source_span,)):
        return a
    return replace(a, source_span=told.source[0], cue_span=(told.cue[0][0], told.cue[-1][1]), marked=told)


def _overlap(some: Iterable[Stretch], others: Iterable[Stretch]) -> bool:
    others = tuple(others)
    return any(start < other_end and other_start < end for start, end in some for other_start, other_end in others)


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
        _force(cue) if _can_speak(context, source, cue) and _tells(context, content) else ATTITUDE,
        f"encoder:{cue.lemma_.lower()}",
        channel_of(context, sentence, cue, content),
        when_said(context, sentence, cue, content),
        marked=told,
    )


def _can_speak(context: Context, source: Token, cue: Token) -> bool:
    return is_speaker(context, source, strict=False, nouns=cue.pos_ == "VERB")


def _tells(context: Context, content: Iterable[Stretch]) -> bool:
    """Whether anything is told in the content: a finite verb or a count ("warned *against supplying*" has neither)."""
    return any(
        context.counts_in(start, end) or any(t.tag_ in _FINITE for t in context.parsed.tokens(start, end))
        for start, end in content
    )


def _force(cue: Token) -> str:
    """What the cue makes of its content: speech only where it is known for it and not denied."""
    lemma = cue.lemma_.lower()
    if syntax.is_negated(cue) or lemma in _ATTITUDES:
        return ATTITUDE
    if is_reporting_verb(cue):
        force = verb_cues()[lemma][0].force
        return "assert" if force == "relay" else force
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
