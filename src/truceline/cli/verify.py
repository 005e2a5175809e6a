"""``truceline verify``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from .options import json_option, ledger_option


@click.command(short_help="Prove that every claim still stands in its document.")
@ledger_option
@click.option("--head", metavar="DIGEST", help="A digest of the last decision that was noted; the log must have it.")
@json_option("the result")
def command(ledger: Path, head: str | None, as_json: bool) -> None:
    """Prove that the ledger is as it was written, or name what is not.

    For every document: that its text has its digest and gives its id.  For every claim, of earlier readings too: that
    sentence and span stand in the text letter for letter, and that nothing in the claim was changed.  For the log of
    review: that no decision was changed, removed, put in or moved.  The exit status is 0 only if all of that holds,
    else 1.

    Decisions that were cut off at the end of the log leave no trace in it.  Note the digest that is printed somewhere
    else, and give it later with --head: a log that does not have it any more was cut, or written anew.

    \b
    Examples:
      truceline verify
      truceline verify --ledger sudan.db --json | jq .faults
      truceline verify --head 0941a38a3076efced41d405479ab4e96d9b31b820ce845e423c965aee954237c
    """
    from msgspec import to_builtins

    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        totals = book.totals()
        faults = list(book.faults(head))
        last = book.reviews.head()
    if as_json:
        plain = {"ledger": str(ledger), "documents": totals.documents, "readings": totals.readings,
                 "claims": totals.stored_claims, "head": last, "faults": to_builtins(faults)}  # fmt: skip
        click.echo(json.dumps(plain, ensure_ascii=False))
    else:
        for fault in faults:
            where = f"document {fault.document}" if fault.document else str(ledger)
            click.echo(f"{where}{f', claim {fault.claim}' if fault.claim else ''}: {fault.what}")
        size = f"{totals.documents} documents, {totals.stored_claims} claims"
        if faults:
            click.echo(f"{size}: {len(faults)} faults. Restore the ledger from a copy, or read the documents again "
                       "into a new one.", err=True)  # fmt: skip
        else:
            click.echo(f"{size}: every text has its digest, every sentence and span stands in its text.")
        if last is not None:
            click.echo(f"The log of review ends with {last}.")
    sys.exit(1 if faults else 0)
