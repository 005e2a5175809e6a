"""``truceline show``."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .fields import circumstances, fields
from .options import json_option, ledger_option

if TYPE_CHECKING:
    from rich.text import Text

    from ..ledger import Entry
    from ..records import Claim

MARKS = ("⟦", "⟧")
"""Around the span, so that it can be seen without colours."""


@click.command(short_help="Show a claim in its document, and why it is there.")
@click.argument("claim_id", metavar="ID")
@ledger_option
@click.option("--full", is_flag=True, help="Show the whole document, not only the paragraphs around the claim.")
@json_option("the claim, in the form of the public contract,")
def command(claim_id: str, ledger: Path, full: bool, as_json: bool) -> None:
    """Show a claim: the sentence in its document with the span marked, every field, and why each is what it is.

    Beside each field stands what found it (a rule, a cue, an entry of the knowledge or a learned model), the words it
    was found by, and how sure that is where it is measured. "not recorded": an earlier version, which kept less, has
    read it.

    ID is the id of a claim, or as much of its beginning as no other claim has.

    \b
    Examples:
      truceline show 3f2a
      truceline show 3f2a91c0 --full
      truceline show 3f2a --json | jq .why
    """
    from ..ledger import Ledger
    from .app import UserError
    from .console import visible

    with Ledger(ledger, create=False) as book:
        found = book.matching(claim_id.strip().lower())
    if not found:
        raise UserError(f"{ledger} has no claim whose id begins with {claim_id!r}. `truceline claims` lists them.")
    exact = [entry for entry in found if entry.claim.id == claim_id]
    if len(found) > 1 and not exact:
        listed = "\n".join(f"  {entry.claim.id}  {visible(entry.claim.span.text)}" for entry in found)
        raise UserError(f"Several claims have an id that begins with {claim_id!r}; give more of it:\n{listed}")
    entry = (exact or found)[0]
    if as_json:
        import msgspec

        from ..exports.contract import exported_entry

        click.echo(msgspec.json.encode(exported_entry(entry)).decode())
    else:
        _print(entry, full)


def _print(entry: Entry, full: bool) -> None:
    from .console import console, table, visible

    out = console()
    claim = entry.claim
    document = claim.document
    out.print(visible(document.title or "(no title)"), style="bold")
    out.print(visible(" · ".join(filter(None, (document.outlet, document.url, document.path)))), style="dim")
    out.print()
    out.print(_marked(claim, full), soft_wrap=True)
    out.print()
    about = table("about", "")
    for name, value in circumstances(entry):
        about.add(name, value)
    out.print(about)
    shown = table("field", "value", "found by", "words", "score")
    for field in fields(claim):
        shown.add(field.name, field.value, field.found_by, field.words, field.score)
    out.print(shown)


def _marked(claim: Claim, full: bool) -> Text:
    """The text around the claim: the sentence bold, the span between marks."""
    from rich.text import Text

    from .console import visible

    text = claim.document.text
    sentence, span = claim.sentence, claim.span
    start, end = (0, len(text)) if full else _around(text, min(sentence.start, span.start), max(sentence.end, span.end))
    cuts = sorted({start, end, sentence.start, sentence.end, span.start, span.end})
    made = Text()
    for left, right in pairwise(cuts):
        inside = span.start <= left < span.end
        if left == span.start:
            made.append(MARKS[0])
        style = "bold reverse" if inside else "bold" if sentence.start <= left < sentence.end else ""
        made.append(visible(text[left:right]), style)
        if right == span.end:
            made.append(MARKS[1])
    return made


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph that a stretch stands in, with the one before and the one after."""
    for _ in range(2):
        start = max(text.rfind("\n\n", 0, max(start - 1, 0)), 0)
        end = text.find("\n\n", end + 2) if text.find("\n\n", end + 2) >= 0 else len(text)
    while start < len(text) and text[start] == "\n":
        start += 1
    return start, end
