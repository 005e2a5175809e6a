"""Who says which stretch of a text: sources, cues and contents, nested as the text nests them.

Method: source, cue and content as in PARC 3 and PolNeAR (Pareti 2016; Newell, Margolin and Ruths 2018), found on the
parse.  What one attribution says of another is worked out by structure: an attribution whose content holds the cue of
another stands outside it, so the chain of a claim is the list of attributions around it, outermost first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from ..knowledge.rules import Cue
from ..language import syntax
from ..records import Actor, Sentence, Time
from .attribution_content import clause_content, closing_cue, object_content, quoted_content
from .attribution_source import (
    actor_or_text,
    channel_of,
    cue_span,
    is_speaker,
    source_of,
    source_span,
    when_said,
)
from .context import Context
from .speech import noun_cues, phrase_cues, verb_cues


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source, the token of its cue, and the stretches of text that are its content.

    ``source_span`` is where the words for the source stand, ``cue_span`` those of the whole cue ("has said").
    ``depth`` orders attributions with the same content: 1 for one that another cites.  ``force`` is the cue's.
    """

    source: Actor
    source_span: tuple[int, int]
    cue: Token
    cue_span: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    force: str
    rule: str
    channel: str | None = None
    said: Time | None = None
    depth: int = 0

    def covers(self, offset: int) -> bool:
        """Whether the character at ``offset`` is content."""
        return any(start <= offset < end for start, end in self.content)

    @property
    def size(self) -> int:
        """How many characters the content has."""
        return sum(end - start for start, end in self.content)


def find_attributions(context: Context) -> tuple[Attribution, ...]:
    """All attributions of a text, in text order of their cues."""
    found: list[Attribution] = []
    for sentence in context.parsed.sentences:
        found.extend(_of_sentence(context, sentence))
    found.extend(_continued_quotes(context, found))
    return tuple(sorted(found, key=lambda a: (a.cue.i, a.depth)))


def chain_at(attributions: Iterable[Attribution], offset: int, cue_of: Token | None = None) -> list[Attribution]:
    """The attributions around the character at ``offset``, outermost first.

    ``cue_of`` is left out with its own attribution: an event told by a cue verb is not said by that verb's subject.
    """
    around = [a for a in attributions if a.covers(offset) and (cue_of is None or a.cue.i != cue_of.i)]
    around.sort(key=lambda a: (-a.size, a.depth))
    chain: list[Attribution] = []
    for a in around:
        if not any(_same_voice(a, b) for b in chain):
            chain.append(a)
    return chain


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
    closing = closing_cue(context, sentence, tokens) if not found else None
    if closing is not None:
        found.append(_closing(context, sentence, *closing))
    found.extend(_phrases(context, sentence, tokens, found))
    found.extend(_nouns(context, tokens))
    return found


def _verb(context: Context, sentence: Sentence, verb: Token) -> list[Attribution]:
    """The attribution that a reporting verb makes, if it makes one."""
    if verb.dep_ in ("amod", "compound") or syntax.is_negated(verb) or _relayed(verb):
        return []
    for cue in verb_cues()[verb.lemma_.lower()]:
        if cue.force == "relay":
            relayed = _relay(context, sentence, verb, cue)
            if relayed:
                return relayed
            continue
        content = _content(context, sentence, verb, cue)
        if not content:
            continue
        source = source_of(context, verb, cue)
        if source is None:
            continue
        channel, said = channel_of(context, sentence, verb, content), when_said(context, sentence, verb, content)
        rule = f"cue:{cue.id}:{verb.lemma_}"
        return [_attribution(context, source, verb, content, cue.force, rule, channel=channel, said=said)]
    return []


def _closing(context: Context, sentence: Sentence, verb: Token, source: Token, comma: int) -> Attribution:
    """The attribution of a closing "..., locals and media reports said on Wednesday", by its place alone."""
    content = ((sentence.start, comma),)
    force = verb_cues()[verb.lemma_.lower()][0].force
    channel, said = channel_of(context, sentence, verb, content), when_said(context, sentence, verb, content)
    rule = f"cue:closing:{verb.lemma_}"
    return _attribution(context, source, verb, content, force, rule, channel=channel, said=said)


def _attribution(
    context: Context, source: Token, cue: Token, content: tuple[tuple[int, int], ...], force: str, rule: str,
    *, channel: str | None = None, said: Time | None = None, depth: int = 0,
) -> Attribution:  # fmt: skip
    """The attribution of ``content`` to the noun phrase headed by ``source``."""
    return Attribution(
        actor_or_text(context, source), source_span(source), cue, cue_span(cue), content, force, rule,
        channel, said, depth,
    )  # fmt: skip


def _relayed(verb: Token) -> bool:
    """Whether the verb is the "saying" of "cited X as saying", which belongs to X."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_.lower() in verb_cues()


def _content(context: Context, sentence: Sentence, verb: Token, cue: Cue) -> tuple[tuple[int, int], ...]:
    """The stretches that the verb hands to its source."""
    if cue.passive:
        return ()
    if cue.objects:
        if any(o.lemma_.lower() in cue.objects for o in syntax.objects(verb)):
            return object_content(context, sentence, verb)
        return ()
    if cue.object:
        return object_content(context, sentence, verb) if syntax.child(verb, "dobj") is not None else ()
    if cue.clause:
        content = clause_content(context, sentence, verb, infinitive=cue.force == "commit", hearer=cue.hearer)
        if content:
            return content
    return quoted_content(context, sentence, verb) if cue.quote else ()


def _relay(context: Context, sentence: Sentence, verb: Token, cue: Cue) -> list[Attribution]:
    """Two voices, one inside the other: "agencies cited the ministry as saying", "reported, citing the ministry"."""
    cited = syntax.child(verb, "dobj")
    if cited is None or not is_speaker(context, cited):
        return []
    rule = f"cue:{cue.id}:{verb.lemma_}"
    saying = _as_saying(verb)
    if saying is not None:
        start, end = syntax.subtree_range(saying)
        content = ((saying.idx + len(saying), max(end, _clause_end(context, sentence, saying, end))),)
        inner = _attribution(context, cited, saying, content, "assert", rule, depth=1)
        subject = syntax.subject(verb)
        if subject is None or syntax.is_passive(verb) or not is_speaker(context, subject):
            return [inner]
        said = when_said(context, sentence, verb, content)
        channel = channel_of(context, sentence, verb, content)
        outer_content = ((min(start, cited.left_edge.idx), content[0][1]),)
        outer = _attribution(context, subject, verb, outer_content, "assert", rule)
        return [outer, replace(inner, said=said, channel=channel)]
    if verb.tag_ == "VBG":  # "..., citing the ministry": the content is that of the clause it hangs on
        rest = _content_above(context, sentence, verb)
        if not rest:
            rest = _without((sentence.start, sentence.end), syntax.subtree_range(verb))
        return [_attribution(context, cited, verb, rest, "assert", rule, depth=1)]
    return []


def _content_above(context: Context, sentence: Sentence, verb: Token) -> tuple[tuple[int, int], ...]:
    """The content of the verb of saying that "citing ..." hangs on: both say the same, one inside the other."""
    head = verb.head
    for cue in verb_cues().get(head.lemma_.lower(), ()) if head.pos_ == "VERB" else ():
        content = _content(context, sentence, head, cue)
        if content:
            return content
    return ()


def _as_saying(verb: Token) -> Token | None:
    for prep in syntax.children(verb, "prep"):
        if prep.lower_ == "as":
            found = syntax.child(prep, "pcomp")
            if found is not None and found.lemma_.lower() in verb_cues():
                return found
    return None


def _clause_end(context: Context, sentence: Sentence, verb: Token, end: int) -> int:
    """Where the content of a relayed statement ends: with its sentence, unless a new voice begins."""
    later = [
        t for t in context.parsed.tokens(end, sentence.end) if t.lemma_.lower() in verb_cues() and t.pos_ == "VERB"
    ]
    return end if later else sentence.end


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
        made = _attribution(context, source, context.doc[start], content, cues[0].force, f"cue:{cues[0].id}",
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
            found.append(_attribution(context, owner, token, content, force, f"cue:noun:{token.lemma_}"))
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
    whole_sentence = start - here.start <= 1
    return whole_sentence and 0 <= here.index - there.index <= 3
