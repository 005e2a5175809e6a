"""``truceline conflicts``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from .options import json_option, ledger_option


@click.command(short_help="List the conflicts that the documents tell of.")
@ledger_option
@click.option("--rebuild", is_flag=True, help="Work out anew which conflict each document tells of.")
@click.option("--name", "naming", nargs=2, metavar="ID NAME",
              help="Call a conflict so from now on; an empty name gives it back its own.")  # fmt: skip
@json_option("the list")
def command(ledger: Path, rebuild: bool, naming: tuple[str, str] | None, as_json: bool) -> None:
    """List the conflicts that the documents of a ledger tell of; their ids are what --conflict takes.

    Which conflict a document tells of is worked out from its words, places, actors and date, when it is read.  Where
    none of those that the program knows fits, and at least two reports say that the same two sides fought each other,
    these make a conflict of their own, with an id that begins with found-.  --conflict with a long conflict includes
    the wars that are part of it.  After the knowledge of conflicts has changed, --rebuild does it all anew; claims are
    not touched.

    \b
    Examples:
      truceline conflicts
      truceline conflicts --name found-chad-and-unity-front "War in the east"
      truceline conflicts --rebuild
    """
    from ..ledger import Ledger
    from .app import UserError
    from .console import console, table

    with Ledger(ledger, create=False) as book:
        if rebuild:
            book.assign_conflicts()
        listed = book.conflicts()
        if naming:
            if naming[0] not in {c.id for c in listed}:
                there = ", ".join(sorted(c.id for c in listed)) or "none"
                raise UserError(f"No report of {ledger} tells of {naming[0]}. Conflicts in it: {there}.")
            book.name_conflict(*naming)
            listed = book.conflicts()
        documents = book.totals().documents
    if as_json:
        click.echo(json.dumps([asdict(c) for c in listed], ensure_ascii=False))
        return
    if listed:
        made = table("id", "conflict", "sides", "documents")
        for c in listed:
            part = f" (part of {c.part_of})" if c.part_of else ""
            made.add(c.id, f"{c.name}{part}", "; ".join(c.sides), str(c.documents))
        console().print(made)
    if not documents:
        click.echo("The ledger has no documents.", err=True)
        return
    told = sum(c.documents for c in listed)
    click.echo(f"{documents - told} of {documents} documents tell of none, or of several without one standing out.",
               err=True)  # fmt: skip
