"""CSV: one row a claim, in UTF-8, every value in one cell.

Spreadsheets run a cell that begins with ``= + - @``, a tab or a line break as a formula, and reports are written by
strangers.  Such texts get an apostrophe in front, which spreadsheets take for "this is text" and do not show.
Numbers are no texts: a longitude of -12.5 stays one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from ..ledger.store import Entry
from ..records import Actor, Place, Reason
from .columns import COLUMNS, Column, ColumnType

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

SEPARATOR = "; "
"""Between several values in one cell; the chain of ``sources``, outermost first, has ``" > "``."""

Cell = str | int | float | None


def write(entries: Iterable[Entry], out: BinaryIO) -> int:
    """Write the claims below a line with the names of the columns; how many there were."""
    return write_rows(header(), map(_cells, entries), out)


def write_rows(header: Iterable[str], rows: Iterable[Iterable[Cell]], out: BinaryIO) -> int:
    """Write rows below a line with the names of the columns; how many there were."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        written = csv.writer(text)
        written.writerow(header)
        number = 0
        for number, row in enumerate(rows, 1):  # noqa: B007
            written.writerow([harmless(cell) for cell in row])
        return number
    finally:
        text.detach()


def header() -> list[str]:
    """The names of the columns; a list of actors or places has several."""
    return [column.name + suffix for column in COLUMNS for suffix in _parts(column)]


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs: a text that looks like a formula gets an apostrophe in front.

    >>> harmless("=1+2"), harmless("Gaza"), harmless(-3)
    ("'=1+2", 'Gaza', -3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _cells(entry: Entry) -> Iterator[Cell]:
    for get, made, separator in _ROW:
        value = get(entry)
        for make in made:
            cell = make(value)
            yield separator.join(cell) if isinstance(cell, list) else cell


def _parts(column: Column) -> Mapping[str, Callable[[Any], Cell | list[str]]]:
    return _PARTS.get(column.type, {"": _plain})


def _plain(value: Any) -> Cell:
    return str(value).lower() if isinstance(value, bool) else value


def _names(named: Iterable[Actor | Place]) -> list[str]:
    return [one.name or one.text for one in named]


def _words(named: Iterable[Actor | Place]) -> list[str]:
    return [one.text for one in named]


def _countries(named: Iterable[Actor | Place]) -> list[str]:
    return [one.country or "" for one in named]


def _latitude(places: tuple[Place, ...]) -> float | None:
    return places[0].lat if places else None


def _longitude(places: tuple[Place, ...]) -> float | None:
    return places[0].lon if places else None


def _reasons(why: Iterable[Reason]) -> list[str]:
    return [f"{r.part}: {r.by}{'' if r.text is None else f' ({r.text})'}" for r in why]


_PARTS: Mapping[ColumnType, Mapping[str, Callable[[Any], Cell | list[str]]]] = {
    "actors": {"": _names, "_text": _words, "_country": _countries},
    "places": {"": _names, "_text": _words, "_country": _countries, "_lat": _latitude, "_lon": _longitude},
    "reasons": {"": _reasons},
}
"""The columns that a list becomes, by their suffix; ``_lat`` and ``_lon`` are of the first place."""

_ROW = [(c.get, tuple(_parts(c).values()), " > " if c.name == "sources" else SEPARATOR) for c in COLUMNS]
"""For each column its value, the cells made of it, and what stands between the values in one of them."""
