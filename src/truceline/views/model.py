"""From a ledger to a :class:`~truceline.views.briefing.Briefing`: the only place of the views that asks the ledger."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..cli import phrasing
from ..ledger import Ledger, StoredDocument
from . import days as filed
from . import wording
from .beside import Beside
from .beside_model import beside
from .briefing import (
    AnyLine,
    Briefing,
    ControlLine,
    Day,
    Earlier,
    EventLine,
    Figure,
    Moment,
    Part,
    Report,
    Section,
    SectionKey,
    TollLine,
    heading,
)
from .collect import Collected, Item, collect, shown_order
from .phrases import clean, command, link, many

CHARTED = frozenset({"Killed", "Wounded", "Killed or wounded", "Missing", "Captured", "Displaced"})
"""What the toll chart shows: harm to people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a briefing is asked for.

    ``since`` and ``until`` are days of publication, inclusive.  ``limit`` is the number of lines of a section,
    ``days`` that of days told in full for each conflict; null: all.
    """

    conflicts: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    background: bool = True
    limit: int | None = 10
    days: int | None = 14


def briefing(ledger: Ledger, wanted: Wanted) -> Briefing:
    """What the ledger says, in the order in which it is to be read."""
    reports = _Reports(ledger, wanted)
    filters = {
        "conflict": wanted.conflicts or None,
        "published_since": wanted.since,
        "published_until": wanted.until,
        "background": None if wanted.background else False,
    }
    found = collect(ledger.entries(**filters))
    side_by_side = beside(ledger, wanted.limit, **filters)
    names = {conflict.id: conflict.name for conflict in ledger.conflicts()}
    parts = [
        _Conflict(ledger, wanted, conflict, found, reports, side_by_side.get(conflict, Beside()))
        .part(names.get(conflict or "", conflict))
        for conflict in reports.read
    ]
    parts.sort(key=lambda part: (part.id is None, -part.reports, -part.claims, part.name))
    unread, undated = reports.unread, reports.undated
    return Briefing(
        ledger=str(ledger.path),
        scope=_scope(wanted, names),
        reports=sum(part.reports for part in parts),
        claims=found.claims.total(),
        parts=tuple(parts),
        unread=tuple(unread[: wanted.limit]),
        more_unread=len(unread) - len(unread[: wanted.limit]),
        undated=tuple(undated[: wanted.limit]),
        more_undated=len(undated) - len(undated[: wanted.limit]),
        advice=() if parts else _advice(ledger, wanted),
    )


class _Reports:
    """The documents that a briefing tells of, by conflict and day, without their texts."""

    def __init__(self, ledger: Ledger, wanted: Wanted) -> None:
        self.read: defaultdict[str | None, defaultdict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
        self.unread: list[Report] = []
        self.undated: list[Report] = []
        for stored in ledger.documents(status="not_read"):  # which conflict they tell of is not known
            if not filed.key_of(stored.document.published) or _within(stored, wanted):
                self.unread.append(_report(stored))
        for stored in ledger.documents(status="read", conflict=wanted.conflicts or None):
            day = filed.key_of(stored.document.published)
            if not day:
                self.undated.append(_report(stored))
                if not (wanted.since or wanted.until):
                    self.read[stored.conflict][""].append(_report(stored))
            elif _within(stored, wanted):
                self.read[stored.conflict][day].append(_report(stored))
        for several in (self.unread, self.undated, *(r for days in self.read.values() for r in days.values())):
            several.sort(key=lambda report: (report.day, report.outlet, report.title, report.id))


def _within(stored: StoredDocument, wanted: Wanted) -> bool:
    published = stored.document.published
    if published.start is None:
        return not (wanted.since or wanted.until)
    late_enough = wanted.since is None or published.end is None or published.end >= wanted.since
    return late_enough and (wanted.until is None or published.start <= wanted.until)


def _report(stored: StoredDocument) -> Report:
    document = stored.document
    basis = wording.BASES.get(document.published.basis, "")
    notes = (clean(stored.reason), basis, "" if stored.claims or stored.reason else "no claims found")
    return Report(
        id=document.id[:8],
        outlet=clean(document.outlet),
        title=clean(document.title) or clean(document.path) or "(no title)",
        url=link(document.url),
        day=phrasing.interval(document.published),
        claims=stored.claims,
        note="; ".join(filter(None, notes)),
    )


class _Conflict:
    """One conflict on its way into a briefing."""

    def __init__(
        self, ledger: Ledger, wanted: Wanted, conflict: str | None, found: Collected, reports: _Reports, side: Beside
    ) -> None:
        self.path = str(ledger.path)
        self.wanted = wanted
        self.id = conflict
        self.found = found
        self.reports = reports.read[conflict]
        self.news = found.news.get(conflict, {})
        self.beside = side

    def part(self, name: str | None) -> Part:
        days = sorted({*self.reports, *self.news}, reverse=True)
        full = days[: self.wanted.days]
        dated = [day for day in days if day]
        everyone = [report for reports in self.reports.values() for report in reports]
        figures, missing_figures = self._figures()
        moments, missing_moments = self._moments()
        return Part(
            id=self.id,
            name=name or wording.NO_CONFLICT,
            reports=len(everyone),
            outlets=len({report.outlet for report in everyone} - {""}),
            claims=self.found.claims[self.id],
            period=f"{filed.first(dated[-1])} to {max(map(filed.last, dated))}" if len(dated) > 1 else "".join(dated),
            days=tuple(map(self._day, full)),
            earlier=tuple(map(self._earlier, days[len(full) :])),
            command=command("report", self.path, *self._filters(), f"--days {max(len(days), 1)}"),
            history=self._history(),
            figures=figures,
            missing_figures=missing_figures,
            moments=moments,
            missing_moments=missing_moments,
            beside=self.beside,
        )

    def _day(self, day: str) -> Day:
        items = self.news.get(day, [])
        by_section: defaultdict[SectionKey, list[Item]] = defaultdict(list)
        for item in items:
            by_section[item.section].append(item)
        reports = self.reports.get(day, [])
        return Day(
            key=day,
            label=filed.label(day),
            new=_new(items),
            sections=tuple(
                self._section(key, by_section[key], self._claims_command(day, wording.SECTION_FILTERS[key]))
                for key in wording.SECTIONS
                if by_section[key]
            ),
            reports=tuple(reports[: self.wanted.limit]),
            more_reports=len(reports) - len(reports[: self.wanted.limit]),
            command=self._command("documents", day),
        )

    def _earlier(self, day: str) -> Earlier:
        return Earlier(
            key=day, label=filed.label(day), new=_new(self.news.get(day, [])), command=self._claims_command(day, "")
        )

    def _section(self, key: SectionKey, items: Iterable[Item], how: str, title: str | None = None) -> Section:
        lines = [item.line for item in sorted(items, key=shown_order)]
        if key == "ceasefire":
            kinds = list(wording.CEASEFIRE_KINDS.values())
            lines.sort(key=lambda line: kinds.index(line.kind) if isinstance(line, EventLine) and line.kind else 0)
        shown = _fair(lines, self.wanted.limit)
        return Section(
            key=key, title=title or wording.SECTIONS[key], lines=shown, more=len(lines) - len(shown), command=how
        )

    def _history(self) -> Section | None:
        items = self.found.history.get(self.id, [])
        if not items:
            return None
        how = command("claims", self.path, *self._filters("--published-"), "--background")
        return self._section("events", items, how, wording.HISTORY)

    def _figures(self) -> tuple[tuple[Figure, ...], int]:
        """Figures of harm to people that are said to be so, each once, by harm and day; and how many are left out."""
        figures = [
            Figure(key=day, label=filed.label(day, weekday=False), line=item.line)
            for day in sorted(self.news)
            for item in sorted(self.news[day], key=shown_order)
            if isinstance(item.line, TollLine) and not item.line.first and not item.line.mark
            if item.line.harm in CHARTED and item.line.lost == "persons"
            if (item.line.best, item.line.low, item.line.high) != (None, None, None)
        ]
        kept: list[Figure] = []
        for harm in wording.HARMS.values():
            of_harm = [figure for figure in figures if figure.line.harm == harm]
            kept += of_harm[-self.wanted.limit :] if self.wanted.limit else of_harm
        return tuple(kept), len(figures) - len(kept)

    def _moments(self) -> tuple[tuple[Moment, ...], int]:
        """The days on which something new was told about a ceasefire or about control, oldest first."""
        made = []
        for day in sorted(self.news):
            items = sorted((i for i in self.news[day] if i.section in ("ceasefire", "control")), key=shown_order)
            lines = [i.line for i in items if isinstance(i.line, EventLine | ControlLine) and not i.line.first]
            if lines:
                shown = tuple(lines[: self.wanted.limit and max(3, self.wanted.limit // 2)])
                made.append(
                    Moment(key=day, label=filed.label(day, weekday=False), lines=shown, more=len(lines) - len(shown))
                )
        most = self.wanted.days
        kept = made[-most:] if most else made
        return tuple(kept), len(made) - len(kept)

    def _conflict_filter(self) -> tuple[str, ...]:
        return (f"--conflict {shlex.quote(self.id)}",) if self.id else ()

    def _filters(self, prefix: str = "--") -> tuple[str, ...]:
        """The filters of this briefing, as options."""
        days = (("since", self.wanted.since), ("until", self.wanted.until))
        return *self._conflict_filter(), *(f"{prefix}{name} {day}" for name, day in days if day)

    def _command(self, verb: str, day: str, *more: str) -> str:
        dates = (f"--published-since {filed.first(day)}", f"--published-until {filed.last(day)}") if day else ()
        return command(verb, self.path, *self._conflict_filter(), *dates, *more)

    def _claims_command(self, day: str, how: str) -> str:
        return self._command("claims", day, *filter(None, (how, "--no-background", "--limit 1000")))


def _fair(lines: Sequence[AnyLine], limit: int | None) -> tuple[AnyLine, ...]:
    """At most ``limit`` lines, in their order, of each heading as many as of the others: none crowds another out."""
    if limit is None or len(lines) <= limit:
        return tuple(lines)
    seen: Counter[str] = Counter()
    turns = []
    for place, line in enumerate(lines):
        turns.append((seen[heading(line)], place))
        seen[heading(line)] += 1
    return tuple(lines[place] for place in sorted(place for _, place in sorted(turns)[:limit]))


def _new(items: Sequence[Item]) -> str:
    """"2 figures, 1 claim of control; 3 told before"."""
    counts: defaultdict[SectionKey, int] = defaultdict(int)
    for item in items:
        counts[item.section] += not item.line.first
    told = [many(counts[key], *wording.COUNTED[key]) for key in wording.SECTIONS if counts[key]]
    again = sum(bool(item.line.first) for item in items)
    return "; ".join(filter(None, (", ".join(told), f"{again:,} told before" if again else "")))


def _scope(wanted: Wanted, names: dict[str, str]) -> str:
    told = [names.get(conflict, conflict) for conflict in wanted.conflicts]
    period = " ".join(
        f"{word} {day}" for word, day in (("since", wanted.since), ("until", wanted.until)) if day is not None
    )
    parts = (", ".join(told), f"published {period}" if period else "", "" if wanted.background else "without history")
    return "; ".join(filter(None, parts))


def _advice(ledger: Ledger, wanted: Wanted) -> tuple[str, ...]:
    """What to do when there is nothing to tell."""
    totals = ledger.totals()
    path = str(ledger.path)
    if not totals.documents:
        return (
            "This ledger has no reports yet. Read some into it:",
            f"truceline read my-reports/ --ledger {shlex.quote(path)}",
            "A file, a folder, an archive or a web address will do; then ask for the report again.",
        )
    if totals.documents == totals.not_read:
        return (
            f"{many(totals.documents, 'report')} stored, but none could be read; why is listed below.",
            command("documents", path, "--status not_read"),
        )
    narrowed = "the filters" if (wanted.conflicts or wanted.since or wanted.until) else "this ledger"
    return (
        f"No report passes {narrowed}. The ledger has {many(totals.documents, 'report')}:",
        command("documents", path),
        command("conflicts", path),
    )
