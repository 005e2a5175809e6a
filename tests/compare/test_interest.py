"""What is marked of a speaker: against his own interest, a monitor, a third party; and nothing more."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from ledger_samples import claim, document

from truceline.compare.account import Account
from truceline.compare.interest import marks
from truceline.compare.parties import side_of, standing_of
from truceline.records import Actor, Control, Count, Event, Place, Span, Toll

WAR = "russia-ukraine"
RUSSIA = Actor(text="Moscow", name="Ministry of Defence of Russia", country="RUS", sector="GOV")
RUSSIAN_ARMY = Actor(text="troops", name="Armed Forces of Russia", country="RUS", sector="MIL")
UKRAINE = Actor(text="Kyiv", name="General Staff of Ukraine", country="UKR", sector="MIL")
UN = Actor(text="the UN", name="United Nations", sector="IGO")
TURKEY = Actor(text="Ankara", name="Government of Turkey", country="TUR", sector="GOV")
PEOPLE = Actor(text="people", name="people", sector="CVL")
TOWN = Place(text="Kherson", name="Kherson", precision="exact")
SPAN = Span(start=0, end=1, text="I")


def toll(**fields: Any) -> Toll:
    three = Count(text="3", best=3, low=3, high=3)
    usual = {"harm": "killed", "object": "persons", "group": "soldiers", "side": RUSSIAN_ARMY, "period": None}
    return Toll(**{**usual, "count": three, "scope": "incident", **fields})


def control(action: Any, by: Actor) -> Control:
    return Control(action=action, by=by, from_=None, places=(TOWN,), count=None, time=None, wording="left")


def attack(by: Actor, *recipients: Actor) -> Event:
    return Event(type="ASSAULT", mode="attack", actors=(by,), recipients=recipients, trigger=SPAN)


@pytest.mark.parametrize(
    ("speaker", "body", "expected"),
    [
        pytest.param(RUSSIA, toll(), ["own_losses"], id="its own soldiers"),
        pytest.param(RUSSIA, toll(object="aircraft", group=None), ["own_losses"], id="its own planes"),
        pytest.param(RUSSIA, toll(group="civilians"), [], id="its own civilians"),
        pytest.param(RUSSIA, toll(side=UKRAINE), [], id="the enemy's soldiers"),
        pytest.param(RUSSIA, toll(side=None), [], id="whose soldiers is not said"),
        pytest.param(RUSSIA, toll(group="children", blamed=(RUSSIAN_ARMY,)), ["own_violation"], id="it did it"),
        pytest.param(RUSSIA, attack(RUSSIAN_ARMY, PEOPLE), ["own_violation"], id="its own attack on people"),
        pytest.param(RUSSIA, attack(RUSSIAN_ARMY, UKRAINE), [], id="its own attack on the enemy"),
        pytest.param(RUSSIA, control("withdrew", RUSSIAN_ARMY), ["own_retreat"], id="its own retreat"),
        pytest.param(RUSSIA, control("captured", UKRAINE), ["opponents_gain"], id="the enemy's gain"),
        pytest.param(RUSSIA, control("captured", RUSSIAN_ARMY), [], id="its own gain"),
        pytest.param(UN, toll(), ["monitor"], id="a monitor"),
        pytest.param(TURKEY, toll(), ["third_party"], id="a third party"),
        pytest.param(None, toll(), [], id="the report's own voice"),
    ],
)
def test_marks(speaker: Actor | None, body: Any, expected: list[str]) -> None:
    told = claim(document("It was so."), "It was so.", body, sources=(speaker,) if speaker else ())
    assert [mark.kind for mark in marks(Account(told, conflict=WAR))] == expected


def test_a_denial_is_not_against_ones_interest() -> None:
    told = claim(document("It was so."), "It was so.", toll(), sources=(RUSSIA,), modality="denied")
    assert marks(Account(told, conflict=WAR)) == ()


@pytest.mark.parametrize(
    ("actor", "conflict", "side", "standing"),
    [
        (RUSSIA, WAR, "Russia", "party"),
        (RUSSIA, "nagorno-karabakh", None, "third_party"),
        (RUSSIA, None, None, "not_known"),
        (Actor(text="x", name="Authorities of Nagorno-Karabakh", sector="GOV"), "nagorno-karabakh",
         "Armenia and Karabakh Armenians", "party"),
        (Actor(text="x", name="Sudan Doctors Network", country="SDN", sector="NGO"), "sudan-2023", None, "monitor"),
        (Actor(text="x", name="Rapid Support Forces", country="SDN", sector="REB"), "sudan-2023",
         "Rapid Support Forces and allies", "party"),
        (Actor(text="x", name="Delegation of Taliban", country="AFG", sector="REB"), "pakistan-afghanistan-border",
         "Afghanistan", "party"),
        (Actor(text="x", name="Gaza Health Ministry", country="PSE", sector="HLH"), "israel-gaza-2023", None,
         "not_known"),
    ],
)  # fmt: skip
def test_sides(actor: Actor, conflict: str | None, side: str | None, standing: str) -> None:
    assert (side_of(actor, conflict), standing_of(actor, conflict)) == (side, standing)
