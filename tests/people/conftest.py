"""A ledger with people, and a clock that goes when it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from truceline.ledger import Ledger
from truceline.people.accounts import Accounts, By
from truceline.people.sessions import Sessions

PASSWORD = "seven small grey boats"


class Clock:
    """What time it is."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def goes(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    """The clock."""
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    """An administrator, a reviewer and a reader."""
    with Ledger(tmp_path / "people.db") as book:
        made = Accounts(book.store.people(), clock)
        for name, role in (("Ada", "administrator"), ("Rea", "reviewer"), ("Bo", "reader")):
            made.add(name, role, By("test"), password=PASSWORD, email=f"{name}@example.org")
        yield made


@pytest.fixture
def sessions(accounts: Accounts) -> Sessions:
    """Nobody is signed in yet."""
    return Sessions(accounts)
