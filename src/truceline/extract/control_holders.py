"""Who holds a place afterwards, who left it, and whose it was before."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor
from .context import Context
from .control_clause import behind, patients
from .event_roles import actors_of, subject_actors

#: Sectors of those who fight.
ARMED = word_class("actor.fighting_sectors")
_UNARMED = word_class("event.unarmed")
_ARMED_NOUNS = word_class("control.armed_nouns")
_ACTS = word_class("control.military_acts")
#: Nouns of what belongs to an army, so that "the army's last base" tells whose it was.
_MILITARY = word_class("control.military_areas")


def doers(context: Context, verb: Token) -> tuple[Actor, ...]:
    """Those who do what the verb tells; of a passive without an agent, those whose operation it was."""
    found = subject_actors(context, verb)
    return found if found or not syntax.is_passive(verb) else _operation_owner(context, verb)


def owners(context: Context, noun: Token) -> tuple[Actor, ...]:
    """Whose a thing is: "*M23* control", "control *of the army*", "*Croat* hands", "capture *by the army*"."""
    for t in syntax.children(noun, "poss"):
        found = context.actors_at(t) or actors_of(context, t)
        if found:
            return found
    found = tuple(a for t in syntax.prepositional(noun, "of", "by") for a in context.actors_at(t))
    return found or modifiers(context, noun)


def modifiers(context: Context, noun: Token) -> tuple[Actor, ...]:
    """The actors that the words before a noun stand for ("*Armenian* positions")."""
    before = (context.actor_for_modifier(c) for c in syntax.children(noun, "amod", "compound", "nmod", "poss"))
    return tuple(a for a in before if a is not None)


def recipients(context: Context, verb: Token) -> tuple[Actor, ...]:
    """Those to whom a place is handed over, or falls."""
    found = [a for t in behind(verb, "to") for a in context.actors_at(t) or actors_of(context, t)]
    return tuple(found)


def former(context: Context, verb: Token, area: Token) -> tuple[Actor, ...]:
    """Whose the area was: "from" beside it or the verb, "clear it *of* them", "the *army's* last base"."""
    found: list[Actor] = []
    for t in (*syntax.prepositional(area, "from"), *syntax.prepositional(verb, "from")):
        found.extend(actors_of(context, t))
    for t in (*syntax.prepositional(verb, "of"), *syntax.prepositional(area, "of")):
        found.extend(a for a in context.actors_at(t) if a.sector in ARMED)
    if not found and area.lemma_.lower() in _MILITARY:
        found.extend(modifiers(context, area))
    return tuple(found)


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


def _operation_owner(context: Context, verb: Token) -> tuple[Actor, ...]:
    """Whose operation it was, where a passive names no agent ("In the army's operation, 30 villages were freed")."""
    below = syntax.prepositional(verb, "in", "during", "after", "following", "as")
    if not any(t.lemma_.lower() in _ACTS for t in below):
        below = []  # "was liberated after its occupation by them"
    for t in below:
        found = actors_of(context, t)
        if found:
            return found
        for m in context.actors:
            modifies = context.doc[m.head].dep_ in ("poss", "amod", "compound")
            if t.left_edge.idx <= m.start and m.end <= t.idx and modifies:
                return (m.actor,)
    start = verb.sent.start_char
    before = [
        m
        for m in context.actors
        if start <= m.start < verb.idx
        and context.doc[m.head].dep_ == "poss"
        and any(t.lemma_.lower() in _ACTS for t in context.doc[m.head + 1 : m.head + 4])
    ]
    return (before[0].actor,) if before and before[0].start - start < 40 else ()


def movers(context: Context, token: Token) -> tuple[Actor, ...]:
    """The forces that leave: the subject, or the object that somebody pulls out; none where neither is armed."""
    if token.pos_ not in syntax.VERBAL:
        named = [*syntax.prepositional(token, "of", "by"), *syntax.children(token, "poss", "amod", "compound")]
        forces = [t for t in named if is_force(context, t) or context.actor_for_modifier(t) is not None]
        return tuple(a for t in forces for a in (context.actors_at(t) or actors_of(context, t))) or (
            owners(context, token) if forces else ()
        )
    moved = patients(token)
    if moved:
        if not any(is_armed(context, t) for t in moved):
            return ()
        whose = tuple(a for t in moved for a in actors_of(context, t) if a.name is not None and a.text not in _ITS)
        return whose or subject_actors(context, token) or tuple(a for t in moved for a in actors_of(context, t))
    subject = syntax.subject(token)
    if subject is None or not is_force(context, subject):
        return ()
    return subject_actors(context, token)


_ITS = frozenset({"its", "their", "his", "her"})


def doers_of_noun(context: Context, noun: Token) -> tuple[Actor, ...]:
    """Who did what a noun names: "by" or "to" behind it, or its owner ("the *Taliban's* capture of Kabul")."""
    behind = [*syntax.prepositional(noun, "by", "to")]
    for area in syntax.prepositional(noun, "of"):  # where the parser hung "to them" on the place
        behind.extend(syntax.prepositional(area, "by", "to"))
    told = tuple(a for t in behind for a in context.actors_at(t))
    return told or tuple(
        a for t in syntax.children(noun, "poss", "amod", "compound") if (a := context.actor_for_modifier(t)) is not None
    )


def is_no_longer(verb: Token) -> bool:
    """Whether what was held is so no more ("no longer controlled Bentiu", "is no longer under rebel control")."""
    return any(t.lower_ == "longer" for t in verb.children)
