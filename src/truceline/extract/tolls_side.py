"""Whose people or things a toll counts."""

from __future__ import annotations

from ..language import syntax
from ..records import Actor
from .context import Context
from .found import Found, maybe
from .tolls_actors import actor_in, nominal, only_backer, possessor, said_of, some_side
from .tolls_line import Line
from .tolls_links import Link
from .tolls_words import words

_POSSESSIVES = frozenset({"its", "their", "our", "his", "her"})
_ARMED = words("own_groups")
_SUBJECTS_OF_STATES = words("state_people")
_OWNERS = frozenset({"of", "from"})
_MILITARY = frozenset({"MIL", "REB", "COP", "UAF"})
_ADMIT = words("admitting")
_LAUNCH = words("launching")


def side_of(context: Context, line: Line, link: Link) -> Found[Actor]:
    """Whose people or things the phrase names; none when the report does not say."""
    tokens, phrase = line.tokens, link.phrase
    for t in (t for t in tokens[phrase.first : phrase.last + 1] if t.i != phrase.head.i):
        actor = context.actor_for_modifier(t)
        if (
            actor is not None
            and some_side(actor)
            and not only_backer(t)
            and (t.lower_ not in _POSSESSIVES or _own_people(link))
        ):
            return {actor: "side:modifier"}
    actor = said_of(context, phrase.head) or context.actor_for_modifier(phrase.head)
    if actor is not None and some_side(actor) and phrase.form != "alone" and not _only_there(actor):
        return {actor: "side:noun"}
    after = phrase.last + 1
    if line.low(after) in _OWNERS and phrase.form != "alone":
        run = nominal(line, after + 1)
        owner = next((a for a in (said_of(context, t) or context.actor_for_modifier(t) for t in run) if a), None)
        if owner is not None and some_side(owner) and (line.low(after) == "of" or owner.sector in _MILITARY):
            return {owner: f"side:{line.low(after)}"}
    if _own_people(link) and any(line.low(p) in _POSSESSIVES for p in range(max(0, phrase.first - 1), phrase.last + 1)):
        return maybe("side:possessive", possessor(context, line, phrase.first))
    return (
        maybe("side:among", _told_after(context, line, link))
        or maybe("side:launched by", _launched_by(context, line, link))
        or maybe("side:admitted by", _admitted_by(context, line, link))
    )


def _only_there(actor: Actor) -> bool:
    """Whether the words only tell where the victims were: "people in Sanaa", "jihadists in Mali"."""
    return bool({"in", "at", "near", "from"} & set((actor.text or "").lower().split()[1:]))


def _told_after(context: Context, line: Line, link: Link) -> Actor | None:
    """ "43 casualties on the Chinese side", "19 dead among its military"."""
    p = max(link.phrase.last, link.trigger.last) + 1
    if line.low(p) not in ("on", "among", "in"):
        return None
    run = nominal(line, p + 1)
    if not run or not (line.low(p) == "among" or any(t.lower_ in ("side", "ranks") for t in run)):
        return None
    actor = actor_in(context, run)
    if actor is None and run[0].lower_ in _POSSESSIVES:
        actor = possessor(context, line, p)
    return actor if actor is not None and some_side(actor) else None


def _launched_by(context: Context, line: Line, link: Link) -> Actor | None:
    """Whose weapons were shot down: "31 missiles that Russia fired", "12 drones launched by the rebels"."""
    if link.phrase.thing not in ("drones", "equipment", "aircraft"):
        return None
    p = link.phrase.last + 1
    verb = next((t for t in line.tokens[p : p + 7] if t.lemma_.lower() in _LAUNCH and t.pos_ == "VERB"), None)
    if verb is None:
        return None
    doers = syntax.agents(verb) if verb.tag_ == "VBN" else [t for t in verb.lefts if t.dep_ in syntax.SUBJECTS]
    actors = [a for a in (context.actor_at(t) for t in doers) if a is not None and some_side(a)]
    return actors[0] if actors else None


def _admitted_by(context: Context, line: Line, link: Link) -> Actor | None:
    """An army that owns up to losses tells of its own: "the army acknowledged 23 dead"."""
    if link.active or link.entry.victims == "things" or link.harm not in ("killed", "wounded", "casualties", "missing"):
        return None
    at = line.tokens[link.phrase.first].i
    verb = next((t for t in reversed(line.tokens) if t.i < at and t.lemma_.lower() in _ADMIT), None)
    if verb is None or at - verb.i > 6 or link.phrase.group in ("civilians", "children", "women"):
        return None
    subject = syntax.own_subject(verb)
    actor = context.actor_at(subject) if subject is not None else None
    if actor is None and subject is not None:
        actor = actor_in(context, list(subject.lefts))
    return actor if actor is not None and some_side(actor) and actor.sector in ("MIL", "GOV", "REB", "UAF") else None


def _own_people(link: Link) -> bool:
    """Whether "its" and "their" before the noun tell a side ("its soldiers"), not a family ("his wife")."""
    return (
        link.phrase.thing is not None or link.phrase.group in _ARMED or link.phrase.head.lower_ in _SUBJECTS_OF_STATES
    )


def lost_by(context: Context, line: Line, link: Link) -> Found[Actor]:
    """Whose losses are told: the subject of "lost 300 soldiers", "lost 12 men killed"."""
    verb = link.trigger.anchor
    if link.entry.pattern != "loss":
        verb = line.tokens[link.phrase.first - 1] if link.phrase.first else verb
        if verb.lemma_.lower() != "lose":
            return {}
    subject = syntax.subject(verb)
    if subject is None or not line.tokens[0].i <= subject.i <= line.tokens[-1].i:
        return {}
    actor = context.actor_at(subject) or actor_in(context, list(subject.lefts))
    return {actor: "side:loser"} if actor is not None and some_side(actor) else {}
