"""Names as they are compared: case and accents aside, so that "erdogan" finds "Erdoğan"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """``text`` in lower case, without accents, its white space single: the form names are searched in."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("ı", "i").split())


def begin(wanted: Iterable[str], spellings: str) -> bool:
    """Whether all words stand at beginnings of words of folded ``spellings``."""
    return all(_begins(word, spellings) for word in wanted)


def _begins(word: str, spellings: str) -> bool:
    at = spellings.find(word)
    while at > 0 and spellings[at - 1].isalnum():
        at = spellings.find(word, at + 1)
    return at >= 0
