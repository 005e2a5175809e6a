"""The scorer of publication dates counts as it says."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import yaml

from truceline.evaluate.published import evaluate
from truceline.evaluate.result import DataError

TODAY = "Shelling killed nine people today, 14 October 2020, a medic said."
WEEKDAY = "Secretary of State Mike Pompeo spoke today, 3 March 2020. Troops shelled the town on Monday."
NOTHING = "Troops shelled the town again and medics said a school was hit."


def _folder(tmp_path: Path, *reports: dict[str, object]) -> Path:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "made.yaml").write_text(yaml.safe_dump(list(reports)), encoding="utf-8")
    return tmp_path


def _report(text: str, day: str, possible: list[str] | None) -> dict[str, object]:
    return {"id": text[:9], "text": text, "published": day, "possible": possible}


def test_figures(tmp_path: Path) -> None:
    right = _report(TODAY, "2020-10-14", ["2020-10-14", "2020-10-14"])
    tight = _report(WEEKDAY, "2020-03-03", ["2020-03-02", "2020-03-03"])
    wrong = _report(TODAY, "2020-10-15", ["2020-10-15", "2020-10-15"])
    silent = _report(NOTHING, "2020-10-15", None)
    figures = evaluate(_folder(tmp_path, right, tight, wrong, silent)).figures()
    assert figures == {
        "dev.range_right": 0.75, "dev.exact_right": 0.5, "dev.false_precision": 0.5, "dev.unknown": 0.25,
        "dev.median_days": 1.0, "dev.documents": 4.0, "dev.exact_known": 2.0,
    }  # fmt: skip


def test_errors_say_what_was_wrong(tmp_path: Path) -> None:
    silent = _report(NOTHING, "2020-10-15", ["2020-10-15", "2020-10-15"])
    tight = _report(WEEKDAY, "2020-03-03", ["2020-03-02", "2020-03-03"])
    wrong = _report(TODAY, "2020-10-15", ["2020-10-15", "2020-10-15"])
    mistakes = evaluate(_folder(tmp_path, silent, tight, wrong)).mistakes
    assert [m.kind for m in mistakes] == ["not exact", "too tight", "wrong"]
    assert mistakes[0].got == "... to ...: no evidence"


def test_without_what_is_possible_only_the_true_day_counts(tmp_path: Path) -> None:
    lines = [{"text": TODAY, "published": "2020-10-14"}, {"text": TODAY, "published": ""}]
    path = tmp_path / "pack.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode(), mtime=0))
    figures = evaluate(tmp_path).figures()
    assert (figures["pack.documents"], figures["pack.range_right"], figures["pack.exact_known"]) == (1, 1, 0)


@pytest.mark.parametrize("possible", [["2020-10-15"], "soon", ["2020-10-15", "2020-10-16"]])
def test_a_bad_annotation_is_named(tmp_path: Path, possible: object) -> None:
    entry = {"id": "x", "text": TODAY, "published": "2020-10-14", "possible": possible}
    with pytest.raises(DataError, match=r"report 1: (?:`possible` is neither|its own day)"):
        evaluate(_folder(tmp_path, entry))
