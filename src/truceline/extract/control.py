"""Who holds which place: capture, loss, holding, withdrawal, hand-over, in the words of the report.

The neutral action comes from ``control.yaml``; the report's own verb is kept as ``wording``.  One draft a place or
number of places: "Jabrayil, Hadrut and more than 30 villages were liberated" makes three.
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
from ..records import Actor, Control, ControlAction, Count, Place, Reason, Sentence
from .context import Context
from .draft import Draft
from .event_roles import actors_of, subject_actors, time_of

#: Nouns of what can be held.
AREAS = word_class("control.areas")

_QUANTITIES = word_class("control.quantities")


class ControlRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``control.yaml``."""

    id: str
    action: ControlAction
    verbs: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    particle: str | None = None
    strong: bool = True
    named: bool = False
    place: Literal["object", "subject", "of", "from"]
    by: Literal["subject", "to"]
    needs_by: bool = False
    armed: bool = False
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A rule that holds at ``verb``; ``areas`` are the heads of what is held, ``word`` the token that names the act."""

    rule: ControlRule
    verb: Token
    word: Token
    areas: tuple[Token, ...]


@cache
def rules() -> tuple[ControlRule, ...]:
    """The entries of ``control.yaml``; those with nouns or particles first, since they are more specific."""
    loaded = load_entries(KNOWLEDGE / "control.yaml", ControlRule)
    return tuple(sorted(loaded, key=lambda r: not (r.nouns or r.particle)))


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
    lemma = token.lemma_.lower()
    for rule in rules():
        if token.pos_ in syntax.VERBAL and lemma in rule.verbs and token.dep_ not in ("amod", "compound", "aux"):
            found = _verb(context, rule, token)
        elif token.pos_ == "NOUN" and not rule.verbs and lemma in rule.nouns:
            found = _noun(context, rule, token)
        else:
            continue
        if found is not None:
            yield found


def _verb(context: Context, rule: ControlRule, verb: Token) -> _Found | None:
    if rule.particle and not any(c.lower_ == rule.particle for c in verb.children):
        return None
    if rule.nouns:
        word = _noun_of(rule, verb)
        if word is None:
            return None
        held = syntax.prepositional(word, "of", "over") or syntax.prepositional(verb, "of", "over")
        heads = [_place_within(context, t) for t in held]
    elif rule.place == "object":
        heads = _objects(verb)
    elif rule.place == "subject":
        subject = syntax.subject(verb)
        heads = syntax.conjuncts(subject) if subject is not None else []
    else:
        heads = syntax.prepositional(verb, rule.place, *(("out",) if verb.lemma_ == "pull" else ()))
    heads = _with_lists(context, heads)
    areas = tuple(t for t in heads if _is_area(context, t, strict=not rule.strong and not rule.nouns))
    if rule.named:
        areas = tuple(t for t in areas if _is_named_settlement(context, t))
    return _Found(rule, verb, verb, areas) if areas else None


def _is_named_settlement(context: Context, area: Token) -> bool:
    places, _ = _what(context, area)
    settlement = area.lemma_.lower() in ("village", "town", "city", "settlement", "district")
    return any(p.precision in ("exact", "near") or settlement for p in places)


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
    if context.place_at(head) is not None or _area_noun(context, head):
        return head
    return next((t for t in syntax.prepositional(head, "of") if context.place_at(t) is not None), head)


def _noun_of(rule: ControlRule, verb: Token) -> Token | None:
    """The noun that a rule wants with its verb: "took *control* of", "is in *control* of"."""
    candidates = (*_objects(verb), *syntax.prepositional(verb, "in"))
    return next((n for n in candidates if n.lemma_.lower() in rule.nouns), None)


def _objects(verb: Token) -> list[Token]:
    """What the verb is done to."""
    if syntax.is_passive(verb):
        subject = syntax.subject(verb)
        return (
            _with_lost_conjuncts(syntax.conjuncts(subject), verb)
            if subject is not None
            else _with_lost_conjuncts([], verb)
        )
    return syntax.objects(verb)


def _with_lost_conjuncts(heads: list[Token], verb: Token) -> list[Token]:
    """A list before a passive verb that the parser hung elsewhere ("Jabrayil, Hadrut and 30 villages were freed")."""
    found = list(heads)
    i = min((t.idx for t in found), default=verb.idx)
    stop = next((t for t in reversed(verb.doc[verb.sent.start : verb.i]) if t.pos_ not in ("AUX", "ADV", "PART")), None)
    if not found and stop is not None and stop.pos_ in ("NOUN", "PROPN"):
        found.append(stop)
    for t in list(found):
        head = t
        while head.dep_ == "conj" and head.head.pos_ not in syntax.VERBAL:
            head = head.head
            if head.idx < i and head.ent_type_ in ("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP"):
                found.append(head)
    return sorted(dict.fromkeys(found), key=lambda t: t.i)


def _noun(context: Context, rule: ControlRule, noun: Token) -> _Found | None:
    areas = tuple(
        t for t in syntax.prepositional(noun, "of") if context.place_at(t) is not None or _area_noun(context, t)
    )
    return _Found(rule, noun, noun, areas) if areas else None


def _is_area(context: Context, head: Token, *, strict: bool) -> bool:
    """Whether what is held is a place, or so many of them; strict: a bare country name does not do."""
    place = context.place_at(head)
    if place is not None:
        return not (strict and place.precision == "country")
    if head.lower_ == "it":
        return bool(_last_settlement(context, head))
    if head.lower_ in ("them", "which", "that") and strict:
        return False
    return _area_noun(context, head)


def _area_noun(context: Context, head: Token) -> bool:
    lemma = head.lemma_.lower()
    if lemma in _QUANTITIES:
        below = syntax.prepositional(head, "of")
        return any(_area_noun(context, t) or t.lower_ == "it" or context.place_at(t) is not None for t in below)
    return lemma in AREAS


def _drafts(context: Context, sentence: Sentence, found: _Found) -> list[Draft]:
    rule, verb = found.rule, found.verb
    by, from_ = _holders(context, found)
    if rule.needs_by and by is None and from_ is None:
        return []
    if rule.armed and (by is None or by.sector not in _ARMED):
        return []
    action: ControlAction = "lost" if rule.action == "held" and _no_longer(verb) else rule.action
    drafts = []
    for area in found.areas:
        places, count = _what(context, area)
        if rule.action == "held" and verb.dep_ == "acl" and not places:
            continue  # "territories controlled by Pakistan" only describes
        body = Control(
            action=action,
            by=by,
            from_=from_,
            places=places,
            count=count,
            time=time_of(context, verb),
            wording=_wording(found),
        )
        why = (Reason(part="control.action", by=f"control:{rule.id}", text=_wording(found)),)
        start = max(
            sentence.start, min(area.left_edge.idx if area.left_edge.i > sentence.index else area.idx, verb.idx)
        )
        start = max(
            sentence.start,
            min(area.idx if count is None else context.parsed.document.text.find(count.text, start), verb.idx),
        )
        end = min(sentence.end, max(area.idx + len(area), verb.idx + len(verb)))
        drafts.append(Draft(body, verb, start, end, why, 0.85 if rule.strong or rule.nouns else 0.7))
    return drafts


def _what(context: Context, area: Token) -> tuple[tuple[Place, ...], Count | None]:
    """The places an area noun names, and how many there are."""
    own = context.place_at(area)
    places = [own] if own is not None else []
    if not places:
        for t in (*syntax.children(area, "appos"), *syntax.prepositional(area, "of", "in", "near")):
            place = context.place_at(t)
            if place is not None:
                places.append(place)
    if not places:
        places.extend(_named_before(context, area))
    left, right = area.left_edge.idx, area.idx
    counts = [
        c
        for c in context.counts
        if left <= c.start and c.end <= right + len(area) and (c.noun is None or c.noun == area.i)
    ]
    return tuple(dict.fromkeys(places)), counts[0].count if counts and own is None else None


def _named_before(context: Context, area: Token) -> list[Place]:
    """The last settlement named before "the town" or "it", within two sentences."""
    if area.lower_ == "it":
        return _last_settlement(context, area)
    if area.lemma_.lower() not in ("town", "city", "village", "settlement", "capital") or area.tag_ != "NN":
        return []
    if not any(c.lower_ in ("the", "this") for c in area.children):
        return []
    return _last_settlement(context, area)


def _last_settlement(context: Context, area: Token) -> list[Place]:
    here = context.parsed.sentence_at(area.idx)
    first = context.parsed.sentences[max(0, here.index - 2)].start if here is not None else area.idx
    before = [
        m
        for m in context.places
        if first <= m.start < area.idx and m.place.precision in ("exact", "near") and "metonym" not in m.by
    ]
    return [before[-1].place] if before else []


_ARMED = frozenset({"MIL", "REB", "UAF", "INS", "SEP"})


def _no_longer(verb: Token) -> bool:
    """Whether what was held is so no more ("no longer controlled Bentiu")."""
    return any(t.lower_ == "longer" and t.i < verb.i for t in verb.children)


def _wording(found: _Found) -> str:
    """The report's own verb, with its particle or noun ("took control", "liberated")."""
    words = [found.verb.text]
    particle = found.rule.particle
    if particle:
        words.append(particle)
    noun = _noun_of(found.rule, found.verb) if found.verb.pos_ in syntax.VERBAL else None
    if noun is not None:
        words.append(noun.text)
    return " ".join(words)


def _holders(context: Context, found: _Found) -> tuple[Actor | None, Actor | None]:
    """Who holds the places afterwards (or left them), and whose they were before."""
    rule, verb = found.rule, found.verb
    if rule.by == "to":
        to = [a for t in syntax.prepositional(verb, "to") for a in context.actors_at(t)]
        subject = subject_actors(context, verb) if rule.place != "subject" else ()
        return (to[0] if to else None), (subject[0] if subject else None)
    if verb.pos_ in syntax.VERBAL:
        doers = subject_actors(context, verb)
        if not doers and syntax.is_passive(verb):
            doers = _operation_owner(context, verb)
    else:
        doers = tuple(a for t in syntax.prepositional(verb, "by") for a in context.actors_at(t)) or _modifier(
            context, verb
        )
    from_ = next((a for area in found.areas for a in _former(context, verb, area)), None)
    return (doers[0] if doers else None), from_


def _former(context: Context, verb: Token, area: Token) -> list[Actor]:
    found: list[Actor] = []
    if found_in := syntax.prepositional(area, "from"):
        found.extend(a for t in found_in for a in actors_of(context, t))
    if verb.pos_ in syntax.VERBAL and verb.lemma_ not in ("withdraw", "retreat", "pull", "depart"):
        found.extend(a for t in syntax.prepositional(verb, "from") for a in actors_of(context, t))
    return found


def _modifier(context: Context, noun: Token) -> tuple[Actor, ...]:
    return tuple(
        a
        for a in (context.actor_for_modifier(c) for c in syntax.children(noun, "amod", "compound", "poss"))
        if a is not None
    )


def _operation_owner(context: Context, verb: Token) -> tuple[Actor, ...]:
    """Whose operation it was, where a passive names no agent ("In the army's operation, 30 villages were freed")."""
    for t in syntax.prepositional(verb, "in", "during", "after", "following", "as"):
        found = actors_of(context, t)
        if found:
            return found
        for m in context.actors:
            if (
                t.left_edge.idx <= m.start
                and m.end <= t.idx
                and context.doc[m.head].dep_ in ("poss", "amod", "compound")
            ):
                return (m.actor,)
    before = [
        m for m in context.actors if verb.sent.start_char <= m.start < verb.idx and context.doc[m.head].dep_ == "poss"
    ]
    return (before[0].actor,) if before and before[0].start - verb.sent.start_char < 40 else ()
