"""Sentences with the places named in them, and sentences that name none (``sentences.yaml``, ``nothing.yaml``)."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from .reading import places_of

HERE = Path(__file__).parent


def load(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", load("sentences.yaml"), ids=lambda case: case["text"][:40])
def test_places_of_a_sentence(case: dict[str, Any]) -> None:
    found = [m.place for m in places_of(case["text"])]
    assert [[p.text, p.name, p.country, p.precision] for p in found] == case["places"]
    assert all(p.lat is not None for p in found)


@pytest.mark.parametrize("text", load("nothing.yaml"))
def test_no_place(text: str) -> None:
    assert [m.place.text for m in places_of(text)] == []


@pytest.mark.parametrize("case", load("sentences.yaml"), ids=lambda case: case["text"][:40])
def test_mentions_stand_in_the_text_in_order(case: dict[str, Any]) -> None:
    mentions = places_of(case["text"])
    assert all(case["text"][m.start : m.end] == m.place.text for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
