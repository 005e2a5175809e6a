"""All sample reports, read once by the program as it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline import Ledger
from truceline.cli.app import app

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of all sample reports."""
    path = tmp_path_factory.mktemp("examples") / "demo.db"
    result = CliRunner().invoke(app, ["read", str(REPORTS), "--ledger", str(path)])
    assert result.exit_code == 0, result.output
    assert "64 documents read" in result.output
    return path


@pytest.fixture(scope="module")
def ledger(ledger_file: Path) -> Iterator[Ledger]:
    with Ledger(ledger_file, create=False) as ledger:
        yield ledger
