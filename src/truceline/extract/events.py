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
from ..records import Actor, Event, EventType, Modality, Place, Sentence
from .attribution import chain_at
from .attribution_record import Attribution
from .context import Context
from .draft import Draft
from .event_acts import ActFound, accuser_above, act_actors, act_recipients, acts_at
from .event_breach import THINGS, breach_event, breach_of, no_truce
from .event_complete import is_complete, is_of_workers, weapons_hit
from .event_hits import Hit, find_hits
from .event_reasons import Roles, mode_rule, why
from .event_roles import (
    behind_prepositions,
    instrument_of,
    noun_roles,
    object_actors,
    owning_up,
    places_of,
    stretch,
    subject_actors,
    time_of,
)
from .event_said import Spoken, spoken
from .event_topics import asks_for_the_same, called_again, topics, way_up
from .found import Found, by_rule, first, joined, without
from .mentions import TimeMention
from .modality import condition_of, told


def find_events(context: Context, attributions: Sequence[Attribution]) -> list[Draft]:
    """The events of a text, as drafts, in text order."""
    drafts: list[Draft] = []
    before: list[Hit] = []
    for sentence in context.parsed.sentences:
        hits = find_hits(context, sentence)
        taken: set[int] = set()
        for token in context.parsed.tokens_of(sentence):
            if token.i in taken:
                continue
            for found in acts_at(context, token):
                made, used = _act_events(context, sentence, found, hits, before, attributions)
                if made:
                    drafts.extend(made)
                    taken |= used | {token.i}
                    break
        for hit in hits:
            if hit.token.i not in taken:
                draft = _plain_event(context, sentence, hit, attributions)
                if draft is not None:
                    drafts.append(draft)
        still = any(map(called_again, context.parsed.tokens_of(sentence)))
        before = hits or (before if still else [])
    return drafts


def _act_events(
    context: Context,
    sentence: Sentence,
    found: ActFound,
    hits: Sequence[Hit],
    before: Sequence[Hit],
    attributions: Sequence[Attribution],
) -> tuple[list[Draft], set[int]]:
    """The events of one act (one for each mode of its topic) and the tokens they use up."""
    act = found.act
    below = [h for h in topics(found, hits, before) if not h.armed or _fighters_do(context, found, h)]
    below = [h for h in below if not is_of_workers(h)]
    if not below and not act.bare:
        return [], set()
    actors, recipients = act_actors(context, found), act_recipients(context, found)
    if act.accuser == "source":
        recipients = joined((recipients, actors))
        chain = chain_at(attributions, found.token.idx, found.verb)
        accusers = accuser_above(context, found) or by_rule("role:source", (a.source for a in chain[-1:]))
        actors = without(accusers, recipients)  # who speaks of a breach of their own accuses nobody
    recipients = without(recipients, actors)
    if not below and not (actors and (recipients or act.type == "REQUEST")):
        return [], set()
    if not (actors or recipients or below):
        return [], set()
    first_of_mode: dict[str, Hit] = {}
    for hit in below:
        first_of_mode.setdefault(hit.mode.mode, hit)
    topic: list[Hit | None] = [*first_of_mode.values()]
    drafts = [_act_draft(context, sentence, found, hit, actors, recipients) for hit in topic or [None]]
    own = [h for h in below if h.token.idx >= sentence.start and not asks_for_the_same(found.verb)]
    return drafts, {i for h in own for i in way_up(found, h)}


def _act_draft(
    context: Context,
    sentence: Sentence,
    found: ActFound,
    hit: Hit | None,
    actors: Found[Actor],
    recipients: Found[Actor],
) -> Draft:
    act = found.act
    here = [hit.token, context.doc[hit.start]] if hit is not None and _is_here(sentence, hit) else []
    inner = told(hit.token, found.verb) if hit is not None and here else None
    commits = act.modality == "planned"
    waits = commits or bool(_modals(found.verb) & _CAN)
    condition = (inner.condition if inner is not None else None) or (condition_of(found.verb) if waits else None)
    refused = act.id == "agree" and syntax.is_negated(found.verb) and bool(_modals(found.verb) & _CAN)
    modality: Modality | None = "actual" if refused else None
    if commits:
        modality = "conditional" if condition else "planned"
    anchor = here[0] if commits and here else found.token
    if hit is not None and hit.how == "noun" and not actors and act.accuser == "subject":
        actors = noun_roles(context, hit.token)[0]  # "a ceasefire between A and B took effect"
    if hit is not None and not recipients:
        recipients = without(_topic_recipients(context, hit), actors)
    places = places_of(context, found.token, hit.token if hit is not None and here else None)
    roles = Roles(actors, recipients, places, time_of(context, found.token))
    own = act.id == "ask" and hit is not None and hit.mode.mode == "ceasefire" and _orders_his_own(found.verb)
    body = Event(
        type="REJECT" if refused else "AGREE" if own else act.type,
        mode=hit.mode.mode if hit is not None else None,
        actors=tuple(actors),
        recipients=tuple(recipients),
        places=tuple(places),
        time=first(roles.time),
        condition=condition,
        instrument=instrument_of(context, found.verb, hit.token if hit else None) if act.type != "AGREE" else None,
        trigger=context.parsed.span(found.token.idx, found.token.idx + len(found.token)),
    )
    by = f"acts:{act.id}" + (":refused" if refused else ":own" if own else "")
    start, end = stretch(sentence, found.verb, found.token, *here)
    reasons = why(context, body, by, hit, roles)
    return Draft(body, anchor, start, end, reasons, 0.85 if hit else 0.7, modality)


def _orders_his_own(verb: Token) -> bool:
    """Whether the order is one to the speaker's own forces: who "ordered *his* troops to stop" has agreed to it."""
    # the parser makes them the object, or the subject of what they shall do
    objects = [*syntax.objects(verb), *(s for c in syntax.children(verb, "ccomp") if (s := syntax.own_subject(c)))]
    whose = (c.lower_ for t in objects for c in syntax.children(t, "poss"))
    return verb.lemma_.lower() in ("order", "instruct", "command") and any(w in ("its", "his", "their") for w in whose)


#: "Cannot accept a truce", "will not agree to one": that is a refusal.
_CAN = frozenset({"can", "ca", "could", "will", "wo", "would", "shall"})


def _modals(verb: Token) -> set[str]:
    return {t.lower_ for t in syntax.auxiliaries(verb)}


def _fighters_do(context: Context, found: ActFound, hit: Hit) -> bool:
    """Whether those who shall do what is called for are fighters ("told *people* to leave" is no withdrawal)."""
    asked = (*subject_actors(context, hit.token), *act_recipients(context, found))
    return any(a.sector in _FIGHTING or a.sector == "GOV" for a in asked)


def _is_here(sentence: Sentence, hit: Hit) -> bool:
    """Whether a topic stands in the sentence of its act; a pronoun may stand for one of the sentence before."""
    return sentence.start <= hit.token.idx < sentence.end


def _topic_recipients(context: Context, hit: Hit) -> Found[Actor]:
    if hit.how == "noun":
        actors, recipients = _roles_of_noun(context, hit.token)
        return recipients or actors
    return {}


def _plain_event(context: Context, sentence: Sentence, hit: Hit, attributions: Sequence[Attribution]) -> Draft | None:
    """An event that a mode's own words tell, with no act above them."""
    mode = hit.mode
    breach = breach_of(hit) if hit.how == "noun" else None
    if breach is not None:
        return breach_event(context, sentence, hit, breach, attributions)
    chain = chain_at(attributions, hit.token.idx)
    how = told(hit.token, chain[-1].cue if chain else None)
    said = spoken(context, hit, how, chain)
    if said is not None:
        return _spoken_event(context, sentence, hit, said, how.condition)
    if hit.how == "noun":
        if not (mode.alone and not hit.owned and _names_the_thing(hit.token)) and not _carried(hit):
            return None
        if mode.mode == "ceasefire" and any(c.lower_ == "no" for c in hit.token.children):
            return no_truce(context, sentence, hit, chain)
        actors, recipients = _roles_of_noun(context, hit.token)
    else:
        actors = subject_actors(context, hit.token)
        recipients = object_actors(context, hit.token) if hit.how == "verb" else _phrase_recipients(context, hit.token)
        if mode.type == "CONSULT":
            recipients = joined((recipients, _partners(context, hit.token)))
        recipients = without(recipients, actors)
    if not is_complete(context, hit, actors, recipients):
        return None
    places = _places(context, hit)
    if not actors and hit.mode.mode == "ceasefire" and hit.how == "phrase" and how.modality in _PROMISED:
        promising = (c.source for c in chain[-1:])
        actors = by_rule("role:source", (a for a in promising if a.sector == "GOV" or a.sector in _FIGHTING))
    told_alone = _is_told(context, hit.token) if hit.how == "noun" else weapons_hit(context, hit)
    if not (actors or recipients or places or told_alone):
        return None
    if hit.how == "noun" and how.modality == "denied" and owning_up(hit.token) is None:
        return None  # "do not adhere to the truce" does not deny the truce
    if hit.mode.mode == "ceasefire" and hit.how == "phrase" and how.by in _ONLY_WISHED:
        return None  # a mediator who "is trying to end the war" promises nothing
    type_, modality, by = _type(hit, how.modality, chain)
    roles = Roles(actors, recipients, places, time_of(context, hit.token))
    body = Event(
        type=type_, mode=mode.mode, actors=tuple(actors), recipients=tuple(recipients), places=tuple(places),
        time=first(roles.time), condition=how.condition,
        trigger=context.parsed.span(hit.token.idx, hit.token.idx + len(hit.token)),
    )  # fmt: skip
    reasons = why(context, body, by, hit, roles)
    start, end = stretch(sentence, hit.token, context.doc[hit.start], context.doc[hit.end - 1])
    return Draft(body, hit.token, start, end, reasons, 0.75 if hit.how != "noun" else 0.6, modality)


def _spoken_event(context: Context, sentence: Sentence, hit: Hit, said: Spoken, condition: str | None) -> Draft:
    """The demand or refusal that a speaker's words are."""
    roles = Roles(said.actors, said.recipients, _places(context, hit), time_of(context, hit.token))
    body = Event(
        type=said.type, mode=hit.mode.mode, actors=tuple(said.actors), recipients=tuple(said.recipients),
        places=tuple(roles.places), time=first(roles.time), condition=condition,
        trigger=context.parsed.span(hit.token.idx, hit.token.idx + len(hit.token)),
    )  # fmt: skip
    reasons = why(context, body, f"said:{said.by}", hit, roles)
    start, end = stretch(sentence, hit.token, context.doc[hit.start], context.doc[hit.end - 1])
    return Draft(body, hit.token, start, end, reasons, 0.7, "actual")


#: Of a halt without a subject ("the bombing would stop"): who speaks so of what is to come binds himself.
_PROMISED = frozenset({"planned", "conditional"})


def _is_told(context: Context, noun: Token) -> bool:
    """Whether a noun without actors and places still tells an event: it unfolds, has a date, or a broker."""
    dated = any(m.kind == "DATE" and m.time.start and m.start > noun.idx for m in _times_below(context, noun))
    brokered = any(c.lower_ in _BROKERED for c in syntax.children(noun, "amod", "compound", "acl"))
    return dated or brokered or _unfolds(noun)


def _times_below(context: Context, noun: Token) -> list[TimeMention]:
    below = {t.idx for t in syntax.prepositional(noun, "of", "in", "on")}
    below |= {c.idx for t in syntax.prepositional(noun, "of", "in", "on") for c in t.children}
    return [m for m in context.times if m.start in below]


_BROKERED = word_class("event_role.brokered")


def _roles_of_noun(context: Context, noun: Token) -> tuple[Found[Actor], Found[Actor]]:
    """Actors and recipients of an event told by a noun; of "a ceasefire *deal* with A" those of the second noun too."""
    actors, recipients = noun_roles(context, noun)
    if noun.dep_ == "compound" and noun.head.lemma_.lower() in THINGS and not (actors or recipients):
        return noun_roles(context, noun.head)
    return actors, recipients


#: Readings (``modality.Told.by``) under which nobody has agreed to stop anything.
_ONLY_WISHED = frozenset({"purpose", "condition of another", *(f"above:{w}" for w in word_class("event.wishing"))})


def _type(hit: Hit, modality: Modality, chain: Sequence[Attribution]) -> tuple[EventType, Modality | None, str]:
    """The PLOVER type of a mode told by itself, and by what; a halt that is done, promised or refused: three types."""
    by = mode_rule(hit)
    if hit.mode.mode == "ceasefire" and hit.how == "phrase":
        if modality == "denied":
            return "REJECT", "actual", f"{by}:denied"
        return "RETREAT" if modality == "actual" else "AGREE", None, f"{by}:{modality}"
    if any(a.force == "commit" for a in chain[-1:]) and hit.mode.type in ("RETREAT", "CONCEDE"):
        return "AGREE", None, f"{by}:promised"
    return hit.mode.type, None, by


def _names_the_thing(noun: Token) -> bool:
    """Whether the noun names the thing itself, not something of it ("ceasefire *talks*", "truce *proposal*")."""
    if noun.dep_ == "pobj" and noun.head.lower_ in _ONLY_REFERRING:
        return False  # "despite the ceasefire", "the need for a ceasefire"
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _ON_THE_WAY:
        return False  # "the prospect of a truce"
    return noun.dep_ not in ("compound", "nmod") or noun.head.lemma_.lower() in THINGS


_ONLY_REFERRING = frozenset(
    {"despite", "during", "amid", "under", "since", "before", "for", "toward", "towards", "about", "on"}
)
_ON_THE_WAY = word_class("modality.on_the_way")


def _places(context: Context, hit: Hit) -> Found[Place]:
    """Where it happened; of a noun in a phrase of something else ("against the war") only its own places."""
    if hit.how == "noun" and hit.token.dep_ == "pobj":
        inside = {t.i for t in hit.token.subtree}
        below = {m.place for m in context.places if m.head in inside}
        return by_rule("where:phrase", (p for p in places_of(context, hit.token) if p in below))
    return places_of(context, hit.token)


def _phrase_recipients(context: Context, verb: Token) -> Found[Actor]:
    """Against whom, with a verb whose object names the deed ("launched the invasion *of Ukraine*")."""
    below = [noun_roles(context, obj)[1] for obj in syntax.objects(verb)]
    return joined((*below, behind_prepositions(context, verb, "on", "against", "at")))


def _unfolds(noun: Token) -> bool:
    """Whether a verb says that the thing named by the noun happened ("a war that unfolded", "fighting broke out")."""
    verbs = [noun.head] if noun.dep_ in syntax.SUBJECTS else []
    verbs.extend(syntax.children(noun, "relcl"))
    return any(v.lemma_.lower() in _UNFOLDING or _is_in_force(v) for v in verbs)


def _is_in_force(verb: Token) -> bool:
    """ "Has been *in force*", "is *in effect*", "is *under way*"."""
    return any(t.lower_ in ("force", "effect", "place", "way") for t in syntax.prepositional(verb, "in", "under"))


_UNFOLDING = word_class("event.unfolding")
_FIGHTING = word_class("actor.fighting_sectors")


def _carried(hit: Hit) -> bool:
    """Whether a verb carries the noun as something done ("held talks", "the war began", "denied a part in it")."""
    noun, verb = hit.token, hit.token.head
    if owning_up(noun) is not None:
        return True
    if verb.pos_ not in syntax.VERBAL:
        return False
    if hit.owned and hit.mode.type == "SUPPORT":
        return noun.dep_ == "dobj" and verb.lemma_.lower() in _RECEIVING  # "has Washington's backing"
    return noun.dep_ in ("dobj", "nsubj", "nsubjpass") and verb.lemma_.lower() in _CARRIERS


_CARRIERS = word_class("event.carriers")
_RECEIVING = word_class("event_role.receiving")


def _partners(context: Context, verb: Token) -> Found[Actor]:
    """Those with whom one meets or speaks: "with" behind the verb or behind its object."""
    own = behind_prepositions(context, verb, "with", "to")
    return joined((own, *(behind_prepositions(context, obj, "with", "to", "between") for obj in syntax.objects(verb))))
