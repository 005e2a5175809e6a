"""Where a text names the modes of the ontology: nouns, verbs, and verbs with their objects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from ..knowledge.rules import Mode, Phrase, modes
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
    """A mode named at ``token``; ``start``/``end`` are the token bounds of the words."""

    token: Token
    start: int
    end: int
    mode: Mode
    how: Literal["noun", "verb", "phrase"]


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
            entry = (mode, phrase, frozenset(words_of(o) for o in phrase.objects))
            for verb in phrase.verbs:
                found[verb] = (*found.get(verb, ()), entry)
    return found


def find_hits(context: Context, sentence: Sentence) -> list[Hit]:
    """The modes named in a sentence, in text order; a phrase wins over the noun inside it."""
    tokens = context.parsed.tokens_of(sentence)
    if not tokens:
        return []
    doc, first, stop = context.doc, tokens[0].i, tokens[-1].i + 1
    hits: list[Hit] = [h for t in tokens if t.pos_ in syntax.VERBAL for h in _phrase_hits(t)]
    covered = {i for h in hits for i in range(h.start, h.end)}
    for start, end, found in _verbs().find(doc, first, stop):
        root = doc[start]
        gerund = root.tag_ == "VBG" and (root.dep_ in _GERUND or _like_a_noun(root))
        adjective = root.dep_ in ("amod", "compound") or (
            root.tag_ == "VBN" and not syntax.auxiliaries(root) and _before_noun(root)
        )
        if root.pos_ == "VERB" and start not in covered and not adjective and not gerund:
            hits.append(Hit(root, start, end, found[0], "verb"))
    hits.extend(h for t in tokens if t.pos_ == "VERB" for h in _weapon_hits(t))
    covered |= {h.token.i for h in hits}
    covered |= {s.i for h in hits if h.token.lemma_.lower() in _HITTING for s in syntax.children(h.token, "nsubj")}
    for start, end, found in _nouns().find(doc, first, stop):
        root = doc[start:end].root
        nominal = root.pos_ in ("NOUN", "PROPN") or (
            root.tag_ == "VBG" and (root.dep_ in _NOMINAL or _like_a_noun(root))
        )
        if nominal and root.i not in covered and root.dep_ not in ("amod", "npadvmod"):
            hits.append(Hit(root, start, end, found[0], "noun"))
    return sorted(hits, key=lambda h: h.token.i)


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


@cache
def _weapons() -> dict[str, Mode]:
    return {weapon: mode for mode in modes() for weapon in mode.weapons}


def _weapon_hits(verb: Token) -> list[Hit]:
    """ "Missiles hit the block": the weapon that is the subject tells the mode."""
    subject = syntax.own_subject(verb)
    if verb.lemma_.lower() not in _HITTING or subject is None or subject.lemma_.lower() not in _weapons():
        return []
    return [Hit(verb, subject.i, verb.i + 1, _weapons()[subject.lemma_.lower()], "verb")]


def _phrase_hits(verb: Token) -> list[Hit]:
    found: list[Hit] = []
    for mode, phrase, objects in _phrases().get(verb.lemma_.lower(), ()):
        if not _has_particles(verb, phrase.particles):
            continue
        if not objects:
            found.append(Hit(verb, verb.i, verb.i + 1, mode, "phrase"))
            break
        for obj in _patients(verb):
            if _matches(obj, objects):
                found.append(Hit(verb, min(verb.i, obj.i), max(verb.i, obj.i) + 1, mode, "phrase"))
                break
        if found:
            break
    return found


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
