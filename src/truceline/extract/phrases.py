"""Matching the words of knowledge files against a parsed text, by lemma, longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, TypeVar

from spacy.lang.en import English
from spacy.tokens import Doc, Token

T = TypeVar("T")


@cache
def _tokenizer() -> English:
    return English()


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as spaCy cuts it, in lower case, without hyphens ("cease-fire" -> cease, fire)."""
    return tuple(_plain(t.lower_) for t in _tokenizer().tokenizer(phrase) if t.text not in "-–")


def _plain(word: str) -> str:
    return word.replace("’", "'")


def forms(token: Token) -> tuple[str, ...]:
    """The forms under which a token is looked up: as written, and its lemma."""
    lower, lemma = _plain(token.lower_), _plain(token.lemma_.lower())
    return (lower,) if lower == lemma else (lower, lemma)


@dataclass(slots=True)
class _Node(Generic[T]):
    """A word of some phrases: what may follow it, and the values of the phrases that end with it."""

    following: dict[str, _Node[T]] = field(default_factory=dict)
    values: list[T] = field(default_factory=list)


class PhraseTrie(Generic[T]):
    """Phrases of one or more words, each with a value; a token matches a word by its form or its lemma."""

    def __init__(self, items: Iterable[tuple[str, T]] = ()) -> None:
        self._root: _Node[T] = _Node()
        for phrase, value in items:
            self.add(phrase, value)

    def add(self, phrase: str, value: T) -> None:
        """Add a phrase; several values may share one."""
        node = self._root
        for word in words_of(phrase):
            node = node.following.setdefault(word, _Node())
        node.values.append(value)

    def longest(self, doc: Doc, i: int, stop: int) -> tuple[int, list[T]] | None:
        """The longest phrase that begins at token ``i`` and ends before ``stop``: (end, its values), or null.

        Articles and hyphens inside a phrase are passed over ("end to the fighting" matches "end to fighting").
        """
        best: tuple[int, list[T]] | None = None
        nodes = [self._root]
        j = i
        while j < stop and nodes:
            token = doc[j]
            if j > i and (token.text in "-–" or token.lower_ in ("the", "a", "an", "all")):
                j += 1
                continue
            nodes = [node.following[form] for node in nodes for form in forms(token) if form in node.following]
            j += 1
            for node in nodes:
                if node.values:
                    best = (j, node.values)
        return best

    def find(self, doc: Doc, start: int, stop: int) -> list[tuple[int, int, list[T]]]:
        """All longest matches in ``doc[start:stop]``, left to right, none overlapping: (start, end, values)."""
        found: list[tuple[int, int, list[T]]] = []
        i = start
        while i < stop:
            match = self.longest(doc, i, stop)
            if match:
                found.append((i, match[0], match[1]))
                i = match[0]
            else:
                i += 1
        return found
