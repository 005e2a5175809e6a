"""``truceline conflicts``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .options import json_option, ledger_option


@click.command(short_help="List the conflicts that the documents tell of.")
@ledger_option
@click.option("--rebuild", is_flag=True, help="Work out anew which conflict each document tells of.")
@json_option("the list")
def command(ledger: Path, rebuild: bool, as_json: bool) -> None:
    """List the conflicts that the documents of a ledger tell of; their ids are what --conflict takes.

    Which conflict a document tells of is worked out from its words, places, actors and date, when it is read.  After
    the knowledge of conflicts has changed, --rebuild does it anew; claims are not touched.

    \b
    Examples:
      truceline conflicts
      truceline conflicts --rebuild
    """
    from ..knowledge.loader import load_conflicts
    from ..ledger import Ledger
    from .console import console, table

    with Ledger(ledger, create=False) as book:
        if rebuild:
            book.assign_conflicts()
        totals = book.totals()
    counts = totals.conflicts
    names = {conflict.id: conflict.name for conflict in load_conflicts()} if counts else {}
    if as_json:
        rows = [{"id": i, "name": names.get(i), "documents": n} for i, n in counts.items()]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    if counts:
        made = table("id", "conflict", "documents")
        for conflict, number in sorted(counts.items(), key=lambda pair: -pair[1]):
            made.add(conflict, names.get(conflict, ""), str(number))
        console().print(made)
    if not totals.documents:
        click.echo("The ledger has no documents.", err=True)
        return
    click.echo(f"{totals.documents - sum(counts.values())} of {totals.documents} documents tell of none, or of several "
               "without one standing out.", err=True)  # fmt: skip
