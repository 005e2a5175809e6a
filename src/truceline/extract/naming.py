"""Acts of naming: whose word for a thing a report hands on ("what Moscow calls a special military operation").

They make no claim: that somebody calls a thing so says nothing of what happened.  But the word is theirs, and not the
report's.  Of "condemned India's aggression" the words for what is condemned are the condemner's as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from .attribution_record import Attribution, attribution
from .attribution_source import is_speaker, speaker_of
from .context import Context

NAMING = "naming:"
"""How the rules that find namings are called."""

_NAMES = word_class("naming.names")
_NAMES_AS = word_class("naming.names_as")
_JUDGES = word_class("naming.judges")
_NAMED = frozenset({"dobj", "oprd", "attr", "ccomp", "xcomp"})
_PRONOUNS = frozenset({"it", "them", "him", "her"})


def find_namings(context: Context) -> Iterator[Attribution]:
    """The acts of naming in a text: as content the words that somebody is said to use for something."""
    for sentence in context.parsed.sentences:
        for token in context.parsed.tokens_of(sentence):
            if token.pos_ == "VERB":
                yield from _of_verb(context, token)


def _of_verb(context: Context, verb: Token) -> Iterator[Attribution]:
    lemma = verb.lemma_.lower()
    ways = ((_NAMES, _named, NAMING), (_NAMES_AS, _named_as, NAMING), (_JUDGES, _judged, "judging:"))
    found = ((content, rule) for verbs, of, rule in ways if lemma in verbs and (content := of(verb)) is not None)
    content, rule = next(found, (None, ""))
    source = _namer(context, verb) if content else None
    if content is not None and source is not None:
        force = "deny" if syntax.is_negated(verb) else "assert"
        yield attribution(context, source, verb, (content,), force, f"{rule}{lemma}")


def _namer(context: Context, verb: Token) -> Token | None:
    by = syntax.agents(verb)
    found = by[0] if by else None if syntax.is_passive(verb) else speaker_of(verb)
    if found is not None and found.lower_ in ("it", "they") and not _known(context, found):
        found = _meant(verb, found) or found
    return found if found is not None and is_speaker(context, found, strict=False, nouns=True) else None


def _known(context: Context, pronoun: Token) -> bool:
    """Whether it is known by name whom the pronoun stands for."""
    actor = context.actor_at(pronoun)
    return actor is not None and actor.name is not None


def _meant(verb: Token, pronoun: Token) -> Token | None:
    """Of "Armenia condemned what *it* calls" Armenia: the nearest subject above that the pronoun may stand for."""
    plural = pronoun.lower_ == "they"
    subjects = (syntax.own_subject(t) for t in verb.ancestors)
    fitting = (s for s in subjects if s is not None and (s.tag_ in ("NNS", "NNPS")) == plural and s.pos_ != "PRON")
    return next(fitting, None)


def _named(verb: Token) -> tuple[int, int] | None:
    """ "called *the leaders terrorists*"; of "the junta, as residents call it" *the junta*."""
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
        thing = syntax.child(verb, "dobj")
        return _before(verb) if thing is not None and thing.lower_ in _PRONOUNS else None
    if any(c.dep_ in ("prt", "prep") and c.i == verb.i + 1 for c in verb.children):
        return None  # "called on residents", "called for an end"
    return _behind(verb, [c for c in verb.children if c.dep_ in _NAMED or _led_by_as(c)])


def _named_as(verb: Token) -> tuple[int, int] | None:
    """ "described the strike *as a heinous crime*", "referred to the men *as bandits*"."""
    heads = (verb, *syntax.objects(verb), *syntax.prepositional(verb, "to"))
    return _behind(verb, [c for head in heads for c in head.children if _led_by_as(c)])


def _judged(verb: Token) -> tuple[int, int] | None:
    """ "condemned *India's aggression*"."""
    return _behind(verb, list(syntax.children(verb, "dobj")))


def _led_by_as(token: Token) -> bool:
    if token.dep_ == "prep":
        return token.lower_ == "as"
    return token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in token.children)


def _behind(verb: Token, parts: list[Token]) -> tuple[int, int] | None:
    """From the first to the last of the parts that stand behind the verb."""
    ranges = [(p.left_edge.idx, p.right_edge.idx + len(p.right_edge)) for p in parts if p.i > verb.i]
    return (max(min(s for s, _ in ranges), verb.idx + len(verb)), max(e for _, e in ranges)) if ranges else None


def _before(verb: Token) -> tuple[int, int] | None:
    """The noun phrase that ends just before the clause of the verb, but for a comma."""
    last = verb.left_edge.i - 1
    while last >= 0 and verb.doc[last].is_punct:
        last -= 1
    if last < 0:
        return None
    noun = verb.doc[last]
    return syntax.noun_phrase_range(noun) if noun.pos_ in ("NOUN", "PROPN") else None
