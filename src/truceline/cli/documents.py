"""``truceline documents``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import json_option, ledger_option, published_options

if TYPE_CHECKING:
    from ..ledger import StoredDocument


@click.command(short_help="List the documents of a ledger.")
@ledger_option
@click.option("--id", multiple=True, metavar="ID", help="Id of a document, or its beginning.")
@click.option("--outlet", multiple=True, metavar="NAME", help="Part of the name of an outlet.")
@click.option("--language", multiple=True, metavar="CODE", help="Language, as in en or fr.")
@click.option("--status", multiple=True, type=click.Choice(["read", "not_read"]), help="Read, or only stored.")
@click.option("--conflict", multiple=True, metavar="ID", help="Id of a conflict (see `truceline conflicts`).")
@published_options[0]
@published_options[1]
@click.option("--text", metavar="WORDS", help='Words that stand in the text; "in quotes" a phrase, stem* more.')
@click.option("--limit", type=click.IntRange(0), metavar="N", help="At most so many.")
@json_option("the documents, one a line,")
def command(ledger: Path, as_json: bool, **filters: Any) -> None:
    """List the documents of a ledger, in the order in which they were stored.

    A document that is not in English, or could not be read for another reason, is stored whole all the same; its
    status is not_read.

    \b
    Examples:
      truceline documents
      truceline documents --status not_read
      truceline documents --outlet Reuters --published-since 2023-09 --json
    """
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        if as_json:
            import json

            for stored in book.documents(**filters):
                click.echo(json.dumps(plain(stored), ensure_ascii=False))
            return
        found = list(book.documents(**filters))
    if found:
        _print(found)
    else:
        click.echo("No document passes the filters.", err=True)


def plain(stored: StoredDocument) -> dict[str, Any]:
    """The document as JSON: that of the contract, and what the ledger knows beyond it; without the text."""
    from msgspec import to_builtins

    document = to_builtins(stored.document)
    return {
        **{name: value for name, value in document.items() if name != "text"},
        "characters": len(stored.document.text),
        "status": stored.status,
        "reason": stored.reason,
        "conflict": stored.conflict,
        "claims": stored.claims,
        "readings": stored.readings,
        "read_by": to_builtins(stored.read_by),
    }


def _print(found: list[StoredDocument]) -> None:
    from . import phrasing
    from .console import console, table

    made = table("id", "published", "outlet", "title", "language", "status", "claims", "conflict", "path or URL")
    for stored in found:
        document = stored.document
        made.add(
            document.id[:8],
            phrasing.interval(document.published) + ("" if document.published.basis in ("given", "metadata") else
                                                  f" ({document.published.basis})"),
            document.outlet or "",
            document.title or "",
            document.language or "",
            stored.status if stored.reason is None else f"not read: {stored.reason}",
            str(stored.claims),
            stored.conflict or "",
            document.path or document.url or "",
        )  # fmt: skip
    console().print(made)
