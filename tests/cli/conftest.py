"""Ways to run the command line: in this process, and as a program of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from ledger_samples import reading

from truceline.cli.app import app
from truceline.ledger import Ledger

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder to work in; the user has no settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TRUCELINE_LEDGER", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)  # a terminal library of the test runner may have set it
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def run() -> Run:
    """Runs a command in this process: ``run("claims", "--json")``."""

    def invoke(*args: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(args), input=stdin)

    return invoke


@pytest.fixture(scope="session")
def with_claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one document and its three claims, to be copied."""
    path = tmp_path_factory.mktemp("claims") / "truceline.db"
    with Ledger(path) as made:
        made.add(reading(title="A sample", path="sample.txt", language="en"))
    return path


@pytest.fixture
def ledger(folder: Path, with_claims: Path) -> Path:
    """The default ledger, with one document and its three claims."""
    return Path(shutil.copy(with_claims, folder / "truceline.db"))


def heed_interrupts() -> None:
    """A run of the tests in the background ignores SIGINT, and what it starts would inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def program(*args: str, **options: object) -> subprocess.Popen[str]:
    """``truceline ARGS`` as a program of its own."""
    command = [sys.executable, "-m", "truceline", *args]
    settings = {
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
        "env": os.environ.copy(),
        "preexec_fn": heed_interrupts,
        **options,
    }
    return subprocess.Popen(command, **settings)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[str]]:
    """Starts a command as a program of its own."""
    return program
