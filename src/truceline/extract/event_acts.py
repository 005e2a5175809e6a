"""Acts: verbs and nouns that make an event out of their topic ("urged ... to halt", "rejected the proposal for")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from ..knowledge.rules import Act, acts
from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor
from .context import Context
from .event_hits import Hit
from .event_roles import actors_of, subject_actors
from .speech import verb_cues

_LIGHT_OF_NOUNS = word_class("event_act.light_of_nouns")


@dataclass(frozen=True, slots=True)
class ActFound:
    """An act at ``token``; ``verb`` is the verb its subject and topics hang on (the token itself, or a light verb)."""

    token: Token
    verb: Token
    act: Act


@cache
def _by_verb() -> dict[str, tuple[Act, ...]]:
    found: dict[str, tuple[Act, ...]] = {}
    for act in acts():
        for verb in act.verbs:
            found[verb] = (*found.get(verb, ()), act)
    return found


@cache
def _by_word() -> dict[str, tuple[Act, ...]]:
    """Acts by their nouns and adjectives."""
    found: dict[str, tuple[Act, ...]] = {}
    for act in acts():
        for word in (*act.nouns, *act.adjectives):
            found[word] = (*found.get(word, ()), act)
    return found


def acts_at(token: Token) -> list[ActFound]:
    """The acts that ``token`` may be, the likeliest first."""
    if token.pos_ in syntax.VERBAL and token.dep_ not in ("amod", "compound"):
        lemma = token.lemma_.lower()
        particle = next((c.lower_ for c in syntax.children(token, "prt")), "")
        candidates = (*_by_verb().get(f"{lemma} {particle}", ()), *_by_verb().get(lemma, ()))
        return [ActFound(token, token, a) for a in candidates if _fits(token, a)]
    if token.pos_ in ("NOUN", "ADJ") or token.tag_ in ("VBN", "JJ"):
        found = _by_word().get(token.lemma_.lower(), _by_word().get(token.lower_, ()))
        if found and token.dep_ in ("dobj", "acomp", "attr", "nsubj", "oprd", "pobj"):
            head = token.head
            light = head.pos_ in syntax.VERBAL and (
                head.lemma_.lower() in _LIGHT_OF_NOUNS or token.dep_ in ("acomp", "oprd")
            )
            return [ActFound(token, head if light else token, a) for a in found]
    return []


def _fits(verb: Token, act: Act) -> bool:
    if act.particles and not any(c.lower_ in act.particles for c in syntax.children(verb, "prep", "prt")):
        return False
    return not (act.needs_infinitive and syntax.child(verb, "xcomp") is None)


def topics(found: ActFound, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that stand in the topic of an act, in text order."""
    inside = [h for h in hits if _in_topic(found, h)]
    heads = {h.token.i for h in inside}
    inside = [h for h in inside if h.how != "noun" or not any(t.i in heads for t in h.token.ancestors)]
    return [h for h in inside if not _denied(h)] or inside


def _denied(hit: Hit) -> bool:
    """Whether the topic is what shall not be done ("not to continue to reinforce")."""
    return any(syntax.is_negated(t) for t in (hit.token, hit.token.head) if t.pos_ in syntax.VERBAL)


def way_up(found: ActFound, hit: Hit) -> set[int]:
    """The tokens between a hit and its act, both included."""
    way = {hit.token.i, found.token.i}
    for t in hit.token.ancestors:
        if t.i in (found.verb.i, found.token.i):
            break
        way.add(t.i)
    return way


def _in_topic(found: ActFound, hit: Hit) -> bool:
    """Whether the way up from the hit to the act enters it through one of its topic places."""
    act = found.act
    if act.topic_modes and hit.mode.mode not in act.topic_modes:
        return False
    if act.topic_types and hit.mode.type not in act.topic_types:
        return False
    if act.topic_verbs and not _below_verb(hit.token, found.verb, act.topic_verbs):
        return False
    t = hit.token
    if t.i in (found.verb.i, found.token.i):
        return False
    below: Token | None = None
    for _ in range(14):
        head = t.head
        if head.i in (found.verb.i, found.token.i):
            # the parser hangs "of breaching" in "accused the rebels of breaching" on the rebels, too
            if (
                _slot(t) == "subject"
                and act.intransitive
                and syntax.objects(found.verb)
                and not syntax.is_passive(found.verb)
            ):
                return False
            by_object = t.dep_ == "dobj" and below is not None and below.dep_ == "prep" and below.lower_ in act.topic
            return by_object or _slot(t) in act.topic or (t.dep_ == "prep" and t.lower_ in act.topic)
        if head.i == t.i or (
            t.dep_ in ("relcl", "ccomp") and head.lemma_.lower() in verb_cues() and head.pos_ == "VERB"
        ):
            return False
        if t.dep_ == "relcl" or (t.dep_ == "advcl" and _told_beside(t)):
            return False
        below, t = t, head
    return False


def _told_beside(clause: Token) -> bool:
    """Whether an adverbial clause tells what else happened ("as Russia stepped up attacks"), not what is asked for."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _BESIDE for c in clause.children)


_BESIDE = word_class("event_act.beside")


def _slot(t: Token) -> str:
    if t.dep_ in syntax.SUBJECTS:
        return "subject"
    return t.dep_ if t.dep_ != "oprd" else "xcomp"


def _below_verb(token: Token, top: Token, verbs: tuple[str, ...]) -> bool:
    for t in token.ancestors:
        if t.lemma_.lower() in verbs:
            return True
        if t.i == top.i:
            return False
    return False


def act_actors(context: Context, found: ActFound) -> tuple[Actor, ...]:
    """Those who do the act."""
    if found.verb.pos_ in syntax.VERBAL:
        if syntax.is_passive(found.verb) and "subject" not in found.act.topic:
            subject = syntax.subject(found.verb)
            agents = subject_actors(context, found.verb)
            if agents or found.act.type != "AGREE":
                return agents
            return actors_of(context, subject) if subject is not None else ()
        if "subject" in found.act.topic and syntax.is_passive(found.verb):
            return subject_actors(context, found.verb)
        return subject_actors(context, found.verb)
    owner = syntax.child(found.token, "poss")
    owners = context.actors_at(owner) if owner is not None else ()
    return owners or tuple(a for t in syntax.prepositional(found.token, "by", "from") for a in context.actors_at(t))


def act_recipients(context: Context, found: ActFound) -> tuple[Actor, ...]:
    """Those whom the act addresses or blames, by the places that the act's entry names."""
    recipients: list[Actor] = []
    verb = found.verb
    for slot in found.act.recipient:
        if slot == "dobj":
            tokens = syntax.objects(verb) if not syntax.is_passive(verb) else [t for t in [syntax.subject(verb)] if t]
            recipients.extend(a for t in tokens for a in context.actors_at(t))
            if not recipients:
                recipients.extend(_controlled(context, verb))
        elif slot == "subject":
            recipients.extend(subject_actors(context, verb))
        elif slot == "possessor":
            for t in syntax.objects(verb):
                recipients.extend(a for a in actors_of(context, t) if a not in context.actors_at(t))
        else:
            recipients.extend(a for t in syntax.prepositional(verb, slot) for a in context.actors_at(t))
    return tuple(dict.fromkeys(recipients))


def _controlled(context: Context, verb: Token) -> list[Actor]:
    """The subject of an infinitive that the parser did not make an object ("asked the sides to stop")."""
    for clause in syntax.children(verb, "ccomp", "xcomp"):
        subject = syntax.own_subject(clause)
        if subject is not None:
            return list(context.actors_at(subject))
    return []
