"""Conflicts found from who fights whom, for reports that fit none that is described."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from ledger_samples import claim, document

from truceline.compare.sides import found_conflicts, main_pair, pairs
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Claim, Control, Count, Event, Modality, Span, Toll

ARMY = Actor(text="the army", name="Armed Forces of Chad", country="TCD", sector="MIL")
VILLAGERS = Actor(text="villagers", country="TCD", sector="CVL")
FRONT = Actor(text="the front", name="Unity Front", country="TCD", sector="REB")
LEAGUE = Actor(text="the league", name="River League", sector="REB")
GUNMEN = Actor(text="gunmen")
TRIGGER = Span(start=0, end=2, text="It")


def told(body: Any, report: str = "a", modality: Modality = "actual") -> Claim:
    return claim(document(f"It was hit. {report}", url=report), "It was hit", body, modality=modality)


def attack(by: Actor, on: Actor | None) -> Event:
    return Event(type="ASSAULT", mode="clash", actors=(by,), recipients=(on,) if on else (), trigger=TRIGGER)


def dead(side: Actor, blamed: Actor) -> Toll:
    return Toll(harm="killed", object="persons", group=None, side=side, period=None, scope="incident",
                count=Count(text="3", best=3, low=3, high=3), blamed=(blamed,))  # fmt: skip


def taken(by: Actor, before: Actor) -> Control:
    return Control(action="captured", by=by, from_=before, places=(), count=None, time=None, wording="took")


PAIRS = [
    pytest.param(attack(FRONT, ARMY), "actual", {("Chad", "Unity Front")}, id="a state's army is the state"),
    pytest.param(dead(VILLAGERS, FRONT), "actual", {("Chad", "Unity Front")}, id="its people too"),
    pytest.param(taken(LEAGUE, FRONT), "actual", {("River League", "Unity Front")}, id="a place changed hands"),
    pytest.param(attack(ARMY, FRONT), "denied", set(), id="denied"),
    pytest.param(attack(ARMY, FRONT), "planned", set(), id="planned"),
    pytest.param(attack(GUNMEN, ARMY), "actual", set(), id="nobody in particular"),
    pytest.param(attack(ARMY, VILLAGERS), "actual", set(), id="within one side"),
    pytest.param(attack(ARMY, None), "actual", set(), id="nobody hit"),
    pytest.param(
        Event(type="CONSULT", mode="visit", actors=(ARMY,), recipients=(FRONT,), trigger=TRIGGER), "actual", set(),
        id="not a fight",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "modality", "expected"), PAIRS)
def test_pairs(body: Any, modality: Modality, expected: set[tuple[str, str]]) -> None:
    assert set(pairs(told(body, modality=modality))) == expected


def test_the_main_pair_is_that_of_most_claims_and_none_of_two_equal_ones() -> None:
    first, second = told(attack(FRONT, ARMY)), told(attack(LEAGUE, ARMY))
    assert main_pair([first, second, first]) == ("Chad", "Unity Front")
    assert main_pair([first, second]) is None
    assert main_pair([]) is None


def test_two_reports_make_a_conflict_and_one_does_not() -> None:
    reports = {
        "a": [told(attack(FRONT, ARMY))], "b": [told(dead(VILLAGERS, FRONT))], "c": [told(taken(LEAGUE, FRONT))],
    }  # fmt: skip
    (found,) = found_conflicts(reports)
    assert (found.id, found.name) == ("found-chad-unity-front", "Chad and Unity Front")
    assert found.documents == ("a", "b")


def test_found_conflicts_in_the_ledger_are_named_by_users_and_filter_claims(tmp_path: Path) -> None:
    with Ledger(tmp_path / "test.db") as ledger:
        for name, body in (("a", attack(LEAGUE, FRONT)), ("b", taken(LEAGUE, FRONT)), ("c", attack(LEAGUE, ARMY))):
            made = told(body, name)
            ledger.add(Reading(made.document, (made,)))
        (found,) = ledger.conflicts()
        assert (found.id, found.found, found.documents) == ("found-river-league-unity-front", True, 2)
        assert len(list(ledger.claims(conflict=found.id))) == 2
        ledger.name_conflict(found.id, "War on the river")
        ledger.assign_conflicts()
        ledger.compare(again=True)
        assert [(c.name, c.sides) for c in ledger.conflicts()] == [
            ("War on the river", ("River League", "Unity Front"))
        ]
        ledger.name_conflict(found.id, "")
        assert [c.name for c in ledger.conflicts()] == ["River League and Unity Front"]
