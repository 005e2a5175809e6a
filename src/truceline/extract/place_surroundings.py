"""What the words beside a name say: whether it is a place here."""

from __future__ import annotations

from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from ..knowledge.loader import KNOWLEDGE, load_entries
from ..knowledge.place_word_schema import PlaceContext
from .place_names_in_text import place_words

_COMMON_NOUNS = frozenset(["front", "range", "plain", "pass", "base", "park"])


@cache
def words_around() -> dict[str, frozenset[str]]:
    """The words of ``place_context.yaml`` by kind."""
    return {e.kind: frozenset(e.words) for e in load_entries(KNOWLEDGE / "place_context.yaml", PlaceContext)}


def context_of(doc: Doc, i: int, j: int) -> Literal["strong", "weak", ""]:
    """What the words beside ``doc[i:j]`` say: "strong": it is a place; "weak": it may be one."""
    after = doc[j] if j < len(doc) else None
    if after is not None and is_place_noun(after) and not after.is_sent_start:
        return "strong"
    if after is not None and after.pos_ == "VERB" and after.lemma_.lower() in words_around()["done_by"]:
        return "weak"
    k = i - 1
    while k >= 0 and doc[k].lower_ in words_around()["between"] and i - k < 6:
        k -= 1
    if k < 0:
        return ""
    between = {t.lower_ for t in doc[k + 1 : i]}
    if "of" in between and between & place_words().keys():
        return "strong"
    before = doc[k].lower_
    if before in words_around()["in"] and doc[k].pos_ in ("ADP", "SCONJ", "ADV"):
        return "strong"
    if doc[k].pos_ == "VERB" and doc[k].lemma_.lower() in words_around()["done_to"]:
        return "strong"
    if "of" in between or before in words_around()["from_to"]:
        return "weak"
    return ""


def is_place_noun(token: Token) -> bool:
    """Whether a token is a noun that says that the name before it is a place."""
    entry = place_words().get(token.lower_)
    if entry is None:
        return False
    return entry.wants in ("admin1", "admin2", "town") or token.lower_ not in _COMMON_NOUNS


def shouted(doc: Doc, i: int) -> bool:
    """Whether a word in capitals stands among others in capitals (headings, datelines)."""
    near = [t for t in doc[max(0, i - 4) : i + 5] if t.is_alpha and t.i != i]
    return i == 0 or (sum(t.text.isupper() for t in near) > len(near) / 2)
