"""``truceline review round`` and ``agreement``: double review, and how far reviewers agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import claim_filters, json_option, ledger_option
from .review_options import by_option, counted, raising

if TYPE_CHECKING:
    from ..review.records import FieldAgreement, Round


@click.group("round", short_help="Open, close and list rounds of review.")
def round_group() -> None:
    """Rounds: the claims that several people review together.

    \b
    Examples:
      truceline review round open --name pilot --double --conflict sudan-2023
      truceline review round close --name pilot
      truceline review round list
    """


@round_group.command("open", short_help="Open a round.")
@click.option("--name", required=True, metavar="NAME", help="What the round is called.")
@click.option("--double/--single", default=True, help="Two reviewers a claim, blind (the default), or one.")
@ledger_option
@by_option
@claim_filters
def open_(name: str, double: bool, ledger: Path, by: str, **filters: Any) -> None:
    """Open a round on all claims, or on those that pass the filters.

    In a double round each claim goes to two reviewers.  Neither sees what the other decides until both have, or the
    round is closed.

    \b
    Examples:
      truceline review round open --name pilot --kind toll --published-since 2025
    """
    from ..ledger import Ledger

    asked = {key: value for key, value in filters.items() if value not in (None, (), False)}
    with Ledger(ledger, create=False) as book, raising():
        _print([book.reviews.open_round(by, name, double=double, **asked)])


@round_group.command("close", short_help="Close a round.")
@click.option("--name", required=True, metavar="NAME", help="The round.")
@ledger_option
@by_option
def close(name: str, ledger: Path, by: str) -> None:
    """Close a round: what was decided in it counts, by one reviewer or two, and everybody may see it.

    \b
    Examples:
      truceline review round close --name pilot
    """
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book, raising():
        _print([book.reviews.close_round(by, name)])


@round_group.command("list", short_help="List the rounds.")
@ledger_option
@json_option("the rounds, one a line,")
def list_(ledger: Path, as_json: bool) -> None:
    """List the rounds, in the order in which they were opened.

    \b
    Examples:
      truceline review round list
    """
    from msgspec import json as encoder

    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        found = book.reviews.rounds()
    if as_json:
        for one in found:
            click.echo(encoder.encode(one))
    else:
        _print(found)


@click.command(short_help="Say how far reviewers agree in a round.")
@click.argument("name")
@ledger_option
@json_option("the figures")
def agreement(name: str, ledger: Path, as_json: bool) -> None:
    """Say how far the reviewers of a round agree: on the verdict, on whether a claim is there at all (of those that
    somebody added, too), on each field of the claims that they let stand, and within each document.

    What two people added of one kind in words that overlap is one claim.  Where one added what the other, who read the
    report through, did not, they differ.

    Alpha is Krippendorff's, for nominal data: 1 is perfect agreement, 0 what chance would give.

    \b
    Examples:
      truceline review agreement pilot
      truceline review agreement pilot --json | jq .verdict.alpha
    """
    from msgspec import to_builtins

    from ..ledger import Ledger
    from .console import console, table

    with Ledger(ledger, create=False) as book, raising():
        found = book.reviews.agreement(name)
    if as_json:
        click.echo(json.dumps(to_builtins(found), ensure_ascii=False))
        return
    click.echo(f"{counted(found.items, 'claim')} decided by two or more of {', '.join(found.reviewers) or 'nobody'}; "
               f"{found.waiting} by one so far; {found.differing} to be settled.")  # fmt: skip
    made = table("field", "claims", "the same", "alpha")
    for one in (found.verdict, found.there, found.added, *found.fields):
        made.add(_NAMES.get(one.field, one.field), *_figures(one))
    for document, one in found.documents.items():
        made.add(f"verdict in {document[:16]}", *_figures(one))
    console().print(made)


_NAMES = {"there": "that it is there", "added": "that it is there, if added"}


def _figures(one: FieldAgreement) -> tuple[str, str, str]:
    share = "" if one.share is None else f"{one.share:.0%}"
    return str(one.items), share, "not defined" if one.alpha is None else f"{one.alpha:.2f}"


def _print(found: list[Round]) -> None:
    from .console import visible

    for one in found:
        kind = "double, blind" if one.double else "single"
        closed = "open" if one.closed_at is None else f"closed {one.closed_at}"
        filters = ", ".join(f"{key} {value}" for key, value in one.filters.items()) or "all claims"
        click.echo(visible(f"{one.name}  {kind}  {closed}  {filters}"))
    if not found:
        click.echo("There is no round. truceline review round open --name NAME opens one.", err=True)
