"""``truceline corroboration``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .listing import limit_option, print_all
from .options import claim_filters, json_option, ledger_option
from .positions import between_lines, days, position_lines

if TYPE_CHECKING:
    from ..compare.agreements import Agreement


@click.command(short_help="List what independent sources agree in.")
@ledger_option
@claim_filters
@click.option("--least", type=click.IntRange(2), default=2, show_default=True, metavar="N",
              help="Independent sources that must say the same.")  # fmt: skip
@click.option("--across-sides", is_flag=True, help="Only where opposing sides of the conflict say the same.")
@limit_option
@json_option("the agreements, one a line, each with its claims and the independence of their sources,")
def command(ledger: Path, least: int, across_sides: bool, limit: int | None, as_json: bool, **filters: Any) -> None:
    """List agreements, the latest first: the same figure, deed or holder of a place, told by sources that do not depend
    on each other.

    Copies, reports that print one agency, accounts that go back to one source, a source and whoever quotes it, and
    bodies of one side count once. That independent sources agree does not make a thing true. An agreement is listed
    whole if one of its claims passes the filters; --conflict also says among which reports claims are compared.

    \b
    Examples:
      truceline corroboration --conflict sudan-2023
      truceline corroboration --across-sides
      truceline corroboration --least 3 --json
    """
    from ..exports.compared import plain_agreement
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        found = [a for a in book.agreements(**filters) if wanted(a, least, across_sides)]
    print_all(found, limit, plain_agreement if as_json else None, _lines, "No agreement passes the filters.")


def wanted(agreement: Agreement, least: int, across_sides: bool) -> bool:
    """Whether an agreement is one of those that are asked for; see the options."""
    return len(agreement.independent) >= least and (not across_sides or agreement.across_sides)


def _lines(agreement: Agreement) -> list[str]:
    conflict = f" [{agreement.conflict}]" if agreement.conflict else ""
    across = ", of opposing sides" if agreement.across_sides else ""
    return [
        f"{agreement.id[:8]}  {days(agreement.days)}{agreement.about}{conflict}",
        f"  {len(agreement.independent)} independent sources{across}",
        *position_lines(agreement.said),
        *between_lines(agreement.between),
    ]
