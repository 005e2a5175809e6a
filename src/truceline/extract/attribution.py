"""Who says which stretch of a text: sources, cues and contents, nested as the text nests them.

Method: source, cue and content as in PARC 3 and PolNeAR (Pareti 2016; Newell, Margolin and Ruths 2018), found on the
parse.  What one attribution says of another is worked out by structure: an attribution whose content holds the cue of
another stands outside it, so the chain of a claim is the list of attributions around it, outermost first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from ..language import syntax
from ..records import Sentence
from .attribution_content import closing_cue
from .attribution_learned import ATTITUDE, with_learned
from .attribution_record import Attribution, attribution, content_of
from .attribution_relay import relayed_by
from .attribution_source import channel_of, is_speaker, source_of, when_said
from .context import Context
from .speech import noun_cues, phrase_cues, verb_cues


def find_attributions(context: Context) -> tuple[Attribution, ...]:
    """All attributions of a text, in text order of their cues."""
    found: list[Attribution] = []
    for sentence in context.parsed.sentences:
        for part in _parts(context, sentence):
            found.extend(_of_sentence(context, part))
    found.extend(_continued_quotes(context, found))
    found = with_learned(context, found)
    return tuple(sorted(found, key=lambda a: (a.cue.i, a.depth)))


def chain_at(attributions: Iterable[Attribution], offset: int, cue_of: Token | None = None) -> list[Attribution]:
    """The attributions around the character at ``offset``, outermost first.

    ``cue_of`` is left out with its own attribution: an event told by a cue verb is not said by that verb's subject.
    """
    speech = (a for a in attributions if a.force != ATTITUDE)
    around = [a for a in speech if a.covers(offset) and (cue_of is None or a.cue.i != cue_of.i)]
    outside = {id(a): sum(b.covers(a.cue.idx) for b in around if b is not a) for a in around}
    chain: list[Attribution] = []
    for a in sorted(around, key=lambda a: (outside[id(a)], a.depth, -a.size)):
        same = next((i for i, b in enumerate(chain) if _same_voice(a, b)), None)
        if same is None:
            chain.append(a)
        else:
            kept = chain[same]
            chain[same] = replace(kept, channel=kept.channel or a.channel, said=kept.said or a.said)
    return chain


def _parts(context: Context, sentence: Sentence) -> list[Sentence]:
    """A sentence cut at its semicolons outside quotations: who speaks on one side does not speak on the other."""
    semicolons = [t.idx for t in context.parsed.tokens_of(sentence) if t.text == ";"]
    cuts = [at for at in semicolons if not context.parsed.quoted(at, at + 1)]
    if not cuts:
        return [sentence]
    text = context.parsed.document.text
    starts, ends = [sentence.start, *(c + 1 for c in cuts)], [*cuts, sentence.end]
    bounds = [(s, e) for s, e in zip(starts, ends, strict=True) if s < e]
    return [Sentence(index=sentence.index, start=s, end=e, text=text[s:e]) for s, e in bounds]


def _same_voice(a: Attribution, b: Attribution) -> bool:
    """Whether two attributions found around one stretch are one source found twice."""
    if a.source.name and b.source.name:
        return a.source.name == b.source.name
    return a.source.text.lower() == b.source.text.lower()


def _of_sentence(context: Context, sentence: Sentence) -> list[Attribution]:
    found: list[Attribution] = []
    tokens = context.parsed.tokens_of(sentence)
    for token in tokens:
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in verb_cues():
            found.extend(_verb(context, sentence, token))
    closing = closing_cue(context, tokens) if not found else None
    if closing is not None:
        found.append(_closing(context, sentence, *closing))
    if not found:
        found.extend(_before_colon(context, sentence, tokens))
    found.extend(_phrases(context, sentence, tokens, found))
    found.extend(_nouns(context, tokens))
    return found


def _verb(context: Context, sentence: Sentence, verb: Token) -> list[Attribution]:
    """The attribution that a reporting verb makes, if it makes one."""
    if verb.dep_ in ("amod", "compound") or syntax.is_negated(verb) or _relayed(verb):
        return []
    for cue in verb_cues()[verb.lemma_.lower()]:
        if cue.force == "relay":
            relayed = relayed_by(context, sentence, verb, cue)
            if relayed:
                return relayed
            continue
        content = content_of(context, sentence, verb, cue)
        if not content:
            continue
        source = source_of(context, verb, cue)
        if source is None:
            continue
        channel, said = channel_of(context, sentence, verb, content), when_said(context, sentence, verb, content)
        rule = f"cue:{cue.id}:{verb.lemma_}"
        return [attribution(context, source, verb, content, cue.force, rule, channel=channel, said=said)]
    return []


def _before_colon(context: Context, sentence: Sentence, tokens: list[Token]) -> list[Attribution]:
    """The bulletin's way: "Rescuers: 13 dead, 122 wounded"; a country or place before the colon only says where."""
    colon = next((t for t in tokens[:9] if t.text == ":"), None)
    before = [t for t in tokens if colon is not None and t.i < colon.i]
    if colon is None or not before or any(t.pos_ == "VERB" for t in before) or colon.idx + 12 > sentence.end:
        return []
    for token in reversed(before):
        actor = context.actor_at(token)
        if actor is not None and actor.sector is not None and context.place_at(token) is None:
            content = ((colon.idx + 1, sentence.end),)
            return [attribution(context, token, colon, content, "assert", "cue:colon")]
    return []


def _closing(context: Context, sentence: Sentence, verb: Token, source: Token, comma: int) -> Attribution:
    """The attribution of a closing "..., locals and media reports said on Wednesday", by its place alone."""
    content = ((sentence.start, comma),)
    force = verb_cues()[verb.lemma_.lower()][0].force
    channel, said = channel_of(context, sentence, verb, content), when_said(context, sentence, verb, content)
    rule = f"cue:closing:{verb.lemma_}"
    return attribution(context, source, verb, content, force, rule, channel=channel, said=said)


def _relayed(verb: Token) -> bool:
    """Whether the verb is the "saying" of "cited X as saying", which belongs to X."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_.lower() in verb_cues()


def _without(whole: tuple[int, int], hole: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple((s, e) for s, e in ((whole[0], hole[0]), (hole[1], whole[1])) if e - s > 1)


def _phrases(context: Context, sentence: Sentence, tokens: list[Token], found: list[Attribution]) -> list[Attribution]:
    """ "According to X": the clause it stands in, within what another voice says where it stands in that."""
    new: list[Attribution] = []
    if not tokens:
        return new
    for start, end, cues in phrase_cues().find(context.doc, tokens[0].i, tokens[-1].i + 1):
        last = context.doc[end - 1]
        source = syntax.child(last, "pobj") or syntax.child(context.doc[start], "pobj")
        if source is None or not is_speaker(context, source, strict=False):
            continue
        hole = (context.doc[start].idx, syntax.subtree_range(source)[1])
        whole = (sentence.start, sentence.end)
        for a in found:
            inside = next((c for c in a.content if c[0] <= hole[0] < c[1]), None)
            if inside is not None and inside[1] - inside[0] < whole[1] - whole[0]:
                whole = inside
        content = _without(_clause_around(context, whole, hole), hole)
        channel = channel_of(context, sentence, source, content)
        said = when_said(context, sentence, source, content)
        phrase = (context.doc[start].idx, last.idx + len(last))
        made = attribution(context, source, context.doc[start], content, cues[0].force, f"cue:{cues[0].id}",
                            channel=channel, said=said, depth=1)  # fmt: skip
        new.append(replace(made, cue_span=phrase))
    return new


def _clause_around(context: Context, whole: tuple[int, int], hole: tuple[int, int]) -> tuple[int, int]:
    """``whole`` cut at "while" and semicolons, when the phrase stands on one side of them only."""
    start, end = whole
    for t in context.parsed.tokens(*whole):
        if t.text == ";" or (t.lower_ in ("while", "whereas") and t.dep_ == "mark"):
            if t.idx < hole[0]:
                start = t.idx
            elif t.idx >= hole[1]:
                end = min(end, t.idx)
    return start, end


def _nouns(context: Context, tokens: list[Token]) -> list[Attribution]:
    """ "Russia's claim that it had taken the town"."""
    found: list[Attribution] = []
    for token in tokens:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in noun_cues():
            continue
        clause = next(
            (c for c in syntax.children(token, "acl", "ccomp") if any(m.lower_ == "that" for m in c.children)), None
        )
        owner = syntax.child(token, "poss") or next(iter(syntax.prepositional(token, "by", "from", "of")), None)
        if clause is not None and owner is not None and is_speaker(context, owner):
            force = "deny" if token.lemma_ == "denial" else "assert"
            content = (syntax.subtree_range(clause),)
            found.append(attribution(context, owner, token, content, force, f"cue:noun:{token.lemma_}"))
    return found


def _continued_quotes(context: Context, found: list[Attribution]) -> list[Attribution]:
    """Quotations that no cue of their own sentence explains: the speaker of the same one, or of the last, goes on."""
    new: list[Attribution] = []
    speaker: Attribution | None = None
    for quote in context.parsed.quotes:
        if context.parsed.sentence_at(quote.start) is None:
            continue
        inside = [a for a in found if any(s < quote.end and quote.start < e for s, e in a.content)]
        own = [
            a
            for a in inside
            if any((s <= quote.end - 2 and quote.start <= s < quote.end) or s <= quote.start < e for s, e in a.content)
        ]
        if own:
            speaker = own[-1]
            covered = speaker.covers(quote.start + 1) and speaker.covers(quote.end - 2)
            sentence = context.parsed.sentence_at(speaker.cue.idx)
            if not covered and (sentence is None or quote.end > sentence.end + 1 or quote.start < sentence.start):
                new.append(replace(speaker, content=((quote.start, quote.end),), rule=speaker.rule + "+quote"))
        elif speaker is not None and _goes_on(context, speaker, quote.start, quote.end):
            new.append(replace(speaker, content=((quote.start, quote.end),), rule=speaker.rule + "+continued"))
    return new


def _goes_on(context: Context, speaker: Attribution, start: int, end: int) -> bool:
    """Whether a quotation of whole sentences stands close enough behind its speaker to be his."""
    here, there = context.parsed.sentence_at(start), context.parsed.sentence_at(speaker.cue.idx)
    if here is None or there is None or end - start < 25:
        return False
    if start - here.start > 1 or not 0 <= here.index - there.index <= 3:
        return False
    paragraphs = context.parsed.paragraphs
    own = next((i for i, p in enumerate(paragraphs) if p.start <= start < p.end), 0)
    last = next((i for i, p in enumerate(paragraphs) if p.start <= speaker.cue.idx < p.end), 0)
    return own == last or (own == last + 1 and start - paragraphs[own].start <= 1)
