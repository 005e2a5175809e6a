"""How often signing in failed, as it stands in the database: neither a restart nor a second program forgets it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine, delete, insert, select

from .schema_people import failures

Key = tuple[str, str]
"""``name`` or ``address``, and which."""

Failed = tuple[int, float]
"""How often, and when last (seconds since 1970)."""


class FailureTable:
    """The table in the database of ``engine``; ``writing`` gives a transaction in which nobody else writes."""

    def __init__(self, engine: Engine, writing: Callable[[Engine], AbstractContextManager[Connection]]) -> None:
        self._engine = engine
        self._writing = writing

    def of(self, keys: Iterable[Key]) -> dict[Key, Failed]:
        """The failures of these, as far as there are any."""
        with self._engine.connect() as connection:
            return _of(connection, keys)

    @contextmanager
    def changing(self, keys: Iterable[Key]) -> Iterator[dict[Key, Failed]]:
        """The failures of these, to be changed: what stands in them at the end is stored, all or nothing."""
        wanted = list(keys)
        with self._writing(self._engine) as connection:
            found = _of(connection, wanted)
            yield found
            connection.execute(delete(failures).where(failures.c.sha256.in_(map(_digest, wanted))))
            rows = [{"sha256": _digest(key), "number": number, "at": at} for key, (number, at) in found.items()]
            if rows:
                connection.execute(insert(failures), rows)

    def clear(self, before: float) -> None:
        """Remove what is older than a moment."""
        with self._writing(self._engine) as connection:
            connection.execute(delete(failures).where(failures.c.at <= before))


def _of(connection: Connection, keys: Iterable[Key]) -> dict[Key, Failed]:
    by_digest = {_digest(key): key for key in keys}
    rows = connection.execute(select(failures).where(failures.c.sha256.in_(by_digest)))
    return {by_digest[row.sha256]: (row.number, row.at) for row in rows}


def _digest(key: Key) -> str:
    """What is stored of a name or an address: some type their password where the name belongs."""
    return hashlib.sha256(":".join(key).encode()).hexdigest()
