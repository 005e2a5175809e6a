"""``truceline evaluate``: figures, errors by kind, JSON, and what it says of data that is not there."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.cli.app import app
from truceline.cli.evaluate import command
from truceline.evaluate.registry import TASKS

TEXT = "It fell in 1994. Nobody left."
DOCUMENT = {"id": "d", "text": TEXT, "published": "2020-10-14",
            "timexes": [{"start": 11, "end": 15, "text": "1994", "value": "1995"}]}  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "made.jsonl.gz").write_bytes(gzip.compress(json.dumps(DOCUMENT).encode() + b"\n"))
    return tmp_path


def test_figures_are_printed_with_their_measure(data: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", "dates", "--data", str(data)])
    assert result.exit_code == 0, result.output
    assert "TempEval-3" in result.output
    assert "strict_f1" in result.output
    assert "gold" not in result.output


def test_errors_are_listed_by_kind(data: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", "dates", "--data", str(data), "--errors"])
    assert "\nvalue: 1\n" in result.output
    assert "gold 1994 = 1995" in result.output
    assert "It fell in ⟦1994⟧. Nobody left." in result.output


def test_json(data: Path) -> None:
    plain = json.loads(CliRunner().invoke(app, ["evaluate", "dates", "--data", str(data), "--json"]).output)
    assert plain["metrics"]["made.strict_f1"] == 1.0
    assert plain["metrics"]["made.value_f1"] == 0.0
    assert plain["kinds_of_errors"] == {"value": 1}
    assert "errors" not in plain
    full = json.loads(CliRunner().invoke(app, ["evaluate", "dates", "--data", str(data), "--json", "--errors"]).output)
    assert [e["kind"] for e in full["errors"]] == ["value"]


def test_missing_data_is_no_fault_of_the_program(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", "dates", "--data", str(tmp_path / "none")])
    assert result.exit_code == 1
    assert "there is no such folder" in result.output


def test_an_unknown_task_names_those_there_are() -> None:
    result = CliRunner().invoke(app, ["evaluate", "horoscopes", "--data", "."])
    assert result.exit_code == 2
    assert all(task in result.output for task in TASKS)


def test_help_lists_every_task() -> None:
    assert command.help is not None
    assert [task for task in TASKS if f"  {task} " not in command.help] == []
