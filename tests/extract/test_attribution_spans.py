"""Where the words for a source and a cue stand."""

from __future__ import annotations

import pytest

from truceline.extract.attribution import find_attributions
from truceline.language.parse import parse
from truceline.pipeline import context_of
from truceline.sources import document_from_text


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The army has said that the town fell.", "The army", "has said"),
        ("Ali Hassan, a spokesman for the army, said the town fell.", "Ali Hassan, a spokesman for the army,", "said"),
        ("The army and the police said the town fell.", "The army and the police", "said"),
        ("According to the army, the town fell.", "the army", "According to"),
        ("It was the army spokesman, who said that the town fell.", "who", "said"),
    ],
)
def test_source_and_cue(text: str, source: str, cue: str) -> None:
    [found] = find_attributions(context_of(parse(document_from_text(text, published="2023-05-04"))))
    assert text[slice(*found.source_span)] == source
    assert text[slice(*found.cue_span)] == cue
