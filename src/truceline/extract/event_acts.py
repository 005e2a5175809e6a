"""Acts: verbs and nouns that make an event out of their topic ("urged ... to halt", "rejected the proposal for")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from ..knowledge.rules import Act, acts
from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor
from .context import Context
from .event_roles import actors_of, behind_prepositions, subject_actors
from .found import Found, by_rule, joined, under, without

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


@cache
def act_verbs() -> frozenset[str]:
    """The lemmas of the verbs that tell acts by themselves."""
    return frozenset(_by_verb())


def acts_at(context: Context, token: Token) -> list[ActFound]:
    """The acts that ``token`` may be, the likeliest first."""
    if token.pos_ in syntax.VERBAL and token.dep_ not in ("amod", "compound"):
        lemma = token.lemma_.lower()
        particle = next((c.lower_ for c in syntax.children(token, "prt")), "") or _apart(token)
        candidates = (*_by_verb().get(f"{lemma} {particle}", ()), *_by_verb().get(lemma, ()))
        return [ActFound(token, _due(token), a) for a in candidates if _fits(context, token, a)]
    if token.pos_ in ("NOUN", "ADJ") or token.tag_ in ("VBN", "JJ"):
        found = _by_word().get(token.lemma_.lower(), _by_word().get(token.lower_, ()))
        if found and token.dep_ in ("dobj", "acomp", "attr", "nsubj", "oprd", "pobj"):
            head = token.head
            light = head.pos_ in syntax.VERBAL and (
                head.lemma_.lower() in _LIGHT_OF_NOUNS or (token.dep_ in ("acomp", "oprd") and token.pos_ == "ADJ")
            )
            return [ActFound(token, head if light else token, a) for a in found]
    return []


def _due(verb: Token) -> Token:
    """The verb whose subject is to do it ("the truce *is* due to take effect"); the verb itself otherwise."""
    head = verb.head
    if verb.dep_ != "xcomp" or head.lemma_.lower() not in _DUE:
        return verb
    return head.head if head.dep_ == "acomp" and head.head.lemma_ == "be" else head


_DUE = word_class("event_act.due")


def _apart(verb: Token) -> str:
    """The particle that the parser took for a preposition ("pulled *out* of the truce"); empty where there is none."""
    found = (c for c in syntax.children(verb, "prep", "advmod") if c.lower_ in ("out", "away"))
    return next((c.lower_ for c in found if any(p.lower_ in ("of", "from") for p in c.children)), "")


def _fits(context: Context, verb: Token, act: Act) -> bool:
    if act.particles and not any(_leads(context, c, act) for c in syntax.children(verb, "prep", "prt")):
        return False
    return not (act.needs_infinitive and syntax.child(verb, "xcomp") is None)


def _leads(context: Context, particle: Token, act: Act) -> bool:
    """Whether it is the act's particle; before a day it only tells when ("called *on Monday* for calm")."""
    objects = [c for c in particle.children if c.dep_ == "pobj"]
    dated = [o for o in objects if any(m.start <= o.idx < m.end for m in context.times)]
    return particle.lower_ in act.particles and (not objects or len(dated) < len(objects) or act.id == "ultimatum")


def act_actors(context: Context, found: ActFound) -> Found[Actor]:
    """Those who do the act."""
    if found.verb.pos_ in syntax.VERBAL:
        if syntax.is_passive(found.verb) and "subject" not in found.act.topic:
            subject = syntax.subject(found.verb)
            agents = subject_actors(context, found.verb)
            if agents or found.act.type != "AGREE":
                return agents
            return under("role:passive subject", actors_of(context, subject)) if subject is not None else {}
        return subject_actors(context, found.verb) or _issuers(context, found.verb)
    return _owners(context, found.token)


def _issuers(context: Context, verb: Token) -> Found[Actor]:
    """Those whose paper it is that demands ("issued a statement *demanding* that ...")."""
    paper = verb.head if verb.dep_ in ("acl", "relcl") else None
    if paper is None or paper.dep_ != "dobj" or paper.head.pos_ not in syntax.VERBAL:
        return {}
    return subject_actors(context, paper.head) if paper.lemma_.lower() in _PAPERS else {}


_PAPERS = word_class("event_role.instruments") | {"letter", "communique", "petition", "message"}


def _owners(context: Context, noun: Token) -> Found[Actor]:
    owner = syntax.child(noun, "poss")
    owners = context.actors_at(owner) if owner is not None else ()
    return by_rule("role:owner", owners) or behind_prepositions(context, noun, "by", "from")


def accuser_above(context: Context, found: ActFound) -> Found[Actor]:
    """Who condemns what a noun names ("decried what it called *their refusal* to respect the truce")."""
    if found.verb.pos_ in syntax.VERBAL and found.verb.i == found.token.i:
        return {}
    condemning = {v for act in acts() if act.type == "ACCUSE" and act.accuser == "subject" for v in act.verbs}
    above = next((t for t in found.token.ancestors if t.lemma_.lower() in condemning), None)
    return subject_actors(context, above) if above is not None else {}


def act_recipients(context: Context, found: ActFound) -> Found[Actor]:
    """Those whom the act addresses or blames, by the places that the act's entry names."""
    recipients: Found[Actor] = {}
    for slot in found.act.recipient:
        recipients = joined((recipients, *_in_slot(context, found.verb, slot, sought=not recipients)))
    return recipients


def _in_slot(context: Context, verb: Token, slot: str, *, sought: bool) -> Iterator[Found[Actor]]:
    """Those in one of the places that an entry may name; ``sought``: no place before it held anybody."""
    if slot == "dobj":
        tokens = syntax.objects(verb) if not syntax.is_passive(verb) else [t for t in [syntax.subject(verb)] if t]
        objects = by_rule("role:object", (a for t in tokens for a in context.actors_at(t)))
        yield objects
        if sought and not objects:
            yield _controlled(context, verb)
    elif slot == "subject":
        yield subject_actors(context, verb) if verb.pos_ in syntax.VERBAL else {}
    elif slot == "possessor":
        for t in syntax.objects(verb):
            yield under("role:object", without(actors_of(context, t), context.actors_at(t)))
            yield _owners(context, t)
    elif slot == "clause":
        yield _controlled(context, verb)
    else:
        yield behind_prepositions(context, verb, slot)


def _controlled(context: Context, verb: Token) -> Found[Actor]:
    """The subject of an infinitive that the parser did not make an object ("asked the sides to stop")."""
    for clause in syntax.children(verb, "ccomp", "xcomp"):
        subject = syntax.own_subject(clause)
        if subject is not None:
            return by_rule("role:subject of clause", context.actors_at(subject))
    return {}
