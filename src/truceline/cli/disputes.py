"""``truceline disputes``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..compare.dispute_kinds import DISPUTE_KINDS
from .listing import limit_option, print_all
from .options import claim_filters, json_option, ledger_option
from .positions import between_lines, days, position_lines

if TYPE_CHECKING:
    from ..compare.dispute import Dispute


@click.command(short_help="List claims that cannot all hold.")
@ledger_option
@claim_filters
@click.option("--disagreement", multiple=True, type=click.Choice(DISPUTE_KINDS), metavar="KIND",
              help=f"Kind of disagreement: {', '.join(DISPUTE_KINDS)}.")  # fmt: skip
@limit_option
@json_option("the disputes, one a line, each with its claims and the independence of their sources,")
def command(ledger: Path, disagreement: tuple[str, ...], limit: int | None, as_json: bool, **filters: Any) -> None:
    """List disputes, the latest first: sets of claims that cannot all hold, with what each position says, who holds it,
    the sentences, and how the sources stand to each other.

    Which of them is true is not said. A dispute is listed whole if one of its claims passes the filters; --conflict
    also says among which reports claims are compared.

    \b
    Examples:
      truceline disputes --conflict nagorno-karabakh
      truceline disputes --disagreement figures --disagreement held_by_both
      truceline disputes --published-since 2025-05 --json
    """
    from ..exports.compared import plain_dispute
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        found = [d for d in book.disputes(**filters) if not disagreement or d.kind in disagreement]
    print_all(found, limit, plain_dispute if as_json else None, _lines, "No dispute passes the filters.")


def _lines(dispute: Dispute) -> list[str]:
    conflict = f" [{dispute.conflict}]" if dispute.conflict else ""
    return [
        f"{dispute.id[:8]}  {days(dispute.days)}{dispute.about}{conflict}",
        f"  {dispute.why}",
        *(line for position in dispute.positions for line in position_lines(position)),
        *between_lines(dispute.between),
        *(f"  said on this occasion: “{a.claim.sentence.text}”  {a.claim.id[:8]}" for a in dispute.occasion),
    ]
