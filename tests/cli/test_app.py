"""The program as a whole: quick help, clear errors, an exit status that tells."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from truceline import __version__
from truceline.cli.app import COMMANDS, app

Run = Callable[..., Result]

NAMES = app.list_commands(click.Context(app))

HEAVY = ("spacy", "sqlalchemy", "rich", "pyarrow", "trafilatura", "yaml", "alembic", "numpy", "httpx", "msgspec")


def test_help_loads_nothing_heavy() -> None:
    """What makes the help quick; how quick it is, benchmarks/bench_start.py measures."""
    done = subprocess.run([sys.executable, "-m", "truceline", "--help"], capture_output=True, text=True, check=True)
    assert "truceline read report.html" in done.stdout
    code = f"import sys; from truceline.cli import app; print([m for m in {HEAVY} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("args", [["claims"], ["documents"], ["verify"], ["export"], ["conflicts", "--rebuild"]])
def test_only_reading_loads_the_parser(ledger: Path, args: list[str]) -> None:
    code = "import sys; from truceline.cli.app import app; app(sys.argv[1:], standalone_mode=False); "
    code += "assert 'truceline.ledger' in sys.modules; assert 'spacy' not in sys.modules"
    arguments = [sys.executable, "-c", code, *args]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_version(run: Run) -> None:
    assert run("--version").output == f"truceline, version {__version__}\n"


@pytest.mark.parametrize("name", NAMES)
def test_every_command_teaches_by_examples(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Examples:\n    truceline {name}" in result.output


@pytest.mark.parametrize("name", NAMES)
def test_the_list_of_commands_says_what_the_command_says(name: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    assert command.name in (name, "command")
    assert command.get_short_help_str(200) == COMMANDS[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_option_has_a_help_text(name: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    bare = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert bare == []


USAGE = [
    ["nonsense"],
    ["read"],
    ["read", "x", "--published", "yesterday"],
    ["read", "x", "--map", "text"],
    ["read", "x", "--map", "colour=red"],
    ["read", "x", "--workers", "0"],
    ["claims", "--since", "2023-13"],
    ["claims", "--since", "2023-02-30"],
    ["claims", "--since", "soon"],
    ["claims", "--kind", "opinion"],
    ["claims", "--country", "Sudan"],
    ["claims", "--limit", "-1"],
    ["claims", "--sort", "colour"],
    ["export", "--format", "docx"],
    ["show"],
]


@pytest.mark.parametrize("args", USAGE, ids=" ".join)
def test_wrong_usage_ends_with_2(run: Run, args: list[str], ledger: Path) -> None:
    result = run(*args)
    assert result.exit_code == 2, result.output
    assert "Usage:" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["claims", "documents", "export", "verify", "conflicts"])
def test_a_ledger_that_is_not_there_ends_with_3(run: Run, name: str) -> None:
    result = run(name)
    assert result.exit_code == 3
    assert "There is no ledger at truceline.db. Read something into it first: truceline read" in result.output
    assert not Path("truceline.db").exists()


def test_a_file_that_is_no_ledger_ends_with_3(run: Run, folder: Path) -> None:
    (folder / "truceline.db").write_text("Dear diary" * 100)
    for args in (["claims"], ["read", "x"]):
        result = run(*args)
        assert (result.exit_code, "is not a ledger" in result.output) == (3, True)


def test_the_ledger_can_be_set_in_the_environment(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.rename("other.db")
    monkeypatch.setenv("TRUCELINE_LEDGER", "other.db")
    assert run("verify").exit_code == 0


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, ledger: Path) -> None:
    """A fault of the program."""

    def fail(self: object) -> None:
        raise ZeroDivisionError("a fault made for the test")

    monkeypatch.setattr("truceline.ledger.Ledger.totals", fail)


@pytest.mark.usefixtures("broken")
def test_a_fault_of_the_program_is_told_without_a_traceback(run: Run, folder: Path) -> None:
    result = run("verify")
    log = folder / "state" / "truceline" / "errors.log"
    assert result.exit_code == 70
    assert "Something went wrong inside Truceline (ZeroDivisionError: a fault made for the test)" in result.output
    assert str(log) in result.output
    assert "Traceback" not in result.output
    assert "Traceback" in log.read_text()
    assert "in fail" in log.read_text()


@pytest.mark.usefixtures("broken")
def test_debug_shows_the_traceback(run: Run) -> None:
    assert isinstance(run("--debug", "verify").exception, ZeroDivisionError)


@pytest.mark.usefixtures("broken")
def test_a_log_that_cannot_be_written_hides_no_error(run: Run, folder: Path) -> None:
    (folder / "state").write_text("a file where the folder should be")
    result = run("verify")
    assert result.exit_code == 70
    assert "Traceback" in result.output


def test_a_reader_that_goes_away_is_no_error(ledger: Path, start: Callable[..., subprocess.Popen[str]]) -> None:
    process = start("claims", "--json", stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(30) == 0
