"""Who holds a place afterwards, who left it, and whose it was before."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor
from .context import Context
from .control_clause import behind, patients
from .event_roles import ITSELF, actors_of, behind_prepositions, subject_actors
from .found import Found, by_rule, joined, under, without

#: Sectors of those who fight.
ARMED = word_class("actor.fighting_sectors")
_UNARMED = word_class("event.unarmed")
_ARMED_NOUNS = word_class("control.armed_nouns")
_ACTS = word_class("control.military_acts")
#: Nouns of what belongs to an army, so that "the army's last base" tells whose it was.
_MILITARY = word_class("control.military_areas")


def doers(context: Context, verb: Token) -> Found[Actor]:
    """Those who do what the verb tells; of a passive without an agent, those whose operation it was."""
    found = subject_actors(context, verb)
    return found if found or not syntax.is_passive(verb) else _operation_owner(context, verb)


def owners(context: Context, noun: Token) -> Found[Actor]:
    """Whose a thing is: "*M23* control", "control *of the army*", "*Croat* hands", "capture *by the army*"."""
    for t in syntax.children(noun, "poss"):
        found = phrase_actors(context, t)
        if found:
            return under("role:owner", found)
    return behind_prepositions(context, noun, "of", "by") or modifiers(context, noun)


def phrase_actors(context: Context, head: Token) -> Found[Actor]:
    """All actors of a noun phrase; where its head is none, those that own it or stand before it."""
    return by_rule(ITSELF, context.actors_at(head)) or actors_of(context, head)


def modifiers(context: Context, noun: Token) -> Found[Actor]:
    """The actors that the words before a noun stand for ("*Armenian* positions")."""
    before = (context.actor_for_modifier(c) for c in syntax.children(noun, "amod", "compound", "nmod", "poss"))
    return by_rule("role:before noun", (a for a in before if a is not None))


def recipients(context: Context, verb: Token) -> Found[Actor]:
    """Those to whom a place is handed over, or falls."""
    return under("role:to", joined(phrase_actors(context, t) for t in behind(verb, "to")))


def former(context: Context, verb: Token, area: Token) -> Found[Actor]:
    """Whose the area was: "from" beside it or the verb, "clear it *of* them", "the *army's* last base"."""
    left = (*syntax.prepositional(area, "from"), *syntax.prepositional(verb, "from"))
    rid = (*syntax.prepositional(verb, "of"), *syntax.prepositional(area, "of"))
    found = joined((
        under("role:from", joined(actors_of(context, t) for t in left)),
        by_rule("role:of", (a for t in rid for a in context.actors_at(t) if a.sector in ARMED)),
    ))  # fmt: skip
    return found or (modifiers(context, area) if area.lemma_.lower() in _MILITARY else {})


def may_hold(actor: Actor) -> bool:
    """Whether the actor is one who can hold land in a war: no civilians, companies, courts, players."""
    return actor.sector not in _UNARMED


def is_armed(context: Context, token: Token) -> bool:
    """Whether a noun phrase denotes fighters or forces, those of a state told by its name included."""
    if token.lemma_.lower() in _ARMED_NOUNS:
        return True
    return any(a.sector in ARMED for a in context.actors_at(token) or actors_of(context, token))


def is_force(context: Context, token: Token) -> bool:
    """Whether a noun phrase denotes fighters, or a state told by its name alone ("Russia withdrew from Kherson")."""
    states = (a for a in context.actors_at(token) if a.sector == "GOV" and a.country is not None and a.role is None)
    return is_armed(context, token) or (token.pos_ == "PROPN" and next(states, None) is not None)


def _operation_owner(context: Context, verb: Token) -> Found[Actor]:
    """Whose operation it was, where a passive names no agent ("In the army's operation, 30 villages were freed")."""
    below = syntax.prepositional(verb, "in", "during", "after", "following", "as")
    if not any(t.lemma_.lower() in _ACTS for t in below):
        below = []  # "was liberated after its occupation by them"
    for t in below:
        found = actors_of(context, t)
        if found:
            return under("role:operation", found)
        for m in context.actors:
            modifies = context.doc[m.head].dep_ in ("poss", "amod", "compound")
            if t.left_edge.idx <= m.start and m.end <= t.idx and modifies:
                return {m.actor: "role:operation:owner"}
    start = verb.sent.start_char
    before = [
        m
        for m in context.actors
        if start <= m.start < verb.idx
        and context.doc[m.head].dep_ == "poss"
        and any(t.lemma_.lower() in _ACTS for t in context.doc[m.head + 1 : m.head + 4])
    ]
    return {before[0].actor: "role:operation:owner before"} if before and before[0].start - start < 40 else {}


def movers(context: Context, token: Token) -> Found[Actor]:
    """The forces that leave: the subject, or the object that somebody pulls out; none where neither is armed."""
    if token.pos_ not in syntax.VERBAL:
        named = [*syntax.prepositional(token, "of", "by"), *syntax.children(token, "poss", "amod", "compound")]
        forces = [t for t in named if is_force(context, t) or context.actor_for_modifier(t) is not None]
        own = under("role:mover", joined(phrase_actors(context, t) for t in forces))
        return own or (owners(context, token) if forces else {})
    moved = patients(token)
    if moved:
        if not any(is_armed(context, t) for t in moved):
            return {}
        objects = under("role:object", joined(actors_of(context, t) for t in moved))
        whose = without(objects, (a for a in objects if a.name is None or a.text in _ITS))
        return whose or subject_actors(context, token) or objects
    subject = syntax.subject(token)
    if subject is None or not is_force(context, subject):
        return {}
    return subject_actors(context, token)


_ITS = frozenset({"its", "their", "his", "her"})


def doers_of_noun(context: Context, noun: Token) -> Found[Actor]:
    """Who did what a noun names: "by" or "to" behind it, or its owner ("the *Taliban's* capture of Kabul")."""
    told_by = [*syntax.prepositional(noun, "by", "to")]
    for area in syntax.prepositional(noun, "of"):  # where the parser hung "to them" on the place
        told_by.extend(syntax.prepositional(area, "by", "to"))
    told = by_rule("role:by", (a for t in told_by for a in context.actors_at(t)))
    before = (context.actor_for_modifier(t) for t in syntax.children(noun, "poss", "amod", "compound"))
    return told or by_rule("role:before noun", (a for a in before if a is not None))


def is_no_longer(verb: Token) -> bool:
    """Whether what was held is so no more ("no longer controlled Bentiu", "is no longer under rebel control")."""
    return any(t.lower_ == "longer" for t in verb.children)
