"""``truceline ceasefires``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import Day, claim_filters, json_option, ledger_option

if TYPE_CHECKING:
    from ..compare.ceasefire_states import Standing, State
    from ..compare.ceasefires import Moment, Timeline
    from ..records import Actor

SHOWN = 60


@click.command(short_help="Follow ceasefires: steps, states, declarations.")
@ledger_option
@claim_filters
@click.option("--on", "day", type=Day(last=True), help="The state on this day, with the claims that make it.")
@click.option("--declarations", is_flag=True, help="One row an actor, as in the ETH/PRIO ceasefire data.")
@click.option("--format", "form", type=click.Choice(["terminal", "csv"]), default="terminal", show_default=True,
              help="csv writes the declarations.")  # fmt: skip
@click.option("--limit", type=click.IntRange(0), metavar="N",
              help=f"At most so many steps of a conflict, the latest; without it {SHOWN}, as JSON all.")  # fmt: skip
@json_option("the steps, the states (--on) or the declarations, one a line,")
def command(
    ledger: Path, day: str | None, declarations: bool, form: str, limit: int | None, as_json: bool, **filters: Any
) -> None:
    """Follow the ceasefires of each conflict by what is claimed: calls, offers and their conditions, refusals,
    agreements, beginnings, alleged violations, extensions, suspensions and ends, and in what state it all is.

    A state is what is claimed, with the claims that make it.  Where the sides' claims differ, it is disputed.  What is
    told as history without a date stands last, and makes no state.

    \b
    Examples:
      truceline ceasefires --conflict sudan-2023
      truceline ceasefires --on 2023-09-20
      truceline ceasefires --declarations --format csv > declarations.csv
      truceline ceasefires --conflict colombia --on 2023-01 --json
    """
    from ..ledger import Ledger

    if day and (declarations or form == "csv"):
        raise click.UsageError("--on gives states; without it there are declarations.")
    if as_json and form == "csv":
        raise click.UsageError("Choose one of --json and --format csv.")
    with Ledger(ledger, create=False) as book:
        timelines = book.ceasefires(**filters)
        named = {c.id: f"{c.name} ({c.id}{f', part of {c.part_of}' if c.part_of else ''})" for c in book.conflicts()}
    if form == "csv":
        _write_csv(timelines)
    elif as_json:
        for record in records(timelines, day, declarations, limit):
            click.echo(json.dumps(record, ensure_ascii=False))
    elif declarations:
        _print_declarations(timelines)
    else:
        for timeline in timelines:
            _print(timeline, named, day, SHOWN if limit is None else limit)
    if not timelines:
        click.echo("No claim of a ceasefire passes the filters.", err=True)


def _write_csv(timelines: Sequence[Timeline]) -> None:
    from ..compare.declarations import declarations
    from ..exports.ceasefires import write_declarations

    write_declarations(declarations(timelines), sys.stdout.buffer)


def records(
    timelines: Sequence[Timeline], day: str | None, declared: bool, limit: int | None
) -> Iterable[dict[str, Any]]:
    """What is asked for as JSON: declarations (``declared``), the states on a day, or the steps; see the options."""
    from ..compare.ceasefire_states import standing
    from ..compare.declarations import declarations
    from ..exports.ceasefires import standing_record, step

    if declared:
        yield from (dict(row) for row in declarations(timelines))
        return
    for timeline in timelines:
        if day:
            yield standing_record(standing(timeline, date.fromisoformat(day)))
        else:
            yield from (step(timeline, moment) for moment in _latest(timeline, limit))


def _latest(timeline: Timeline, limit: int | None) -> Sequence[Moment]:
    """The last steps, in order; those without a date after the dated ones."""
    if limit is None:
        return timeline.moments
    dated = [m for m in timeline.moments if m.day]
    kept = dated[len(dated) - limit :] if limit < len(dated) else dated
    return [*kept, *[m for m in timeline.moments if not m.day][: limit - len(kept)]]


def _print(timeline: Timeline, named: dict[str, str], day: str | None, limit: int) -> None:
    from ..compare.ceasefire_states import standing
    from .console import console, table, visible

    screen = console()
    unknown = f"No known conflict: {timeline.moments[0].claims[0].document.title or 'a report without title'}"
    screen.print(
        visible(named.get(timeline.conflict, timeline.conflict) if timeline.conflict else unknown), style="bold"
    )
    if day is None:
        made = table("day", "step", "who", "to whom, of whom", "terms", "told by", "claims")
        for moment in _latest(timeline, limit):
            made.add(*_cells(moment))
        screen.print(made)
        if len(timeline.moments) > limit:
            click.echo(f"{limit} of {len(timeline.moments)} steps are shown; --limit shows more, --json all.", err=True)
    if on := date.fromisoformat(day) if day else timeline.last:
        _print_standing(standing(timeline, on))
    screen.print()


def _cells(moment: Moment) -> Sequence[str]:
    when = moment.when
    days = " to ".join(dict.fromkeys(d.isoformat() for d in (when.start, when.end) if d)) or "no date"
    if when.basis in ("said", "report", "by"):
        days = {"said": f"{days} (said)", "report": f"{days} (report)", "by": f"by {days}"}[when.basis]
    told = " ".join(filter(None, (moment.kind, f"({moment.form})" if moment.form else "")))
    doubt = "" if moment.actual else f" [{moment.claims[0].modality.replace('_', ' ')}]"
    who = _names(moment.parties) or (f"announced by {_names(moment.third)}" if moment.third else "")
    return (days, f"{told}{doubt}{' [background]' if moment.background else ''}", who, _names(moment.others),
            _terms(moment), _told_by(moment), " ".join(c.id[:8] for c in moment.claims))  # fmt: skip


def _names(actors: Sequence[Actor]) -> str:
    from . import phrasing

    return phrasing.actors(tuple(actors))


def _terms(moment: Moment) -> str:
    terms = moment.terms
    parts = [
        *moment.conditions,
        terms.duration.text if terms.duration else "",
        f"from {terms.begins}" if terms.begins else "at once" if terms.at_once else "",
        f"until {terms.until}" if terms.until else "",
        terms.lateral or "",
        terms.class_ or "",
        {True: "written", False: "verbal", None: ""}[terms.written],
        {"whole": "everywhere", "partial": "in part", None: ""}[terms.scope],
        *terms.purposes,
        f"mediated by {_names(terms.mediators)}" if terms.mediators else "",
        "to keep or extend one" if moment.keep else "",
        f"of {moment.of.start} to {moment.of.end}" if moment.of.start else "",
    ]
    return "; ".join(filter(None, parts))


def _told_by(moment: Moment) -> str:
    from . import phrasing

    return "; ".join(dict.fromkeys(phrasing.chain(c) or phrasing.publisher(c.document) for c in moment.claims))


def _print_standing(standing: Standing) -> None:
    from .console import console, visible

    screen = console()
    screen.print(visible(f"On {standing.day}: {_told(standing.state)}"))
    for line in _reasons(standing.state):
        screen.print(visible(f"  {line}"), soft_wrap=True)
    for state in standing.ceasefires:
        if state.ceasefire and state.ceasefire is not standing.state.ceasefire:
            parties = _names(state.ceasefire.parties) or "parties not named"
            before = "before a later one took its place" if state.replaced_by else "also"
            screen.print(visible(f"  {before}: {_told(state)}, of {parties}"), soft_wrap=True)


def _told(state: State) -> str:
    """ "in force with alleged violations (since 2023-04-24)"."""
    from . import phrasing

    since = phrasing.since(state)
    return f"{state.state.replace('_', ' ')}{f' ({since})' if since else ''}"


def _reasons(state: State) -> Iterable[str]:
    yield from state.why
    for version in state.versions:
        yield f"{version.state.replace('_', ' ')}, as told by {', '.join(version.by) or 'the reports'}"
    if state.claims:
        yield f"claims: {' '.join(c[:8] for c in state.claims)}"


def _print_declarations(timelines: Sequence[Timeline]) -> None:
    from ..compare.declarations import declarations
    from . import phrasing
    from .console import console, table

    made = table("conflict", "no.", "actor", "side", "declared", "in effect", "length", "state", "claims")
    for row in declarations(timelines):
        made.add(row["conflict"] or "", str(row["cf_id"]), row["actor_name"], row["side"] or "",
                 phrasing.partial(row["cf_dec_yr"], row["cf_dec_month"], row["cf_dec_day"]),
                 phrasing.partial(row["cf_effect_yr"], row["cf_effect_month"], row["cf_effect_day"]),
                 row["fixed_time"] or "", row["state"].replace("_", " "),
                 " ".join(c[:8] for c in row["claims"].split()))  # fmt: skip
    console().print(made)
