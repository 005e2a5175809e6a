"""``truceline review import``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import json_option, ledger_option
from .review_options import by_option, counted, raising

if TYPE_CHECKING:
    from ..review.importing import Imported, Loose


@click.command("import", short_help="Add decisions that were taken in another ledger.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--from", "called", metavar="TEXT", help="What to call where they come from; the file's name unless told."
)
@ledger_option
@by_option
@json_option("what was done")
def import_(file: str, called: str | None, ledger: Path, by: str, as_json: bool) -> None:
    """Add the decisions that were taken in another ledger, from a FILE of `truceline review export --format jsonl`; -
    is standard input.

    Each keeps who took it, when and why, and says where it comes from and who imported it.  It belongs to the claim of
    the same document in exactly the same place, as after reading again; what belongs to none is listed.  Nothing that
    is in this ledger is changed: the decisions become new lines at the end of its log.  Those that it has are not
    added again, so that a file may be imported twice, or a later export of the same ledger.

    Whoever has the same name in both ledgers is taken for one person.  A round comes along, blind as it is there.

    A line that was changed after it was written, or that is wrong otherwise, is told and left out, the others are
    taken; the exit status is then 1.

    \b
    Examples:
      truceline review export --ledger field.db --format jsonl --output field.jsonl
      truceline review import field.jsonl --ledger desk.db --from "field office"
      truceline review import field.jsonl --ledger desk.db --json | jq .orphans
    """
    from msgspec import to_builtins

    from ..ledger import Ledger

    named = called or ("standard input" if file == "-" else Path(file).name)
    with Ledger(ledger, create=False) as book, raising(), click.open_file(file, "rb") as lines:
        made = book.reviews.import_log(by, lines, called=named)
    if as_json:
        click.echo(json.dumps(to_builtins(made), ensure_ascii=False))
    else:
        _print(made, file)
    sys.exit(1 if made.problems else 0)


def _print(made: Imported, file: str) -> None:
    from .console import visible

    for problem in made.problems:
        click.echo(visible(f"{file}:{problem.line}: {problem.what}"), err=True)
    for one in made.orphans:
        click.echo(visible(_loose(one)))
    for name, here in made.rounds.items():
        click.echo(visible(f"The round {name} is called {here} here: there is another of its name."), err=True)
    figures = [f"{counted(made.added, 'decision')} imported", f"{made.already} here already",
               counted(len(made.orphans), "orphan"), counted(len(made.problems), "problem")]  # fmt: skip
    click.echo(f"{', '.join(figures)}.", err=True)
    if made.head is not None:
        click.echo(f"The log in the file ends with {made.head}; compare it with what was noted there.", err=True)


def _loose(one: Loose) -> str:
    about = one.claim or (f"document {one.document[:16]}" if one.document else "an incident")
    lines = f"line{'' if len(one.lines) == 1 else 's'} {', '.join(map(str, one.lines))}"
    kept = "; kept in the log of this ledger" if one.kept else ""
    return f"{lines}: {about}: {one.why}{kept}"
