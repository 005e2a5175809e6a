"""The scorer of quantities: what it counts, and the floor on the public gold where it is at hand."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from truceline.evaluate.quantities import evaluate, quantities_of


def _write(folder: Path, rows: list[dict[str, object]]) -> None:
    with gzip.open(folder / "newsquant.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


def _gold(value: str, change: str = "=") -> dict[str, str]:
    return {"value": value, "change": change, "unit": "-", "normalized_unit": "-", "referred_concepts": "-"}


def test_scores_values_and_changes(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"text": "More than 200 people waited 3 hours.", "quantities": [_gold("200.0", ">"), _gold("3.0")]},
        {"text": "Some 40 ships sailed.", "quantities": [_gold("40.0", ">")]},
    ]
    _write(tmp_path, rows)
    result = evaluate(tmp_path)
    assert result["value"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert result["value_change"]["f1"] == pytest.approx(0.667)
    assert (result["sentences"], result["quantities"]) == (2, 3)


def test_dates_and_years_are_no_quantities() -> None:
    assert quantities_of("On October 7, 2023 it paid $5.5 million.") == [("5500000", "=")]


def test_missing_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        evaluate(tmp_path)


def test_floor_on_newsquant() -> None:
    folder = os.environ.get("TRUCELINE_BENCH")
    if folder is None:
        pytest.skip("set TRUCELINE_BENCH to the folder of the benchmarks to check the floor")
    assert evaluate(Path(folder) / "quantities")["value"]["f1"] >= 0.80
