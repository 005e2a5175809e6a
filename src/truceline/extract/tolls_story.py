"""Whether a sentence goes on with what the sentence before told: "the blast", "there", "two of the dead"."""

from __future__ import annotations

from .tolls_causes import is_attack, is_attack_verb, is_clash
from .tolls_line import Line
from .tolls_words import words

_DEFINITE = frozenset({"the", "this"})
_POINTERS = words("pointers")
_SETTINGS = words("settings")


def goes_on(line: Line, before: Line) -> bool:
    """Whether the sentence tells of the same attack as the one before it.

    It points back ("the attack", "there", "in the town", "also", "the dead"), or it names no attack of its own while
    the one before told of an attack and of no harm.
    """
    if any(t.lower_ in _POINTERS for t in line.tokens) or _names_again(line):
        return True
    return not _attacks(line) and _attacks(before) and not any(x.numbered and x.persons for x in before.phrases)


def _names_again(line: Line) -> bool:
    for p, t in enumerate(line.tokens):
        if (is_attack(t) and not is_clash(t)) or t.lower_ in _SETTINGS:
            q = p - 1
            while q > p - 4 and line.tag(q) in ("JJ", "NN", "NNP", "HYPH"):
                q -= 1
            if line.low(q) in _DEFINITE:
                return True
    return False


def _attacks(line: Line) -> bool:
    """Whether the sentence names an attack, other than by the harm it tells of."""
    harm = {p for t in line.triggers for p in range(t.first, t.last + 1)}
    return any(
        p not in harm and (is_attack_verb(t) or (is_attack(t) and t.pos_ != "ADJ")) for p, t in enumerate(line.tokens)
    )
