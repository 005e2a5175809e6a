"""A match of the grammar, and what the builders ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .mentions import Grain, TimeKind
from .time_expressions import Expression
from .time_words import Token, lexicon

SIDES = {"L": -1, "P": -1, "H": 0, "X": 1, "F": 1}
_EARLY = {"early": "START", "mid": "MID", "late": "END"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: ``tokens[first:last]`` and the text around."""

    rule: str
    tokens: list[Token]
    classes: str
    first: int
    last: int
    text: str

    @property
    def shape(self) -> str:
        """The class letters of the match."""
        return self.classes[self.first : self.last]

    def pick(self, letters: str) -> Token | None:
        """The first token of the match whose class is one of ``letters``."""
        for t in self.tokens[self.first : self.last]:
            if t.cls in letters:
                return t
        return None

    def near(self, offset: int) -> Token | None:
        """The token just before (-1, -2) or after (1, 2) the match."""
        i = self.first + offset if offset < 0 else self.last + offset - 1
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def low(self, offset: int) -> str:
        """The lower-cased form of a neighbouring token; empty at the ends of the text."""
        token = self.near(offset)
        return token.low if token else ""

    def capital(self, offset: int) -> bool:
        """Whether a neighbouring token is a capitalised word."""
        token = self.near(offset)
        return token is not None and self.text[token.start].isupper()

    def cut(self, first: int | None = None, last: int | None = None) -> Hit:
        """The same match, begun or ended elsewhere."""
        return Hit(self.rule, self.tokens, self.classes, self.first if first is None else first,
                   self.last if last is None else last, self.text)  # fmt: skip

    def make(self, kind: TimeKind, grain: Grain, **fields: Any) -> Expression:
        """An expression over the whole match."""
        start, end = self.tokens[self.first].start, self.tokens[self.last - 1].end
        return Expression(start, end, self.rule, kind, grain, **fields)


def value_of(token: Token | None) -> Any:
    """The value of a token, or null without one."""
    return token.value if token else None


def listed(name: str, word: str) -> bool:
    return word in lexicon().words_of(name)


def modifier(hit: Hit) -> str | None:
    """START, MID or END from "early", "the end of", "late"."""
    edge = hit.pick("b")
    early = hit.pick("e")
    return edge.value if edge else _EARLY[early.low] if early else None


def count_of(hit: Hit) -> float | None:
    """The number before a unit; null when it is vague ("several")."""
    shape = hit.shape
    half = 0.5 if "&ah" in shape or "&h" in shape else 0.0
    if "ha" in shape:
        return 0.5
    number = hit.pick("JN")
    if number is not None:
        return float(number.value) + half
    vague = hit.pick("Q")
    if vague is not None:
        return 2.0 if vague.low == "couple" else None
    return 1.0 + half if hit.pick("a") or hit.pick("LXHPF") else None


def relative_fields(hit: Hit) -> dict[str, Any]:
    """Fields for "last week" inside a longer expression ("Wednesday last week", "June last year")."""
    unit = hit.pick("UKkD")
    side = hit.pick("LXHPFR")
    if unit is None or side is None:
        return {}
    base = "context" if side.cls in "PFR" else "published"
    return {"unit": unit.value, "shift": SIDES.get(side.cls, 0), "base": base}


def names_something(hit: Hit, after: int = 1) -> bool:
    """ "March 23 Movement", "April 6 Youth Movement", "17 November group": a name, not a day.

    ``after`` is where the name goes on, counted from the end of the match.
    """
    if listed("name_followers", hit.low(after)):
        return hit.capital(after) or hit.low(after) in ("group", "movement", "brigade")
    return hit.capital(after) and hit.capital(after + 1) and listed("name_followers", hit.low(after + 1))


def is_word(token: Token | None) -> bool:
    """Whether a token is a plain word (class ``x``, letters only)."""
    return token is not None and token.cls == "x" and token.low.isalpha()


def approximate(hit: Hit) -> str | None:
    return "APPROX" if hit.pick("q") else None
