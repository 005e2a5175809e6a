"""The scorer of factuality: what each modality is worth, error and correlation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from truceline.evaluate.factuality import evaluate, pearson

Make = Callable[..., Path]


def sentence(text: str, word: str, score: float) -> dict[str, Any]:
    i = text.split(" ").index(word)
    start = text.index(word)
    event = {"start": start, "end": start + len(word), "text": word, "token": [i, i + 1], "score": score}
    return {"id": "s", "text": text, "events": [event]}


@pytest.mark.parametrize(
    ("text", "word", "score"),
    [
        ("The army captured the town .", "captured", 3.0),
        ("The army did not capture the town .", "capture", -3.0),
        ("The army may capture the town .", "capture", 1.0),
        ("The army will capture the town .", "capture", 1.0),
        ("The mayor said that the army captured the town .", "captured", 3.0),
    ],
)
def test_modalities_on_the_scale(make: Make, text: str, word: str, score: float) -> None:
    result = evaluate(make("uw_dev", sentence(text, word, score)))
    assert result.value("uw_dev", "mae") == 0.0


def test_errors_and_baseline(make: Make) -> None:
    rows = [sentence("The army captured the town .", "captured", -3.0), sentence("It left the town .", "left", 2.0)]
    result = evaluate(make("uds_ih2_dev", *rows))
    assert result.value("uds_ih2_dev", "mae") == result.value("uds_ih2_dev", "baseline_mae") == 3.5
    assert [m.gold for m in result.mistakes] == ["captured -3.0"]


def test_correlation() -> None:
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1.0)
    assert pearson([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert pearson([1, 2, 3], [5, 5, 5]) == 0.0
