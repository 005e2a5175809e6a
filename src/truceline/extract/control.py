"""Who holds which place: capture, loss, holding, withdrawal, hand-over, in the words of the report.

The neutral action comes from ``control.yaml``; the report's own verb is kept as ``wording``.  One draft a place or
number of places: "Jabrayil, Hadrut and more than 30 villages were liberated" makes three.  What can be held is decided
in ``control_areas``, who holds it in ``control_holders``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec
from spacy.tokens import Token

from ..knowledge.loader import KNOWLEDGE, load_entries
from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Actor, Control, ControlAction, Place, Sentence
from .context import Context
from .control_areas import antecedent, area_noun, counted, is_area, is_named_settlement, what
from .control_clause import behind, patients
from .control_holders import (
    ARMED,
    doers,
    doers_of_noun,
    former,
    is_armed,
    is_no_longer,
    may_hold,
    movers,
    owners,
    recipients,
)
from .control_reasons import Holding, why
from .draft import Draft
from .event_roles import actors_of, is_rehearsal, subject_actors, time_of
from .found import Found, by_rule, first, joined, only_first, under, without
from .modality import purpose_of


class ControlRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``control.yaml``; the head of the file says what the fields mean."""

    id: str
    action: ControlAction
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    predicate: tuple[str, ...] = ()
    particle: str | None = None
    strong: bool = True
    named: bool = False
    names: bool = False
    place: tuple[str, ...]
    by: Literal["subject", "object", "to", "owner", "mover"]
    needs_by: bool = False
    needs_to: bool = False
    armed: bool = False
    visit: bool = False
    loser: Literal["object"] | None = None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A rule that holds at ``token``; ``noun`` is the noun it wants with its verb; ``areas`` head what is held."""

    rule: ControlRule
    token: Token
    noun: Token | None
    areas: tuple[Token, ...]


@cache
def rules() -> tuple[ControlRule, ...]:
    """The entries of ``control.yaml``, in the order of the file; those with nouns or particles first: they say more."""
    loaded = load_entries(KNOWLEDGE / "control.yaml", ControlRule)
    return tuple(sorted(loaded, key=lambda r: not (r.nouns or r.particle)))


@cache
def _by_lemma() -> dict[str, tuple[ControlRule, ...]]:
    """The rules by the lemma that they hang on: the verb, or the noun where they have no verb."""
    found: dict[str, tuple[ControlRule, ...]] = {}
    for rule in rules():
        for lemma in rule.verbs or rule.nouns:
            found[lemma] = (*found.get(lemma, ()), rule)
    return found


def find_control(context: Context) -> list[Draft]:
    """The claims about who holds what, as drafts, in text order."""
    drafts: list[Draft] = []
    for sentence in context.parsed.sentences:
        for token in context.parsed.tokens_of(sentence):
            made = (_drafts(context, sentence, found) for found in _at(context, token))
            drafts.extend(next(filter(None, made), []))
    return drafts


def _at(context: Context, token: Token) -> Iterator[_Found]:
    """The rules that may hold at a token, the more specific first; the first one that makes a claim wins."""
    for rule in _by_lemma().get(token.lemma_.lower(), ()):
        if rule.verbs and token.pos_ in syntax.VERBAL and token.dep_ not in ("amod", "compound", "aux"):
            found = _verb(context, rule, token)
        elif not rule.verbs and token.pos_ == "NOUN":
            found = _noun(context, rule, token)
        else:
            continue
        if found is not None:
            yield found


def _verb(context: Context, rule: ControlRule, verb: Token) -> _Found | None:
    if not _has_particle(rule, verb):
        return None
    noun = _noun_of(rule, verb) if rule.nouns else None
    if rule.nouns and noun is None:
        return None
    if rule.place == ("subject",) and not (rule.nouns or rule.predicate) and syntax.child(verb, "dobj") is not None:
        return None  # "the garrison surrendered *the city*"
    if rule.needs_to and not recipients(context, verb):
        return None
    if rule.loser and not any(is_armed(context, t) for t in patients(verb)):
        return None
    heads = _with_lists(context, _heads(context, rule, verb, noun))
    strict = not rule.strong and not rule.nouns
    beside = any(context.place_at(t) is not None or area_noun(context, t) for t in heads)
    names = rule.names or beside or (rule.strong and _from_fighters(context, verb))
    if not names and (rule.action == "held" or (rule.strong and not any(t.ent_type_ == "PERSON" for t in heads))):
        # fighters hold and take land; what else they may hold has no name of its own
        subject = syntax.subject(verb)
        names = subject is not None and not syntax.is_passive(verb) and is_armed(context, subject)
    areas = tuple(t for t in heads if is_area(context, t, strict=strict, names=names))
    if rule.named:
        areas = tuple(t for t in areas if is_named_settlement(context, t) or (rule.names and counted(context, t)))
    return _Found(rule, verb, noun, areas) if areas else None


def _has_particle(rule: ControlRule, verb: Token) -> bool:
    """Whether the verb has the rule's particle; without one, none that changes the verb ("held *up* a bank")."""
    if rule.particle:
        return any(c.lower_ == rule.particle for c in verb.children)
    return rule.place != ("object",) or syntax.child(verb, "prt") is None


def _heads(context: Context, rule: ControlRule, verb: Token, noun: Token | None) -> list[Token]:
    """What stands where the rule has its place."""
    if rule.predicate:
        return _declared(context, rule, verb)
    if rule.place == ("object",):
        return patients(verb)
    if rule.place == ("subject",):
        subject = syntax.subject(verb)
        return syntax.conjuncts(subject) if subject is not None else []
    if noun is not None:
        held = syntax.prepositional(noun, *rule.place) or behind(verb, *rule.place)
        return [_place_within(context, t) for t in held]
    return behind(verb, *rule.place)


def _declared(context: Context, rule: ControlRule, verb: Token) -> list[Token]:
    """Of what the verb says that it is so ("declared *the town* free"): the parser makes it a subject or an object."""
    for said in syntax.children(verb, "ccomp", "xcomp", "oprd", "acomp", "amod", "dobj"):
        if said.lemma_.lower() not in rule.predicate or (said.dep_ == "ccomp" and syntax.auxiliaries(said)):
            continue
        if verb.lemma_ == "be" and not any(is_armed(context, t) for t in syntax.prepositional(said, "of", "from")):
            continue  # "the road is clear"
        subject = syntax.own_subject(said)
        told = [subject] if subject is not None else patients(verb) or [t for t in [syntax.own_subject(verb)] if t]
        return [c for t in told if t is not None for c in syntax.conjuncts(t)]
    return []


def _from_fighters(context: Context, verb: Token) -> bool:
    """Whether something is taken *from* fighters: then it is land, whatever its name."""
    below = [*syntax.prepositional(verb, "from"), *(f for o in patients(verb) for f in syntax.prepositional(o, "from"))]
    return any(is_armed(context, t) for t in below)


def _with_lists(context: Context, heads: list[Token]) -> list[Token]:
    """Heads with the places of a list that the parser took for appositions ("Kunduz, Sar-e-Pul and Taloqan"), without
    true appositions ("the region, a territory of ...")."""
    found: list[Token] = []
    for head in heads:
        if head.dep_ != "appos":
            found.append(head)
        if context.place_at(head) is not None:
            for t in syntax.children(head, "appos"):
                found.extend(c for c in syntax.conjuncts(t) if context.place_at(c) is not None)
    return list(dict.fromkeys(found))


def _place_within(context: Context, head: Token) -> Token:
    """The place that a part of it stands for ("the Palestinian side *of the Rafah crossing*"), else the head itself."""
    if context.place_at(head) is not None or area_noun(context, head):
        return head
    return next((t for t in syntax.prepositional(head, "of") if context.place_at(t) is not None), head)


def _noun_of(rule: ControlRule, verb: Token) -> Token | None:
    """The noun that a rule wants with its verb: "took *control* of", "fell under the *control* of"."""
    candidates = behind(verb, *rule.through) if rule.through else []
    if "subject" in rule.through:
        candidates.extend(t for t in [syntax.own_subject(verb)] if t is not None)
    if not rule.through or "object" in rule.through:
        candidates.extend(patients(verb))
    return next((n for n in candidates if n.lemma_.lower() in rule.nouns), None)


def _noun(context: Context, rule: ControlRule, noun: Token) -> _Found | None:
    if _still_to_come(noun):
        return None
    below = [_place_within(context, t) for t in syntax.prepositional(noun, *rule.place)]
    areas = tuple(t for t in below if context.place_at(t) is not None or area_noun(context, t))
    if rule.named:
        areas = tuple(t for t in areas if what(context, t)[0])
    return _Found(rule, noun, None, areas) if areas else None


def _still_to_come(noun: Token) -> bool:
    """Whether a noun names what has not happened ("conditions *for* the liberation", "the *eventual* capture")."""
    if any(c.lower_ in _TO_COME for c in syntax.children(noun, "amod")):
        return True
    wanted = noun.dep_ == "pobj" and noun.head.lower_ == "for"
    return wanted and noun.head.head.lemma_.lower() not in _CALLING


_TO_COME = word_class("control.to_come")
_CALLING = word_class("modality.requests")


def _drafts(context: Context, sentence: Sentence, found: _Found) -> list[Draft]:
    rule, token = found.rule, found.token
    action, holders, before = _holders(context, found)
    by, from_ = first(holders), first(before)
    if rule.needs_by and by is None and from_ is None and not _owner_is_named(found):
        return []
    if by is None and rule.by == "subject" and _nobody(context, token):
        return []
    if by is not None and not may_hold(by):
        return []
    if rule.armed and (by is None or by.sector not in ARMED or is_rehearsal(token)):
        return []
    if rule.visit and _on_business(found):
        return []
    wording, words = _wording(found), syntax.words_between(token, found.noun if found.noun is not None else token)
    time = time_of(context, token)
    drafts = []
    for area in found.areas:
        places, count = what(context, area)
        if not places and not _is_pronoun_only(context, area):
            places = _beside(context, token)
        if not places and not count and _only_describes(action, token, area):
            continue
        body = Control(
            action=action,
            by=by,
            from_=from_,
            places=tuple(places),
            count=first(count),
            time=first(time),
            wording=wording,
        )
        holding = Holding(only_first(holders), only_first(before), places, count, time)
        one, last = sorted((area, token), key=lambda t: t.idx)
        start = min([one.idx, *(c.start for c in context.counts if c.count is body.count)])
        drafts.append(
            Draft(
                body,
                token,
                max(sentence.start, start),
                min(sentence.end, last.idx + len(last)),
                why(context, f"control:{rule.id}", words, holding),
                0.85 if rule.strong or rule.nouns else 0.7,
            )
        )
    return drafts


def _on_business(found: _Found) -> bool:
    """Whether fighters go in for something else ("entered the town *to protect* voters"), or into no settlement."""
    aims = (c for c in found.token.children if c.dep_ in ("advcl", "xcomp") and purpose_of(c) and c.i > found.token.i)
    errand = any(c.lemma_.lower() not in _TAKING for c in aims)
    return errand or all(t.lemma_.lower() in _FACILITIES for t in found.areas)


_TAKING = word_class("control.taking")
_FACILITIES = word_class("control.facilities")


def _owner_is_named(found: _Found) -> bool:
    """Whether a name that nobody knows says in whose hands a place is ("in *Croat* hands")."""
    noun = found.noun if found.rule.by == "owner" else None
    before = syntax.children(noun, "compound", "amod", "nmod") if noun is not None else ()
    return any(c.pos_ == "PROPN" or c.lower_ in _OF_A_SIDE for c in before)


_OF_A_SIDE = word_class("control.of_a_side")


def _nobody(context: Context, verb: Token) -> bool:
    """Whether the subject of an active verb is a noun for something that takes no land ("tourists", "floods")."""
    subject = syntax.own_subject(verb) if verb.pos_ in syntax.VERBAL and not syntax.is_passive(verb) else None
    if subject is None or subject.tag_ not in ("NN", "NNS", "NNPS") or is_armed(context, subject):
        return False
    if subject.text[0].isupper() and not subject.is_sent_start:
        return False  # the plural name of a people or a faction that is in no list ("the Chetniks captured")
    return subject.lemma_.lower() not in _MILITARY_ACTS


#: Nouns of what takes land without being anybody ("the *offensive* captured 12 villages").
_MILITARY_ACTS = word_class("control.military_acts")


def _only_describes(action: ControlAction, token: Token, area: Token) -> bool:
    """Whether no place is told: "captured territory", "holding their positions", "land controlled by A"."""
    if action == "held" and (token.dep_ == "acl" or any(c.tag_ == "PRP$" for c in area.children)):
        return True
    return area.pos_ == "NOUN" and syntax.child(area, "det", "poss", "nummod", "amod", "compound", "prep") is None


def _is_pronoun_only(context: Context, area: Token) -> bool:
    return area.pos_ == "PRON" and bool(antecedent(context, area))


def _beside(context: Context, verb: Token) -> Found[Place]:
    """The place beside the verb, where land without a name is its object ("left three bases *near Loikaw*")."""
    below = syntax.prepositional(verb, "in", "near", "around", "outside", "along", "at")
    return by_rule("where:beside", (p for t in below if (p := context.place_at(t)) is not None))


def _holders(context: Context, found: _Found) -> tuple[ControlAction, Found[Actor], Found[Actor]]:
    """What happened to the places, who holds them afterwards (or left them), and whose they were before."""
    rule, token = found.rule, found.token
    action: ControlAction = rule.action
    if rule.by == "to":
        given = rule.place != ("subject",) and "subject" not in rule.through
        subject = subject_actors(context, token) if given else {}
        return action, recipients(context, token), subject
    if rule.by == "mover":
        return action, movers(context, token), {}
    if rule.by == "owner":
        holders = owners(context, found.noun if found.noun is not None else token)
    elif token.pos_ in syntax.VERBAL:
        holders = doers(context, token)
    else:
        holders = doers_of_noun(context, token)
    if rule.loser:
        lost = under("role:object", joined(actors_of(context, t) for t in patients(token)))
        if not holders and syntax.is_passive(token):
            return "lost", lost, {}
        return action, holders, lost
    if action == "held" and is_no_longer(token):
        action = "lost"
    if action == "captured" and rule.id == "occupy" and syntax.tense(token) == "present":
        action = "held"
    if action in ("withdrew", "lost"):
        return action, holders, {}
    before = joined(former(context, token, area) for area in found.areas)
    names = {a.name for a in holders}
    return action, holders, without(before, (a for a in before if a.name in names))


def _wording(found: _Found) -> str:
    """The report's own verb, with its particle or noun ("took control", "liberated")."""
    words = [found.token.text]
    if found.rule.predicate:
        words.extend(c.text for c in found.token.children if c.lemma_.lower() in found.rule.predicate)
    if found.rule.particle:
        words.append(found.rule.particle)
    noun = found.noun
    if noun is not None:
        if noun.dep_ == "pobj":
            words.append(noun.head.text)
        words.append(noun.text)
    return " ".join(words)
