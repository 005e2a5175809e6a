"""Who passes on what another says: "agencies cited the ministry as saying", "reported, citing officials"."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.rules import Cue
from ..language import syntax
from ..records import Sentence
from .attribution_record import Attribution, attribution, content_of
from .attribution_source import channel_of, is_speaker, when_said
from .context import Context
from .speech import is_reporting_verb, verb_cues

Ranges = tuple[tuple[int, int], ...]


def relayed_by(context: Context, sentence: Sentence, verb: Token, cue: Cue) -> list[Attribution]:
    """The attributions that a verb of citing makes: the one cited, and around it the one who cites."""
    rule = f"cue:{cue.id}:{verb.lemma_}"
    saying = _as_saying(verb)
    if saying is not None:
        return _cited_as_saying(context, sentence, verb, saying, rule)
    if verb.tag_ == "VBG":  # "..., citing the ministry": the content is that of the clause it hangs on
        cited = syntax.child(verb, "dobj", "pobj") or next(iter(syntax.prepositional(verb, "to")), None)
        enclosed = _enclosed(context, sentence, verb, cited, rule)
        if enclosed:
            return enclosed
        rest = _content_above(context, sentence, verb)
        if cited is None or not is_speaker(context, cited, strict=not rest, nouns=bool(rest)):
            return []
        if not rest:
            start, end = syntax.subtree_range(verb)
            rest = tuple((s, e) for s, e in ((sentence.start, start), (end, sentence.end)) if e - s > 1)
        return [attribution(context, cited, verb, rest, "assert", rule, depth=1)]
    if verb.tag_ == "VBN" and verb.dep_ == "acl":  # "a source quoted by the broadcaster said"
        outer = next(iter(syntax.agents(verb)), None)
        content = _content_above(context, sentence, verb)
        if outer is not None and content and is_speaker(context, outer, strict=False, nouns=True):
            return [attribution(context, outer, verb, content, "assert", rule, depth=-1)]
    return []


def _cited_as_saying(context: Context, sentence: Sentence, verb: Token, saying: Token, rule: str) -> list[Attribution]:
    """Both voices of "X cited Y as saying" and of "Y was cited by X as saying"."""
    passive = syntax.is_passive(verb)
    cited = syntax.subject(verb) if passive else syntax.child(verb, "dobj")
    if cited is None or not is_speaker(context, cited, strict=False, nouns=True):
        return []
    start, end = syntax.subtree_range(saying)
    content = ((saying.idx + len(saying), max(end, _clause_end(context, sentence, end))),)
    said, channel = when_said(context, sentence, verb, content), channel_of(context, sentence, verb, content)
    inner = attribution(context, cited, saying, content, "assert", rule, channel=channel, said=said, depth=1)
    citing = next(iter(syntax.agents(verb)), None) if passive else syntax.subject(verb)
    if citing is None or not is_speaker(context, citing, strict=False, nouns=True):
        return [inner]
    outer_start = start if passive else min(start, cited.left_edge.idx)
    outer = attribution(context, citing, verb, ((outer_start, content[0][1]),), "assert", rule)
    return [outer, inner]


def _enclosed(context: Context, sentence: Sentence, verb: Token, cited: Token | None, rule: str) -> list[Attribution]:
    """Both voices of "X said, citing Y, that ...", by the commas and "that": the parser seldom finds whose it is.

    The content runs to the end of the sentence.
    """
    saying = verb.nbor(-2) if verb.i > verb.sent.start + 2 else None
    if saying is None or verb.nbor(-1).text != "," or not is_reporting_verb(saying) or cited is None:
        return []
    that = next(
        (t for t in verb.doc[cited.i + 1 : verb.sent.end] if t.lower_ == "that" and t.nbor(-1).text == ","), None
    )
    source = syntax.own_subject(saying)
    if that is None or source is None or not is_speaker(context, cited, strict=False, nouns=True):
        return []
    if any(t.pos_ == "VERB" for t in verb.doc[cited.i + 1 : that.i]):
        return []
    content = ((that.idx + len(that) + 1, sentence.end),)
    made = [attribution(context, cited, verb, content, "assert", rule, depth=1)]
    if is_speaker(context, source, strict=False, nouns=True):
        said = when_said(context, sentence, saying, content)
        made.insert(0, attribution(context, source, saying, content, "assert", f"{rule}:enclosed", said=said))
    return made


def _content_above(context: Context, sentence: Sentence, verb: Token) -> Ranges:
    """The content of the verb of saying that "citing ..." hangs on, or whose subject it hangs on."""
    head = verb.head
    if head.pos_ != "VERB" and head.dep_ in syntax.SUBJECTS:
        head = head.head
    if head.dep_ == "ccomp" and not is_reporting_verb(head):  # "said, citing officials, that many were killed"
        head = head.head
    for cue in verb_cues().get(head.lemma_.lower(), ()) if head.pos_ == "VERB" else ():
        content = content_of(context, sentence, head, cue)
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


def _clause_end(context: Context, sentence: Sentence, end: int) -> int:
    """Where the content of a relayed statement ends: with its sentence, unless a new voice begins."""
    rest = context.parsed.tokens(end, sentence.end)
    return end if any(t.lemma_.lower() in verb_cues() and t.pos_ == "VERB" for t in rest) else sentence.end
