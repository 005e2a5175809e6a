"""The scorer counts as it says, on files made for it; and the floors on the benchmark, where there is one."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from truceline.evaluate.dates import evaluate

BENCH = os.environ.get("TRUCELINE_BENCH_DATES")
FLOORS = {"strict": 0.84, "relaxed": 0.92, "value": 0.83}


def _document(text: str, *gold: tuple[str, str]) -> dict[str, Any]:
    timexes = [{"start": text.index(t), "end": text.index(t) + len(t), "text": t, "value": v} for t, v in gold]
    return {"text": text, "published": "2020-10-14", "timexes": timexes}


def _write(folder: Path, *documents: dict[str, Any]) -> None:
    with gzip.open(folder / "made.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(d) + "\n" for d in documents)


def test_strict_relaxed_and_value(tmp_path: Path) -> None:
    exact = _document("He spoke on Tuesday.", ("Tuesday", "2020-10-13"))
    partial = _document("He spoke early on Monday and left.", ("Monday", "2020-10-12"))
    wrong = _document("It fell in 1994.", ("1994", "1995"))
    missed = _document("It fell at that time.", ("that time", "PAST_REF"))
    spurious = _document("It fell in May.")
    _write(tmp_path, exact, partial, wrong, missed, spurious)
    [figures] = evaluate(tmp_path).values()
    assert figures["documents"] == 5
    assert figures["expressions"] == 4
    assert figures["strict"] == pytest.approx(2 * 2 / 8)
    assert figures["relaxed"] == pytest.approx(2 * 3 / 8)
    assert figures["value"] == pytest.approx(2 * 2 / 8)
    assert (figures["precision"], figures["recall"]) == (pytest.approx(3 / 4), pytest.approx(3 / 4))


def test_errors_say_what_was_wrong(tmp_path: Path) -> None:
    _write(tmp_path, _document("It fell in 1994.", ("1994", "1995")), _document("It fell in May."))
    errors = evaluate(tmp_path, errors=True)["made"]["errors"]
    assert [(e["what"], e.get("got")) for e in errors] == [("value", "1994"), ("spurious", "May")]


def test_a_folder_without_data_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="dates benchmark"):
        evaluate(tmp_path)


@pytest.mark.skipif(BENCH is None, reason="TRUCELINE_BENCH_DATES does not name the folder of the dates benchmark")
def test_floors_on_tempeval_3_platinum() -> None:
    figures = evaluate(BENCH or "")["te3_platinum"]
    assert {name: round(figures[name], 3) for name, floor in FLOORS.items() if figures[name] < floor} == {}
