"""The scorer of time expressions counts as it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from truceline.evaluate.dates import evaluate

Make = Callable[..., Path]


def _document(text: str, *gold: tuple[str, str]) -> dict[str, Any]:
    timexes = [{"start": text.index(t), "end": text.index(t) + len(t), "text": t, "value": v} for t, v in gold]
    return {"id": "d", "text": text, "published": "2020-10-14", "timexes": timexes}


def test_strict_relaxed_and_value(make: Make) -> None:
    exact = _document("He spoke on Tuesday.", ("Tuesday", "2020-10-13"))
    partial = _document("He spoke early on Monday and left.", ("Monday", "2020-10-12"))
    wrong = _document("It fell in 1994.", ("1994", "1995"))
    missed = _document("It fell at that time.", ("that time", "PAST_REF"))
    spurious = _document("It fell in May.")
    folder = make("made", exact, partial, wrong, missed, spurious)
    result = evaluate(folder)
    figures = {name: result.value("made", name) for name in ("strict_f1", "relaxed_f1", "value_f1")}
    assert figures == {"strict_f1": 0.5, "relaxed_f1": 0.75, "value_f1": 0.5}
    assert (result.value("made", "precision"), result.value("made", "recall")) == (0.75, 0.75)
    assert (result.value("made", "documents"), result.value("made", "expressions")) == (5, 4)


def test_errors_say_what_was_wrong(make: Make) -> None:
    folder = make("made", _document("It fell in 1994.", ("1994", "1995")), _document("It fell in May."))
    mistakes = evaluate(folder).mistakes
    assert [(m.kind, m.gold) for m in mistakes] == [("value", "1994 = 1995"), ("spurious", None)]
    assert [(m.got or "").split(" (")[0] for m in mistakes] == ["1994 = 1994", "May = 2020-05"]


@pytest.mark.parametrize("sample", [1, 2])
def test_a_sample_reads_less(make: Make, sample: int) -> None:
    folder = make("made", *[_document("It fell in 1994.", ("1994", "1994"))] * 4)
    assert evaluate(folder, sample=sample).value("made", "documents") == sample
