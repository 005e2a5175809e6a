"""When a capital stands for its government ("Moscow urged both sides") and when it is a place ("in Moscow")."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from ..knowledge.rules import acts, cues
from ..knowledge.word_classes import word_class
from ..language import syntax

#: What happens to cities, not to governments.
_OF_CITIES = word_class("metonymy.of_cities")

#: What is done to governments by words, and is no act of ``acts.yaml``.
_TO_GOVERNMENTS = word_class("metonymy.to_governments")

_NOUNS_OF_CITIES = word_class("metonymy.nouns_of_cities")

#: Nouns under which a capital behind "on" stands for its government ("sanctions *on* Moscow").
_MEASURES = frozenset({"sanction", "pressure"})


@cache
def _addressing() -> dict[str, frozenset[str]]:
    """What is said or done to somebody, by where that one stands ("dobj", or a preposition): the lemmas of verbs."""
    found: dict[str, set[str]] = {"dobj": set(_TO_GOVERNMENTS)}
    for act in acts():
        for slot in act.recipient:
            found.setdefault("dobj" if slot == "dative" else slot, set()).update(v.split()[0] for v in act.verbs)
    found["dobj"].update(lemma for cue in cues() if cue.hearer for lemma in cue.lemmas)
    return {slot: frozenset(verbs) - _OF_CITIES - word_class("event_hit.hitting") for slot, verbs in found.items()}


def stands_for_government(token: Token) -> bool:
    """Whether the capital's name headed by ``token`` stands for the government that sits there."""
    head = token.head
    if token.dep_ == "conj":
        after = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if after is not None and after.dep_ == "conj" and after.pos_ in syntax.VERBAL:  # a subject the parser lost
            return after.lemma_.lower() not in _OF_CITIES
        return stands_for_government(head) if head.pos_ not in syntax.VERBAL else True
    if token.dep_ == "nsubj":
        return _speaks(head)
    if token.dep_ in ("nsubjpass", "dobj", "dative"):
        return head.lemma_.lower() in _addressing()["dobj"]
    if token.dep_ == "poss":
        return head.lemma_.lower() not in _NOUNS_OF_CITIES
    if token.dep_ == "pobj":
        if head.lower_ in ("with", "between", "by", "against"):
            return True
        above = head.head.lemma_.lower()
        addressed = above in _addressing().get(head.lower_, frozenset())
        return addressed or (head.lower_ in ("on", "upon", "to", "from") and above in _TO_GOVERNMENTS | _MEASURES)
    return False


def _speaks(head: Token) -> bool:
    """Whether the subject does what governments do, or is asked to ("implored *Kinshasa* to return")."""
    if head.dep_ in ("ccomp", "xcomp") and head.tag_ == "VB" and head.head.lemma_.lower() in _addressing()["dobj"]:
        return True
    return head.lemma_.lower() not in _OF_CITIES
