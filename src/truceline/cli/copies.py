"""``truceline copies``."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import document_filters, json_option, ledger_option, rebuild_option

if TYPE_CHECKING:
    from ..ledger.store import StoredCopy
    from ..records import Document

SHOWN = 30

_KINDS = {
    "same": "the same text as",
    "longer": "all of it and more than",
    "shorter": "a part of",
    "rewritten": "rewritten from",
}


@click.command(short_help="List documents that are copies of others.")
@ledger_option
@document_filters
@click.option("--differences", is_flag=True, help="Show, sentence by sentence, what differs.")
@rebuild_option
@click.option("--limit", type=click.IntRange(0), metavar="N", help=f"At most so many; without it {SHOWN}, as JSON all.")
@json_option("the copies, one a line and with what differs,")
def command(ledger: Path, differences: bool, rebuild: bool, limit: int | None, as_json: bool, **filters: Any) -> None:
    """List pairs of documents of which one is a copy of the other: the same text, or a good part of it, under another
    name or in another version.

    What is new in the ledger is compared first.  A copy is kept like any document.  Which of the two was first is
    told by an agency that the copy names as its source, else by the dates; where nothing tells, it says so.

    \b
    Examples:
      truceline copies --differences
      truceline copies --outlet "City Herald" --json
    """
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        if rebuild:
            book.compare(again=True)
        most = limit if limit is not None or as_json else SHOWN + 1
        found = islice(book.copies(**filters), most)
        if as_json:
            for copy in found:
                click.echo(json.dumps(plain(copy), ensure_ascii=False))
            return
        listed = list(found)
    for copy in listed[: SHOWN if limit is None else limit]:
        _print(copy, differences)
    if not listed:
        click.echo("No copy passes the filters.", err=True)
    elif limit is None and len(listed) > SHOWN:
        click.echo(f"The first {SHOWN} are shown; --limit shows more, --json all.", err=True)


def plain(copy: StoredCopy) -> dict[str, Any]:
    """The pair as JSON."""
    from msgspec import to_builtins

    from ..compare.differences import differences

    return {
        "copy": _brief(copy.copy),
        "of": _brief(copy.of),
        "original": copy.original,
        "kind": copy.kind,
        "share_of_copy": copy.share_of_copy,
        "share_of_original": copy.share_of_original,
        "sure": copy.sure,
        "why": copy.why,
        "differences": to_builtins(differences(copy.of.text, copy.copy.text)),
    }


def _brief(document: Document) -> dict[str, Any]:
    from msgspec import to_builtins

    from ..compare.carriers import carried_from

    told = ("id", "title", "outlet", "url", "path", "published")
    return {**{name: to_builtins(getattr(document, name)) for name in told}, "carried_from": carried_from(document)}


def _print(copy: StoredCopy, differing: bool) -> None:
    from ..compare.differences import differences
    from .console import visible

    share = f"{copy.share_of_copy:.0%} of its words, {copy.share_of_original:.0%} of the other's"
    click.echo(visible(f"{_named(copy.copy)}\n  {_KINDS[copy.kind]} {_named(copy.of)}"))
    click.echo(visible(f"  {share}; {copy.why}"))
    for difference in differences(copy.of.text, copy.copy.text) if differing else ():
        for sign, sentence in (("-", difference.before), ("+", difference.after)):
            if sentence is not None:
                click.echo(visible(f"    {sign} {sentence}"))
    click.echo()


def _named(document: Document) -> str:
    from ..compare.terms import title_of
    from . import phrasing

    day = phrasing.interval(document.published)
    return ", ".join(filter(None, (document.id[:8], phrasing.publisher(document), day, title_of(document))))
