"""The rules' attributions and the model's together: what the model adds, and what it may not."""

from __future__ import annotations

import pytest
from both import with_model
from decode import Told

from truceline.evaluate.data import as_it_is
from truceline.extract.attribution import find_attributions
from truceline.language.parse import parse
from truceline.pipeline import context_of

TEXT = "The mayor of Goma said on Monday that the bridge was hit. Residents did not confirm that anyone had died."

#: name, source, cue, content of the model, and the source that is added by it (null: nothing is).
CASES = [
    ("the rules know the cue", "The mayor", "said", "the bridge was hit", None),
    ("part of the cue is enough", "The mayor", "said on Monday", "the bridge was hit", None),
    ("a cue that no rule knows", "the bridge", "hit", "The mayor of Goma", "the bridge"),
    ("no source", "", "hit", "The mayor of Goma", None),
    ("no content", "the bridge", "hit", "", None),
    ("not said", "Residents", "confirm", "that anyone had died", None),
]


@pytest.mark.parametrize(("source", "cue", "content", "added"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_the_model_adds(source: str, cue: str, content: str, added: str | None) -> None:
    context = context_of(parse(as_it_is(TEXT, "2024-01-30")))
    ruled = find_attributions(context)
    assert [TEXT[slice(*a.cue_span)] for a in ruled] == ["said"]
    found = with_model(context, ruled, [Told(*(_at(words) for words in (source, cue, content)))])
    assert found[: len(ruled)] == list(ruled)
    assert [a.source.text for a in found[len(ruled) :]] == ([added] if added else [])


def _at(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),) if words else ()
