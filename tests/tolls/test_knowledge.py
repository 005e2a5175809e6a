"""Every example of the tables of counting holds, and every counter-example."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from truceline.extract.counts import find_counts
from truceline.extract.counts_values import CountExample, tables
from truceline.extract.tolls_tables import (
    ExpectedToll,
    HarmExample,
    NounExample,
    group_of,
    harms,
    is_person,
    object_of,
    things,
    victims,
)
from truceline.language.parse import parse
from truceline.records import Document, Toll

_spec = importlib.util.spec_from_file_location("tolls_reading", Path(__file__).parent / "reading.py")
assert _spec is not None
assert _spec.loader is not None
reading = importlib.util.module_from_spec(_spec)
sys.modules["tolls_reading"] = reading
_spec.loader.exec_module(reading)

HARM_EXAMPLES = [(e.id, x) for e in harms() for x in e.examples]
HARM_COUNTERS = [(e.id, x) for e in harms() for x in e.counter_examples]


def _fits(toll: Toll, expected: ExpectedToll) -> bool:
    return (
        toll.harm == expected.harm
        and toll.object == expected.object
        and (expected.best is None or toll.count.best == expected.best)
        and (expected.low is None or toll.count.low == expected.low)
        and (expected.high is None or toll.count.high == expected.high)
        and (expected.group is None or toll.group == expected.group)
    )


@pytest.mark.parametrize(("entry", "example"), HARM_EXAMPLES, ids=[x.text for _, x in HARM_EXAMPLES])
def test_harm_example(entry: str, example: HarmExample) -> None:
    found = reading.tolls_of(example.text)
    assert len(found) == len(example.tolls), (entry, [reading.short(t) for t in found])
    assert all(_fits(t, e) for t, e in zip(found, example.tolls, strict=True)), [reading.short(t) for t in found]


@pytest.mark.parametrize(("entry", "text"), HARM_COUNTERS, ids=[x for _, x in HARM_COUNTERS])
def test_harm_counter_example(entry: str, text: str) -> None:
    assert [reading.short(t) for t in reading.tolls_of(text)] == [], entry


def test_every_harm_entry_has_examples() -> None:
    assert [e.id for e in harms() if not e.examples or not e.counter_examples] == []


@pytest.mark.parametrize("example", victims().examples, ids=lambda x: x.noun)
def test_victims(example: NounExample) -> None:
    words = example.noun.split()
    assert is_person(words)
    assert group_of(words) == example.group


@pytest.mark.parametrize("example", things().examples, ids=lambda x: x.noun)
def test_objects(example: NounExample) -> None:
    assert object_of(example.noun.split()) == example.object


@pytest.mark.parametrize("noun", [*victims().counter_examples])
def test_no_victims(noun: str) -> None:
    assert not is_person(noun.split())


@pytest.mark.parametrize("noun", [*things().counter_examples])
def test_no_objects(noun: str) -> None:
    assert object_of(noun.split()) is None


@pytest.mark.parametrize("example", tables().examples, ids=lambda x: x.text)
def test_number_example(example: CountExample) -> None:
    assert example.count in [m.count for m in find_counts(parse(Document(id="test", text=example.text)))]


@pytest.mark.parametrize("text", tables().counter_examples)
def test_number_counter_example(text: str) -> None:
    assert [m.count for m in find_counts(parse(Document(id="test", text=text)))] == []
