"""Any number of programs may read a ledger while one writes; two that write wait for each other."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from ledger_samples import reading

from truceline.ledger import Ledger


def test_the_ledger_has_a_write_ahead_log(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_reader_sees_one_state_while_another_program_writes(ledger: Ledger, path: Path) -> None:
    claims = ledger.claims()
    assert next(claims) == reading().claims[0]
    with Ledger(path) as writer:
        assert writer.add(reading(url="sample:2"))
        assert writer.add(reading(url="sample:3"))
    assert tuple(claims) == reading().claims[1:], "the reader goes on in the state it began with"
    assert len(list(ledger.claims())) == 9, "a new question sees the new state"


def test_a_reader_is_not_held_up_by_an_open_transaction(ledger: Ledger, path: Path) -> None:
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO documents (id, text, text_sha256) VALUES ('x', 'x', 'x')")
    assert ledger.totals().documents == 1
    writer.execute("ROLLBACK")
    writer.close()


def test_writers_wait_for_each_other(path: Path) -> None:
    Ledger(path).close()

    def write(name: str) -> None:
        with Ledger(path) as ledger:
            for number in range(20):
                ledger.add(reading(url=f"sample:{name}{number}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Ledger(path) as ledger:
        assert ledger.totals().documents == 60
        assert list(ledger.faults()) == []


def test_two_who_read_the_same_document_store_it_once(path: Path) -> None:
    with Ledger(path) as first, Ledger(path) as second:
        assert first.known([reading().document.id]) == second.known([reading().document.id]) == set()
        assert [first.add(reading()), second.add(reading())] == [True, False]
