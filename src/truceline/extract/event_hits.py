"""Where a text names the modes of the ontology: nouns, verbs, and verbs with their objects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from ..knowledge.rules import Composed, Mode, Phrase, modes
from ..knowledge.word_classes import word_class
from ..language import syntax
from ..records import Sentence
from .context import Context
from .phrases import PhraseTrie, words_of

_NOMINAL = word_class("event_hit.nominal")

#: Where a form in "-ing" is a noun ("*Fighting* began").
_GERUND = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A mode named at ``token``; ``start``/``end`` are the token bounds of the words.

    ``armed``: the words mean the mode only where fighters do it; ``owned``: the noun does so for its owner alone.
    """

    token: Token
    start: int
    end: int
    mode: Mode
    how: Literal["noun", "verb", "phrase"]
    armed: bool = False
    owned: bool = False


@cache
def _nouns() -> PhraseTrie[Mode]:
    return PhraseTrie((noun, mode) for mode in modes() for noun in mode.nouns)


@cache
def _verbs() -> PhraseTrie[Mode]:
    return PhraseTrie((verb, mode) for mode in modes() for verb in mode.verbs)


@cache
def _phrases() -> dict[str, tuple[tuple[Mode, Phrase, frozenset[tuple[str, ...]]], ...]]:
    found: dict[str, tuple[tuple[Mode, Phrase, frozenset[tuple[str, ...]]], ...]] = {}
    for mode in modes():
        for phrase in mode.phrases:
            entry = (
                mode,
                phrase,
                frozenset((w,) if w == _PLACE else words_of(w) for o in phrase.objects for w in _expanded(o)),
            )
            for verb in phrase.verbs:
                found[verb] = (*found.get(verb, ()), entry)
    return found


def _expanded(word: str) -> tuple[str, ...]:
    """A word, or the words of the class that "@id" stands for."""
    return tuple(sorted(word_class(word[1:]))) if word.startswith("@") and word != _PLACE else (word,)


#: Among the objects of a phrase: any place by its name.
_PLACE = "@place"


@cache
def _composed() -> dict[str, tuple[tuple[Mode, Composed, frozenset[tuple[str, ...]]], ...]]:
    found: dict[str, tuple[tuple[Mode, Composed, frozenset[tuple[str, ...]]], ...]] = {}
    for mode in modes():
        for composed in mode.composed:
            of = frozenset(words_of(w) for o in composed.of for w in _expanded(o))
            for head in composed.heads:
                found[head] = (*found.get(head, ()), (mode, composed, of))
    return found


@cache
def _owned() -> dict[str, Mode]:
    return {noun: mode for mode in modes() for noun in mode.owned}


def find_hits(context: Context, sentence: Sentence) -> list[Hit]:
    """The modes named in a sentence, in text order; a phrase wins over the noun inside it."""
    tokens = context.parsed.tokens_of(sentence)
    if not tokens:
        return []
    doc, first, stop = context.doc, tokens[0].i, tokens[-1].i + 1
    hits: list[Hit] = [h for t in tokens if t.pos_ in syntax.VERBAL for h in _phrase_hits(context, t)]
    covered = {i for h in hits for i in range(h.start, h.end)}
    for start, end, found in _verbs().find(doc, first, stop):
        root = doc[start]
        gerund = root.tag_ == "VBG" and (root.dep_ in _GERUND or _like_a_noun(root))
        adjective = (
            root.dep_ in ("amod", "compound")
            or root.lower_ == "surrounding"
            or (root.tag_ == "VBN" and not syntax.auxiliaries(root) and _before_noun(root))
        )
        other = any(not start <= c.i < end for c in syntax.children(root, "prt"))  # "fought *off*" is no fighting
        if found[0].mode == "clash" and not _fights_somebody(context, root):
            continue
        if root.pos_ == "VERB" and start not in covered and not adjective and not gerund and not other:
            hits.append(Hit(root, start, end, found[0], "verb"))
    by_weapon = [h for t in tokens if t.pos_ == "VERB" for h in _weapon_hits(t)]
    weapons = {h.token.i for h in by_weapon}
    hits = [h for h in hits if h.token.i not in weapons] + by_weapon
    covered |= {h.token.i for h in hits}
    covered |= {s.i for h in hits if h.token.lemma_.lower() in _HITTING for s in syntax.children(h.token, "nsubj")}
    composed = [h for t in tokens if t.i not in covered for h in _composed_hits(t)]
    hits.extend(composed)
    covered |= {i for h in composed for i in range(h.start, h.end)}
    for start, end, found in _nouns().find(doc, first, stop):
        root = doc[start:end].root
        if root.is_punct:  # the hyphen of "counter-offensive"
            root = doc[end - 1]
        nominal = root.pos_ in ("NOUN", "PROPN") or (
            root.tag_ == "VBG" and (root.dep_ in _NOMINAL or _like_a_noun(root))
        )
        nominal = nominal or (root.dep_ in _OF_NOUNS and root.lower_ in _NEVER_VERBS)
        if nominal and root.i not in covered and root.dep_ not in ("amod", "npadvmod"):
            hits.append(Hit(root, start, end, found[0], "noun"))
            covered.add(root.i)
    free = [t for t in tokens if t.i not in covered]
    hits.extend(Hit(t, t.i, t.i + 1, m, "noun", owned=True) for t in free if (m := _owned_mode(context, t)))
    return sorted(hits, key=lambda h: h.token.i)


def _fights_somebody(context: Context, verb: Token) -> bool:
    """Whether what is fought is a party, its fighters or their war, or nothing is named ("fought *poverty*")."""
    fought = [*syntax.objects(verb), *syntax.prepositional(verb, "against", "with")]
    return not fought or any(
        t.pos_ == "PROPN"
        or t.lemma_.lower() in _FOUGHT
        or context.actor_at(t) is not None
        or context.place_at(t) is not None
        for t in fought
    )


_FOUGHT = word_class("event_hit.fought") | word_class("control.armed_nouns") | word_class("event.fighting")

#: Nouns that the tagger sometimes takes for verbs.
_NEVER_VERBS = frozenset({"ceasefire", "truce", "armistice"})
_OF_NOUNS = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr"})


def _composed_hits(head: Token) -> list[Hit]:
    """A noun with a noun of a kind behind it ("a *halt* to the *carnage*"), or an adjective of a kind before it."""
    if head.pos_ not in ("NOUN", "PROPN", "VERB") or (head.pos_ == "VERB" and head.dep_ not in _OF_NOUNS):
        return []
    for mode, composed, of in _composed().get(head.lemma_.lower(), ()):
        adjective = next((c for c in head.children if c.lower_ in composed.adjectives), None)
        if adjective is not None:
            return [Hit(head, min(adjective.i, head.i), head.i + 1, mode, "noun")]
        below = syntax.prepositional(head, *composed.prepositions)
        if head.dep_ == "dobj":  # "put an end *to the bloodshed*"
            below.extend(t for t in syntax.prepositional(head.head, "to") if "to" in composed.prepositions)
        below.extend(syntax.children(head, "poss"))  # "the war's end"
        named = next((t for t in below if _matches(t, of)), None)
        if named is None and head.dep_ == "pobj" and head.head.lower_ == "to":  # "bring the fighting *to an end*"
            moved = syntax.objects(head.head.head) if head.head.head.lemma_ in ("bring", "put") else []
            named = next((t for t in moved if _matches(t, of)), None)
        if named is not None and not _is_a_date(head):
            return [Hit(head, min(head.i, named.i), max(head.i, named.i) + 1, mode, "noun")]
    return []


def _is_a_date(head: Token) -> bool:
    """Whether "the end of the war" only tells when."""
    return head.dep_ == "pobj" and head.head.lower_ in _TEMPORAL and head.head.dep_ == "prep"


_TEMPORAL = frozenset({"at", "since", "until", "till", "before", "after", "by", "towards", "toward", "near", "from"})


def _owned_mode(context: Context, noun: Token) -> Mode | None:
    """The mode of a noun that names it only where its owner does ("the *air force's* operation")."""
    mode = _owned().get(noun.lemma_.lower()) if noun.pos_ == "NOUN" else None
    if mode is None:
        return None
    for c in syntax.children(noun, "poss", "amod", "compound"):
        actor = context.actor_for_modifier(c) or context.actor_at(c)
        if actor is not None and (actor.sector in _FIGHTING or (mode.type != "ASSAULT" and actor.name is not None)):
            return mode
    return None


_FIGHTING = word_class("actor.fighting_sectors")


def _before_noun(token: Token) -> bool:
    """Whether a participle stands directly before a noun ("reclaim *occupied* territory")."""
    return (
        token.i + 1 < len(token.doc)
        and token.nbor(1).pos_ == "NOUN"
        and token.dep_ in ("xcomp", "ccomp", "advcl", "conj")
    )


def _like_a_noun(token: Token) -> bool:
    """Whether a form in "-ing" names what goes on ("as *fighting* between factions continues")."""
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return not syntax.auxiliaries(token) and after in (
        "between",
        "in",
        "around",
        "near",
        "of",
        "has",
        "had",
        "continued",
        "continues",
    )


#: What weapons do to what they hit.
_HITTING = word_class("event_hit.hitting")


_SOME = word_class("event_role.amounts") | {"barrage", "salvo", "wave", "volley", "swarm", "pair", "fragment", "piece"}


@cache
def weapons() -> dict[str, Mode]:
    """The modes by the weapons that tell them as the subject of a verb of hitting."""
    return {weapon: mode for mode in modes() for weapon in mode.weapons}


def _weapon_hits(verb: Token) -> list[Hit]:
    """ "Missiles hit the block": the weapon that is the subject tells the mode."""
    subject = syntax.own_subject(verb)
    if verb.lemma_.lower() not in _HITTING or subject is None:
        return []
    some = subject.pos_ == "NUM" or subject.lemma_.lower() in _SOME
    named = (subject, *(syntax.prepositional(subject, "of") if some else ()))  # "two of its missiles hit"
    weapon = next((t for t in named if t.lemma_.lower() in weapons()), None)
    return [Hit(verb, subject.i, verb.i + 1, weapons()[weapon.lemma_.lower()], "verb")] if weapon is not None else []


def _phrase_hits(context: Context, verb: Token) -> list[Hit]:
    found: list[Hit] = []
    for mode, phrase, objects in _phrases().get(verb.lemma_.lower(), ()):
        if not _has_particles(verb, phrase.particles):
            continue
        if not objects:
            if phrase.armed and not _goes(verb, phrase.particles):
                continue
            found.append(Hit(verb, verb.i, verb.i + 1, mode, "phrase", phrase.armed))
            break
        for obj in _patients(verb):
            if _matches(obj, objects) or ((_PLACE,) in objects and context.place_at(obj) is not None):
                found.append(Hit(verb, min(verb.i, obj.i), max(verb.i, obj.i) + 1, mode, "phrase", phrase.armed))
                break
        if found:
            break
    return found


def _goes(verb: Token, particles: tuple[str, ...]) -> bool:
    """Whether a verb of motion has no object and one of the prepositions below it ("pushed deeper *into* the town")."""
    if syntax.objects(verb) or syntax.is_passive(verb):
        return False
    if not particles:
        return True
    below = {p.lower_ for c in (verb, *syntax.children(verb, "advmod", "prep", "prt")) for p in c.children}
    return any(p in below for p in particles)


def _patients(verb: Token) -> list[Token]:
    """What the verb is done to: its objects, or its subject when it is passive; also objects of its "-ing" form."""
    found = syntax.objects(verb)
    if syntax.is_passive(verb):
        subject = syntax.subject(verb)
        if subject is not None:
            found.extend(syntax.conjuncts(subject))
    elif not found:
        subject = syntax.own_subject(verb)  # "hostilities were to stop at midnight"
        if subject is not None:
            found.extend(syntax.conjuncts(subject))
    for gerund in syntax.children(verb, "xcomp"):
        if gerund.tag_ == "VBG":
            found.append(gerund)
    found.extend(syntax.prepositional(verb, "with", "to") if not found else [])
    return found


def _matches(obj: Token, objects: frozenset[tuple[str, ...]]) -> bool:
    """Whether an object's head, with up to two words before it, is one of ``objects``."""
    doc = obj.doc
    head = {obj.lemma_.lower(), obj.lower_}
    if any((h,) in objects for h in head):
        return True
    if any((t.lemma_.lower(),) in objects for t in syntax.prepositional(obj, "of")):  # "a barrage of rockets"
        return True
    for k in (1, 2):
        if obj.i >= k:
            before = tuple(t.lower_ for t in doc[obj.i - k : obj.i])
            if any((*before, h) in objects for h in head):
                return True
    return False


def _has_particles(verb: Token, particles: tuple[str, ...]) -> bool:
    """Whether one of the particles stands with the verb or soon after it ("stay *out of*", "sent ... *into*")."""
    if not particles:
        return True
    after = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 12] if t.sent == verb.sent]
    for particle in particles:
        words = particle.split()
        if any(after[i : i + len(words)] == words for i in range(len(after))):
            return True
    return False
