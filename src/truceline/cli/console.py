"""How tables and texts look on a terminal, and in a pipe."""

from __future__ import annotations

import sys

from rich import box
from rich.console import Console
from rich.table import Table

PIPE_WIDTH = 200
"""Columns where there is no terminal: wide, since whoever reads a pipe can cut for himself."""


def console() -> Console:
    """The console of standard output, without colours where nobody sees them; what reports say is never markup."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def table(*columns: str) -> Table:
    """An empty table with light lines."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made
