"""The gold for publication dates keeps its form, its numbers, and what is kept aside its digest (gold/README.md)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.evaluate.floors import digest

GOLD = Path(__file__).parent / "gold"

# Of the parts that are kept aside.  They change only with a reason that the commit states.
DIGESTS = {
    "test": "3785dddb54cd8d03a0c5a353640a1e2d1b02540d952eedf674b311f6e9e4cf7d",
    "fourth": "20916ccc134ddf1bd642352626f386d69d760e8ef10e5c6bb2daf8da2130bd0b",
}
#: The parts with even numbers and with odd ones, the fewest reports of both, and the least number of words of a report.
PARTS = ((("dev", "test"), 90, 140), (("third_dev", "third_dev2"), 60, 60))


def _reports(part: str) -> list[dict[str, Any]]:
    files = sorted((GOLD / part).glob("*.yaml"))
    return [report for path in files for report in yaml.safe_load(path.read_text(encoding="utf-8"))]


ALL = {part: _reports(part) for parts, _, _ in PARTS for part in parts}
FOURTH = _reports("fourth")
EVERY = [(report, words) for parts, _, words in PARTS for part in parts for report in ALL[part]]
EVERY += [(report, 60) for report in FOURTH]


@pytest.mark.parametrize(("parts", "fewest"), [part[:2] for part in PARTS])
def test_even_numbers_are_dev_and_odd_ones_test(parts: tuple[str, str], fewest: int) -> None:
    even, odd = ({int(r["id"].rpartition("-")[2]) for r in ALL[part]} for part in parts)
    assert all(n % 2 == 0 for n in even)
    assert all(n % 2 == 1 for n in odd)
    assert len(even | odd) == sum(len(ALL[part]) for part in parts) >= fewest


def test_a_number_stands_once() -> None:
    numbers = [report["id"].rpartition("-")[2] for report, _ in EVERY]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(("report", "words"), EVERY, ids=[report["id"] for report, _ in EVERY])
def test_a_report_has_its_day_among_those_that_are_possible(report: dict[str, Any], words: int) -> None:
    assert set(report) - {"outlet"} == {"id", "manner", "published", "possible", "why", "text"}
    assert words <= len(report["text"].split()) <= 400
    if report["possible"] is not None:
        first, last = map(date.fromisoformat, report["possible"])
        assert first <= date.fromisoformat(report["published"]) <= last


@pytest.mark.parametrize("parts", [part[0] for part in PARTS])
def test_years_and_subjects_are_many(parts: tuple[str, str]) -> None:
    every = [r for part in parts for r in ALL[part]]
    assert len({r["published"][:4] for r in every}) >= 25
    assert len({r["id"].rpartition("-")[0] for r in every}) >= 30


@pytest.mark.parametrize("part", DIGESTS)
def test_what_is_kept_aside_is_what_was_measured(part: str) -> None:
    assert digest(GOLD / part) == DIGESTS[part]
