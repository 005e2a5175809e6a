"""Ceasefires that are broken or ruled out: "violations of the truce by A", "there will be no truce"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from ..language import syntax
from ..records import Event, Sentence
from .attribution import chain_at
from .attribution_record import Attribution
from .context import Context
from .draft import Draft
from .event_hits import Hit
from .event_reasons import Roles, why
from .event_roles import noun_roles, places_of, stretch, subject_actors, time_of
from .found import by_rule, first, joined


def no_truce(context: Context, sentence: Sentence, hit: Hit, chain: Sequence[Attribution]) -> Draft | None:
    """ "There will be no truce": who says so refuses one."""
    if not chain:
        return None
    roles = Roles(by_rule("role:source", (chain[-1].source,)), noun_roles(context, hit.token)[1])
    body = Event(
        type="REJECT", mode="ceasefire", actors=tuple(roles.actors), recipients=tuple(roles.recipients),
        trigger=context.parsed.span(hit.token.idx, hit.token.idx + len(hit.token)),
    )  # fmt: skip
    reasons = why(context, body, "ontology:ceasefire:no", None, roles)
    start, end = stretch(sentence, hit.token, context.doc[hit.start])
    return Draft(body, hit.token, start, end, reasons, 0.65, "actual")


_BREACHES = frozenset({"violation", "breach", "infringement", "violator", "breaking"})
#: Nouns of agreements that "ceasefire" may stand before.
THINGS = frozenset({"agreement", "deal", "accord", "pact", "arrangement"})


def breach_of(hit: Hit) -> Token | None:
    """The noun of "ceasefire *violations*" or "*violation* of the truce", where the hit is in one."""
    if hit.mode.mode != "ceasefire":
        return None
    for t in hit.token.ancestors:
        if t.lemma_.lower() in _BREACHES:
            return t
        if t.pos_ not in ("NOUN", "ADP", "PROPN"):
            return None
    return None


def breach_event(
    context: Context, sentence: Sentence, hit: Hit, breach: Token, attributions: Sequence[Attribution]
) -> Draft | None:
    """An alleged violation named by a noun: whose it is, is accused by the one who speaks of it."""
    between = bool(syntax.prepositional(hit.token, "between", "among"))  # whose truce it is, not who broke it
    of_truce = {} if between else noun_roles(context, hit.token)[0]
    violators = joined((noun_roles(context, breach)[0], of_truce))
    if not violators and breach.dep_ == "pobj" and breach.head.lower_ == "in":  # "fired on them in breach of the truce"
        violators = dict(subject_actors(context, syntax.clause_verb(breach)))
    chain = chain_at(attributions, hit.token.idx)
    accusers = by_rule("role:source", (a.source for a in chain[-1:]))
    if not (violators or accusers):
        return None
    roles = Roles(accusers, violators, places_of(context, breach), time_of(context, breach))
    body = Event(
        type="ACCUSE", mode="ceasefire", actors=tuple(accusers), recipients=tuple(violators),
        places=tuple(roles.places), time=first(roles.time),
        trigger=context.parsed.span(breach.idx, breach.idx + len(breach)),
    )  # fmt: skip
    reasons = why(context, body, "ontology:ceasefire:breach", None, roles)
    start, end = stretch(sentence, breach, context.doc[hit.start], context.doc[hit.end - 1])
    return Draft(body, breach, start, end, reasons, 0.7)
