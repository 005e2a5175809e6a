"""A ledger with people, and a clock that goes when it is told."""

from __future__ import annotations

import shutil
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


@pytest.fixture(scope="session")
def with_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with an administrator, a reviewer and a reader, to be copied: hashing passwords takes its time."""
    path = tmp_path_factory.mktemp("people") / "people.db"
    with Ledger(path) as book:
        made = Accounts(book.store.people(), Clock())
        for name, role in (("Ada", "administrator"), ("Rea", "reviewer"), ("Bo", "reader")):
            made.add(name, role, By("test"), password=PASSWORD, email=f"{name}@example.org")
    return path


@pytest.fixture
def accounts(tmp_path: Path, with_people: Path, clock: Clock) -> Iterator[Accounts]:
    """An administrator, a reviewer and a reader."""
    with Ledger(shutil.copy(with_people, tmp_path / "people.db")) as book:
        yield Accounts(book.store.people(), clock)


@pytest.fixture
def sessions(accounts: Accounts) -> Sessions:
    """Nobody is signed in yet."""
    return Sessions(accounts)
