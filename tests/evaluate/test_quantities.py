"""The scorer of quantities: what it counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from truceline.evaluate.quantities import evaluate, quantities_of

Make = Callable[..., Path]


def _gold(value: str, change: str = "=") -> dict[str, str]:
    return {"value": value, "change": change, "unit": "-", "normalized_unit": "-", "referred_concepts": "-"}


def test_scores_values_and_changes(make: Make) -> None:
    rows: list[dict[str, Any]] = [
        {"text": "More than 200 people waited 3 hours.", "quantities": [_gold("200.0", ">"), _gold("3.0")]},
        {"text": "Some 40 ships sailed.", "quantities": [_gold("40.0", ">")]},
    ]
    folder = make("newsquant", *rows)
    result = evaluate(folder)
    assert [result.value("newsquant", f"value.{m}") for m in ("f1", "precision", "recall")] == [1.0, 1.0, 1.0]
    assert result.value("newsquant", "value_change.f1") == pytest.approx(0.667, abs=0.001)
    assert (result.value("newsquant", "sentences"), result.value("newsquant", "quantities")) == (2, 3)
    assert [(m.kind, m.gold, m.got) for m in result.mistakes] == [("missed", "40 >", None), ("spurious", None, "40 ~")]


def test_dates_and_years_are_no_quantities() -> None:
    assert quantities_of("On October 7, 2023 it paid $5.5 million.") == [("5500000", "=")]
