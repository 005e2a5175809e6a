"""Leaving documents out of what is asked: those that are withheld from whoever asks, however many they are.

Their ids go to the database as one value, a list in JSON, since there may be more of them than a query may have values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from .schema import documents

Withheld = frozenset[str]
"""The ids of documents that somebody may not know of."""

NOTHING: Withheld = frozenset()


class EachOf(FunctionElement[Any]):
    """The parts of a list in JSON, one a row in a column ``value``; ``sqlite.py`` says how SQLite calls it."""

    name = "each_of"
    inherit_cache = True


@compiles(EachOf)
def _each_of(element: EachOf, compiler: Any, **given: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **given)} AS JSON))"


def seen(withheld: Withheld) -> Iterator[ColumnElement[bool]]:
    """That a row of ``documents`` is none of those withheld; no condition where nothing is."""
    if withheld:
        yield documents.c.id.not_in(_ids(withheld))


def hidden_keys(withheld: Withheld) -> Select[tuple[int]]:
    """The keys of the documents withheld."""
    return select(documents.c.key).where(documents.c.id.in_(_ids(withheld)))


def _ids(withheld: Withheld) -> Select[tuple[str]]:
    return select(EachOf(_listed(withheld)).table_valued("value", name="withheld").c.value.cast(String))


@lru_cache(maxsize=32)
def _listed(withheld: Withheld) -> str:
    return json.dumps(sorted(withheld))
