"""Histories of wars: days, months and seasons lean on the date last spoken of, not on the day of publication."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.extract.times import timexes

CASES = yaml.safe_load((Path(__file__).parent / "narrative.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_values_of_a_narrative(case: dict[str, Any]) -> None:
    text = case["text"]
    reads = timexes(text, date(2020, 6, 15))
    found = {text[r.expression.start : r.expression.end]: r.reading.value for r in reads}
    expected = {str(words): str(value) for words, value in case["expect"].items()}
    assert {words: found.get(words) for words in expected} == expected, found


@pytest.mark.parametrize(
    "news",
    [
        "The war began on 24 March 1999, and he recalled it on Tuesday. The trial is to open on 10 June.",
        "Shelling was reported on 10 June. The war began in 1999.",
        "The war began in 1999. The trial opened on 10 June.",
        "Yesterday the court met. The war began on 24 March 1999. The judges were chosen on 10 June.",
    ],
)
def test_news_keeps_to_its_own_year(news: str) -> None:
    [found] = [r for r in timexes(news, date(2020, 6, 15)) if r.expression.month == 6]
    assert found.reading.value == "2020-06-10"
