"""Reports in, stories and copies out: ``scenarios.yaml``, each in a ledger of its own, read as users read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.ledger import Ledger
from truceline.pipeline import Reading, read_documents
from truceline.sources import document_from_text

SCENARIOS = yaml.safe_load((Path(__file__).parent / "scenarios.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def readings() -> dict[str, dict[str, Reading]]:
    """All reports of all scenarios, read once."""
    named = [(s["id"], name, document_from_text(**report)) for s in SCENARIOS for name, report in s["reports"].items()]
    read: dict[str, dict[str, Reading]] = {s["id"]: {} for s in SCENARIOS}
    for (scenario, name, _), reading in zip(named, read_documents(d for _, _, d in named), strict=True):
        read[scenario][name] = reading
    return read


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["id"])
def test_scenario(scenario: dict[str, Any], readings: dict[str, dict[str, Reading]], tmp_path: Path) -> None:
    read = readings[scenario["id"]]
    names = {reading.document.id: name for name, reading in read.items()}
    with Ledger(tmp_path / "test.db") as ledger:
        ledger.add_all(read.values())
        stories = [[names[r.id] for r in story.reports] for story in ledger.stories()]
        copies = [(names[c.copy.id], names[c.of.id], c.kind) for c in ledger.copies()]
    if scenario["stories"] != "any":
        assert sorted(map(sorted, stories)) == sorted(map(sorted, scenario["stories"]))
    wanted = [tuple(copy) for copy in scenario["copies"]]
    assert [(c, o, "any" if (c, o, "any") in wanted else k) for c, o, k in copies] == wanted


def test_the_scenarios_are_of_enough_conflicts() -> None:
    assert len({s["conflict"] for s in SCENARIOS}) >= 6
