"""For all tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("truceline", deadline=None)  # how long a case takes says how busy the machine is
settings.load_profile("truceline")


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with nothing in it, to be copied: making one anew runs every migration."""
    from truceline.ledger import Ledger

    path = tmp_path_factory.mktemp("empty") / "empty.db"
    Ledger(path).close()
    return path


@pytest.fixture(scope="session")
def fresh(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Gives the path of another ledger with nothing in it each time, for one case of many in a test."""
    return lambda: Path(shutil.copy(empty_ledger, tmp_path_factory.mktemp("fresh")))
