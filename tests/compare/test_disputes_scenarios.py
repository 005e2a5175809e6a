"""Reports in, toll series, disputes and agreements out: ``disputes_scenarios.yaml``, each in a ledger of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.compare.series import Tally
from truceline.ledger import Ledger
from truceline.pipeline import Reading, read_documents
from truceline.sources import document_from_text

FILE = Path(__file__).parent / "disputes_scenarios.yaml"
SCENARIOS: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def readings() -> dict[str, list[Reading]]:
    """All reports of all scenarios, read once."""
    named = [(s["id"], document_from_text(**report)) for s in SCENARIOS for report in s["reports"].values()]
    read: dict[str, list[Reading]] = {s["id"]: [] for s in SCENARIOS}
    for (scenario, _), reading in zip(named, read_documents(document for _, document in named), strict=True):
        read[scenario].append(reading)
    return read


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["id"])
def test_scenario(scenario: dict[str, Any], readings: dict[str, list[Reading]], tmp_path: Path) -> None:
    with Ledger(tmp_path / "test.db") as ledger:
        ledger.add_all(readings[scenario["id"]])
        tallies, disputes, agreements = ledger.tolls(), ledger.disputes(), ledger.agreements()
    found = [_series(tally) for tally in tallies]
    for wanted in scenario["series"]:
        assert wanted in [series for several in found for series in several]
    for one, other in scenario.get("apart", ()):
        assert not [several for several in found if {one, other} <= {f for s in several for f in s["figures"]}]
    assert _sorted({"kind": d.kind, "positions": sorted(sorted(c.name for c in p.by) for p in d.positions)}
                   for d in disputes) == _sorted(
        {**d, "positions": sorted(map(sorted, d["positions"]))} for d in scenario["disputes"]
    )  # fmt: skip
    assert _sorted({"kind": a.kind, "independent": sorted(c.name for c in a.independent)} for a in agreements) == (
        _sorted(scenario["agreements"])
    )
    positions = [*(p for d in disputes for p in d.positions), *(a.said for a in agreements)]
    marks = {mark.kind for position in positions for mark in position.marks}
    assert marks >= set(scenario.get("marks", ()))


def _series(tally: Tally) -> list[dict[str, Any]]:
    return [
        {
            "harm": tally.matter.harm,
            "claimant": series.claimant.name,
            "figures": [entry.count.text for entry in series.entries],
            "notes": [note.kind for note in series.notes],
        }
        for series in tally.series
    ]


def _sorted(records: Any) -> list[Any]:
    return sorted(records, key=str)


def test_the_scenarios_are_of_enough_conflicts() -> None:
    assert len({s["conflict"] for s in SCENARIOS}) >= 6
    assert len(SCENARIOS) >= 8
