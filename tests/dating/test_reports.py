"""What is worked out of undated reports: every case is an entry of reports.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.dating import publication_date
from truceline.language.parse import parse
from truceline.records import Document, Published

REPORTS = yaml.safe_load((Path(__file__).parent / "reports.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 6, 1)


def _date(text: str, today: date = TODAY) -> Published:
    document = Document(id="x", text=text)
    return publication_date(document, parse(document), today=today)


@pytest.mark.parametrize("report", REPORTS, ids=[r["name"] for r in REPORTS])
def test_range_of_publication(report: dict[str, Any]) -> None:
    found = _date(report["text"])
    expected = tuple(d.isoformat() if d else None for d in (report["start"], report["end"]))
    assert (found.start, found.end) == expected, found.evidence
    assert found.basis == ("unknown" if expected == (None, None) else "inferred")


@pytest.mark.parametrize("report", [r for r in REPORTS if r["start"]], ids=[r["name"] for r in REPORTS if r["start"]])
def test_what_is_worked_out_has_evidence_in_words(report: dict[str, Any]) -> None:
    evidence = _date(report["text"]).evidence
    assert evidence
    assert all(isinstance(e, str) and e.strip() for e in evidence)


@pytest.mark.parametrize("report", REPORTS, ids=[r["name"] for r in REPORTS])
def test_the_answer_does_not_depend_on_the_day_it_is_read(report: dict[str, Any]) -> None:
    early, late = _date(report["text"], date(2026, 6, 1)), _date(report["text"], date(2031, 3, 9))
    assert (early.start, early.end) == (late.start, late.end)
