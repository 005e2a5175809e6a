"""Makes the samples importable, and gives a ledger with three claims in it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from ledger_samples import reading

from truceline.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path, empty_ledger: Path) -> Path:
    """Where the ledger is, with nothing in it yet."""
    return Path(shutil.copy(empty_ledger, tmp_path / "test.db"))


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """A ledger with one document and its three claims."""
    with Ledger(path) as made:
        made.add(reading())
        yield made
