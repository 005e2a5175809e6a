"""What a speaker's words make of a thing to come: a demand ("must withdraw"), or a refusal ("would not")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor
from .attribution_record import Attribution
from .context import Context
from .event_complete import is_of_workers
from .event_hits import Hit
from .event_roles import subject_actors
from .found import Found, by_rule
from .modality import Told

#: Modes that one side asks of the other, or refuses it.
_ASKED = word_class("event_said.asked")
_FIGHTING = word_class("actor.fighting_sectors")
_WILL = frozenset({"will", "wo", "would", "'ll", "’ll", "’d", "'d", "shall", "can", "ca", "could"})
_OUT_OF_QUESTION = word_class("event_said.unthinkable")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The act that a speaker's words are, by whom and to whom."""

    type: Literal["REQUEST", "REJECT"]
    actors: Found[Actor]
    recipients: Found[Actor]
    by: str


def spoken(context: Context, hit: Hit, how: Told, chain: Sequence[Attribution]) -> Spoken | None:
    """The demand or the refusal that words about what is to come are in the mouth of their speaker, if they are one.

    "The rebels must leave, the minister said" is the minister's demand, "Stop the war," said to somebody as well;
    "he would not withdraw his troops" is a refusal of his.
    """
    if hit.mode.mode not in _ASKED or is_of_workers(hit) or (chain and chain[-1].source.sector == "MED"):
        return None
    found = _ruled_out(hit, chain) if hit.how == "noun" else _of_verb(context, hit, how, chain)
    if found is None or not _between_sides(hit, found):
        return None
    return found


def _between_sides(hit: Hit, found: Spoken) -> bool:
    """Whether it is asked of, or refused by, one who can be a side of a war: no union, no hospital."""
    asked = found.recipients if found.type == "REQUEST" else found.actors
    sides = any(a.sector == "GOV" or a.sector in _FIGHTING or (a.name is None and a.sector is None) for a in asked)
    return sides or (not asked and not hit.armed)


def _of_verb(context: Context, hit: Hit, how: Told, chain: Sequence[Attribution]) -> Spoken | None:
    verb = syntax.clause_verb(hit.token)
    doers = subject_actors(context, verb)
    if chain and how.by == "obligation" and chain[-1].source not in doers:
        return Spoken("REQUEST", _speaker(chain), doers, "obligation")
    if chain and _is_imperative(context, verb):
        return Spoken("REQUEST", _speaker(chain), _addressed(context, chain[-1].cue), "imperative")
    if syntax.is_negated(verb) and {t.lower_ for t in syntax.auxiliaries(verb)} & _WILL:
        actors = doers or _speaker(chain)
        return Spoken("REJECT", actors, {}, "negation") if actors else None
    return None


def _speaker(chain: Sequence[Attribution]) -> Found[Actor]:
    return by_rule("role:source", (a.source for a in chain[-1:]))


def _ruled_out(hit: Hit, chain: Sequence[Attribution]) -> Spoken | None:
    """ "There can be no talks", "a withdrawal is out of the question": whoever says so refuses."""
    noun = hit.token
    verb = noun.head
    if not chain or verb.lemma_ != "be":
        return None
    none = any(c.lower_ == "no" for c in noun.children) and bool({t.lower_ for t in syntax.auxiliaries(verb)} & _WILL)
    said = [*syntax.children(verb, "acomp", "attr"), *syntax.prepositional(verb, "out")]
    beyond = noun.dep_ in syntax.SUBJECTS and any(t.lower_ in _OUT_OF_QUESTION for t in said)
    if not none and not (beyond and not syntax.is_negated(verb)):
        return None
    return Spoken("REJECT", _speaker(chain), {}, "ruled out")


def _is_imperative(context: Context, verb: Token) -> bool:
    """Whether a quoted verb stands in its bare form at the head of its clause ("*Stop* the war")."""
    if verb.tag_ != "VB" or syntax.auxiliaries(verb) or syntax.own_subject(verb) is not None:
        return False
    if verb.dep_ in ("xcomp", "acl", "relcl") or any(c.dep_ in ("aux", "mark") for c in verb.children):
        return False
    return any(q.start <= verb.idx < q.end for q in context.parsed.quotes)


def _addressed(context: Context, cue: Token) -> Found[Actor]:
    told = [*syntax.objects(cue), *syntax.prepositional(cue, "to")]
    return by_rule("role:hearer", (a for t in told for a in context.actors_at(t) if a.sector != "MED"))
