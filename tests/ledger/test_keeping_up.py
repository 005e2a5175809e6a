"""What is read into an open ledger is compared beside what is asked of it, also where several programs do so."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import reading

from truceline.ledger import ClaimQuery, DocumentQuery, Ledger
from truceline.ledger import keeping_up as module
from truceline.ledger.keeping_up import KeepingUp

SOON = 30
"""Seconds after which something that should have happened long since is given up."""


@contextmanager
def keeping_up(ledger: Ledger, **how: Any) -> Iterator[KeepingUp]:
    """It looks all the time, and rests for no time."""
    made = KeepingUp(ledger, **{"look": 0.01, "between": 0.01, "later": 0.01, **how})
    made.start()
    try:
        yield made
    finally:
        made.stop(SOON)


def happens(what: Callable[[], bool]) -> bool:
    """Whether something is so, before long."""
    pause = threading.Event()
    return any(what() or pause.wait(0.02) for _ in range(SOON * 50))


def read(path: Path, *names: str) -> None:
    """Another program reads reports."""
    with Ledger(path) as other:
        other.add_all(reading(url=f"sample:{name}") for name in names)


def compared(ledger: Ledger) -> int:
    """In how many reports claims were compared."""
    with sqlite3.connect(ledger.path) as connection:
        return int(connection.execute("SELECT count(*) FROM compared_documents").fetchone()[0])


def test_what_is_there_and_what_comes_is_compared(ledger: Ledger, path: Path) -> None:
    with keeping_up(ledger):
        assert happens(lambda: compared(ledger) == 1)
        read(path, "2", "3")
        assert happens(lambda: compared(ledger) == 3)
        assert happens(lambda: ledger.browser().uncompared() == 0)


def test_in_portions_it_comes_to_the_same(ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(path, *"23456789")
    monkeypatch.setattr(module, "PORTION", 2)
    with keeping_up(ledger, follow=False):
        assert happens(lambda: compared(ledger) == 9)
    portions = list(ledger.store.stories(DocumentQuery()))
    ledger.compare(again=True)
    assert list(ledger.store.stories(DocumentQuery())) == portions


def test_a_portion_has_no_more_than_was_asked_for(ledger: Ledger, path: Path) -> None:
    read(path, *"23456")
    assert [ledger.compare(most=4).documents for _ in range(3)] == [4, 2, 0]


def test_two_programs_share_it(ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PORTION", 2)
    with Ledger(path) as other, keeping_up(ledger) as one, keeping_up(other) as two:
        read(path, *"23456789")
        assert happens(lambda: compared(ledger) == 9)
        assert one.at_work
        assert two.at_work
    assert list(ledger.faults()) == []


def test_where_nothing_may_change_it_ends_with_what_there_was(ledger: Ledger, path: Path) -> None:
    with keeping_up(ledger, follow=False) as made:
        assert happens(lambda: not made.at_work)
        read(path, "2")
    assert compared(ledger) == 1
    assert ledger.browser().uncompared() == 1


def test_what_fails_is_told_and_tried_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    compare, fails = ledger.compare, [True]

    def failing(**how: Any) -> Any:
        if fails[0]:
            raise ValueError("the disk is full")
        return compare(**how)

    monkeypatch.setattr(ledger, "compare", failing)
    with keeping_up(ledger) as made:
        assert happens(lambda: not made.at_work)
        assert "as they were compared last (the disk is full)" in caplog.text
        fails[0] = False
        assert happens(lambda: made.at_work and compared(ledger) == 1)


def test_a_report_that_was_read_again_is_not_compared(ledger: Ledger) -> None:
    ledger.compare()
    assert ledger.browser().uncompared() == 0
    ledger.add(reading(), again=True)
    assert ledger.browser().uncompared() == 1



def test_pages_stand_while_incidents_and_stories_are_worked_out_anew(ledger: Ledger, path: Path) -> None:
    read(path, "2", "3")
    ledger.compare()
    browser = ledger.browser()
    before = browser.incidents(ClaimQuery(), single=True), browser.stories(DocumentQuery(), single=True)
    browser._rested = float("inf")  # it is not brought up to date any more
    with sqlite3.connect(path) as other:
        other.execute("DELETE FROM claim_incidents")
        other.execute("DELETE FROM document_stories")
    assert before[0].incidents
    assert before[1].stories
    assert browser.incidents(ClaimQuery(), single=True).incidents == ()
    assert browser.stories(DocumentQuery(), single=True).stories == ()
