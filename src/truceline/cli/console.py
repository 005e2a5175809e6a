"""How tables and texts look on a terminal, and in a pipe."""

from __future__ import annotations

import os
import sys
import unicodedata

from rich import box
from rich.console import Console
from rich.table import Table

PIPE_WIDTH = 200
"""Columns where there is no terminal, unless COLUMNS says how many: wide, since whoever reads a pipe can cut."""

_LAYOUT = ("\n", "\t")


def visible(text: str) -> str:
    """``text`` with U+FFFD for each character that commands a terminal: what strangers wrote must not move its cursor.

    >>> visible("a\\x1b[31mb")
    'a\\ufffd[31mb'
    """
    if text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" and c not in _LAYOUT else c for c in text)


class Rows(Table):
    """A table of texts that are shown as they are."""

    def add(self, *cells: str) -> None:
        """A row more."""
        self.add_row(*map(visible, cells))


def console() -> Console:
    """The console of standard output, without colours where nobody sees them; what reports say is never markup."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def table(*columns: str) -> Rows:
    """An empty table with light lines."""
    made = Rows(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made
