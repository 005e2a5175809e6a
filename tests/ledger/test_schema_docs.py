"""Every table, column and migration is described in docs/reference/ledger-schema.md, and its query runs."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

import truceline.ledger
from truceline.ledger import Ledger
from truceline.ledger.schema import metadata

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "ledger-schema.md").read_text()


def section(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"there is no section on {name}"
    return found.group(1)


@pytest.mark.parametrize("table", metadata.tables)
def test_exactly_the_columns_of_a_table_are_described(table: str) -> None:
    rows = re.findall(r"^\| (`.*?) \|", section(table), re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(metadata.tables[table].columns.keys())


def test_every_migration_is_described() -> None:
    scripts = Config()
    scripts.set_main_option("script_location", str(Path(truceline.ledger.__file__).parent / "migrations"))
    revisions = {script.revision for script in ScriptDirectory.from_config(scripts).walk_revisions()}
    assert set(re.findall(r"^\| (\d{4}) \|", section("Versions"), re.MULTILINE)) == revisions


def test_every_view_is_described_and_can_be_asked(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.path) as connection:
        views = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
        assert set(re.findall(r"^\| `(\w+)` \|", section("Views"), re.MULTILINE)) == views
        counts = {view: connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0] for view in views}
    assert counts == {"current_readings": 1, "current_documents": 1, "current_claims": 3}


def test_the_query_that_is_shown_runs(ledger: Ledger) -> None:
    (query,) = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    with sqlite3.connect(ledger.path) as connection:
        rows = connection.execute(query).fetchall()
    assert rows[0][:3] == ("Sample Wire", "killed", 27)
