"""``truceline review export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from .options import ledger_option
from .review_options import counted

if TYPE_CHECKING:
    from ..ledger.reviews import Reviews

GOLD_FILE = "review.yaml"
"""What a file of gold is called in a folder."""


@click.command(short_help="Write gold for the program to be measured by, or the log.")
@click.option("--format", "format_name", type=click.Choice(["gold", "jsonl", "csv"]), default="gold", show_default=True,
              help="gold: documents that are decided on whole; jsonl, csv: the log.")  # fmt: skip
@click.option("--output", default="-", show_default=True, metavar="FILE", help="File or folder; - is standard output.")
@ledger_option
def export(format_name: str, output: str, ledger: Path) -> None:
    """Write what reviewers decided.

    As gold: the documents whose claims are all accepted, corrected or rejected, with what stands as facts that must be
    found, and what was rejected as what must not be found again.  `truceline evaluate claims --data FOLDER` measures
    the program by them.  Texts of reports are in it: mind whose they are before you publish it.

    As jsonl or csv: the log, whole, with decisions of blind rounds that are still open.  `truceline review import`
    reads jsonl into another ledger.

    \b
    Examples:
      truceline review export --format gold --output gold/
      truceline evaluate claims --data gold/
      truceline review export --format jsonl --output decisions.jsonl
    """
    from ..exports.atomic import STDOUT
    from ..exports.atomic import output as opened
    from ..ledger import Ledger

    path = str(Path(output) / GOLD_FILE) if format_name == "gold" and Path(output).is_dir() else output
    with Ledger(ledger, create=False) as book, opened(path) as out:
        told = _gold(book.reviews, out) if format_name == "gold" else _log(book.reviews, format_name, out)
    if output != STDOUT or format_name == "gold":
        click.echo(f"{told}{'' if output == STDOUT else f' written to {path}'}", err=True)


def _gold(reviews: Reviews, out: BinaryIO) -> str:
    import yaml

    gold = reviews.gold()
    text = yaml.safe_dump(list(gold.passages), sort_keys=False, allow_unicode=True, width=120)
    out.write(text.encode())
    facts = sum(len(passage["facts"]) for passage in gold.passages)
    left = f" ({gold.left_out} with decisions are left out: not all is settled)" if gold.left_out else ""
    return f"{counted(len(gold.passages), 'document')}, {counted(facts, 'fact')}{left}"


def _log(reviews: Reviews, format_name: str, out: BinaryIO) -> str:
    from ..exports.decisions import write_csv, write_jsonl

    number = (write_csv if format_name == "csv" else write_jsonl)(reviews.log(everything=True), out)
    return counted(number, "decision")
