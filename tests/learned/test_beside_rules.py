"""The rules' attributions and the model's together: what the model adds, and what it may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from truceline.evaluate.data import as_it_is
from truceline.extract.attribution import find_attributions
from truceline.extract.attribution_learned import with_learned
from truceline.language.parse import parse
from truceline.learned import Learned
from truceline.learned.attributions import Told
from truceline.pipeline import context_of

TEXT = "The mayor of Goma said on Monday that the bridge was hit. Residents did not confirm that anyone had died."

#: name, source, cue, content of the model, and the source that is added by it (null: nothing is).
CASES = [
    ("the rules know the cue", "The mayor", "said", "the bridge was hit", None),
    ("part of the cue is enough", "The mayor", "said on Monday", "the bridge was hit", None),
    ("a cue that no rule knows", "the bridge", "hit", "The mayor of Goma", ("the bridge", "attitude")),
    ("no source", "", "hit", "The mayor of Goma", None),
    ("no content", "the bridge", "hit", "", None),
    ("not said", "Residents", "confirm", "that anyone had died", ("Residents", "attitude")),
]


@pytest.mark.parametrize(("source", "cue", "content", "added"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_the_model_adds(source: str, cue: str, content: str, added: tuple[str, str] | None) -> None:
    told = Told(*(_at(words) for words in (source, cue, content)))
    parsed = parse(as_it_is(TEXT, "2024-01-30"))
    rules_only = context_of(replace(parsed, learned=Learned()))
    ruled = find_attributions(rules_only)
    assert [TEXT[slice(*a.cue_span)] for a in ruled] == ["said"]
    found = with_learned(replace(rules_only, parsed=replace(parsed, learned=Learned((told,)))), ruled)
    assert [(a.source, a.content, a.rule) for a in found[: len(ruled)]] == [
        (a.source, a.content, a.rule) for a in ruled
    ]
    assert [(a.source.text, a.force) for a in found[len(ruled) :]] == ([added] if added else [])


def _at(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),) if words else ()
