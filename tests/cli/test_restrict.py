"""``truceline restrict``, and what ``export --as`` leaves out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from ledger_samples import document

Run = Callable[..., Result]


@pytest.mark.usefixtures("ledger")
def test_a_document_is_restricted_listed_and_lifted(run: Run) -> None:
    made = run("restrict", document().id[:8], "--to", "Anna", "--to", "Boris")
    assert made.exit_code == 0, made.output
    assert "may be read by Anna, Boris only" in made.stdout
    listed = [json.loads(line) for line in run("restrict", "--list", "--json").stdout.splitlines()]
    assert [(one["document"], one["readers"]) for one in listed] == [(document().id, ["Anna", "Boris"])]
    assert "Anna, Boris" in run("restrict", "--list").stdout
    assert "by everybody again" in run("restrict", document().id, "--lift").stdout
    assert run("restrict", "--list", "--json").stdout == ""
    assert "No document is restricted" in run("restrict", "--list").stderr


@pytest.mark.usefixtures("ledger")
def test_an_export_as_somebody_has_what_they_may_see(run: Run) -> None:
    run("restrict", document().id, "--to", "Anna")
    assert len(run("export", "--as", "Anna").stdout.splitlines()) == 3
    assert run("export", "--as", "Clara").stdout == ""
    assert len(run("export").stdout.splitlines()) == 3
    assert len(run("claims", "--json").stdout.splitlines()) == 3  # the file is open to whoever has it


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("args", "status", "told"),
    [
        (["restrict"], 2, "Give a DOCUMENT"),
        (["restrict", "00", "--to", "Anna", "--lift"], 2, "Give a DOCUMENT"),
        (["restrict", "00"], 2, "Give a DOCUMENT"),
        (["restrict", "--list", "--lift"], 2, "Give a DOCUMENT"),
        (["restrict", "ffffffff", "--to", "Anna"], 1, "no document whose id begins"),
        (["restrict", document().id, "--to", " "], 2, "A name is empty"),
    ],
)
def test_wrong_usage_is_said(run: Run, args: list[str], status: int, told: str) -> None:
    result = run(*args)
    assert result.exit_code == status, result.output
    assert told in result.output


def test_there_has_to_be_a_ledger(run: Run, tmp_path: Path) -> None:
    assert run("restrict", "--list", "--ledger", str(tmp_path / "none.db")).exit_code == 3
