"""What is found in short texts: every case is a line of cases.yaml, negative.yaml or known_failures.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.extract.times import find_in_text

HERE = Path(__file__).parent


def _load(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


CASES = [(group["published"], case["text"], case["times"]) for group in _load("cases.yaml") for case in group["cases"]]
FAILING = [(case["published"], case["text"], case["times"]) for case in _load("known_failures.yaml")]


def _found(text: str, published: date) -> list[list[str | None]]:
    return [[m.time.text, m.time.start, m.time.end] for m in find_in_text(text, published)]


def _expected(times: list[list[Any]]) -> list[list[str | None]]:
    return [[t, *(d.isoformat() if d else None for d in days)] for t, *days in times]


@pytest.mark.parametrize(("published", "text", "times"), CASES, ids=[c[1] for c in CASES])
def test_times_are_found_with_their_days(published: date, text: str, times: list[list[Any]]) -> None:
    assert _found(text, published) == _expected(times)


@pytest.mark.parametrize("text", _load("negative.yaml"))
def test_no_time_is_found_where_there_is_none(text: str) -> None:
    assert _found(text, date(2023, 9, 20)) == []


@pytest.mark.xfail(strict=True, reason="known failures, listed so that nobody is surprised")
@pytest.mark.parametrize(("published", "text", "times"), FAILING, ids=[c[1] for c in FAILING])
def test_known_failures_still_fail(published: date, text: str, times: list[list[Any]]) -> None:
    assert _found(text, published) == _expected(times)


@pytest.mark.parametrize(("published", "text", "times"), CASES, ids=[c[1] for c in CASES])
def test_mentions_stand_where_they_say(published: date, text: str, times: list[list[Any]]) -> None:
    for m in find_in_text(text, published):
        assert text[m.start : m.end] == m.time.text
        assert m.time.start is None or m.time.end is None or m.time.start <= m.time.end
