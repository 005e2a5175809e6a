"""Words are found with FTS5 and without it, and an index that lags behind catches up."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from ledger_samples import reading

from truceline.ledger import Ledger
from truceline.ledger.search import Fts5Search, PlainSearch, terms

CASES = [
    ("ceasefire", ["ceasefire"]),
    ('ceasefire "Minsk Group"', ["ceasefire", "Minsk Group"]),
    ('"unclosed phrase', ["unclosed", "phrase"]),
    ('""  " "', []),
    ("Minsk\0Group", ["Minsk", "Group"]),
    ("***", []),
    ("", []),
]


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_terms_of_a_query(query: str, expected: list[str]) -> None:
    assert terms(query) == expected


def _without_index(path: Path) -> Ledger:
    """A ledger as it is made on a machine whose SQLite has no FTS5."""
    ledger = Ledger(path)
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TABLE claims_fts; DROP TABLE documents_fts")
    ledger.store._search = PlainSearch()  # type: ignore[attr-defined]
    return ledger


@pytest.mark.parametrize("indexed", [True, False], ids=["fts5", "plain"])
@pytest.mark.parametrize("query", ["", " ", '"', '""', "*", '* "*" "', "**", '" "', "\0"])
def test_without_a_term_everything_is_found(path: Path, query: str, indexed: bool) -> None:
    with Ledger(path) if indexed else _without_index(path) as ledger:
        ledger.add(reading())
        assert len(list(ledger.claims(text=query))) == 3
        assert len(list(ledger.documents(text=query))) == 1


@pytest.mark.parametrize(
    ("query", "number"), [("ceasefire", 1), ("CEASEFIRE erdo", 1), ('"eight villages"', 1), ("50%", 0), ("", 3)]
)
def test_search_without_an_index(path: Path, query: str, number: int) -> None:
    with _without_index(path) as ledger:
        ledger.add(reading())
        assert len(list(ledger.claims(text=query))) == number
        assert len(list(ledger.documents(text=query))) == (1 if number else 0)


def test_the_index_catches_up_with_what_was_stored_without_it(path: Path) -> None:
    with _without_index(path) as ledger:
        ledger.add(reading())
    with sqlite3.connect(path) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name LIKE '%fts%'").fetchall()
    with Ledger(path) as ledger:
        assert isinstance(ledger.store._search, Fts5Search)  # type: ignore[attr-defined]
        assert len(list(ledger.claims(text="ceasefire"))) == 1
        ledger.add(reading(url="sample:2"))
        assert len(list(ledger.claims(text="ceasefire"))) == 2
