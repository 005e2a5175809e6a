"""Text as the word pieces of an uncased BERT vocabulary, each with the place it was taken from.

Method: BERT's basic tokenizer (white space, single punctuation marks, lower case without accents), then WordPiece,
greedy and longest first (Devlin and others 2019; Wu and others 2016).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"

#: A word with more characters than this is unknown as a whole.
LONGEST_WORD = 100

#: How many chunks between spaces are kept with their pieces.
KEPT = 50_000

#: What stands between white space, as BERT sees white space: tab, line ends, and the space separators of Unicode.
_CHUNK = re.compile("[^\t\n\r \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

Piece = tuple[int, int, int]


class WordPieces:
    """The pieces of one vocabulary file (UTF-8, one piece a line; the line number is the id).

    ``start`` and ``end`` are the special pieces around a text; ``goes_on`` are those that go on with a word.
    """

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._ids = {piece: i for i, piece in enumerate(lines) if piece}
        self.start, self.end = self._ids[START], self._ids[END]
        self.goes_on = frozenset(i for piece, i in self._ids.items() if piece.startswith("##"))
        self._chunks: dict[str, tuple[Piece, ...]] = {}

    def encode(self, text: str, offset: int = 0) -> list[Piece]:
        """The pieces of ``text`` as (id, start, end), offsets counted from ``offset``; no special pieces."""
        found: list[Piece] = []
        for match in _CHUNK.finditer(text):
            at = offset + match.start()
            found += [(piece, at + start, at + end) for piece, start, end in self._of_chunk(match.group())]
        return found

    def _of_chunk(self, chunk: str) -> tuple[Piece, ...]:
        pieces = self._chunks.get(chunk)
        if pieces is None:
            if len(self._chunks) >= KEPT:
                self._chunks.clear()
            pieces = self._chunks[chunk] = tuple(self._pieces(chunk))
        return pieces

    def _pieces(self, chunk: str) -> Iterator[Piece]:
        for word, places in _words(chunk):
            begin = 0
            for piece, end in self._split(word):
                yield piece, places[begin], places[end - 1] + 1
                begin = end

    def _split(self, word: str) -> list[tuple[int, int]]:
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
        return pieces if begin == len(word) else [(self._ids[UNKNOWN], len(word))]


def _words(chunk: str) -> Iterator[tuple[str, list[int]]]:
    """Words in lower case, with the place in ``chunk`` of each of their characters."""
    word = ""
    places: list[int] = []
    for place, character in enumerate(chunk):
        plain, alone = _plain(character)
        if word and alone:
            yield word, places
            word, places = "", []
        if alone:
            yield plain, [place] * len(plain)
        else:
            word += plain
            places += [place] * len(plain)
    if word:
        yield word, places


@cache
def _plain(character: str) -> tuple[str, bool]:
    """A character in lower case without accents ("" for signs that are not seen), and whether it is a word alone."""
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Co", "Cn", "Cs") or character == "\ufffd":
        return "", False
    lower = unicodedata.normalize("NFD", character).lower()
    plain = "".join(c for c in lower if unicodedata.category(c) != "Mn")
    punctuation = category.startswith("P") or (character.isascii() and not character.isalnum())
    return plain, bool(plain) and (punctuation or _ideograph(ord(character)))


def _ideograph(point: int) -> bool:
    return 0x4E00 <= point <= 0x9FFF or 0x3400 <= point <= 0x4DBF or 0xF900 <= point <= 0xFAFF or point >> 16 == 2
