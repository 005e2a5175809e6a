"""A briefing on a terminal, 80 columns wide or more."""

from __future__ import annotations

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from . import sentences, wording
from .beside_terminal import beside_tables
from .briefing import AnyLine, Briefing, Day, EventLine, Part, Report, Section, TollLine
from .days import first
from .phrases import many

DIM = "dim"
MARK = "italic yellow"
NARROW = 110
"""Below so many columns the tables leave out what can be read in the line of the figure itself."""


def print_briefing(briefing: Briefing, console: Console) -> None:
    """Draw a briefing on a console; what reports say is never taken as markup."""
    console.print(_head(briefing))
    for part in briefing.parts:
        console.print()
        _print_part(part, console)
    for title, reports, more in (
        (wording.UNREAD, briefing.unread, briefing.more_unread),
        (wording.UNDATED, briefing.undated, briefing.more_undated),
    ):
        if reports:
            console.print(Group(Text(), Rule(Text(title, "bold"), align="left", style=DIM), _reports(reports, more)))
    if briefing.parts:
        console.print(Group(Text(), Text(wording.LEFT_OUT, DIM)))


def _head(briefing: Briefing) -> RenderableType:
    counted = f"{many(briefing.reports, 'report')}, {many(briefing.claims, 'claim')}"
    lines = [Text("What is claimed, and by whom", "bold"), Text(" · ".join(filter(None, (counted, briefing.scope))))]
    if briefing.advice:
        lines += [Text(), *(Text(line, "bold" if line.startswith("truceline ") else "") for line in briefing.advice)]
    else:
        lines.append(Text("No claim is judged and no figure added up. `truceline show ID` shows the sentence.", DIM))
    return Panel(Group(*lines), box=box.ROUNDED, border_style=DIM, title=Text(briefing.ledger), title_align="left")


def _print_part(part: Part, console: Console) -> None:
    console.print(Rule(Text(part.name, "bold"), style="bold", characters="━"))
    console.print(Text(sentences.part_words(part), DIM))
    for day in part.days:
        _print_day(day, console)
    for drawn in beside_tables(part):
        console.print(drawn)
    if part.earlier:
        console.print()
        for earlier in part.earlier[:3]:
            console.print(_both(earlier.label, f"  {earlier.new}"))
        if rest := part.earlier[3:]:
            since = first(rest[-1].key) or "an unknown day"
            console.print(Text(f"and {many(len(rest), 'day')} before, from {since} on", DIM))
        console.print(Text(part.command, DIM))
    if part.history:
        told = many(len(part.history.lines) + part.history.more, "claim")
        console.print(Group(Text(), Text(f"{wording.HISTORY}: {told}", "bold"), Text(part.history.command, DIM)))


def _print_day(day: Day, console: Console) -> None:
    console.print()
    console.print(_both(day.label, f"  {day.new}" if day.new else ""))
    for section in day.sections:
        console.print(Padding(_section(section, console.width - 2), (0, 0, 0, 2)))
    console.print(Padding(Group(Text("Read", "bold"), _reports(day.reports, day.more_reports)), (0, 0, 0, 2)))


def _section(section: Section, width: int) -> RenderableType:
    drawn: list[RenderableType] = [Text(section.title, "bold")]
    if section.key == "tolls":
        drawn.append(_tolls(section, width))
    else:
        for title, lines in section.groups:
            drawn += [Text(f" {title}", "underline")] if title else []
            drawn.append(_lines(lines))
    if section.more:
        drawn.append(Text(f" {section.more:,} more: {section.command}", DIM))
    return Group(*drawn)


def _lines(lines: tuple[AnyLine, ...]) -> Table:
    made = Table.grid(padding=(0, 0, 0, 1))
    for line in lines:
        made.add_row("•", _line(line))
    return made


def _tolls(section: Section, width: int) -> Table:
    """Figures beside one another, one row each; never a sum, never a mean."""
    wide = width >= NARROW
    made = Table(box=box.SIMPLE_HEAD, header_style=DIM, expand=True, show_edge=False)
    made.add_column("figure", ratio=3, overflow="fold")
    made.add_column("whose, of what", ratio=6, overflow="fold")
    made.add_column("said by", ratio=5, overflow="fold")
    if wide:
        made.add_column("via", ratio=4, overflow="fold")
    made.add_column("id", no_wrap=True, style=DIM, min_width=8)
    for title, lines in section.groups:
        made.add_row(Text(title, "underline"))
        for line in lines:
            if isinstance(line, TollLine):
                made.add_row(*_toll(line, wide))
    return made


def _toll(line: TollLine, wide: bool) -> list[RenderableType]:
    figure = Text(line.count, "" if line.first else "bold")
    figure.append(f" ({line.bounds})" if line.bounds else "", DIM)
    _append_mark(figure, line)
    about = Text(line.whose)
    if rest := sentences.circumstances(line):
        about.append(f"{' · ' if line.whose else ''}{rest}", DIM)
    via = sentences.outlets(line) if line.chain else ""
    said = Text(sentences.sayer(line))
    if wide:
        return [figure, about, said, via, line.told[0].id]
    said.append(f" (via {via})" if via else "", DIM)
    return [figure, about, said, line.told[0].id]


def _append_mark(text: Text, line: AnyLine) -> None:
    if line.mark:
        text.append(f" [{line.mark}]", MARK)


def _line(line: AnyLine) -> Text:
    """gist [planned]; where, when — sources (outlets) id"""
    made = Text(sentences.gist(line), "" if line.first else "bold")
    _append_mark(made, line)
    if rest := sentences.circumstances(line):
        made.append(f"; {rest}")
    made.append(f" — {sentences.sayer(line)}")
    via = sentences.outlets(line) if line.chain else ""
    made.append(f" ({via})" if via else "", DIM)
    made.append(f" {line.told[0].id}", DIM)
    if isinstance(line, EventLine) or line.mark:
        made.append(f"\n“{line.told[0].sentence}”", DIM)
    return made


def _reports(reports: tuple[Report, ...], more: int) -> RenderableType:
    lines = [Text(f" {sentences.report_words(report)}", DIM) for report in reports]
    if more:
        lines.append(Text(f" and {many(more, 'other')}", DIM))
    return Group(*lines)


def _both(strong: str, weak: str) -> Text:
    made = Text(strong, "bold reverse")
    made.append(weak, "not bold not reverse")
    return made
