"""What causes harm: the tables of ``knowledge/causes.yaml`` as sets and patterns."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct
from spacy.tokens import Token

from ..knowledge.loader import KNOWLEDGE, load_entries
from .counts_values import alternatives


class Causes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The shape of ``causes.yaml``; the file says what each list is for."""

    attack_nouns: tuple[str, ...]
    attack_verbs: tuple[str, ...]
    blame_phrases: tuple[str, ...]
    clash_nouns: tuple[str, ...]
    other_causes: tuple[str, ...]
    war_causes: tuple[str, ...]
    cumulative: tuple[str, ...]
    increment: tuple[str, ...]


@cache
def causes() -> Causes:
    """``causes.yaml``."""
    (table,) = load_entries(KNOWLEDGE / "causes.yaml", Causes)
    return table


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(getattr(causes(), name))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Any word or phrase of one of the lists, as whole words."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(getattr(causes(), name))})(?![\w-])", re.I)


def is_attack(token: Token) -> bool:
    """Whether the noun names an attack or the means of one."""
    return token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ") and token.lower_ in _set("attack_nouns")


def is_clash(token: Token) -> bool:
    """Whether the noun names fighting of two sides."""
    return token.lower_ in _set("clash_nouns")


def is_attack_verb(token: Token) -> bool:
    """Whether the verb tells an attack."""
    return token.pos_ == "VERB" and token.lemma_.lower() in _set("attack_verbs")


def peaceful(sentence: str, before: str, whole: str) -> bool:
    """Whether the harm told in ``sentence`` has a cause that is no war: a disaster, an accident, a disease.

    ``before`` is the sentence before it and ``whole`` the whole report.  A cause of war beside it keeps the count; a
    report that tells of a disaster and of no war at all gives none.
    """
    if pattern("other_causes").search(sentence):
        return not pattern("war_causes").search(sentence)
    if pattern("war_causes").search(sentence):
        return False
    if pattern("other_causes").search(before) and not pattern("war_causes").search(before):
        return True
    return bool(pattern("other_causes").search(whole)) and not pattern("war_causes").search(whole)
