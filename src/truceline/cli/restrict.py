"""``truceline restrict``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import json_option, ledger_option

if TYPE_CHECKING:
    from ..ledger import Ledger
    from ..ledger.store import Restriction


@click.command(short_help="Let only named people read a document.")
@click.argument("document", required=False, metavar="[DOCUMENT]")
@click.option("--to", "people", multiple=True, metavar="NAME", help="Who may read it, by the name of their account.")
@click.option("--lift", is_flag=True, help="Let everybody read it again.")
@click.option("--list", "listed", is_flag=True, help="List the documents that are restricted, and to whom.")
@ledger_option
@json_option("the restrictions, one a line,")
def command(
    document: str | None, people: tuple[str, ...], lift: bool, listed: bool, ledger: Path, as_json: bool
) -> None:  # fmt: skip
    """Let only named people read a document on the pages of `truceline serve`.

    DOCUMENT is the id of a document, or as much of its beginning as no other has.  Nobody else who signs in comes to
    know of it, of its claims or of anything that was worked out from it: not in lists, counts, searches or exports, and
    not as an administrator.  Earlier names no longer count; what was set before is kept.

    This does not keep anybody from the file: whoever can read the ledger's file has everything in it, and so do all
    commands, whoever calls them.  Only `truceline export --as NAME` leaves out what NAME may not see.

    \b
    Examples:
      truceline restrict 3f2a91c0 --to "Anna K." --to Boris
      truceline restrict --list
      truceline restrict 3f2a91c0 --lift
    """
    from ..ledger import Ledger

    if listed == bool(document) or (document and lift == bool(people)) or (listed and (lift or people)):
        raise click.UsageError("Give a DOCUMENT with --to NAME or with --lift, or --list alone.")
    with Ledger(ledger, create=False) as book:
        made = book.restrictions() if document is None else [_restrict(book, document, people)]
        titles = {one.document: _title(book, one.document) for one in made}
    if as_json:
        for one in made:
            click.echo(json.dumps(_plain(one), ensure_ascii=False))
    elif listed:
        _print(made, titles)
    else:
        (one,) = made
        told = f"may be read by {', '.join(one.readers)} only" if one.readers else "may be read by everybody again"
        click.echo(f"{one.document[:8]} {titles[one.document]} {told}.")


def _restrict(book: Ledger, beginning: str, people: tuple[str, ...]) -> Restriction:
    from ..people.owner import owner_name
    from .app import UserError

    found = [stored.document.id for stored in book.documents(id=beginning.strip(), limit=2)]
    if len(found) != 1:
        what = "Several documents have an id that begins" if found else f"{book.path} has no document whose id begins"
        raise UserError(f"{what} with {beginning!r}. `truceline documents` lists them.")
    if not people:
        return book.lift(found[0], owner_name())
    if not all(name.strip() for name in people):
        raise UserError("A name is empty. Give --to the name of somebody's account.", 2)
    return book.restrict(found[0], people, owner_name())


def _title(book: Ledger, document_id: str) -> str:
    from .console import visible

    document = book.document(document_id)
    return visible((document and document.title) or "(no title)")


def _plain(one: Restriction) -> dict[str, object]:
    return {"document": one.document, "readers": list(one.readers), "by": one.by, "at": one.at}


def _print(made: list[Restriction], titles: dict[str, str]) -> None:
    from .console import console, table

    if not made:
        click.echo("No document is restricted: whoever may open this ledger may read all of it.", err=True)
        return
    shown = table("document", "title", "may be read by", "set by", "at")
    for one in made:
        shown.add(one.document[:8], titles[one.document], ", ".join(one.readers), one.by, one.at)
    console().print(shown)
