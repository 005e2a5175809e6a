"""When a capital stands for its government ("Moscow urged both sides") and when it is a place ("in Moscow")."""

from __future__ import annotations

from spacy.tokens import Token

from ..knowledge.word_classes import word_class
from ..language import syntax

#: What happens to cities, not to governments.
_OF_CITIES = word_class("metonymy.of_cities")

#: What is done to governments by words.
_TO_GOVERNMENTS = word_class("metonymy.to_governments")

_NOUNS_OF_CITIES = word_class("metonymy.nouns_of_cities")


def stands_for_government(token: Token) -> bool:
    """Whether the capital's name headed by ``token`` stands for the government that sits there."""
    head = token.head
    if token.dep_ == "conj":
        after = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if after is not None and after.dep_ == "conj" and after.pos_ in syntax.VERBAL:  # a subject the parser lost
            return after.lemma_.lower() not in _OF_CITIES
        return stands_for_government(head) if head.pos_ not in syntax.VERBAL else True
    if token.dep_ == "nsubj":
        return head.lemma_.lower() not in _OF_CITIES
    if token.dep_ in ("nsubjpass", "dobj", "dative"):
        return head.lemma_.lower() in _TO_GOVERNMENTS
    if token.dep_ == "poss":
        return head.lemma_.lower() not in _NOUNS_OF_CITIES
    if token.dep_ == "pobj":
        if head.lower_ in ("with", "between", "by", "against"):
            return True
        return head.lower_ in ("on", "upon", "to", "from") and head.head.lemma_.lower() in _TO_GOVERNMENTS | {
            "sanction",
            "pressure",
        }
    return False
