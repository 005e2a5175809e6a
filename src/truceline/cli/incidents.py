"""``truceline incidents``."""

from __future__ import annotations

import json
from itertools import combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import claim_filters, json_option, ledger_option, rebuild_option

if TYPE_CHECKING:
    from ..compare.account import Account
    from ..compare.incidents import Incident

SHOWN = 30


@click.command(short_help="List happenings with all claims about each.")
@ledger_option
@claim_filters
@click.option("--single/--no-single", default=False, help="Also what one claim alone tells of, or not (the default).")
@click.option("--why", is_flag=True, help="Say for each two claims why they were put together.")
@rebuild_option
@click.option("--limit", type=click.IntRange(0), metavar="N", help=f"At most so many; without it {SHOWN}, as JSON all.")
@json_option("the incidents, one a line and with what speaks for each pair of claims,")
def command(
    ledger: Path, single: bool, why: bool, rebuild: bool, limit: int | None, as_json: bool, **filters: Any
) -> None:
    """List incidents: the claims, of whatever reports, that speak of one happening; the latest reported first.

    Claims are put together when what they say of place, time and those who suffered it can all be so at once.  Who is
    said to have done it never parts them.  No claim is changed or lost by it.  An incident is listed with all its
    claims if one of them passes the filters; it is named by its first claim.  Totals since a start, calls, plans and
    possibilities are no incidents.

    \b
    Examples:
      truceline incidents --conflict sudan-2023
      truceline incidents --place Goma --why
      truceline incidents --kind toll --published-since 2025-05 --json
    """
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        if rebuild:
            book.compare(again=True)
        most = limit if limit is not None or as_json else SHOWN + 1
        found = book.incidents(single=single, limit=most, **filters)
        if as_json:
            for incident in found:
                click.echo(json.dumps(plain(incident), ensure_ascii=False))
            return
        listed = list(found)
    for incident in islice(listed, SHOWN if limit is None else limit):
        _print(incident, why)
    if not listed:
        more = "" if single else " --single lists those of one claim too."
        click.echo(f"No incident passes the filters.{more}", err=True)
    elif limit is None and len(listed) > SHOWN:
        click.echo(f"The first {SHOWN} are shown; --limit shows more, --json all.", err=True)


def plain(incident: Incident) -> dict[str, Any]:
    """The incident as JSON: its claims in the form of the public contract."""
    from ..compare.evidence import judge
    from ..exports.contract import to_contract

    return {
        "id": incident.id,
        "sure": incident.sure,
        "stories": sorted({a.story_or_report for a in incident.accounts}),
        "claims": [to_contract(a.claim) for a in incident.accounts],
        "why": [
            {"claims": [one.claim.id, other.claim.id], "sure": (verdict := judge(one, other)).sure,
             "evidence": [{"what": what, "points": points} for what, points in verdict.why if verdict.sure]
             or [{"what": verdict.why[0][0], "points": None}]}
            for one, other in combinations(incident.accounts, 2)
        ],
    }  # fmt: skip


def _print(incident: Incident, why: bool) -> None:
    from .console import visible

    reports = len({a.claim.document.id for a in incident.accounts})
    sure = "" if incident.sure is None else f", sure by {incident.sure:.0%}"
    told = f"{_count(len(incident.accounts), 'claim')} of {_count(reports, 'report')}{sure}"
    click.echo(visible(f"{incident.id[:8]}  {_days(incident)}{told}"))
    for account in incident.accounts:
        _print_account(account)
    for one, other in combinations(incident.accounts, 2) if why else ():
        click.echo(visible(f"    {one.claim.id[:8]} and {other.claim.id[:8]}: {_reasons(one, other)}"))
    click.echo()


def _print_account(account: Account) -> None:
    from .claims import gist, voice
    from .console import visible

    click.echo(visible(f"    {account.claim.id[:8]}  {gist(account.claim)}"))
    copied = f" (a copy of {account.original[:8]})" if account.original not in (None, account.claim.document.id) else ""
    click.echo(visible(f"              {voice(account.claim)}{copied}"))


def _reasons(one: Account, other: Account) -> str:
    from ..compare.evidence import judge

    verdict = judge(one, other)
    if not verdict.sure:
        return f"apart by {verdict.why[0][0]}, held together by the others"
    return f"{verdict.sure:.0%}: " + ", ".join(f"{what} ({points:+.1f})" for what, points in verdict.why)


def _days(incident: Incident) -> str:
    """The first and last day that its claims state; nothing where none does."""
    from ..ledger.rows import time_of

    times = [time for a in incident.accounts if (time := time_of(a.claim.body)) is not None]
    days = sorted(day for time in times for day in (time.start, time.end) if day)
    return f"{' to '.join(dict.fromkeys((days[0], days[-1])))}  " if days else ""


def _count(number: int, of: str) -> str:
    return f"{number} {of}{'' if number == 1 else 's'}"
