"""``truceline stories``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import document_filters, json_option, ledger_option, rebuild_option

if TYPE_CHECKING:
    from ..ledger.store import StoredStory, StoryReport

SHOWN = 30


@click.command(short_help="List the stories that the documents tell.")
@ledger_option
@document_filters
@click.option("--single/--no-single", default=True, help="Also stories of one report, or not.")
@rebuild_option
@click.option("--limit", type=click.IntRange(0), metavar="N", help=f"At most so many; without it {SHOWN}, as JSON all.")
@json_option("the stories, one a line,")
def command(ledger: Path, single: bool, rebuild: bool, limit: int | None, as_json: bool, **filters: Any) -> None:
    """List stories, the latest first: the reports of one course of events within a few days, side by side.

    What is new in the ledger is compared first.  A story is listed with all its reports if one of them passes the
    filters; it is named by its first report.  Reports without a date are put together among themselves.

    \b
    Examples:
      truceline stories --conflict sudan-2023
      truceline stories --no-single --published-since 2023-09 --json
    """
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        if rebuild:
            book.compare(again=True)
        found = (s for s in book.stories(**filters) if single or len(s.reports) > 1)
        if as_json:
            for number, story in enumerate(found):
                if limit is not None and number >= limit:
                    break
                click.echo(json.dumps(plain(story), ensure_ascii=False))
            return
        listed = list(found)
    shown = SHOWN if limit is None else limit
    _print(listed[:shown])
    if not listed:
        click.echo("No story passes the filters.", err=True)
    elif len(listed) > shown:
        click.echo(f"{shown} of {len(listed)} stories are shown; --limit shows more, --json all.", err=True)


def plain(story: StoredStory) -> dict[str, Any]:
    """The story as JSON."""
    from msgspec import to_builtins

    return {
        "id": story.id,
        "first": story.first,
        "last": story.last,
        "reports": [{**to_builtins(r)} for r in story.reports],
    }


def _print(stories: list[StoredStory]) -> None:
    from .console import console, table

    made = table("story", "days", "report", "published", "outlet", "title", "why here")
    for story in stories:
        days = " to ".join(dict.fromkeys(filter(None, (story.first, story.last)))) or "no date"
        for number, report in enumerate(story.reports):
            made.add(
                "" if number else story.id[:8],
                "" if number else days,
                report.id[:8],
                _published(report),
                report.outlet or "",
                report.title,
                _why(report),
            )
    console().print(made)


def _published(report: StoryReport) -> str:
    from . import phrasing

    return phrasing.interval(report.published)


def _why(report: StoryReport) -> str:
    """ "0.34: ganja, missile, street; copy of 04c9594e"; nothing for the report that opened the story."""
    parts = []
    if report.likeness is not None:
        parts.append(f"{report.likeness:.2f}: {', '.join(t.removeprefix('place:') for t in report.shared)}")
    if report.copy_of:
        parts.append(f"copy of {report.copy_of[:8]}")
    return "; ".join(parts)
