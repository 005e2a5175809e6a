"""Words as texts are compared by them: stems, and what a stem says about the matter of a text."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..knowledge.loader import KNOWLEDGE
from ..ledger.folding import fold

MOST = 7.4
"""The weight of a stem that is in no table: a name, or a word that a thousand texts in two thousand do without."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORTEST = 3


@lru_cache(16)  # one report is asked about several times in a row
def stems(text: str) -> tuple[str, ...]:
    """The words of a text in order, without case, accents, genitive and plural: "Troops' camps" gives troop, camp.

    The plural is cut by form alone, the same way everywhere; "news" and "new" fall together, and no harm is done.
    """
    return tuple(_stem(word) for word in _WORD.findall(fold(text)))


def _stem(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s")
    for ending, singular in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending) and not (ending == "s" and word.endswith("ss")):
            return word[: -len(ending)] + singular if len(word) - len(ending) >= _SHORTEST else word
    return word


def weight(stem: str) -> float:
    """How much a stem says, from 0 ("the") to :data:`MOST`.  The same for every ledger: see ``_weights``."""
    return _weights().get(stem, MOST)


@cache
def _weights() -> dict[str, float]:
    """The table that ``tools/build_word_weights.py`` makes.

    Weights counted in the ledger itself would fit it better, but would change with every report that comes in, and
    with them what had been found before.  These never change, so that the order of reading does not matter.
    """
    lines = (KNOWLEDGE / "word_weights.tsv").read_text(encoding="utf-8").splitlines()
    return {stem: float(value) for stem, value in (line.split("\t") for line in lines)}
