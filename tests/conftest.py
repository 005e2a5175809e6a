"""For all tests."""

from __future__ import annotations

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
