"""``truceline review decide``, ``undo`` and ``complete``: taking decisions, and taking them back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..review.records import Verdict
from .options import choice, ledger_option
from .review_options import by_option, raising, round_option, why_option

if TYPE_CHECKING:
    from ..ledger.ledger import Ledger


@click.command(short_help="Accept, correct or reject a claim.")
@click.argument("verdict", type=choice(Verdict))
@click.argument("claim")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE",
              help="With correct: a field as the contract names it, and its value as JSON or plain text.")  # fmt: skip
@click.option("--settle", is_flag=True, help="Settle what other reviewers differ on; needs a reason.")
@ledger_option
@by_option
@round_option
@why_option
def decide(
    verdict: Verdict, claim: str, changes: tuple[str, ...], settle: bool, ledger: Path, by: str,
    round_name: str | None, why: str | None,
) -> None:  # fmt: skip
    """Decide on a claim, by its id or the beginning of it: accept, correct or reject it, or say that you are unsure.

    A correction is checked as strictly as what the machine finds: spans stand in the text, words are the report's own.

    \b
    Examples:
      truceline review decide accept 926d4f43
      truceline review decide reject 926d4f43 --why "an exercise"
      truceline review decide correct 926d4f43 --set toll.count.best=28 --set toll.group=civilians
      truceline review decide accept 926d4f43 --settle --why "the second page says so too" --by Amina
    """
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book, raising():
        name = _one(book, claim)
        values = dict(map(_change, changes)) or None
        if settle:
            made = book.reviews.adjudicate(by, verdict, name, changes=values, why=why or "")
        else:
            made = book.reviews.decide(by, verdict, name, changes=values, why=why, round=round_name)
        state = book.reviews.state([name])[name]
    click.echo(f"Decision {made.number}: {name} is {state}.", err=True)


@click.command(short_help="Take back your last decision.")
@ledger_option
@by_option
@why_option
def undo(ledger: Path, by: str, why: str | None) -> None:
    """Take back the last decision of yours that stands.  It stays in the log, with the one that takes it back.

    \b
    Examples:
      truceline review undo
    """
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book, raising():
        made = book.reviews.undo(by, why=why)
    click.echo(f"Decision {made.number} takes back decision {made.undoes}.", err=True)


@click.command(short_help="Say that no claim of a report is missing.")
@click.argument("document")
@ledger_option
@by_option
@round_option
@why_option
def complete(document: str, ledger: Path, by: str, round_name: str | None, why: str | None) -> None:
    """Say that a report, by its id or the beginning of it, was read through: what it claims and the program did not
    find was added.  In gold, whatever else the program finds in such a report counts as wrong.

    In a double round it also says that what the other person added, and you did not, is not there: the two of you
    differ on it.

    \b
    Examples:
      truceline review complete 3f2a
    """
    from ..ledger import Ledger
    from .app import UserError

    with Ledger(ledger, create=False) as book, raising():
        found = [stored.document.id for stored in book.documents(id=document, limit=2)]
        if len(found) != 1:
            raise UserError(f"{'Several documents begin' if found else 'No document begins'} with {document}.")
        made = book.reviews.complete(by, found[0], why=why, round=round_name)
    click.echo(f"Decision {made.number}: {found[0][:16]} is complete.", err=True)


def _one(book: Ledger, beginning: str) -> str:
    """The id of the claim that begins so; an added claim has to be named by its whole id."""
    from .app import UserError

    found = book.matching(beginning)
    if len(found) > 1:
        raise UserError(f"Several claims begin with {beginning}; give more of the id.")
    return found[0].claim.id if found else beginning


def _change(told: str) -> tuple[str, Any]:
    field, given, value = told.partition("=")
    if not given:
        raise click.UsageError(f"--set {told}: write FIELD=VALUE, as in toll.count.best=28.")
    try:
        return field, json.loads(value)
    except ValueError:
        return field, value
