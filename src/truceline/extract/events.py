"""Events: acts with their topics, and what is told as happening by itself.

An act (``acts.yaml``) that finds a mode (``ontology.yaml``) in its topic makes one event of the act's type and the
topic's mode: "urged both sides to halt hostilities" is REQUEST/ceasefire, and not also a halt.  A mode that no act has
taken makes an event of its own type.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor, Event, EventType, Modality, Place, Reason, Sentence
from .attribution import chain_at
from .attribution_record import Attribution
from .context import Context
from .draft import Draft
from .event_acts import ActFound, act_actors, act_recipients, acts_at, topics, way_up
from .event_hits import Hit, find_hits
from .event_roles import instrument_of, noun_roles, object_actors, places_of, subject_actors, time_of
from .modality import condition_of, told


def find_events(context: Context, attributions: Sequence[Attribution]) -> list[Draft]:
    """The events of a text, as drafts, in text order."""
    drafts: list[Draft] = []
    for sentence in context.parsed.sentences:
        hits = find_hits(context, sentence)
        taken: set[int] = set()
        for token in context.parsed.tokens_of(sentence):
            if token.i in taken:
                continue
            for found in acts_at(token):
                made, used = _act_events(context, sentence, found, hits, attributions)
                if made:
                    drafts.extend(made)
                    taken |= used | {token.i}
                    break
        for hit in hits:
            if hit.token.i not in taken:
                draft = _plain_event(context, sentence, hit, attributions)
                if draft is not None:
                    drafts.append(draft)
    return drafts


def _act_events(
    context: Context, sentence: Sentence, found: ActFound, hits: Sequence[Hit], attributions: Sequence[Attribution]
) -> tuple[list[Draft], set[int]]:
    """The events of one act (one for each mode of its topic) and the tokens they use up."""
    act = found.act
    below = topics(found, hits)
    if not below and not act.bare:
        return [], set()
    actors, recipients = act_actors(context, found), act_recipients(context, found)
    if act.accuser == "source":
        recipients = tuple(dict.fromkeys((*recipients, *actors)))
        chain = chain_at(attributions, found.token.idx, found.verb)
        actors = (chain[-1].source,) if chain else ()
    if not below and not (actors and (recipients or act.type == "REQUEST")):
        return [], set()
    if not (actors or recipients or below):
        return [], set()
    drafts = []
    for hit in _by_mode(below) or [None]:
        drafts.append(_act_draft(context, sentence, found, hit, actors, recipients))
    return drafts, {i for h in below for i in way_up(found, h)}


def _by_mode(hits: Sequence[Hit]) -> list[Hit | None]:
    """The first hit of each mode, those nearest to the act first; modes of one family are not told twice."""
    found: dict[str, Hit] = {}
    for hit in hits:
        found.setdefault(hit.mode.mode, hit)
    return list(found.values())


def _act_draft(
    context: Context,
    sentence: Sentence,
    found: ActFound,
    hit: Hit | None,
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...],
) -> Draft:
    act = found.act
    inner = told(hit.token, found.verb) if hit is not None else None
    commits = act.modality == "planned"
    condition = (inner.condition if inner is not None else None) or (condition_of(found.verb) if commits else None)
    modality: Modality | None = None
    if commits:
        modality = "conditional" if condition else "planned"
    anchor = hit.token if commits and hit is not None else found.token
    if hit is not None and hit.how == "noun" and not actors and act.accuser == "subject":
        actors = noun_roles(context, hit.token)[0]  # "a ceasefire between A and B took effect"
    if hit is not None and not recipients:
        recipients = tuple(a for a in _topic_recipients(context, hit) if a not in actors)
    body = Event(
        type=act.type,
        mode=hit.mode.mode if hit is not None else None,
        actors=actors,
        recipients=recipients,
        places=places_of(context, found.token),
        time=time_of(context, found.token),
        condition=condition,
        instrument=instrument_of(context, found.verb, hit.token if hit else None) if act.type != "AGREE" else None,
        trigger=context.parsed.span(found.token.idx, found.token.idx + len(found.token)),
    )
    why = [Reason(part="event.type", by=f"acts:{act.id}", text=found.token.text)]
    if hit is not None:
        why.append(
            Reason(
                part="event.mode", by=f"ontology:{hit.mode.mode}:{hit.how}", text=context.doc[hit.start : hit.end].text
            )
        )
    start, end = _stretch(sentence, found.verb, found.token, *([hit.token, context.doc[hit.start]] if hit else []))
    return Draft(body, anchor, start, end, tuple(why), 0.85 if hit else 0.7, modality)


def _topic_recipients(context: Context, hit: Hit) -> tuple[Actor, ...]:
    if hit.how == "noun":
        actors, recipients = noun_roles(context, hit.token)
        return recipients or actors
    return ()


def _plain_event(context: Context, sentence: Sentence, hit: Hit, attributions: Sequence[Attribution]) -> Draft | None:
    """An event that a mode's own words tell, with no act above them."""
    mode = hit.mode
    if hit.how == "noun":
        breach = _breach(hit)
        if breach is not None:
            return _breach_event(context, sentence, hit, breach, attributions)
        if not (mode.alone and _names_the_thing(hit.token)) and not _carried(hit.token):
            return None
        actors, recipients = noun_roles(context, hit.token)
    else:
        actors = subject_actors(context, hit.token)
        recipients = object_actors(context, hit.token) if hit.how == "verb" else _phrase_recipients(context, hit.token)
        if mode.type == "CONSULT":
            recipients = tuple(dict.fromkeys((*recipients, *_partners(context, hit.token))))
        recipients = tuple(r for r in recipients if r not in actors)
    if not _complete(hit, actors, recipients):
        return None
    places, time = _places(context, hit), time_of(context, hit.token)
    if not (actors or recipients or places or (hit.how == "noun" and _unfolds(hit.token))):
        return None
    chain = chain_at(attributions, hit.token.idx)
    how = told(hit.token, chain[-1].cue if chain else None)
    if hit.mode.mode == "ceasefire" and hit.how == "noun" and any(c.lower_ == "no" for c in hit.token.children):
        return _no_truce(context, sentence, hit, chain)
    if hit.how == "noun" and how.modality == "denied":
        return None  # "do not adhere to the truce" does not deny the truce
    type_, modality = _type(hit, how.modality, chain)
    body = Event(
        type=type_, mode=mode.mode, actors=actors, recipients=recipients, places=places, time=time,
        condition=how.condition, trigger=context.parsed.span(hit.token.idx, hit.token.idx + len(hit.token)),
    )  # fmt: skip
    why = (Reason(part="event.mode", by=f"ontology:{mode.mode}:{hit.how}", text=context.doc[hit.start : hit.end].text),)
    start, end = _stretch(sentence, hit.token, context.doc[hit.start], context.doc[hit.end - 1])
    return Draft(body, hit.token, start, end, why, 0.75 if hit.how != "noun" else 0.6, modality)


def _type(hit: Hit, modality: Modality, chain: Sequence[Attribution]) -> tuple[EventType, Modality | None]:
    """The PLOVER type of a mode told by itself: a halt that is done, promised or refused are three types."""
    if hit.mode.mode == "ceasefire" and hit.how == "phrase":
        if modality == "denied":
            return "REJECT", "actual"
        return ("RETREAT", None) if modality == "actual" else ("AGREE", None)
    if any(a.force == "commit" for a in chain[-1:]) and hit.mode.type in ("RETREAT", "CONCEDE"):
        return "AGREE", None
    return hit.mode.type, None


def _no_truce(context: Context, sentence: Sentence, hit: Hit, chain: Sequence[Attribution]) -> Draft | None:
    """ "There will be no truce": who says so refuses one."""
    if not chain:
        return None
    body = Event(
        type="REJECT", mode="ceasefire", actors=(chain[-1].source,), recipients=noun_roles(context, hit.token)[1],
        trigger=context.parsed.span(hit.token.idx, hit.token.idx + len(hit.token)),
    )  # fmt: skip
    why = (Reason(part="event.mode", by="ontology:ceasefire:no", text=hit.token.text),)
    start, end = _stretch(sentence, hit.token, context.doc[hit.start])
    return Draft(body, hit.token, start, end, why, 0.65, "actual")


_BREACHES = frozenset({"violation", "breach", "infringement", "violator", "breaking"})
_THINGS = frozenset({"agreement", "deal", "accord", "pact", "arrangement"})


def _breach(hit: Hit) -> Token | None:
    """The noun of "ceasefire *violations*" or "*violation* of the truce", where the hit is in one."""
    if hit.mode.mode != "ceasefire":
        return None
    for t in hit.token.ancestors:
        if t.lemma_.lower() in _BREACHES:
            return t
        if t.pos_ not in ("NOUN", "ADP", "PROPN"):
            return None
    return None


def _breach_event(
    context: Context, sentence: Sentence, hit: Hit, breach: Token, attributions: Sequence[Attribution]
) -> Draft | None:
    """An alleged violation named by a noun: whose it is, is accused by the one who speaks of it."""
    violators = tuple(dict.fromkeys((*noun_roles(context, breach)[0], *noun_roles(context, hit.token)[0])))
    chain = chain_at(attributions, hit.token.idx)
    accusers = (chain[-1].source,) if chain else ()
    if not (violators or accusers):
        return None
    body = Event(
        type="ACCUSE", mode="ceasefire", actors=accusers, recipients=violators, places=places_of(context, breach),
        time=time_of(context, breach), trigger=context.parsed.span(breach.idx, breach.idx + len(breach)),
    )  # fmt: skip
    why = (Reason(part="event.mode", by="ontology:ceasefire:breach", text=breach.text),)
    start, end = _stretch(sentence, breach, context.doc[hit.start], context.doc[hit.end - 1])
    return Draft(body, breach, start, end, why, 0.7)


def _names_the_thing(noun: Token) -> bool:
    """Whether the noun names the thing itself, not something of it ("ceasefire *talks*", "truce *proposal*")."""
    if noun.dep_ == "pobj" and noun.head.lower_ in _ONLY_REFERRING:
        return False  # "despite the ceasefire"
    return noun.dep_ not in ("compound", "nmod") or noun.head.lemma_.lower() in _THINGS


_ONLY_REFERRING = frozenset({"despite", "during", "amid", "under", "since", "before"})


def _complete(hit: Hit, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether the roles that the mode needs are there, and somebody who can do such a thing."""
    mode, verb = hit.mode, hit.token
    if mode.needs_actor and not actors:
        return False
    if mode.needs_recipient and not (actors and (recipients or len(actors) > 1 or _hits_target(hit))):
        return False
    if mode.mode == "ceasefire" and hit.how == "phrase" and actors and all(a.sector in _UNARMED for a in actors):
        return False  # a hospital that suspends its operations
    if mode.type == "ASSAULT" and actors and all(a.sector in _UNARMED for a in (*actors, *recipients)):
        return False
    # "the play bombed": what is no actor does nothing to anybody
    return hit.how != "verb" or bool(actors) or syntax.is_passive(verb) or bool(syntax.objects(verb))


_UNARMED = word_class("event.unarmed")


def _hits_target(hit: Hit) -> bool:
    """Whether the object is one of the things that are attacked in war ("a base", "the market")."""
    return any(
        t.lemma_.lower() in hit.mode.targets
        for t in (*syntax.objects(hit.token), *syntax.prepositional(hit.token, "on"))
    )


def _places(context: Context, hit: Hit) -> tuple[Place, ...]:
    """Where it happened; of a noun in a phrase of something else ("against the war") only its own places."""
    if hit.how == "noun" and hit.token.dep_ == "pobj":
        inside = {t.i for t in hit.token.subtree}
        return tuple(
            p for p in places_of(context, hit.token) if any(m.place == p and m.head in inside for m in context.places)
        )
    return places_of(context, hit.token)


def _phrase_recipients(context: Context, verb: Token) -> tuple[Actor, ...]:
    """Against whom, with a verb whose object names the deed ("launched the invasion *of Ukraine*")."""
    found = [a for obj in syntax.objects(verb) for a in noun_roles(context, obj)[1]]
    found.extend(a for t in syntax.prepositional(verb, "on", "against", "at") for a in context.actors_at(t))
    return tuple(dict.fromkeys(found))


def _unfolds(noun: Token) -> bool:
    """Whether a verb says that the thing named by the noun happened ("a war that unfolded", "fighting broke out")."""
    verbs = [noun.head] if noun.dep_ in syntax.SUBJECTS else []
    verbs.extend(syntax.children(noun, "relcl"))
    return any(v.lemma_.lower() in _UNFOLDING for v in verbs)


_UNFOLDING = word_class("event.unfolding")


def _carried(noun: Token) -> bool:
    """Whether a verb carries the noun as something done ("held talks", "the withdrawal began")."""
    verb = noun.head
    if verb.pos_ not in syntax.VERBAL:
        return False
    return noun.dep_ in ("dobj", "nsubj", "nsubjpass") and verb.lemma_.lower() in _CARRIERS


_CARRIERS = word_class("event.carriers")


def _partners(context: Context, verb: Token) -> list[Actor]:
    """Those with whom one meets or speaks: "with" behind the verb or behind its object."""
    found = [a for t in syntax.prepositional(verb, "with", "to") for a in context.actors_at(t)]
    for obj in syntax.objects(verb):
        found.extend(a for t in syntax.prepositional(obj, "with", "to", "between") for a in context.actors_at(t))
    return found


def _stretch(sentence: Sentence, *tokens: Token) -> tuple[int, int]:
    """The smallest stretch of the sentence around the tokens and the subject of the first."""
    subject = syntax.own_subject(tokens[0]) if tokens[0].pos_ in syntax.VERBAL else None
    involved = [*tokens, *([subject] if subject is not None else [])]
    start = min(t.idx for t in involved)
    end = max(t.idx + len(t) for t in involved)
    return max(start, sentence.start), min(end, sentence.end)
