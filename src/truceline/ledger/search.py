"""Finding words in stored texts: SQLite's FTS5 where it is there, and plain comparison where it is not.

The index is derived: it is brought up to date with what has been added whenever something is, so a ledger that was
written on a machine without FTS5 gets its index on the next machine that has it.
"""

from __future__ import annotations

import re
from typing import Protocol

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    column,
    inspect,
    literal_column,
    select,
    table,
    text,
    true,
)

from .schema import claims, documents

_TERM = re.compile(r'"([^"]+)"|(\S+)')

_INDEXED = {"claims": "sentence", "documents": "text"}


def terms(query: str) -> list[str]:
    """The words and "quoted phrases" of a query, all of which must occur; without the quotation marks.

    >>> terms('ceasefire "Minsk Group"')
    ['ceasefire', 'Minsk Group']
    """
    # SQLite takes a NUL for the end of the query
    found = ((phrase or word).replace('"', "") for phrase, word in _TERM.findall(query.replace("\0", " ")))
    return [term for term in found if term.strip("*").strip()]


class TextSearch(Protocol):
    """How a database finds words."""

    def in_claims(self, query: str) -> ColumnElement[bool]:
        """That the sentence of a row of ``claims`` has all the terms of ``query``; without a term, every one has."""

    def in_documents(self, query: str) -> ColumnElement[bool]:
        """That the text of a row of ``documents`` has all the terms of ``query``; without a term, every one has."""

    def claims_with(self, query: str) -> Select[tuple[int]]:
        """The keys of those claims, asked for without a look at the claims themselves where that can be done."""

    def documents_with(self, query: str) -> Select[tuple[int]]:
        """The keys of those documents, in the same way."""

    def is_current(self, connection: Connection) -> bool:
        """Whether the index is there, and has all that is stored."""

    def update(self, connection: Connection) -> None:
        """Bring the index up to date, within the transaction of ``connection``."""


class PlainSearch:
    """Search without an index: the terms must stand in the text as they are, case of English letters aside."""

    def in_claims(self, query: str) -> ColumnElement[bool]:
        """See :class:`TextSearch`."""
        return and_(True, *(claims.c.sentence.icontains(term, autoescape=True) for term in terms(query)))

    def in_documents(self, query: str) -> ColumnElement[bool]:
        """See :class:`TextSearch`."""
        return and_(True, *(documents.c.text.icontains(term, autoescape=True) for term in terms(query)))

    def claims_with(self, query: str) -> Select[tuple[int]]:
        """See :class:`TextSearch`."""
        return select(claims.c.key).where(self.in_claims(query))

    def documents_with(self, query: str) -> Select[tuple[int]]:
        """See :class:`TextSearch`."""
        return select(documents.c.key).where(self.in_documents(query))

    def is_current(self, connection: Connection) -> bool:
        """Always: there is no index."""
        return True

    def update(self, connection: Connection) -> None:
        """Nothing to do: there is no index."""


class Fts5Search:
    """Search by SQLite's FTS5: whole words, case and accents aside; ``word*`` finds words that begin so."""

    def in_claims(self, query: str) -> ColumnElement[bool]:
        """See :class:`TextSearch`."""
        return self._among(claims.c.key, "claims", query)

    def in_documents(self, query: str) -> ColumnElement[bool]:
        """See :class:`TextSearch`."""
        return self._among(documents.c.key, "documents", query)

    def claims_with(self, query: str) -> Select[tuple[int]]:
        """See :class:`TextSearch`."""
        match = _match(query)
        return _indexed("claims", match) if match else select(claims.c.key)

    def documents_with(self, query: str) -> Select[tuple[int]]:
        """See :class:`TextSearch`."""
        match = _match(query)
        return _indexed("documents", match) if match else select(documents.c.key)

    def is_current(self, connection: Connection) -> bool:
        """See :class:`TextSearch`."""
        tables = inspect(connection).get_table_names()
        return all(
            f"{name}_fts_docsize" in tables
            and connection.exec_driver_sql(
                f"SELECT (SELECT max(key) FROM {name}) IS (SELECT max(id) FROM {name}_fts_docsize)"
            ).scalar_one()
            for name in _INDEXED
        )

    def update(self, connection: Connection) -> None:
        """See :class:`TextSearch`; makes the index where there is none."""
        for name, indexed in _INDEXED.items():
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {name}_fts USING fts5({indexed}, content='{name}', "
                "content_rowid='key', tokenize='unicode61 remove_diacritics 2')"
            )
            connection.exec_driver_sql(
                f"INSERT INTO {name}_fts(rowid, {indexed}) SELECT key, {indexed} FROM {name} "
                f"WHERE key > (SELECT coalesce(max(id), 0) FROM {name}_fts_docsize)"
            )

    @staticmethod
    def _among(key: ColumnElement[int], name: str, query: str) -> ColumnElement[bool]:
        match = _match(query)
        if not match:  # FTS5 takes a query without a term for a syntax error
            return true()
        return key.in_(_indexed(name, match))


def _indexed(name: str, match: str) -> Select[tuple[int]]:
    """The keys of rows of ``name`` that FTS5 finds."""
    index = table(f"{name}_fts", column("rowid", Integer))
    return select(index.c.rowid).where(literal_column(f"{name}_fts").op("MATCH")(match))


def _match(query: str) -> str:
    """A query in FTS5's language that means nothing but its words: every term is quoted.

    >>> _match('cease* "Minsk Group" NOT')
    '"cease"* "Minsk Group" "NOT"'
    """
    return " ".join(f'"{term[:-1]}"*' if term.endswith("*") and len(term) > 1 else f'"{term}"' for term in terms(query))


def search_for(connection: Connection) -> TextSearch:
    """The search that the database of ``connection`` is capable of."""
    if connection.dialect.name != "sqlite":
        return PlainSearch()
    options = {row[0] for row in connection.execute(text("PRAGMA compile_options"))}
    return Fts5Search() if "ENABLE_FTS5" in options else PlainSearch()
