"""``truceline review status``, ``queue``, ``log`` and ``orphans``: what was decided, and what waits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..review.records import QueueOrder
from .options import choice, claim_filters, json_option, ledger_option
from .review_options import by_option, raising, round_option

if TYPE_CHECKING:
    from ..review.records import Decision

SHOWN = 30


@click.command(short_help="Count claims by what reviewers made of them.")
@ledger_option
@json_option("the counts")
def status(ledger: Path, as_json: bool) -> None:
    """Count the claims by what reviewers made of them, and say where the log ends and what no longer fits.

    \b
    Examples:
      truceline review status
      truceline review status --json | jq .claims.unreviewed
    """
    from msgspec import to_builtins

    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        reviews = book.reviews
        told = {
            "claims": reviews.counts(), "to_settle": len(reviews.adjudications(limit=1_000_000)),
            "orphans": len(reviews.orphans()), "leases": to_builtins(reviews.leases()),
            "rounds": to_builtins(reviews.rounds()), "head": reviews.head(),
        }  # fmt: skip
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, number in told["claims"].items():
        click.echo(f"{number:>9}  {name}")
    if told["to_settle"]:
        click.echo(f"{told['to_settle']:>9}  to be settled by a third person")
    if told["orphans"]:
        click.echo(f"{told['orphans']:>9}  decided on, and not so in the reading that stands: truceline review orphans")
    for one in told["rounds"]:
        kind = "double, blind" if one["double"] else "single"
        click.echo(f"Round {one['name']} ({kind}): {'open' if one['closed_at'] is None else 'closed'}.")
    if told["head"] is not None:
        click.echo(f"The log ends with {told['head']}; note it elsewhere, and give it to truceline verify --head.")


@click.command(short_help="List the claims that wait for you.")
@ledger_option
@claim_filters
@by_option
@round_option
@click.option("--order", type=choice(QueueOrder), default="least_sure", show_default=True, metavar="ORDER",
              help="least_sure, disputes (contradicted in their incident), new (read last), or read.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=SHOWN, show_default=True, metavar="N", help="At most so many.")
@json_option("the claims, one a line, in the form of the public contract,")
def queue(
    ledger: Path, by: str, round_name: str | None, order: QueueOrder, limit: int, as_json: bool, **filters: Any
) -> None:
    """List the claims that wait for you: nobody has decided on them, and no other reviewer has them open.

    In a round, its own filters count too; in a double one, what one other reviewer has decided still waits for you,
    and what they decided is not told.

    \b
    Examples:
      truceline review queue --kind toll --limit 10
      truceline review queue --order disputes --conflict sudan-2023
      truceline review queue --round pilot --by Amina
    """
    from ..exports.contract import to_contract
    from ..ledger import Ledger
    from .claims import gist, voice
    from .console import visible

    asked = {name: value for name, value in filters.items() if value not in (None, (), False)}
    with Ledger(ledger, create=False) as book, raising():
        found = book.reviews.queue(by, order=order, round=round_name, limit=limit, **asked)
    for task in found:
        if as_json:
            click.echo(json.dumps({**to_contract(task.claim), "review": {"state": task.state}}, ensure_ascii=False))
        else:
            click.echo(visible(f"{task.claim.id}  {task.claim.confidence:.2f}  {gist(task.claim)}"))
            click.echo(visible(f"    {voice(task.claim)}: {task.claim.sentence.text}"))
    if not found:
        click.echo("Nothing waits for you here.", err=True)


@click.command(short_help="Show who decided what, when and why.")
@ledger_option
@click.option("--by", metavar="NAME", help="Decisions of this person alone.")
@click.option("--document", metavar="ID", help="Decisions about this document (its whole id) alone.")
@click.option("--since", type=click.IntRange(0), default=0, metavar="NUMBER", help="Decisions after this number.")
@json_option("the decisions, one a line,")
def log(ledger: Path, by: str | None, document: str | None, since: int, as_json: bool) -> None:
    """Show the log: every decision, oldest first.  What was decided in a blind round that is still open is left out,
    unless it is of the person that --by names.

    \b
    Examples:
      truceline review log
      truceline review log --by Amina --json | jq .why
    """
    from msgspec import json as encoder

    from ..ledger import Ledger
    from .console import visible

    with Ledger(ledger, create=False) as book:
        for one in book.reviews.log(viewer=by, by=by, document=document, since=since):
            click.echo(encoder.encode(one).decode() if as_json else visible(line_of(one)))


def line_of(one: Decision) -> str:
    """A decision in one line."""
    about = one.claim or one.incident or (f"document {one.document[:16]}" if one.document else one.round or "")
    verdict = f" as {one.verdict}" if one.verdict else ""
    taken = f" (takes back {one.undoes})" if one.undoes is not None else ""
    why = f": {one.why}" if one.why else ""
    origin = one.origin or {}
    came = f" (from {origin.get('from')}, imported by {origin.get('imported_by')})" if origin else ""
    return f"{one.number:>6}  {one.at}  {one.by}  {one.verb}{verdict} {about}{taken}{came}{why}"


@click.command(short_help="List decisions that fit no claim any more.")
@ledger_option
@json_option("the orphans, one a line,")
def orphans(ledger: Path, as_json: bool) -> None:
    """List what was decided about claims that the reading which stands now does not have, or words otherwise.

    A decision belongs to a claim by its document and the exact place of its words.  After a document was read again
    with another version of the program, nothing is moved to another claim: what no longer fits is listed here.

    \b
    Examples:
      truceline review orphans
      truceline review orphans --json | jq .claim
    """
    from msgspec import json as encoder

    from ..ledger import Ledger
    from .console import visible

    with Ledger(ledger, create=False) as book:
        found = book.reviews.orphans()
    for one in found:
        if as_json:
            click.echo(encoder.encode(one).decode())
        else:
            numbers = f"decisions {', '.join(map(str, one.decisions))}"
            click.echo(visible(f"{one.claim}  {one.state}  document {one.document[:16]}, {numbers}: {one.why}"))
    if not found:
        click.echo("Every decision fits a claim of the reading that stands.", err=True)
