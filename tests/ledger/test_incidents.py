"""Incidents in the ledger: brought up to date in portions they are the same as all at once, and as without a ledger."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import add_in_portions, claim, document

from truceline.compare.incidents import incidents
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Count, Event, Place, Published, Span, Time, Toll

TOWNS = [Place(text=name, name=name, country="NOR", lat=60.0 + n, lon=10.0, precision="exact")
         for n, name in enumerate(("Westport", "Hilltown", "Eastford"))]  # fmt: skip
SIDES = [Actor(text=name, name=name, country=name) for name in ("NOR", "SWE")]
MATTERS = "drones oil terminal harbour", "shells market stalls mayor", "bridge retreat brigade river"


def report(number: int, chance: random.Random) -> Reading:
    """A report of one of a few matters, with a strike and its dead, days and towns stated in most of them."""
    matter = number % len(MATTERS)
    day = f"2024-03-{chance.randint(1, 12):02}"
    published = Published(start=day, end=day, basis="given")
    details = " ".join(chance.choices("smoke rescue curfew convoy witness verdict flour radio trench".split(), k=6))
    text = f"It was hit. {MATTERS[matter]} {details} {number}."
    made = document(text, url=f"sample:{number}", published=published)
    place = (TOWNS[matter],) if chance.random() < 0.8 else ()
    time = Time(text=None, start=day, end=day) if chance.random() < 0.7 else None
    dead = chance.randint(1, 3)
    return Reading(made, (
        claim(made, "It was hit", Event(type="ASSAULT", mode="shelling", actors=(chance.choice(SIDES),), places=place,
                                        time=time, trigger=Span(start=0, end=2, text="It"))),
        claim(made, "hit", Toll(harm="killed", object="persons", group=None, side=chance.choice([None, *SIDES]),
                                count=Count(text=str(dead), best=dead, low=dead, high=dead), scope="incident",
                                period=time, places=place)),
    ))  # fmt: skip


def state(ledger: Ledger) -> list[tuple[Any, ...]]:
    return sorted((i.id, i.sure, *(a.claim.id for a in i.accounts)) for i in ledger.incidents())


@pytest.fixture(scope="module")
def reports() -> list[Reading]:
    chance = random.Random(5)
    return [report(number, chance) for number in range(40)]


@pytest.fixture(scope="module")
def at_once(reports: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, ...]]:
    with Ledger(tmp_path_factory.mktemp("once") / "test.db") as ledger:
        ledger.add_all(reports)
        return state(ledger)


@pytest.mark.parametrize("seed", range(4))
def test_portions_and_order_make_no_difference(
    seed: int, reports: list[Reading], at_once: list[tuple[Any, ...]], path: Path
) -> None:
    with Ledger(path) as ledger:
        add_in_portions(ledger, reports, random.Random(seed), most=8)
        assert state(ledger) == at_once


def test_the_tables_say_what_the_plain_function_says(reports: list[Reading], path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add_all(reports)
        accounts = sorted(ledger.accounts(), key=lambda a: (a.claim.document.published.start, a.claim.document.id))
        expected = {frozenset(a.claim.id for a in i.accounts) for i in incidents(accounts)}
        found = {frozenset(a.claim.id for a in i.accounts) for i in ledger.incidents()}
    assert found == expected
    assert any(len(several) > 3 for several in found)
    assert any(len(several) < 3 for several in found)


def test_what_is_read_again_is_grouped_again(
    reports: list[Reading], at_once: list[tuple[Any, ...]], path: Path
) -> None:
    """Reports are first read without claims, then again with them; once nothing changes, nothing is done."""
    with Ledger(path) as ledger:
        ledger.add_all([Reading(r.document, ()) for r in reports])
        assert state(ledger) == []
        ledger.add_all(reports[:20], again=True)
        ledger.compare()
        ledger.add_all(reports[20:], again=True)
        assert state(ledger) == at_once
        assert ledger.compare().grouped == 0
        ledger.compare(again=True)
        assert state(ledger) == at_once


def test_filters_pick_incidents_by_any_of_their_claims(reports: list[Reading], path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add_all(reports)
        everything = list(ledger.incidents())
        tolls = list(ledger.incidents(kind="toll"))
        assert {i.id for i in tolls} == {i.id for i in everything if any(a.claim.kind == "toll" for a in i.accounts)}
        assert [len(i.accounts) for i in tolls] == [
            len(next(j for j in everything if j.id == i.id).accounts) for i in tolls
        ]
        several = list(ledger.incidents(single=False))
        assert {i.id for i in several} == {i.id for i in everything if len(i.accounts) > 1}
        assert len(list(ledger.incidents(limit=2))) == 2
