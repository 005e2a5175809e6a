"""The scorer of attributions: tokens, exact stretches, whole attributions, and several annotators."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from truceline.evaluate.attribution import Marked, align, evaluate, token_starts

Make = Callable[..., Path]

TEXT = "The mayor said on Monday that the bridge was hit."


def at(text: str, *parts: str) -> list[list[int]]:
    return [[text.index(p), text.index(p) + len(p)] for p in parts]


def marked(annotator: str, text: str, source: str, cue: str, content: str) -> dict[str, Any]:
    parts = {"source": at(text, source), "cue": at(text, cue), "content": at(text, content)}
    return {"annotator": annotator, "id": "E1", **parts}


def article(*attributions: dict[str, Any], text: str = TEXT) -> dict[str, Any]:
    annotators = sorted({a["annotator"] for a in attributions}) or ["a"]
    rows = list(attributions)
    return {"id": "x", "published": "2016-09-12", "annotators": annotators, "text": text, "attributions": rows}


def test_what_is_marked_as_it_is_found_scores_one(make: Make) -> None:
    gold = marked("a", TEXT, "The mayor", "said", "that the bridge was hit")
    result = evaluate(make("dev", article(gold)))
    figures = {m.name: m.value for m in result.metrics}
    assert figures == dict.fromkeys(figures, 1.0)
    assert result.mistakes == ()


def test_longer_content_costs_the_exact_stretch_and_some_tokens(make: Make) -> None:
    gold = marked("a", TEXT, "The mayor", "said", "on Monday that the bridge was hit")
    result = evaluate(make("dev", article(gold)))
    assert result.value("dev", "content.exact_f1") == 0.0
    assert result.value("dev", "content.token_f1") == pytest.approx(2 * 5 / (7 + 5), abs=1e-4)
    assert result.value("dev", "linked_f1") == 1.0


def test_annotators_are_averaged_and_not_pooled(make: Make) -> None:
    both = marked("a", TEXT, "The mayor", "said", "that the bridge was hit")
    none = marked("b", TEXT, "the bridge", "hit", "The mayor")
    result = evaluate(make("dev", article(both, none)))
    assert result.value("dev", "linked_f1") == 0.5


def test_errors_name_what_is_missed_and_what_is_spurious(make: Make) -> None:
    text = f"{TEXT}\n\nThe plan irked Lima."
    missed = marked("a", text, "Lima", "irked", "The plan")
    kinds = evaluate(make("dev", article(missed, text=text))).kinds()
    assert kinds == {"missed": 1, "spurious": 1}


def test_a_pair_needs_overlapping_cues_and_half_of_source_and_content() -> None:
    text = "one two three four five six"
    gold = Marked(((0, 3),), ((4, 7),), ((8, 18),))
    half = Marked(((0, 3),), ((4, 7),), ((8, 13),))
    too_little = Marked(((0, 3),), ((4, 7),), ((8, 13), (19, 27)))
    elsewhere = Marked(((0, 3),), ((19, 23),), ((8, 18),))
    assert align(text, [gold], [half]) == [(0, 0)]
    assert align(text, [gold], [too_little]) == []
    assert align(text, [gold], [elsewhere]) == []


def test_the_more_alike_of_two_wins() -> None:
    text = "one two three four"
    gold = Marked(((0, 3),), ((4, 7),), ((8, 18),))
    assert align(text, [gold], [Marked(gold.source, gold.cue, ((8, 13),)), gold]) == [(0, 1)]


def test_tokens_are_words_and_single_signs() -> None:
    assert token_starts("U.S. \"yes\"", [(0, 10)]) == {0, 1, 2, 3, 5, 6, 9}
