"""``verify`` tells whoever writes into the log past the program's back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from ledger_samples import reading

from truceline.ledger import Ledger

IDS = [one.id for one in reading().claims]
FREE = "DROP TRIGGER decisions_never_changed; DROP TRIGGER decisions_never_removed;"


@pytest.fixture
def decided(ledger: Ledger) -> Ledger:
    """A ledger with four decisions."""
    ledger.reviews.decide("ann", "accept", IDS[0])
    ledger.reviews.decide("ben", "reject", IDS[1], why="an exercise")
    ledger.reviews.decide("ann", "correct", IDS[2], changes={"background": False})
    ledger.reviews.undo("ann")
    return ledger


def tampered(path: Path, deed: str) -> list[str]:
    with sqlite3.connect(path) as other:
        other.executescript(f"{FREE} {deed};")
    with Ledger(path) as book:
        return [fault.what for fault in book.faults()]


def test_nothing_is_wrong_with_what_the_program_wrote(decided: Ledger) -> None:
    assert list(decided.faults(decided.reviews.head())) == []


@pytest.mark.parametrize(("deed", "told"), [
    ("UPDATE decisions SET why = 'so' WHERE number = 2", "decision 2 does not have its digest"),
    ("UPDATE decisions SET by = 'eve' WHERE number = 1", "decision 1 does not have its digest"),
    ("UPDATE decisions SET new = replace(new, 'false', 'true') WHERE number = 3", "decision 3 does not"),
    ("UPDATE decisions SET undoes = 1 WHERE number = 4", "decision 4 does not have its digest"),
    ("DELETE FROM decisions WHERE number = 2", "decision 2 is missing"),
    ("DELETE FROM decisions WHERE number = 1", "decision 1 is missing"),
    ("UPDATE decisions SET number = -number; UPDATE decisions SET number = 5 + number", "does not follow"),
    ("INSERT INTO decisions (number, at, by, verb, before, sha256) VALUES (5, '', 'eve', 'complete', '', '')",
     "decision 5 does not follow"),
    ("UPDATE decisions SET old = 'no json' WHERE number = 1", "cannot be read any further"),
])  # fmt: skip
def test_what_was_tampered_with_shows(decided: Ledger, path: Path, deed: str, told: str) -> None:
    assert any(told in what for what in tampered(path, deed))


def test_an_end_that_is_cut_off_shows_against_a_noted_head_alone(decided: Ledger, path: Path) -> None:
    head = decided.reviews.head()
    assert head is not None
    assert tampered(path, "DELETE FROM decisions WHERE number = 4") == []
    with Ledger(path) as book:
        assert ["that was noted" in fault.what for fault in book.faults(head)] == [True]
