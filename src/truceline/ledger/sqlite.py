"""Opening a ledger in one SQLite file: the connection, the write-ahead log, and bringing an older file up to date.

All that only SQLite has stands here and in ``search.py``; the rest of the ledger is plain SQLAlchemy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text, update
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.ext.compiler import compiles

from .errors import LedgerError
from .folding import fold
from .schema import REVISION
from .schema_people import changes
from .search import TextSearch, search_for
from .sqlstore import SqlStore
from .withholding import EachOf

APPLICATION_ID = 0x54524C43
"""Marks the file as a ledger of this program ("TRLC"): what ``file`` and ``PRAGMA application_id`` show."""

WAIT_SECONDS = 60
"""How long a writer waits for another one before it gives up."""

_READ_HINT = "Read something into it first: truceline read REPORT --ledger {path}"


def open_store(path: Path, *, create: bool) -> SqlStore:
    """The store in the ledger at ``path``, made (if ``create``) or migrated to the newest schema where needed.

    Raises :class:`LedgerError` when there is none, when the file is something else, or is newer than the program.
    """
    if not path.exists() and not create:
        raise LedgerError(f"There is no ledger at {path}.", _READ_HINT.format(path=path))
    if not path.parent.is_dir():
        raise LedgerError(f"The folder {path.parent} does not exist.", "Make it first, or name another --ledger.")
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            revision = _revision(connection, path)
        if revision != REVISION:
            _migrate(engine, path)
        return SqlStore(engine, changing, writing, _search(engine), file_faults, change)
    except DatabaseError as error:
        engine.dispose()
        raise _explain(path, error) from error
    except LedgerError:
        engine.dispose()
        raise


@compiles(EachOf, "sqlite")
def _each_of(element: EachOf, compiler: Any, **given: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **given)})"


def _explain(path: Path, error: DatabaseError) -> LedgerError:
    cause = str(error.orig)
    if "not a database" in cause:
        return LedgerError(f"{path} is not a ledger (no SQLite file).", "Name another file with --ledger.")
    if "malformed" in cause:
        return LedgerError(
            f"{path} is damaged ({cause}).", "Restore it from a copy, or save what sqlite3 can recover."
        )
    if isinstance(error, OperationalError) and "locked" in cause:
        return LedgerError(
            f"{path} is being written by another program ({cause}).", "Wait until it has finished, and try again."
        )
    return LedgerError(f"{path} cannot be opened: {cause}.", "See that you may read and write the file and its folder.")


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT_SECONDS},
        json_deserializer=msgspec.json.decode,  # about three times as fast as Python's own
    )  # fmt: skip

    @event.listens_for(engine, "connect")
    def _connect(dbapi: sqlite3.Connection, _record: Any) -> None:
        dbapi.isolation_level = None  # we begin transactions ourselves: Python's own rules come too late for DDL
        dbapi.execute("PRAGMA foreign_keys = ON")
        dbapi.execute("PRAGMA synchronous = NORMAL")
        dbapi.create_function("fold", 1, lambda text: None if text is None else fold(text), deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: it waits for other writers at its beginning, so that it never fails half way."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """The same, counted as a change of what there is to read: see :func:`change`."""
    with writing(engine) as connection:
        yield connection
        connection.execute(update(changes).values(number=changes.c.number + 1))


def file_faults(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if message != "ok":
            yield f"the file is damaged: {message}"
    for table, _row, parent, _number in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"a row of {table} belongs to none of {parent}"


def change(engine: Engine) -> Callable[[], int]:
    """A function that gives another number after what there is to read has changed, here or by another program.

    That somebody signed in, or was written down to have done something, is no such change.
    """
    watching = engine.raw_connection()  # SQLite's own number is one of this connection, so it has to stay the same one
    seen, number = -1, -1

    def counted() -> int:
        nonlocal seen, number
        cursor = watching.cursor()
        try:
            version = cursor.execute("PRAGMA data_version").fetchone()[0]
            if version != seen:
                number = int(cursor.execute("SELECT number FROM changes").fetchone()[0])
                seen = version
            return number
        finally:
            cursor.close()

    return counted


def _revision(connection: Connection, path: Path) -> str | None:
    """The schema revision of an opened file, null when the file is empty."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables or "readings" not in tables:
        raise LedgerError(f"{path} is an SQLite file, but not a ledger.", "Name another file with --ledger.")
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def _search(engine: Engine) -> TextSearch:
    """How words are found in the ledger, its index brought up to date."""
    with engine.connect() as connection:
        search = search_for(connection)
        current = search.is_current(connection)
    if not current:
        with changing(engine) as connection:
            search.update(connection)
    return search


def _migrate(engine: Engine, path: Path) -> None:
    """Bring the ledger to :data:`REVISION`, all in one transaction: either it is done, or nothing is changed."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    raw = engine.raw_connection()
    raw.execute("PRAGMA journal_mode = WAL")  # cannot be set within a transaction
    raw.close()
    with writing(engine) as connection:
        revision = _revision(connection, path)
        if revision not in {None, *(s.revision for s in ScriptDirectory.from_config(config).walk_revisions())}:
            raise LedgerError(
                f"{path} was written by a newer version of Truceline (its schema is {revision}, "
                f"this program knows up to {REVISION}).",
                "Install a newer version: pip install --upgrade truceline",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, REVISION)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
