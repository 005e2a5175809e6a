"""Word pieces: the right pieces, each where it stands in the text as written."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.learned.word_pieces import WordPieces

VOCABULARY = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "army", "said", "shell", "##ing", "##s", ".", "”", "ci", "##ric", "中",
]  # fmt: skip

CASES = [
    ("The army said.", ["The", "army", "said", "."], ["the", "army", "said", "."]),
    ("shelling SHELLS", ["shell", "ing", "SHELL", "S"], ["shell", "##ing", "shell", "##s"]),
    ("Ćirić", ["Ći", "rić"], ["ci", "##ric"]),
    ("said.”", ["said", ".", "”"], ["said", ".", "”"]),
    ("army\u200b said", ["army", "said"], ["army", "said"]),
    ("中中", ["中", "中"], ["中", "中"]),
    ("quux", ["quux"], ["[UNK]"]),
    ("a" * 101, ["a" * 101], ["[UNK]"]),
    ("\x00 \n", [], []),
]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> WordPieces:
    path: Path = tmp_path_factory.mktemp("vocabulary") / "vocabulary.txt"
    path.write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    return WordPieces(path)


@pytest.mark.parametrize(("text", "words", "names"), CASES)
def test_pieces_and_places(pieces: WordPieces, text: str, words: list[str], names: list[str]) -> None:
    found = pieces.encode(text)
    assert [VOCABULARY[i] for i, _, _ in found] == names
    assert [text[start:end] for _, start, end in found] == words


def test_offsets_count_from_where_the_text_stands(pieces: WordPieces) -> None:
    assert pieces.encode("the army", 100) == [(4, 100, 103), (5, 104, 108)]


@given(st.text(max_size=200))
def test_any_text_gives_pieces_in_order(pieces: WordPieces, text: str) -> None:
    found = pieces.encode(text)
    assert all(0 <= start < end <= len(text) for _, start, end in found)
    assert all(a[1] <= b[1] for a, b in pairwise(found))
