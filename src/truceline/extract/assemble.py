"""From drafts to claims: sources, channel, quotation, modality, background, confidence and identity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from ..claim_ids import id_of
from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Claim, Control, Event, Modality, Quotation, Reason, Sentence, Time, Toll
from .attribution import chain_at
from .attribution_record import Attribution
from .background import is_background
from .confidence import with_confidence
from .context import Context
from .draft import Draft
from .modality import Told, told
from .told_by import seen_by_encoder, told_by

_SPEECH_ACTS = word_class("assemble.speech_acts")


def claims(context: Context, attributions: Sequence[Attribution], drafts: Iterable[Draft]) -> tuple[Claim, ...]:
    """The claims of a text, each once, in text order."""
    found: dict[str, Claim] = {}
    for draft in drafts:
        claim = _claim(context, attributions, draft)
        if claim is not None:
            found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda c: (c.span.start, c.span.end, c.id)))


def _claim(context: Context, attributions: Sequence[Attribution], draft: Draft) -> Claim | None:
    sentence = context.parsed.sentence_at(draft.anchor.idx)
    if sentence is None:
        return None
    chain = chain_at(attributions, draft.anchor.idx, _own_cue(draft))
    how = _modality(draft, chain)
    time = _time(draft.body)
    background, rule = (draft.background, draft.why[0].by) if draft.background is not None else is_background(
        context, draft.anchor, time, attributed=bool(chain), running=isinstance(draft.body, Toll)
    )  # fmt: skip
    span = context.parsed.span(max(draft.start, sentence.start), min(draft.end, sentence.end))
    quotation = _quotation(context, sentence, draft, chain)
    why = [*draft.why, *told_by(chain, quotation, context.parsed.learned)]
    why.append(Reason(part="modality", by=how.by, text=how.words))
    why.extend(seen_by_encoder(context.parsed.learned, draft.anchor.idx, len(chain)))
    why.append(Reason(part="background", by=rule))
    claim = Claim(
        id=id_of(context.parsed.document, span, draft.body),
        document=context.parsed.document,
        sentence=sentence,
        span=span,
        body=draft.body,
        sources=tuple(a.source for a in chain),
        channel=next((a.channel.name for a in reversed(chain) if a.channel), None),
        quotation=quotation,
        said=_said(chain),
        modality=how.modality,
        background=background,
        why=tuple(why),
    )
    return with_confidence(claim, draft.score)


def _own_cue(draft: Draft) -> Token | None:
    """A call or an accusation is told by the outlet, though its verb may report speech as well."""
    if isinstance(draft.body, Event) and draft.body.type in _SPEECH_ACTS:
        verb = draft.anchor if draft.anchor.pos_ in syntax.VERBAL else syntax.clause_verb(draft.anchor)
        return (
            draft.anchor
            if draft.modality not in ("planned", "conditional")
            else (verb if verb.i == draft.anchor.i else None)
        )
    return None


def _time(body: Event | Toll | Control) -> Time | None:
    return body.period if isinstance(body, Toll) else body.time


def _modality(draft: Draft, chain: Sequence[Attribution]) -> Told:
    if draft.modality is not None:
        return Told(draft.modality, by=draft.why[0].by, words=draft.why[0].text)
    inner = told(draft.anchor, chain[-1].cue if chain else None)
    if isinstance(draft.body, Toll) and draft.body.count.best == 0 and inner.modality == "denied":
        inner = Told("actual", by="none counted", words=draft.body.count.text)
    force = _force(chain)
    if inner.modality == "actual" and force is not None:
        return Told(force, by=f"cue:{chain[-1].force}", words=chain[-1].cue.text)
    return inner


def _force(chain: Sequence[Attribution]) -> Modality | None:
    """What the innermost cue makes of its content."""
    if not chain:
        return None
    forces: dict[str, Modality] = {"deny": "denied", "doubt": "possible", "commit": "planned"}
    return forces.get(chain[-1].force)


def _said(chain: Sequence[Attribution]) -> Time | None:
    """When the innermost source said it; a chain told in one breath shares the date that stands with its outer cue."""
    return next((a.said for a in reversed(chain) if a.said is not None), None)


def _quotation(context: Context, sentence: Sentence, draft: Draft, chain: Sequence[Attribution]) -> Quotation:
    inside = context.parsed.quoted(draft.anchor.idx, draft.anchor.idx + len(draft.anchor))
    clause_start, clause_end = syntax.subtree_range(syntax.clause_verb(draft.anchor))
    start, end = max(sentence.start, min(clause_start, draft.start)), min(sentence.end, max(clause_end, draft.end))
    touching = [q for q in context.parsed.quotes if q.start < end and start < q.end and q.end - q.start > 6]
    if chain and inside:
        content = [c for c in chain[-1].content if c[0] <= draft.anchor.idx < c[1]]
        outside = content and context.parsed.document.text[content[0][0] : content[0][1]].strip(" ,")
        whole = outside and outside[0] in "“\"'‘«„"
        return "direct" if whole else "mixed"
    if inside or touching:
        return "mixed"
    return "indirect" if chain else "none"
