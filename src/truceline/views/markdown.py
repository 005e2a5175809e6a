"""A briefing as Markdown, for a repository, a wiki or an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from . import sentences, wording
from .beside_markdown import beside_lines
from .briefing import AnyLine, Briefing, Day, Part, Report, Section, Told, TollLine
from .markdown_text import escaped, in_code
from .phrases import many

_BLANKS = re.compile(r"\n{3,}")


def markdown(briefing: Briefing) -> str:
    """The whole briefing; the same ledger gives the same text."""
    return _BLANKS.sub("\n\n", "\n".join(_all(briefing))).rstrip() + "\n"


def _all(briefing: Briefing) -> Iterator[str]:
    yield "# What is claimed, and by whom"
    yield ""
    counted = f"{many(briefing.reports, 'report')}, {many(briefing.claims, 'claim')} in `{in_code(briefing.ledger)}`"
    yield "; ".join(filter(None, (counted, escaped(briefing.scope)))) + "."
    yield "No claim is judged and no figure added up. `truceline show ID` shows a claim in its report."
    for line in briefing.advice:
        yield ""
        yield f"    {line}" if line.startswith("truceline ") else escaped(line)
    for part in briefing.parts:
        yield from _part(part)
    for title, reports, more in (
        (wording.UNREAD, briefing.unread, briefing.more_unread),
        (wording.UNDATED, briefing.undated, briefing.more_undated),
    ):
        if reports:
            yield from ("", f"## {title}", "")
            yield from _reports(reports, more)
    if briefing.parts:
        yield from ("", wording.LEFT_OUT)


def _part(part: Part) -> Iterator[str]:
    yield from ("", f"## {escaped(part.name)}", "", escaped(sentences.part_words(part)))
    for day in part.days:
        yield from _day(day)
    yield from beside_lines(part)
    if part.earlier:
        yield from ("", "### Earlier days", "")
        for earlier in part.earlier:
            yield f"- {earlier.label}: {earlier.new or 'nothing new'}. `{in_code(earlier.command)}`"
    if part.history:
        yield from ("", "<details>", f"<summary>{wording.HISTORY}</summary>", "")
        yield from _lines(part.history.lines)
        yield from _more(part.history)
        yield from ("", "</details>")


def _day(day: Day) -> Iterator[str]:
    yield from ("", f"### {day.label}", "")
    if day.new:
        yield f"New: {day.new}."
    for section in day.sections:
        yield from ("", f"#### {section.title}", "")
        yield from _tolls(section) if section.key == "tolls" else _grouped(section)
        yield from _more(section)
    yield from ("", "#### Read", "")
    yield from _reports(day.reports, day.more_reports)


def _tolls(section: Section) -> Iterator[str]:
    yield "| | figure | whose, of what | said by | read in |"
    yield "|---|---|---|---|---|"
    for title, lines in section.groups:
        for line in lines:
            if isinstance(line, TollLine):
                yield f"| {title} | {' | '.join(_cells(line))} |"


def _cells(line: TollLine) -> Iterable[str]:
    bounds = f" ({line.bounds})" if line.bounds else ""
    about = " · ".join(filter(None, (line.whose, sentences.circumstances(line))))
    read = "<br>".join(f"{_told(told)}: “{_marked(told)}”" for told in line.told)
    return f"**{escaped(line.count)}**{bounds}{_mark(line)}", escaped(about), escaped(sentences.sayer(line)), read


def _grouped(section: Section) -> Iterator[str]:
    for title, lines in section.groups:
        if title:
            yield from (f"*{title}*", "")
        yield from _lines(lines)
        if title:
            yield ""


def _lines(lines: Iterable[AnyLine]) -> Iterator[str]:
    for line in lines:
        rest = sentences.circumstances(line)
        yield (
            f"- **{escaped(sentences.gist(line))}**{_mark(line)}{'; ' if rest else ''}{escaped(rest)}"
            f" — {escaped(sentences.sayer(line))}"
        )
        yield from (f"  - {_told(told)}: “{_marked(told)}”" for told in line.told)


def _marked(told: Told) -> str:
    """The sentence, its span in bold."""
    before, span, after = map(escaped, (told.before, told.span, told.after))
    strong = f"**{span.strip()}**" if span.strip() else ""
    return f"{before}{' ' if span.startswith(' ') else ''}{strong}{' ' if span.endswith(' ') else ''}{after}"


def _told(told: Told) -> str:
    title = f"“{escaped(told.title)}”" if told.title else ""
    if told.url:
        title = f"[{title or 'report'}]({_target(told.url)})"
    return ", ".join(filter(None, (escaped(told.outlet), title, told.day, f"`{told.id}`")))


def _target(url: str) -> str:
    """An address inside ``](...)``: nothing in it can end the link."""
    return re.sub(r"[()<>\\`|\s]", lambda found: f"%{ord(found.group()):02X}", url)


def _mark(line: AnyLine) -> str:
    return f" *\\[{line.mark}\\]*" if line.mark else ""


def _more(section: Section) -> Iterator[str]:
    if section.more:
        yield from ("", f"{section.more:,} more: `{in_code(section.command)}`")


def _reports(reports: Iterable[Report], more: int) -> Iterator[str]:
    yield from (f"- {escaped(sentences.report_words(report))}" for report in reports)
    if more:
        yield f"- and {many(more, 'other')}"
