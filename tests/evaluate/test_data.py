"""Benchmark data that is missing, damaged or of another task is named; samples are even and always the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from truceline.evaluate.data import rows
from truceline.evaluate.registry import TASKS, scorer
from truceline.evaluate.result import DataError, Evaluation, around, f1, metrics_of, sampled


@pytest.mark.parametrize("task", TASKS)
def test_every_task_says_that_its_folder_is_missing_or_empty(task: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no such folder"):
        scorer(task)(tmp_path / "nowhere")
    with pytest.raises(DataError, match=r"it has no|neither"):
        scorer(task)(tmp_path)


@pytest.mark.parametrize("task", sorted(set(TASKS) - {"claims"}))
def test_every_task_says_that_its_data_is_of_another_form(task: str, tmp_path: Path) -> None:
    names = ("dev", "made", "geowebnews", "newsquant", "uw_dev", "ground_truth", "plover_gsr", "muc4_tst1")
    for name in names:
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(b'{"id": 1, "other": 2}\n'))
    with pytest.raises(DataError, match=r"line 1: the field '\w+' is missing"):
        scorer(task)(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(b"not json\n", mtime=0), "line 1: this is no JSON"),
        (gzip.compress(b'{"a": 1}\n[1]\n', mtime=0), "line 2: this is no JSON object"),
        (gzip.compress(b"\n", mtime=0), "no records"),
        (gzip.compress(b'{"a": 1}\n' * 99, mtime=0)[:30], "cannot be read"),
        (b"plain", "cannot be read"),
        (gzip.compress(b"\xff\xfe\n", mtime=0), "cannot be read"),
    ],
)
def test_damaged_files(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl.gz").write_bytes(content)
    with pytest.raises(DataError, match=message):
        rows(tmp_path, "x", ("a",))


def test_a_file_instead_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(DataError, match="that is a file"):
        rows(tmp_path / "x", "dev", ())


def test_samples_are_even() -> None:
    assert sampled(range(10), 5) == [0, 2, 4, 6, 8]
    assert sampled(range(3), 5) == sampled(range(3), None) == [0, 1, 2]


def test_a_task_that_does_not_exist() -> None:
    with pytest.raises(KeyError, match="claims"):
        scorer("nothing")


def test_figures_by_name() -> None:
    result = Evaluation("dates", "TempEval-3", metrics_of("dev", {"f1": 2 / 3}))
    assert result.figures() == {"dev.f1": 0.6667}
    with pytest.raises(KeyError, match=r"there are dev\.f1"):
        result.value("dev", "recall")


def test_f1_of_nothing() -> None:
    assert f1(0, 0, 0) == 0.0


def test_words_around_an_error_are_one_line() -> None:
    assert around("one\ntwo three", 4, 7, 4) == "one ⟦two⟧ thr"
