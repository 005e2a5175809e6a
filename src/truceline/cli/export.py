"""``truceline export``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .options import claim_filters, ledger_option


@click.command(short_help="Write claims as JSON Lines, CSV or Parquet.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
    help="jsonl: the public contract, nothing left out; csv, parquet: one row a claim.",
)
@click.option("--output", default="-", show_default=True, metavar="FILE", help="Where to; - is standard output.")
@click.option("--reviewed", is_flag=True, help="Only what stands after review: accepted, corrected, added.")
@ledger_option
@click.option("--as", "reader", metavar="NAME", help="Only what the person of this name may read.")
@claim_filters
def command(
    format_name: str, output: str, reviewed: bool, ledger: Path, reader: str | None, **filters: Any
) -> None:  # fmt: skip
    """Write claims for other programs: all of them, or those that pass the filters.

    All means those of restricted documents too, since who can read the ledger's file has them all; with --as what
    `truceline serve` would let NAME export.

    With --reviewed, claims are as reviewers left them: corrected ones as they are now, and the filters go by that; what
    was rejected, and what nobody has settled, is left out.

    The file appears only when it is complete; one that was there before is replaced in one step.

    \b
    Examples:
      truceline export --output claims.jsonl
      truceline export --format csv --kind toll --harm killed --output killed.csv
      truceline export --format parquet --country SDN --since 2023-04 --output sudan.parquet
      truceline export --text ceasefire | jq .sentence.text
      truceline export --reviewed --conflict sudan-2023 --output reviewed.jsonl
    """
    from ..exports import writer
    from ..exports.atomic import STDOUT
    from ..exports.atomic import output as opened
    from ..ledger import ClaimQuery, Ledger

    if reviewed and reader is not None:
        raise click.UsageError("--reviewed does not know yet who may read what; leave out --as or --reviewed.")
    with Ledger(ledger, create=False) as book, opened(output) as out:
        if reviewed:
            entries = book.reviews.standing(**filters)
        else:
            entries = book.seen_by(reader).entries(ClaimQuery.of(**filters))
        number = writer(format_name)(entries, out)
    if output != STDOUT:
        click.echo(f"{number} claim{'' if number == 1 else 's'} written to {output}", err=True)
