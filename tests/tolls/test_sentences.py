"""Tolls found in single sentences, and sentences in which there is none."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent


def _load(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


_spec = importlib.util.spec_from_file_location("tolls_reading", HERE / "reading.py")
assert _spec is not None
assert _spec.loader is not None
reading = importlib.util.module_from_spec(_spec)
sys.modules["tolls_reading"] = reading
_spec.loader.exec_module(reading)

FOUND = [(war["war"], case["text"], case["tolls"]) for war in _load("sentences.yaml") for case in war["cases"]]
FAILING = [(case["text"], case["tolls"], case["why"]) for case in _load("known-failures.yaml")]


@pytest.mark.parametrize(("war", "text", "expected"), FOUND, ids=[t for _, t, _ in FOUND])
def test_tolls_of_a_sentence(war: str, text: str, expected: list[str]) -> None:
    assert [reading.short(t) for t in reading.tolls_of(text)] == expected, war


@pytest.mark.parametrize("text", _load("nothing.yaml"))
def test_no_toll(text: str) -> None:
    assert [reading.short(t) for t in reading.tolls_of(text)] == []


@pytest.mark.parametrize(("text", "expected", "why"), FAILING, ids=[t for t, _, _ in FAILING])
@pytest.mark.xfail(strict=True, reason="a known failure: see known-failures.yaml")
def test_known_failure(text: str, expected: list[str], why: str) -> None:
    assert [reading.short(t) for t in reading.tolls_of(text)] == expected, why


def test_table_spans_many_wars() -> None:
    assert len({war for war, _, _ in FOUND}) >= 12
    assert len(FOUND) >= 150
    assert len(_load("nothing.yaml")) >= 40
