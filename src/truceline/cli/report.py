"""``truceline report``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import Day, ledger_option

if TYPE_CHECKING:
    from ..views.briefing import Briefing

FORMATS = {"terminal": (6, 1, 3), "markdown": (20, 30, 30), "html": (20, 30, 30)}
"""Each format with what it shows unless told otherwise: how many lines of a section; how many days of each of all
conflicts, and of those that are asked for."""

SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".txt": "terminal",
            "": "terminal"}  # fmt: skip

PIPE_WIDTH = 100
"""Columns where there is no terminal."""


@click.command(short_help="Report what is claimed, and by whom.")
@ledger_option
@click.option("--format", "format_name", type=click.Choice(list(FORMATS)),
              help="How to draw it; without it, as the name of the output says, else for a terminal.")  # fmt: skip
@click.option("--output", default="-", show_default=True, metavar="FILE", help="Where to; - is standard output.")
@click.option("--conflict", multiple=True, metavar="ID", help="Only this conflict (see `truceline conflicts`).")
@click.option("--since", type=Day(), help="Of reports published on or after this day.")
@click.option("--until", type=Day(last=True), help="Of reports published on or before this day.")
@click.option("--no-background", is_flag=True, help="Without what the reports tell as history.")
@click.option("--limit", type=click.IntRange(1), metavar="N",
              help="At most so many lines in a section; without it 6 on a terminal, else 20.")  # fmt: skip
@click.option("--days", type=click.IntRange(1), metavar="N",
              help="The last N days in full; without it 30; on a terminal 1, with --conflict 3.")  # fmt: skip
def command(
    ledger: Path,
    format_name: str | None,
    output: str,
    conflict: tuple[str, ...],
    since: str | None,
    until: str | None,
    no_background: bool,
    limit: int | None,
    days: int | None,
) -> None:
    """Report what is claimed, and by whom: for each conflict and day the tolls, side by side, who is said to hold
    what, what is said and done about a ceasefire, and the rest; then rival tolls, disputes and ceasefires side by side;
    each with its sources and where it was read.

    Nothing is added up, averaged or judged.  What is not said to be so is marked: planned, possible, denied, called
    for, on a condition.  What reports tell as history stands apart, at the end.  `truceline show ID` shows the
    sentence of a line.

    \b
    Examples:
      truceline report
      truceline report --conflict sudan-2023 --since 2024-06
      truceline report --output report.html
      truceline report --format markdown --no-background > report.md
    """
    from ..ledger import Ledger
    from ..views.model import Wanted, briefing
    from .app import UserError

    suffix = Path(output).suffix.lower()
    if not format_name and suffix not in SUFFIXES:
        raise click.UsageError(f"There is no report in the form of {suffix}: name the file .html, .md or .txt, "
                               "or say --format.")  # fmt: skip
    form = format_name or SUFFIXES[suffix]
    lines, days_of_all, days_of_some = FORMATS[form]
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}: no day is in between.")
    with Ledger(ledger, create=False) as book:
        known = book.totals().conflicts
        if unknown := [name for name in conflict if name not in known]:
            there = ", ".join(sorted(known)) or "none"
            raise UserError(f"No report of {ledger} tells of {', '.join(unknown)}. Conflicts in it: {there}.")
        made = briefing(
            book,
            Wanted(conflicts=conflict, since=since, until=until, background=not no_background,
                   limit=limit or lines, days=days or (days_of_some if conflict else days_of_all)),
        )  # fmt: skip
    _write(made, form, output)


def _write(made: Briefing, form: str, output: str) -> None:
    from ..exports.atomic import STDOUT
    from ..exports.atomic import output as opened
    from ..views.phrases import many

    if form == "terminal" and output == STDOUT:
        from rich.console import Console

        from ..views.terminal import print_briefing

        width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
        print_briefing(made, Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False))
        return
    text = _text(made, form)
    with opened(output) as out:
        out.write(text.encode())
    if output != STDOUT:
        counted = f"{many(made.reports, 'report')}, {many(made.claims, 'claim')}"
        click.echo(f"{counted} written to {output}", err=True)


def _text(made: Briefing, form: str) -> str:
    if form == "html":
        from ..views.html import html

        return html(made)
    if form == "markdown":
        from ..views.markdown import markdown

        return markdown(made)
    from io import StringIO

    from rich.console import Console

    from ..views.terminal import print_briefing

    file = StringIO()
    print_briefing(made, Console(file=file, width=PIPE_WIDTH, highlight=False, markup=False, emoji=False))
    return file.getvalue()
