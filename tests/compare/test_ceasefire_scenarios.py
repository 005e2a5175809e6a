"""Reports in, steps, states and declarations of ceasefires out: ``ceasefire_scenarios.yaml``, read as users read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.compare.ceasefire_days import When
from truceline.compare.ceasefire_states import standing
from truceline.compare.ceasefires import Moment, Timeline
from truceline.compare.declarations import declarations
from truceline.exports.ceasefires import names
from truceline.ledger import Ledger
from truceline.pipeline import Reading, read_documents
from truceline.sources import document_from_text

SCENARIOS = yaml.safe_load((Path(__file__).parent / "ceasefire_scenarios.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def timelines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Timeline]]:
    """The timelines of all scenarios, each from a ledger of its own; all reports are read in one run."""
    named = [(s["id"], document_from_text(**report)) for s in SCENARIOS for report in s["reports"].values()]
    read: dict[str, list[Reading]] = {s["id"]: [] for s in SCENARIOS}
    for (scenario, _), reading in zip(named, read_documents(d for _, d in named), strict=True):
        read[scenario].append(reading)
    made: dict[str, list[Timeline]] = {}
    for scenario, readings in read.items():
        with Ledger(tmp_path_factory.mktemp("ceasefires") / f"{scenario}.db") as ledger:
            ledger.add_all(readings)
            made[scenario] = ledger.ceasefires()
    return made


def shown(moment: Moment) -> str:
    """A step as the file writes it."""
    who = ", ".join(names(moment.parties)) or (f"announced by {', '.join(names(moment.third))}" if moment.third else "")
    whom = ", ".join(names(moment.others))
    what = f"{moment.kind}{'' if moment.actual else '?'}{f' {moment.form}' if moment.form else ''}"
    told = f"{days(moment.when)} {what}: {who}".strip() + (f" > {whom}" if whom else "")
    terms = "; ".join(_terms(moment))
    return f"{told} | {terms}" if terms else told


def days(when: When) -> str:
    if when.end is None:
        return "-"
    if when.start is None:
        return f"by {when.end}"
    return str(when.start) if when.start == when.end else f"{when.start}..{when.end}"


def _terms(moment: Moment) -> list[str]:
    terms = moment.terms
    told = [
        *moment.conditions,
        terms.duration and terms.duration.text,
        terms.begins and f"from {terms.begins}",
        terms.until and f"until {terms.until}",
        terms.at_once and "at once",
        terms.lateral,
        terms.class_,
        terms.written is not None and ("written" if terms.written else "verbal"),
        terms.scope,
        *terms.purposes,
        terms.mediators and f"mediated by {', '.join(names(terms.mediators))}",
        moment.keep and "to keep one",
        moment.of.end and f"of {days(moment.of)}",
    ]
    return [str(t) for t in told if t]


def _only(several: list[Timeline], conflict: str) -> Timeline:
    assert [t.conflict for t in several] == [conflict]
    return several[0]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["id"])
def test_steps(scenario: dict[str, Any], timelines: dict[str, list[Timeline]]) -> None:
    found = _only(timelines[scenario["id"]], scenario["conflict"])
    assert [shown(m) for m in found.moments] == scenario["steps"]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["id"])
def test_states(scenario: dict[str, Any], timelines: dict[str, list[Timeline]]) -> None:
    found = _only(timelines[scenario["id"]], scenario["conflict"])
    on = {day: standing(found, date.fromisoformat(str(day))).state for day in scenario["states"]}
    assert {day: state.state for day, state in on.items()} == scenario["states"]
    for day, versions in scenario.get("disputed", {}).items():
        assert {v.state: list(v.by) for v in on[day].versions} == versions
    known = {claim.id for moment in found.moments for claim in moment.claims}
    assert all(state.claims and set(state.claims) <= known for state in on.values() if state.state != "none")


@pytest.mark.parametrize("scenario", [s for s in SCENARIOS if "rows" in s], ids=lambda s: s["id"])
def test_declarations(scenario: dict[str, Any], timelines: dict[str, list[Timeline]]) -> None:
    rows = declarations(timelines[scenario["id"]])
    told = [f"{r['actor_name']} declared {_date(r, 'cf_dec')} in effect {_date(r, 'cf_effect')}" for r in rows]
    assert told == scenario["rows"]


def _date(row: Any, name: str) -> str:
    parts = [row[f"{name}_{part}"] for part in ("yr", "month", "day")]
    return "-".join(f"{p:02}" for p in parts if p is not None) or "-"


def test_the_scenarios_are_of_enough_conflicts() -> None:
    assert len(SCENARIOS) >= 8
    assert len({s["conflict"] for s in SCENARIOS}) >= 6
