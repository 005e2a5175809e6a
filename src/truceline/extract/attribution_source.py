"""The parts of an attribution beside its content: who speaks, through which channel, and when."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from ..knowledge.rules import Cue
from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor, Sentence, Time
from .context import Context
from .mentions import TimeMention
from .speech import channels, papers, voices

_NEVER = word_class("attribution_source.never")

#: Reporting verbs that things can do too ("the move suggests"): they need a speaker who is somebody.
_OF_THINGS = word_class("attribution_source.of_things")

_REPORTERS = word_class("attribution_source.reporters")


def source_of(context: Context, verb: Token, cue: Cue) -> Token | None:
    """The head of the noun phrase whom a reporting verb makes speak, or null when it makes nobody speak."""
    if syntax.is_passive(verb):
        by = syntax.agents(verb)
        return by[0] if by and is_speaker(context, by[0]) else None
    subject = speaker_of(verb)
    if subject is None or (subject.lower_ in _NEVER and context.actor_at(subject) is None):
        return None
    strict = verb.lemma_.lower() in _OF_THINGS or cue.force == "doubt"
    return subject if is_speaker(context, subject, strict=strict, nouns=True) else None


def source_span(source: Token, cue: Token) -> tuple[int, int]:
    """Where the words for a source stand: its whole noun phrase, with appositions and what is coordinated with it.

    Of "the envoy, who said ..." it is the "who"; a phrase never goes on to the cue.
    """
    start, end = syntax.subtree_range(source)
    if not start <= cue.idx < end:
        return start, end
    subject = syntax.own_subject(cue)
    if subject is not None and subject.tag_ in ("WP", "WDT"):
        return subject.idx, subject.idx + len(subject)
    return syntax.noun_phrase_range(source)


def cue_span(cue: Token) -> tuple[int, int]:
    """Where the words of a cue stand: a verb with its auxiliaries ("has said")."""
    first = min((t for t in syntax.auxiliaries(cue) if t.i < cue.i), key=lambda t: t.i, default=cue)
    return first.idx, cue.idx + len(cue)


def speaker_of(verb: Token) -> Token | None:
    """The subject of a reporting verb; in "what Armenia says is ..." not the "what"."""
    subjects = [c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.lower_ != "what"]
    if subjects and subjects[0].lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        return verb.head  # "a doctor who said"
    return subjects[0] if subjects else syntax.subject(verb)


def is_speaker(context: Context, token: Token, *, strict: bool = True, nouns: bool = False) -> bool:
    """Whether the noun phrase headed by ``token`` can speak; not strict: also papers, and names nobody knows.

    ``nouns``: any noun will do that is not a thing's ("a panel", "the foundation"), as the subject of a verb of saying.
    """
    if context.actor_at(token) is not None or channel_owner(context, token) is not None:
        return True
    if strict:
        return token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE")
    if token.pos_ in ("PROPN", "PRON"):
        return token.lower_ not in _NEVER
    return token.lemma_.lower() in papers() | voices() or (nouns and token.pos_ == "NOUN")


def actor_or_text(context: Context, token: Token) -> Actor:
    """The actor at ``token``; of "a statement by the army" the army; else the words as they stand."""
    actor = context.actor_at(token)
    if actor is not None and actor.name is not None:
        return actor
    owner = channel_owner(context, token)
    if owner is not None:
        return owner
    if actor is not None:
        return actor
    start, end = syntax.noun_phrase_range(token)
    text = context.parsed.document.text[start:end]
    return _part_of_somebody(context, token, text) or Actor(text=text)


def _part_of_somebody(context: Context, token: Token, text: str) -> Actor | None:
    """A body that nobody knows, by whose it is: "the office *of the Azerbaijani prosecutor general*"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    before = syntax.children(token, "poss", "compound", "amod", "nmod")
    near = [context.actor_for_modifier(t) or context.actor_at(t) for t in before]
    near.extend(context.actor_at(t) for t in syntax.prepositional(token, "of", "from"))
    owner = next((a for a in near if a is not None and a.name is not None), None)
    if owner is None:
        return None
    first, _, rest = text.partition(" ")
    name = None if first.lower() in ("a", "an", "some") else (rest if first.lower() == "the" else text)
    return Actor(text=text, name=name, country=owner.country, sector=owner.sector)


def channel_owner(context: Context, token: Token) -> Actor | None:
    """Whose a statement, a report or a post is."""
    if token.lemma_.lower() not in channels() and token.lemma_.lower() not in papers():
        return None
    for owner in (syntax.child(token, "poss"), *syntax.prepositional(token, "by", "from", "of")):
        actor = context.actor_at(owner)
        if actor is not None:
            return actor
    for modifier in syntax.children(token, "compound", "amod", "nmod"):
        actor = context.actor_for_modifier(modifier) or context.actor_at(modifier)
        if actor is not None:
            return actor
    return None


class Channel(NamedTuple):
    """By what way something was said, and the words of the report that say so."""

    name: str
    words: str


def channel_of(
    context: Context, sentence: Sentence, cue: Token, content: tuple[tuple[int, int], ...]
) -> Channel | None:
    """How it was said: "statement", "statement on Telegram", "told reporters", "call"."""
    if cue.pos_ == "VERB":
        hearer = syntax.child(cue, "dobj", "dative")
        if hearer is not None and cue.lemma_ in ("tell", "inform", "brief"):
            actor = context.actor_at(hearer)
            if actor is not None and actor.sector == "MED" and (" " in actor.text or hearer.lower_ not in _REPORTERS):
                return Channel(f"told {actor.text}", syntax.words_between(cue, hearer))
            if hearer.lemma_.lower() in _REPORTERS:
                return Channel(f"told {hearer.text}", syntax.words_between(cue, hearer))
    names: dict[str, str] = {}
    for token in _outside(context, sentence, content):
        key = token.lemma_.lower()
        name = channels().get(key) or channels().get(token.lower_)
        if name is None and token.idx > sentence.start:
            name = channels().get(f"{token.nbor(-1).lower_} {key}")
        if name and _led_in(token) and name not in names:
            names[name] = token.text
    if not names:
        return None
    platforms = [n for n in names if n[0].isupper()]
    plain = [n for n in names if not n[0].isupper()]
    chosen = (plain or platforms)[0]
    return Channel(f"{chosen} on {platforms[0]}" if platforms and plain else chosen, names[chosen])


def _outside(context: Context, sentence: Sentence, content: tuple[tuple[int, int], ...]) -> list[Token]:
    tokens = context.parsed.tokens_of(sentence)
    return [t for t in tokens if not any(s <= t.idx < e for s, e in content)]


def _led_in(token: Token) -> bool:
    """Whether a channel's name stands where channels stand: behind "in", "on", "via" ..., or as the subject."""
    if token.dep_ in ("compound", "npadvmod", "amod", "nmod") and token.head.lemma_.lower() in (
        "app", "platform", "channel", "account", "message", "page", "service", "messaging", "statement", "post", "site",
    ):  # fmt: skip
        return True
    if token.dep_ in ("nsubj", "dobj", "npadvmod"):
        return True
    return token.dep_ == "pobj" and token.head.lower_ in (
        "in",
        "on",
        "via",
        "through",
        "during",
        "at",
        "by",
        "to",
        "over",
        "from",
    )


def when_said(context: Context, sentence: Sentence, cue: Token, content: tuple[tuple[int, int], ...]) -> Time | None:
    """The date that stands with the cue and not in the content."""
    verb = cue if cue.pos_ == "VERB" else syntax.clause_verb(cue)
    own = {t.idx for t in syntax.clause_tokens(verb)} | {t.idx for t in cue.subtree if cue is not verb}
    candidates = [
        m
        for m in context.times_in(sentence.start, sentence.end)
        if m.kind in ("DATE", "TIME")
        and m.time.start
        and not any(s <= m.start < e for s, e in content)
        and _inside(m, own)
    ]
    return min(candidates, key=lambda m: abs(m.start - cue.idx)).time if candidates else None


def _inside(mention: TimeMention, offsets: set[int]) -> bool:
    return any(mention.start <= i < mention.end for i in offsets)
