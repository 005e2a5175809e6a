"""What causes harm: the tables of ``knowledge/causes.yaml`` as sets and patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    disasters: tuple[str, ...]
    war_acts: tuple[str, ...]
    other_causes: tuple[str, ...]
    war_causes: tuple[str, ...]
    cumulative: tuple[str, ...]


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


def is_war_cause(token: Token) -> bool:
    """Whether the word names those who make war, or what they do."""
    return token.lower_ in _set("war_causes")


def peaceful(sentence: str, before: str, no_war: Callable[[], bool]) -> bool:
    """Whether the harm told in ``sentence`` has a cause that is no war: a disaster, an accident, a disease.

    ``before`` is the sentence before it; ``no_war`` tells whether the whole report tells of no war.  A cause of war
    beside it keeps the count (of a disaster, only an act of war does).
    """
    if pattern("disasters").search(sentence):
        return not pattern("war_acts").search(sentence)
    if pattern("other_causes").search(sentence):
        return not pattern("war_causes").search(sentence)
    if pattern("war_causes").search(sentence):
        return False
    if without_war(before) or no_war():
        return True
    return bool(pattern("disasters").search(before)) and not pattern("war_acts").search(before)


def without_war(text: str) -> bool:
    """Whether a text tells of a disaster or an accident and of no war at all."""
    other = pattern("other_causes").search(text) or pattern("disasters").search(text)
    return bool(other) and not pattern("war_causes").search(text)


def of_disaster(line_words: list[str], first: int, last: int, *, active: bool) -> bool:
    """Whether the harm at ``first..last`` is said to be done by a disaster: "the quake has killed", "died of cholera".

    ``line_words`` are the lower-case words of the sentence.
    """
    doer = line_words[max(0, first - 7) : first] if active else []
    named = [*doer[len(doer) - next((n for n, w in enumerate(reversed(doer)) if w in _ENDS), len(doer)) :]]
    return bool(_disaster_words() & {*named, *_cause_named(line_words, last, active=active)})


def _cause_named(line_words: list[str], last: int, *, active: bool) -> list[str]:
    """The words of the cause behind a harm without a doer ("died *in the floods*"), its first phrase alone.

    A disaster that only describes a place is none ("killed in flood-hit Sindh", "in a camp cut off by floods").
    """
    after = line_words[last + 1 : last + 8]
    if active or not after or after[0] not in _CAUSED_BY:
        return []
    first = 2 if after[0] == "due" else 1
    ends = _ENDS | _CAUSED_BY | _RELATIVES
    cut = next((n for n, w in enumerate(after) if n >= first and w in ends), len(after))
    return [w for n, w in enumerate(after[:cut], last + 1) if line_words[n + 1 : n + 2] != ["-"]]


_RELATIVES = frozenset({"where", "which", "that", "who", "hit"})
_ENDS = frozenset({",", ";", "and", "but", "while", "after", "said"})
_CAUSED_BY = frozenset({"in", "of", "from", "by", "due", "to", "during"})


@cache
def _disaster_words() -> frozenset[str]:
    return frozenset(w for w in causes().disasters if " " not in w)
