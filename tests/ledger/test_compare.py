"""Copies and stories in the ledger: brought up to date in portions, the same as all at once; claims are not touched."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import add_in_portions, claims_of, document, reading

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Published

MATTERS = (
    "Drones set fire to the oil terminal of Westport, the harbour master said",
    "Shells fell on the market of Hilltown while the stalls were open, the mayor said",
    "Delegations met in the lakeside hotel for talks on the exchange of prisoners",
    "The bridge of Eastford was blown up during the retreat of the brigade",
)
DETAILS = "smoke rescue curfew convoy generator ambulance witness verdict flour radio minefield trench envoy".split()


def report(number: int, chance: random.Random) -> Reading:
    """One of many reports on a few matters over two months, now and then without a date, now and then a copy."""
    matter = MATTERS[number % len(MATTERS)]
    rest = " ".join(chance.choices(DETAILS, k=12)) if number % 7 else "one two three four five six seven"
    day = f"2024-0{chance.randint(3, 4)}-{chance.randint(1, 30):02}" if number % 11 else None
    published = Published(start=day, end=day, basis="given" if day else "unknown")
    return Reading(document(f"{matter}. {rest}.", url=f"sample:{number}", published=published), ())


def state(ledger: Ledger) -> tuple[Any, Any]:
    return sorted(ledger.stories(), key=lambda s: s.id), sorted(
        (c.copy.id, c.of.id, c.kind, c.original, c.why) for c in ledger.copies()
    )


@pytest.fixture(scope="module")
def reports() -> list[Reading]:
    chance = random.Random(3)
    return [report(number, chance) for number in range(80)]


@pytest.fixture(scope="module")
def at_once(reports: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    with Ledger(tmp_path_factory.mktemp("once") / "test.db") as ledger:
        ledger.add_all(reports)
        return state(ledger)


@pytest.mark.parametrize("seed", range(3))
def test_portions_and_order_make_no_difference(
    seed: int, reports: list[Reading], at_once: tuple[Any, Any], path: Path
) -> None:
    with Ledger(path) as ledger:
        add_in_portions(ledger, reports, random.Random(seed), most=12)
        assert state(ledger) == at_once
    assert len(at_once[0]) > len(MATTERS)
    assert len(at_once[1]) > 3


def test_what_is_read_again_is_compared_again(
    reports: list[Reading], at_once: tuple[Any, Any], path: Path
) -> None:
    """Documents are first read with a wrong date, then again with the right one."""
    wrong = Published(start="2024-03-15", end="2024-03-15", basis="given")
    with Ledger(path) as ledger:
        for one in reports:
            misread = document(one.document.text, url=one.document.url, published=wrong)
            ledger.add(Reading(misread if one.document.url[-1:] in "369" else one.document, ()))  # type: ignore[index]
        ledger.compare()
        assert state(ledger) != at_once
        ledger.add_all([r for r in reports if r.document.url[-1:] in "369"], again=True)  # type: ignore[index]
        assert state(ledger) == at_once


def test_nothing_new_is_nothing_done(ledger: Ledger) -> None:
    assert ledger.compare().documents == 1
    assert ledger.compare().documents == 0


def test_working_it_out_anew_gives_the_same_and_touches_no_claim(ledger: Ledger) -> None:
    ledger.add(reading(url="sample:2"))
    before, claims = state(ledger), list(ledger.claims())
    assert ledger.compare(again=True).documents == 2
    assert state(ledger) == before
    assert list(ledger.claims()) == claims
    assert list(ledger.faults()) == []


def test_what_was_worked_out_by_another_method_is_worked_out_anew(ledger: Ledger) -> None:
    before = state(ledger)
    with sqlite3.connect(ledger.path) as connection:
        connection.execute("UPDATE document_terms SET method = 'older', terms = '{}'")
    assert state(ledger) == before


def test_filters_pick_whole_stories(path: Path) -> None:
    with Ledger(path) as ledger:
        for url, outlet, day in (("1", "North Post", "01"), ("2", "South Post", "02"), ("3", "South Post", "28")):
            when = Published(start=f"2024-05-{day}", end=f"2024-05-{day}", basis="given")
            of = document(f"{MATTERS[0]}. Report {url}.", url=url, outlet=outlet, published=when)
            ledger.add(Reading(of, claims_of(document()) if url == "" else ()))
        (story,) = ledger.stories(outlet="North")
        assert [r.outlet for r in story.reports] == ["North Post", "South Post"]
        assert (story.first, story.last) == ("2024-05-01", "2024-05-02")
        assert [s.first for s in ledger.stories()] == ["2024-05-28", "2024-05-01"]
        assert [s.first for s in ledger.stories(published_since="2024-05-10")] == ["2024-05-28"]
        assert len(list(ledger.stories(limit=1))) == 1
        with pytest.raises(TypeError, match="no filter colour"):
            list(ledger.stories(colour="red"))
