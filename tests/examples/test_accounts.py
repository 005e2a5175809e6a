"""The sample reports side by side: what a careful reader would put together is together (``accounts.yaml``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline import Ledger
from truceline.cli import phrasing
from truceline.compare.ceasefire_states import standing
from truceline.compare.of_claims import OfClaims
from truceline.records import Claim, Document

EXPECTED: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "accounts.yaml").read_text(encoding="utf-8"))


def cases(topic: str) -> list[Any]:
    """The entries of a topic; those that are known to be wrong have to fail."""
    return [case(entry, str(entry)) for entry in EXPECTED[topic]]


def case(entry: Any, name: str, *before: Any) -> Any:
    """An entry as a parameter of a test, ``before`` standing in front of it."""
    wrong = entry.get("wrong") if isinstance(entry, dict) else None
    marks = [pytest.mark.xfail(reason=wrong, strict=True)] if wrong else []
    return pytest.param(*before, entry, id=name[:100], marks=marks)


def names(document: Document, report: str) -> bool:
    """Whether a document is the report of this name."""
    file, _, title = report.partition("#")
    return file in (document.path or "") and (document.title or "").startswith(title)


@dataclass(frozen=True)
class Demo:
    """The ledger, with its stories, incidents and disputes worked out once."""

    ledger: Ledger
    stories: dict[str, str]
    incidents: dict[str, str]
    documents: list[Document]

    def report(self, name: str) -> str:
        """The id of the report of this name, which is one."""
        (found,) = (d.id for d in self.documents if names(d, name))
        return found

    def incident(self, report: str, what: str) -> str:
        """The incident of the one claim of a report that says this."""
        told = list(self.ledger.claims(document=self.report(report)))
        found = {self.incidents.get(c.id, c.id) for c in told if phrasing.what(c) == what}
        assert len(found) == 1, [phrasing.what(c) for c in told]
        return found.pop()


@pytest.fixture(scope="module")
def demo(ledger: Ledger) -> Demo:
    stories = {report.id: story.id for story in ledger.stories() for report in story.reports}
    incidents = {a.claim.id: i.id for i in ledger.incidents() for a in i.accounts}
    return Demo(ledger, stories, incidents, [stored.document for stored in ledger.documents()])


def test_every_report_is_in_a_story(demo: Demo) -> None:
    assert {d.id for d in demo.documents if d.language == "en"} <= set(demo.stories)


@pytest.mark.parametrize("expected", cases("stories"))
def test_stories(demo: Demo, expected: dict[str, Any]) -> None:
    several = expected.get("together") or expected["apart"]
    found = {demo.stories[demo.report(name)] for name in several}
    assert len(found) == (1 if "together" in expected else len(several))


@pytest.mark.parametrize("expected", cases("copies"))
def test_copies(demo: Demo, expected: dict[str, Any]) -> None:
    copies = {(c.copy.id, c.original) for c in demo.ledger.copies()}
    assert copies == {(demo.report(expected["copy"]), demo.report(expected["of"]))}


@pytest.mark.parametrize("expected", cases("incidents"))
def test_incidents(demo: Demo, expected: dict[str, Any]) -> None:
    several = expected.get("together") or expected["apart"]
    found = {demo.incident(report, what) for report, what in several}
    assert len(found) == (1 if "together" in expected else len(several))


@pytest.mark.parametrize("expected", cases("tolls"))
def test_tolls(demo: Demo, expected: dict[str, Any]) -> None:
    told = [
        {s.claimant.name: [e.count.text for e in s.entries] for s in tally.series}
        for tally in demo.ledger.tolls(conflict=expected["conflict"])
    ]
    assert any(_holds(series, expected["of"]) for series in told), told


def _holds(series: dict[str, list[str]], expected: dict[str, list[str]]) -> bool:
    return all(any(who in name and counts == said for name, said in series.items()) for who, counts in expected.items())


@pytest.mark.parametrize("expected", cases("disputes"))
def test_disputes(demo: Demo, expected: dict[str, Any]) -> None:
    of_reports = [d for d in _of_reports(demo.ledger.disputes, expected) if d.kind == expected["kind"]]
    held = [[[claimant.name for claimant in p.by] for p in d.positions] for d in of_reports]
    sides = expected["sides"]
    assert any(
        len(by) == len(sides) and all(any(any(side in n for n in who) for who in by) for side in sides) for by in held
    ), held


@pytest.mark.parametrize("expected", cases("agreements"))
def test_agreements(demo: Demo, expected: dict[str, Any]) -> None:
    found = [a for a in _of_reports(demo.ledger.agreements, expected) if a.kind == expected["kind"]]
    held = [[claimant.name for claimant in a.said.by] for a in found]
    assert any(all(any(who in name for name in by) for who in expected["by"]) for by in held), held


def _of_reports(all_of_them: Callable[[], list[Any]], expected: dict[str, Any]) -> list[Any]:
    """Those that rest on claims of all the reports."""

    def told(one: OfClaims, report: str) -> bool:
        claims: list[Claim] = [a.claim for a in one.accounts]
        return any(names(c.document, report) for c in claims)

    return [one for one in all_of_them() if all(told(one, report) for report in expected["reports"])]


STATES = [
    case(state, f"{conflict} {day}", conflict, day)
    for conflict, days in EXPECTED["ceasefires"].items()
    for day, state in days.items()
]


@pytest.mark.parametrize(("conflict", "day", "expected"), STATES)
def test_ceasefires(demo: Demo, conflict: str, day: date, expected: str | dict[str, str]) -> None:
    found = next(t for t in demo.ledger.ceasefires(conflict=conflict) if t.conflict == conflict)
    wanted = expected if isinstance(expected, str) else expected["state"]
    assert standing(found, day).state.state == wanted
