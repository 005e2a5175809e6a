"""Questions about stretches of a parsed text."""

from __future__ import annotations

import pytest

from truceline.language.parse import parse
from truceline.sources import document_from_text

TEXT = "The army said the truce held."


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(4, 13, ["army", "said"]), (5, 13, ["said"]), (13, 13, []), (14, 9, []), (0, 3, ["The"]), (25, 29, ["."])],
)
def test_tokens_of_a_stretch(start: int, end: int, words: list[str]) -> None:
    parsed = parse(document_from_text(TEXT))
    assert [t.text for t in parsed.tokens(start, end)] == words
