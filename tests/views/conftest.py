"""Makes the samples importable, and gives their ledger and its briefing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from views_samples import fill

from truceline.ledger import Ledger
from truceline.views.briefing import Briefing
from truceline.views.model import Wanted, briefing


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """The sample ledger; its name is the same in every run."""
    monkeypatch.chdir(tmp_path)
    with Ledger("sample.db") as made:
        fill(made)
        yield made


@pytest.fixture
def sample(ledger: Ledger) -> Briefing:
    """The briefing of the sample ledger, with nothing left out."""
    return briefing(ledger, Wanted(limit=None, days=None))
