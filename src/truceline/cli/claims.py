"""``truceline claims``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..ledger.queries import CLAIM_ORDERS
from .options import claim_filters, json_option, ledger_option

if TYPE_CHECKING:
    from ..ledger import Entry
    from ..records import Claim

SHOWN = 50


@click.command(short_help="List the claims of a ledger.")
@ledger_option
@claim_filters
@click.option("--sort", type=click.Choice(CLAIM_ORDERS), default="read", show_default=True, metavar="ORDER",
              help="One of read, published, time, confidence, count; with - in front the greatest first.")  # fmt: skip
@click.option("--limit", type=click.IntRange(0), metavar="N", help=f"At most so many; without it {SHOWN}, as JSON all.")
@json_option("the claims, one a line, in the form of the public contract,")
def command(ledger: Path, as_json: bool, limit: int | None, **filters: Any) -> None:
    """List the claims of a ledger: all of them, or those that pass the filters.

    A filter that is given several times lets any of its values pass; different filters must all be passed.  Dates may
    be months or years.  What the report does not say passes no filter on it: a claim without a date is neither since
    nor until.

    \b
    Examples:
      truceline claims --kind toll --harm killed --sort -count
      truceline claims --mode ceasefire --since 2023-09 --until 2023-10
      truceline claims --source "Ministry of Defence" --country AZE
      truceline claims --text 'humanitarian corridor*' --json
    """
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        if as_json:
            import sys

            from ..exports.jsonl import write

            write(book.entries(limit=limit, **filters), sys.stdout.buffer)
            return
        shown = SHOWN if limit is None else limit
        found = list(book.entries(limit=shown + 1, **filters))
        conflicts = book.totals().conflicts if not found and filters["conflict"] else {}
    _print(found[:shown])
    if not found:
        click.echo("No claim passes the filters.", err=True)
        if unknown := [name for name in filters["conflict"] if name not in conflicts]:
            there = ", ".join(sorted(conflicts)) or "none"
            click.echo(f"No report tells of {', '.join(unknown)}. Conflicts in the ledger: {there}.", err=True)
    elif len(found) > shown and limit is None:
        click.echo(f"The first {shown} are shown; --limit shows more, --json or `truceline export` all.", err=True)


def _print(entries: list[Entry]) -> None:
    from rich.table import Table

    from .console import console, visible

    screen = console()
    for number, entry in enumerate(entries):
        claim = entry.claim
        block = Table.grid(padding=(0, 2))
        block.add_column(width=8)
        block.add_column(overflow="fold")
        block.add_row(claim.id[:8], visible(gist(claim)), style="bold")
        block.add_row("", visible(voice(claim)))
        block.add_row("", visible(f"“{claim.sentence.text}”"))
        if number:
            screen.print()
        screen.print(block)


def gist(claim: Claim) -> str:
    """What is claimed, about whom, where and when: "killed: 89 (soldiers) · Makiivka · 2023-01-01 [denied]"."""
    from ..ledger.rows import time_of
    from . import phrasing

    modality = "" if claim.modality == "actual" else f" [{claim.modality.replace('_', ' ')}]"
    background = " [background]" if claim.background else ""
    where = "" if claim.kind == "control" else phrasing.places(claim.body.places)
    parts = (phrasing.what(claim), phrasing.who(claim), where, phrasing.interval(time_of(claim.body)))
    return " · ".join(filter(None, parts)) + modality + background


def voice(claim: Claim) -> str:
    """Who says it, and where that was read: "said by Ministry of Defence of Russia; in Sample Wire, 2023-01-04"."""
    from . import phrasing

    said = f"said by {phrasing.chain(claim)}" if claim.sources else "in the report's own voice"
    day = phrasing.interval(claim.document.published)
    return f"{said}; in {phrasing.publisher(claim.document)}{f', {day}' if day else ''}"
