"""Whether the words of a mode tell an event at all: the roles that it needs, and who can do such a thing."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from ..knowledge.rules import modes
from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor
from .context import Context
from .event_hits import Hit, weapons
from .event_roles import is_rehearsal
from .found import Found


def is_complete(context: Context, hit: Hit, actors: Found[Actor], recipients: Found[Actor]) -> bool:
    """Whether the roles that the mode needs are there, and somebody who can do such a thing."""
    mode, verb = hit.mode, hit.token
    if mode.needs_actor and not actors:
        return False
    if hit.armed and (is_rehearsal(verb) or not any(a.sector in _FIGHTING for a in actors)):
        return False
    if (hit.owned or hit.mode.mode == "attack") and is_rehearsal(verb):
        return False
    if mode.needs_recipient and not (actors and (recipients or len(actors) > 1 or _hits_target(context, hit))):
        return False
    if hit.mode.mode == "ceasefire" and hit.how == "phrase" and _ends_by_itself(verb):
        return False
    if is_of_workers(hit):
        return False
    if _of_forces(hit) and actors and all(a.sector in _UNARMED for a in actors):
        return False  # a hospital that suspends its operations, families who withdraw
    if mode.type == "CONSULT" and recipients and all(r.sector == "MED" for r in recipients):
        return False  # who speaks to reporters negotiates with nobody
    if mode.type == "ASSAULT" and actors and all(a.sector in _UNARMED for a in (*actors, *recipients)):
        return False
    if hit.how == "verb" and mode.type == "ASSAULT" and not actors and _done_by_a_thing(hit):
        return False
    # "the play bombed": what is no actor does nothing to anybody
    return hit.how != "verb" or bool(actors) or syntax.is_passive(verb) or bool(syntax.objects(verb))


def _ends_by_itself(verb: Token) -> bool:
    """Whether no side stops anything: "the fall of the capital *ended* the war", "snow *halted* the fighting"."""
    subject = syntax.own_subject(verb)
    return subject is not None and not syntax.is_passive(verb) and subject.lemma_.lower() in _NO_HALT


def is_of_workers(hit: Hit) -> bool:
    """Whether the strike that ends is one of workers ("the *unions* ended their strike")."""
    verb = hit.token
    subject = syntax.subject(verb)
    named = [*syntax.objects(verb), *([subject] if subject is not None else [])]
    struck = [t for t in named if t.lemma_ == "strike"]
    if hit.mode.mode != "ceasefire" or hit.how != "phrase" or not struck:
        return False
    return any(u.lemma_.lower() in _WORKERS for t in named for u in t.subtree)


_WORKERS = word_class("event.workers")

_NO_HALT = word_class("event.no_halt")


def _of_forces(hit: Hit) -> bool:
    return hit.mode.mode == "withdrawal" or (hit.mode.mode == "ceasefire" and hit.how == "phrase")


def _done_by_a_thing(hit: Hit) -> bool:
    """Whether the subject of an active verb is neither fighters nor a weapon ("locusts have invaded the district")."""
    verb = hit.token
    subject = syntax.own_subject(verb)
    if subject is None or syntax.is_passive(verb) or subject.tag_ not in ("NN", "NNS"):
        return False
    lemma = subject.lemma_.lower()
    return hit.start == verb.i and lemma not in _ARMED_NOUNS | _MILITARY_ACTS and lemma not in weapons()


_ARMED_NOUNS = word_class("control.armed_nouns")
_MILITARY_ACTS = word_class("control.military_acts")
_UNARMED = word_class("event.unarmed")
_FIGHTING = word_class("actor.fighting_sectors")


def _hits_target(context: Context, hit: Hit) -> bool:
    """Whether the object is a place or one of the things that are attacked in war ("a base", "the market")."""
    verb = hit.token
    patients = [t for t in [syntax.own_subject(verb)] if t is not None] if syntax.is_passive(verb) else []
    patients.extend((*syntax.objects(verb), *syntax.prepositional(verb, "on", "at")))
    if hit.how == "phrase" and hit.mode.mode == "shooting":
        return bool(syntax.prepositional(verb, "on", "at"))  # "opened fire on suspects": whoever they are
    if any(t.lemma_.lower() in hit.mode.targets for t in patients):
        return True
    return hit.mode.type == "ASSAULT" and any(context.place_at(t) is not None for t in patients)


def weapons_hit(context: Context, hit: Hit) -> bool:
    """Whether weapons of somebody unnamed hit what is attacked in war ("its planes have bombed 60 villages")."""
    subject = syntax.own_subject(hit.token)
    by_weapon = subject is not None and subject.lemma_.lower() in weapons()
    hit_things = any(t.lemma_.lower() in _targets() for t in syntax.objects(hit.token))
    return hit.mode.type == "ASSAULT" and by_weapon and (hit_things or _hits_target(context, hit))


@cache
def _targets() -> frozenset[str]:
    """What is attacked in war, of all modes."""
    return frozenset(target for mode in modes() for target in mode.targets)
