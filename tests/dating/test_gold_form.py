"""The gold for publication dates keeps its form, its numbers, and the test half its digest (see gold/README.md)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.evaluate.floors import digest

GOLD = Path(__file__).parent / "gold"

# Of the test half.  Changes only with a reason that the commit states.
TEST_DIGEST = "3785dddb54cd8d03a0c5a353640a1e2d1b02540d952eedf674b311f6e9e4cf7d"


def _reports(half: str) -> list[dict[str, Any]]:
    files = sorted((GOLD / half).glob("*.yaml"))
    return [report for path in files for report in yaml.safe_load(path.read_text(encoding="utf-8"))]


ALL = {half: _reports(half) for half in ("dev", "test")}


def test_even_numbers_are_dev_and_odd_ones_test() -> None:
    numbers = {half: {int(r["id"].rpartition("-")[2]) for r in reports} for half, reports in ALL.items()}
    assert all(n % 2 == 0 for n in numbers["dev"])
    assert all(n % 2 == 1 for n in numbers["test"])
    assert len(numbers["dev"] | numbers["test"]) == sum(map(len, ALL.values())) >= 90


@pytest.mark.parametrize("report", [r for half in ALL.values() for r in half], ids=lambda r: r["id"])
def test_a_report_has_its_day_among_those_that_are_possible(report: dict[str, Any]) -> None:
    assert set(report) - {"outlet"} == {"id", "manner", "published", "possible", "why", "text"}
    assert 140 <= len(report["text"].split()) <= 400
    if report["possible"] is not None:
        first, last = map(date.fromisoformat, report["possible"])
        assert first <= date.fromisoformat(report["published"]) <= last


def test_years_and_subjects_are_many() -> None:
    every = [r for half in ALL.values() for r in half]
    assert len({r["published"][:4] for r in every}) >= 25
    assert len({r["id"].rpartition("-")[0] for r in every}) >= 30


def test_the_test_half_is_what_was_measured() -> None:
    assert digest(GOLD / "test") == TEST_DIGEST
