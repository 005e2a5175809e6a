"""``truceline tolls``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .listing import limit_option, print_all
from .options import claim_filters, json_option, ledger_option

if TYPE_CHECKING:
    from ..compare.series import Entry, Series, Tally


@click.command(short_help="List toll series, rivals side by side.")
@ledger_option
@claim_filters
@click.option("--rivals", is_flag=True, help="Only what several claimants count.")
@click.option("--checked", is_flag=True, help="Only series of which a check has something to say.")
@click.option("--single/--no-single", default=False, help="Also what one figure alone counts, or not (the default).")
@limit_option
@json_option("what is counted, one thing a line, with the series of each claimant,")
def command(
    ledger: Path, rivals: bool, checked: bool, single: bool, limit: int | None, as_json: bool, **filters: Any
) -> None:
    """List tolls over time: for each thing counted the figures of every claimant, side by side, with the day that each
    is of.

    A claimant's running totals and additions are checked against each other (42, one more, 43); corrections stay
    beside what they correct; impossible falls and sudden jumps are marked. Nothing is added up or averaged. A thing is
    listed with all its figures if one of them passes the filters; --conflict also says among which reports figures are
    compared.

    \b
    Examples:
      truceline tolls --conflict sudan-2023
      truceline tolls --rivals --harm killed
      truceline tolls --checked --json
    """
    from ..exports.compared import plain_tally
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        found = [t for t in book.tolls(**filters) if wanted(t, rivals, checked, single)]
    more = "" if single else " --single lists single figures too."
    print_all(found, limit, plain_tally if as_json else None, _lines, f"No toll series passes the filters.{more}")


def wanted(tally: Tally, rivals: bool, checked: bool, single: bool) -> bool:
    """Whether a tally is one of those that are asked for; see the options."""
    if rivals and len(tally.series) < 2:
        return False
    if checked and not any(series.notes for series in tally.series):
        return False
    return single or sum(len(series.entries) for series in tally.series) > 1


def _lines(tally: Tally) -> list[str]:
    from ..compare.rivals import summary

    conflict = f" [{tally.matter.conflict}]" if tally.matter.conflict else ""
    return [f"{summary(tally)}{conflict}", *(line for series in tally.series for line in _series(series))]


def _series(series: Series) -> Iterator[str]:
    from ..compare.interest import marks
    from ..compare.rivals import range_of

    low, best, high = ("-" if n is None else f"{n:,}" for n in range_of(series))
    yield f"  {series.claimant.name}: low {low}, best {best}, high {high}"
    for entry in series.entries:
        yield f"    {_entry(entry)}"
    for note in series.notes:
        yield f"    > {note.kind.replace('_', ' ')}: {note.words}"
    for mark in dict.fromkeys(m.words for e in series.entries for a in e.accounts for m in marks(a)):
        yield f"    * {mark}"


_KINDS = {"total": "in all", "addition": "more", "incident": "in one incident"}


def _entry(entry: Entry) -> str:
    """ "2020-10-13  42 in all, told 2020-10-14  ba3cd1fa"; the first claim that tells it, and how many do."""
    words = [f"{entry.count.text} {_KINDS[entry.kind]}"]
    if entry.told and (entry.as_of is None or entry.told[1] != entry.as_of[1]):
        words.append(f"told {entry.told[1]}")
    words += [text for is_so, text in (
        (entry.earlier, "told as said before"),
        (entry.corrected, "a correction"),
        (entry.own_voice, "in the report's own voice, going on with this count"),
    ) if is_so]  # fmt: skip
    many = f" and {len(entry.accounts) - 1} more" if len(entry.accounts) > 1 else ""
    day = entry.as_of[1].isoformat() if entry.as_of else "no date   "
    return f"{day}  {', '.join(words)}  {entry.accounts[0].claim.id[:8]}{many}"
