"""The database itself refuses to change or remove what was read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from ledger_samples import reading

from truceline.ledger import Ledger
from truceline.ledger.schema import APPEND_ONLY


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(("deed", "word"), [("UPDATE {} SET rowid = rowid", "changed"), ("DELETE FROM {}", "removed")])
def test_rows_stay_as_they_are(ledger: Ledger, path: Path, table: str, deed: str, word: str) -> None:
    ledger.reviews.complete("a reviewer", reading().document.id)
    with sqlite3.connect(path) as other:
        assert other.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
        with pytest.raises(sqlite3.IntegrityError, match=f"rows of {table} are never {word}"):
            other.execute(deed.format(table))
