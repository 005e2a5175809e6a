"""Text as the word pieces of an uncased BERT vocabulary, each with the place it was taken from.

Method: BERT's basic tokenizer (white space, single punctuation marks, lower case without accents), then WordPiece,
greedy and longest first (Devlin and others 2019; Wu and others 2016).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"

#: A word with more characters than this is unknown as a whole.
LONGEST_WORD = 100

Piece = tuple[int, int, int]


class WordPieces:
    """The pieces of one vocabulary file (UTF-8, one piece a line; the line number is the id)."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._ids = {piece: i for i, piece in enumerate(lines) if piece}
        self.start, self.end = self._ids[START], self._ids[END]
        self._words: dict[str, tuple[tuple[int, int], ...]] = {}

    def encode(self, text: str, offset: int = 0) -> list[Piece]:
        """The pieces of ``text`` as (id, start, end), offsets counted from ``offset``; no special pieces."""
        found: list[Piece] = []
        for word, places in _words(text):
            pieces = self._words.get(word)
            if pieces is None:
                pieces = self._words[word] = self._split(word)
            begin = 0
            for piece, end in pieces:
                found.append((piece, offset + places[begin], offset + places[end - 1] + 1))
                begin = end
        return found

    def _split(self, word: str) -> tuple[tuple[int, int], ...]:
        """The ids of a word's pieces, each with where it ends in the word."""
        pieces: list[tuple[int, int]] = []
        begin = 0
        while begin < len(word) <= LONGEST_WORD:
            mark = "##" if begin else ""
            end = next((e for e in range(len(word), begin, -1) if mark + word[begin:e] in self._ids), None)
            if end is None:
                break
            pieces.append((self._ids[mark + word[begin:end]], end))
            begin = end
        return tuple(pieces) if begin == len(word) else ((self._ids[UNKNOWN], len(word)),)


def _words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Words in lower case, with the place in ``text`` of each of their characters."""
    word = ""
    places: list[int] = []
    for place, character in enumerate(text):
        plain, alone = _plain(character)
        if word and (alone or plain == " "):
            yield word, places
            word, places = "", []
        if alone:
            yield plain, [place] * len(plain)
        elif plain != " ":
            word += plain
            places += [place] * len(plain)
    if word:
        yield word, places


@cache
def _plain(character: str) -> tuple[str, bool]:
    """A character in lower case without accents (" " for white space), and whether it is a word of its own."""
    category = unicodedata.category(character)
    if character in "\t\n\r" or category == "Zs":
        return " ", False
    if category in ("Cc", "Cf", "Co", "Cn", "Cs") or character == "\ufffd":
        return "", False
    lower = unicodedata.normalize("NFD", character).lower()
    plain = "".join(c for c in lower if unicodedata.category(c) != "Mn")
    punctuation = category.startswith("P") or (character.isascii() and not character.isalnum())
    return plain, bool(plain) and (punctuation or _ideograph(ord(character)))


def _ideograph(point: int) -> bool:
    return 0x4E00 <= point <= 0x9FFF or 0x3400 <= point <= 0x4DBF or 0xF900 <= point <= 0xFAFF or point >> 16 == 2
