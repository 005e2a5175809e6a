"""``truceline review``: the group of its commands."""

from __future__ import annotations

import click

from .review_decide import complete, decide, undo
from .review_export import export
from .review_import import import_
from .review_look import log, orphans, queue, status
from .review_round import agreement, round_group


@click.group(short_help="Decide about claims; export them as gold.")
def command() -> None:
    """Decide about claims, see what was decided, and let the program learn from it.

    Every decision is a line of a log that is only ever added to; nothing that a reviewer does deletes what the machine
    found.  `truceline serve` has the same in the browser.

    \b
    Examples:
      truceline review queue --conflict sudan-2023
      truceline review decide accept 926d4f4312b54274
      truceline review decide correct 926d4f4312b54274 --set toll.count.best=28 --why "a misprint"
      truceline review status
      truceline review export --format gold --output gold/
      truceline review import decisions.jsonl
    """


for one in (status, queue, decide, undo, complete, log, orphans, round_group, agreement, export, import_):
    command.add_command(one)
