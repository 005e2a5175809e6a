"""Scores publication dates: what is worked out of reports whose date has been taken away.

The data are lists of reports in ``*.yaml`` (a part is a folder) or ``*.jsonl.gz`` (a part is a file) with ``text`` and
``published``, the true day.  A report may also say what is ``possible``: the first and the last day that a careful
reader can defend with the text alone, or null where nothing tells the date.  Without it only the true day is compared.

range_right: the true day lies in the stated range, where an end that is not stated is no bound.  exact_right: of the
reports of which only one day is possible, those of which that day alone is stated.  false_precision: of all reports,
those whose range leaves the true day out, or a day that is possible.  unknown: those of which nothing is stated.
median_days: the median length of the ranges with two ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from ..dating import publication_date
from ..language.parse import parse_many
from ..records import Published
from ..sources import document_from_text
from .data import folder, lines
from .result import DataError, Evaluation, Metric, Mistake, metrics_of, sampled, share

STANDARD = "publication date from the text: range, exact day where it can be known, false precision (see its module)"
_FIELDS = ("text", "published")


@dataclass(frozen=True, slots=True)
class Report:
    """A report without its date: the true day, and the days that are possible (null where that is not annotated)."""

    part: str
    id: str
    text: str
    outlet: str | None
    day: date
    possible: tuple[date, date] | None


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score the reports in the folder ``data``.  Raises DataError when there are none, or they are of another form."""
    found = sorted(p for p in folder(data).rglob("*") if p.name.endswith((".yaml", ".jsonl.gz")))
    if not found:
        raise DataError(f"{data}: it has no *.yaml and no *.jsonl.gz. Give the folder with the dated reports.")
    metrics: list[Metric] = []
    mistakes: list[Mistake] = []
    reports = sorted((r for path in found for r in sampled(_reports(path), sample)), key=lambda r: r.part)
    for part, members in groupby(reports, key=lambda r: r.part):
        made, wrong = _score(part, list(members))
        metrics += made
        mistakes += wrong
    return Evaluation("published", STANDARD, tuple(metrics), tuple(mistakes))


def _score(part: str, reports: list[Report]) -> tuple[tuple[Metric, ...], list[Mistake]]:
    right = exact = known = false = unknown = 0
    widths: list[int] = []
    mistakes: list[Mistake] = []
    for report, stated in zip(reports, _dates(reports), strict=True):
        first, last = _day(stated.start), _day(stated.end)
        one = report.possible is not None and report.possible[0] == report.possible[1]
        holds = _holds(first, last, (report.day, report.day))
        wide = report.possible is None or _holds(first, last, report.possible)
        exactly = one and first == last == report.day
        right += holds
        known += one
        exact += exactly
        false += not (holds and wide)
        unknown += first is None and last is None
        if first and last:
            widths.append((last - first).days + 1)
        kind = None if holds and wide else ("too tight" if holds else "wrong")
        if kind or (one and not exactly):
            mistakes.append(Mistake(kind or "not exact", f"{part} {report.id}", _wanted(report), _told(stated)))
    return metrics_of(part, {
        "range_right": share(right, len(reports)),
        "exact_right": share(exact, known),
        "false_precision": share(false, len(reports)),
        "unknown": share(unknown, len(reports)),
        "median_days": median(widths) if widths else 0,
        "documents": len(reports),
        "exact_known": known,
    }), mistakes  # fmt: skip


def _dates(reports: Iterable[Report]) -> Iterator[Published]:
    documents = [document_from_text(r.text, outlet=r.outlet) for r in reports]
    for parsed in parse_many(documents):
        yield publication_date(parsed.document, parsed)


def _holds(first: date | None, last: date | None, inner: tuple[date, date]) -> bool:
    return (first is None or first <= inner[0]) and (last is None or inner[1] <= last)


def _wanted(report: Report) -> str:
    if report.possible is None or report.possible == (report.day, report.day):
        return report.day.isoformat()
    return f"{report.day} (possible: {report.possible[0]} to {report.possible[1]})"


def _told(stated: Published) -> str:
    return f"{stated.start or '...'} to {stated.end or '...'}: {'; '.join(stated.evidence) or 'no evidence'}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _reports(path: Path) -> list[Report]:
    """The reports of one file that have a day; passages and packs of other tasks have some that do not."""
    if path.suffix == ".yaml":
        part, entries = path.parent.name, _entries(path)
    else:
        part, entries = path.name.removesuffix(".jsonl.gz"), lines(path, _FIELDS)
    made = (_report(part, f"{path}, report {n}", e, n) for n, e in enumerate(entries, 1))
    return [report for report in made if report is not None]


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DataError(f"{path}: this is no YAML ({error}).") from error
    if not isinstance(entries, list) or not all(isinstance(e, dict) and set(_FIELDS) <= set(e) for e in entries):
        raise DataError(f"{path}: not a list of reports (text, published, possible).")
    return entries


def _report(part: str, where: str, entry: dict[str, Any], number: int) -> Report | None:
    """``possible`` may be absent (not annotated), null (every day is) or a pair of days."""
    try:
        day = date.fromisoformat(str(entry["published"])[:10])
    except ValueError:
        return None
    possible = None
    if "possible" in entry:
        try:
            first, last = entry["possible"] or (date.min, date.max)
            possible = date.fromisoformat(str(first)), date.fromisoformat(str(last))
        except (TypeError, ValueError) as error:
            raise DataError(f"{where}: `possible` is neither null nor two days ({error}).") from error
        if not possible[0] <= day <= possible[1]:
            raise DataError(f"{where}: its own day {day} is not among those that are possible.")
    return Report(part, str(entry.get("id", number)), entry["text"], entry.get("outlet"), day, possible)
