"""One sentence laid out for the reading of tolls: its tokens, phrases and harm words, and questions about them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from .tolls_triggers import ADVERBS, Trigger
from .tolls_victims import Phrase
from .tolls_words import words

_ADDITIONS = tuple(tuple(x.split()) for x in sorted(words("additions"), key=len, reverse=True))
_ADDING = frozenset(x[0] for x in _ADDITIONS)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True)
class Line:
    """One sentence laid out: its tokens, phrases and harm words."""

    tokens: list[Token]
    phrases: list[Phrase]
    triggers: list[Trigger]

    def low(self, p: int) -> str:
        """The lower-case word at ``p``; empty beyond the ends."""
        return self.tokens[p].lower_ if 0 <= p < len(self.tokens) else ""

    def tag(self, p: int) -> str:
        """The tag at ``p``; empty beyond the ends."""
        return self.tokens[p].tag_ if 0 <= p < len(self.tokens) else ""

    def text(self, first: int = 0, last: int | None = None) -> str:
        """The stored text from the token at ``first`` to the one at ``last``, the whole line by default.

        Taken from the span: ``Doc.text`` is put together anew from all tokens of the report at each call.
        """
        end = self.tokens[-1 if last is None else last]
        return str(end.doc[self.tokens[first].i : end.i + 1].text)

    def at(self, token: Token) -> int | None:
        """The position of a token; null where it stands in another sentence."""
        return next((p for p, t in enumerate(self.tokens) if t.i == token.i), None)

    def covering(self, p: int) -> Phrase | None:
        """The phrase that ``p`` lies in."""
        return next((x for x in self.phrases if x.first <= p <= x.last), None)

    def counted_at(self, p: int) -> bool:
        """Whether ``p`` lies in a phrase with a number."""
        phrase = self.covering(p)
        return phrase is not None and phrase.numbered

    def trigger_at(self, p: int) -> Trigger | None:
        """The harm word that begins at ``p``."""
        return next((t for t in self.triggers if t.first == p), None)

    def suffers_next(self, phrase: Phrase) -> bool:
        """Whether a harm word right after the phrase has it as its victim ("... and 30 others wounded")."""
        p = phrase.last + 1
        while (
            self.low(p) in ADVERBS
            or (
                self.tag(p) in ("VBD", "VBP", "VBZ", "VBN")
                and self.low(p) in ("was", "were", "are", "is", "have", "has", "had", "been")
            )
            or self.low(p) in ("(", ")")
        ):
            p += 1
        trigger = self.trigger_at(p)
        return (
            trigger is not None
            and trigger.pattern in ("verb", "adjective", "intransitive", "count_noun", "flee", "driven")
            and trigger.shape in ("past", "word", "base")
        )

    def past_connector(self, p: int) -> int:
        """The position after "," and "and" at ``p``; ``p`` where none stands."""
        return connector(self, p)

    def past_addition(self, p: int) -> int | None:
        """The position after "as well as", "besides", "along with" at ``p``; null where none stands."""
        if self.low(p) not in _ADDING:
            return None
        for phrase in _ADDITIONS:
            if all(self.low(p + n) == word for n, word in enumerate(phrase)):
                return p + len(phrase)
        return None

    def tells_next(self, phrase: Phrase) -> bool:
        """Whether a finite verb follows the phrase: it is the subject of a new clause ("officials said")."""
        return self.tag(phrase.last + 1) in _FINITE or self.low(phrase.last + 1) in ("said", "says", "told", "reported")


def connector(line: Line, p: int) -> int:
    """The position after "," and "and", "or", "as well as" at ``p``; ``p`` where none stands."""
    if line.low(p) == ",":
        p += 1
    if line.low(p) in ("and", "or", "plus", "&"):
        return p + 1
    if line.low(p) == "as" and line.low(p + 1) == "well" and line.low(p + 2) == "as":
        return p + 3
    if line.low(p) in ("along", "together") and line.low(p + 1) == "with":
        return p + 2
    return p
