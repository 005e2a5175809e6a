"""Where the places of reports about many wars lie (``points.yaml``), and names that get no point."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from truceline.knowledge.gazetteer import distance_km

from .reading import places_of

POINTS = yaml.safe_load((Path(__file__).parent / "points.yaml").read_text(encoding="utf-8"))


#: The encoder takes these for people, or for no name at all.
MISREAD = {"Tarmiyah", "Abyei"}


def marked(case: list[Any]) -> Any:
    return pytest.param(case, marks=pytest.mark.xfail(strict=True)) if case[1] in MISREAD else case


NAMES = [f"{case[1]}: {case[0][:30]}" for case in POINTS]


@pytest.mark.parametrize("case", [marked(case) for case in POINTS], ids=NAMES)
def test_where_a_place_lies(case: list[Any]) -> None:
    text, name, country, lat, lon, km = case
    place = next(m.place for m in places_of(text) if name in m.place.text or m.place.text in name)
    assert place.country == country
    assert place.lat is not None
    assert place.lon is not None
    assert distance_km(lat, lon, place.lat, place.lon) <= km


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Drones struck the Khurmala oil field in northern Iraq.", "Khurmala oil field",
            marks=pytest.mark.xfail(strict=True, reason="the encoder takes Khurmala for a body"),
        ),
        ("Militants attacked Zibane Koira Tegui village in Tillaberi.", "Zibane Koira Tegui"),
        ("Clashes hit Zawtar village on Monday.", "Zawtar"),
        # a namesake elsewhere is not the place
        ("Fighting near Kamenka in Kharkiv region killed two.", "Kamenka"),
        ("The village of Andriivka, near Kyiv, was occupied.", "Andriivka"),
        # streets are named for far places
        ("Police closed Damascus Road in Khartoum.", "Damascus Road"),
    ],
)
def test_what_is_on_no_map_keeps_its_name_and_gets_no_point(text: str, name: str) -> None:
    place = next(m.place for m in places_of(text) if m.place.text == name)
    assert (place.name, place.lat, place.lon) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # a list of towns, not a town and its state
        ("Prosecutors in Washington, New York and Boston met.", "Washington", "USA"),
        ("Clashes were reported in Paris, Henry County, on Monday. Henry County has one court.", "Paris", "USA"),
        ("Merawi was quiet. The Merawi Health Centre was hit.", "Merawi", "ETH"),
        ("The town of Nowshera lies in Rajouri district.", "Nowshera", "IND"),
        ("Police in Nowshera, Khyber Pakhtunkhwa, said so.", "Nowshera", "PAK"),
    ],
)
def test_which_namesake(text: str, name: str, country: str) -> None:
    assert {m.place.country for m in places_of(text) if name in m.place.text} == {country}
