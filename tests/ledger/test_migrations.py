"""Older ledgers are brought up to date, newer ones and other files are refused, and nothing is half done."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from ledger_samples import reading

import truceline.ledger.sqlite as sqlite
from truceline.ledger import Ledger, LedgerError
from truceline.ledger.schema import REVISION, metadata

MIGRATIONS = Path(sqlite.__file__).parent / "migrations"


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger may be made; there is none."""
    return tmp_path / "test.db"


def older(path: Path, revision: str) -> None:
    """Make of a ledger one of an earlier revision that holds the same readings."""
    new = path.with_suffix(".new")
    path.rename(new)
    engine = sqlite._engine(path)
    with sqlite.writing(engine) as connection:
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
    engine.dispose()
    with sqlite3.connect(path) as connection:
        connection.execute("ATTACH ? AS new", (str(new),))
        tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
        for (table,) in connection.execute(tables).fetchall():
            columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")


def test_the_newest_revision_is_the_one_the_program_expects() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [REVISION]


def test_migrations_lead_to_the_tables_that_the_program_uses(ledger: Ledger) -> None:
    with sqlite._engine(ledger.path).connect() as connection:
        ours = {"include_name": lambda name, kind, _parents: kind != "table" or name in metadata.tables}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), metadata) == []


@pytest.mark.parametrize("revision", ["0001", "0002", "0006"])
def test_an_older_ledger_is_brought_up_to_date(path: Path, revision: str) -> None:
    with Ledger(path) as ledger:
        ledger.add(reading())
    older(path, revision)
    with Ledger(path, create=False) as ledger:
        assert tuple(ledger.claims()) == reading().claims
        assert list(ledger.faults()) == []
        assert ledger.add(reading(url="sample:2"))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISION,)]
        with pytest.raises(sqlite3.IntegrityError, match="rows of readings are never changed"):
            connection.execute("UPDATE readings SET title = 'Another title'")


def test_decisions_of_an_older_ledger_keep_their_digests(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(reading())
        head = ledger.reviews.complete("ann", reading().document.id).sha256
    older(path, "0011")
    with Ledger(path, create=False) as ledger:
        assert [one.origin for one in ledger.reviews.log()] == [None]
        assert list(ledger.faults(head)) == []


def test_an_older_ledger_that_is_damaged_is_brought_up_to_date_and_still_found_damaged(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(reading())
    older(path, "0002")
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TRIGGER documents_never_removed; DELETE FROM documents")
    with Ledger(path) as ledger:
        assert "a row of readings belongs to none of documents" in [fault.what for fault in ledger.faults()]


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        ledger.add(reading())
    older(path, "0001")
    with sqlite3.connect(path) as connection:  # stands in the way of the last step of 0002
        connection.execute("CREATE INDEX document_conflicts_conflict ON readings (title)")
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        connection.execute("DROP INDEX document_conflicts_conflict")
    with Ledger(path) as ledger:
        assert tuple(ledger.claims()) == reading().claims


def test_a_newer_ledger_is_refused(path: Path) -> None:
    Ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match=r"newer version of Truceline \(its schema is 9999.*pip install --upgrade"):
        Ledger(path)


def test_another_sqlite_file_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("Dear diary, " * 200)
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger(path)
    assert path.read_text().startswith("Dear diary")


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.touch()
    with Ledger(path) as ledger:
        assert ledger.totals().documents == 0


def test_a_ledger_that_does_not_exist_is_not_made_for_reading(path: Path) -> None:
    with pytest.raises(LedgerError, match=r"There is no ledger at .* truceline read"):
        Ledger(path, create=False)
    assert not path.exists()


def test_the_folder_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"folder .* does not exist"):
        Ledger(tmp_path / "none" / "test.db")


def test_a_name_with_odd_characters_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a ?b=c#%20 é.db"
    Ledger(path).close()
    assert path.exists()


def test_the_file_says_what_it_is(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.path) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (sqlite.APPLICATION_ID,)


def _make(path: Path, number: int) -> None:
    from ledger_samples import reading

    with Ledger(path) as ledger:
        ledger.add(reading(url=f"sample:{number}"))


def test_several_programs_may_make_a_ledger_at_the_same_time(path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=_make, args=(path, number)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    with Ledger(path, create=False) as ledger:
        assert ledger.totals().documents == 4
