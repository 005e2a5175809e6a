"""Makes the samples importable, and gives a ledger with three claims in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from ledger_samples import reading

from truceline.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with one document and its three claims."""
    with Ledger(tmp_path / "test.db") as made:
        made.add(reading())
        yield made
