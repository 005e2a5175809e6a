"""Whose people, who is blamed, the scope, the days and the places of a toll; and where its draft stands."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.records import Toll

HERE = Path(__file__).parent

_spec = importlib.util.spec_from_file_location("tolls_reading", HERE / "reading.py")
assert _spec is not None
assert _spec.loader is not None
reading = importlib.util.module_from_spec(_spec)
sys.modules["tolls_reading"] = reading
_spec.loader.exec_module(reading)

CASES = yaml.safe_load((HERE / "who-and-when.yaml").read_text(encoding="utf-8"))


def _seen(toll: Toll) -> dict[str, Any]:
    return {
        "side": (toll.side.country or toll.side.name) if toll.side else None,
        "blamed": [a.country or a.name for a in toll.blamed],
        "scope": toll.scope,
        "period": [toll.period.start, toll.period.end] if toll.period else None,
        "places": [p.name for p in toll.places],
    }


def _is(toll: Toll, wanted: dict[str, Any]) -> bool:
    counts = {key: value for key, value in wanted.items() if key != "harm"}
    return toll.harm == wanted["harm"] and all(getattr(toll.count, key) == value for key, value in counts.items())


@pytest.mark.parametrize("case", CASES, ids=[f"{c['text'][:60]} {c['toll']}" for c in CASES])
def test_who_and_when(case: dict[str, Any]) -> None:
    found = reading.tolls_of(case["text"], "2023-09-20")
    (toll,) = [t for t in found if _is(t, case["toll"])]
    seen = _seen(toll)
    assert {key: seen[key] for key in case["expect"]} == case["expect"]


def test_a_draft_stands_in_its_sentence() -> None:
    text = "Fighting went on.\n\nOfficials said 27 people had been killed, including two civilians, and 200 injured."
    for draft in reading.drafts_of(text):
        words = text[draft.start : draft.end]
        assert draft.anchor.text in words
        assert isinstance(draft.body, Toll)
        assert draft.body.count.text in words


def test_every_part_has_its_reason() -> None:
    (draft,) = reading.drafts_of("Russian shelling killed 12 Ukrainian soldiers on Monday.", "2023-09-20")
    assert {r.part for r in draft.why} == {
        "toll.harm", "toll.object", "toll.count", "toll.group", "toll.side", "toll.blamed", "toll.scope", "toll.period"
    }  # fmt: skip
