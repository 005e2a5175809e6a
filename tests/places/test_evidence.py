"""What decides between places of one name: the region beside it, the dateline, the actors, the noun; and metonyms."""

from __future__ import annotations

import pytest

from .reading import places_of

CASES = [
    # the region beside it
    ("A bomb killed two people in Tripoli, Lebanon.", "Tripoli", "LBN"),
    ("A bomb killed two people in Tripoli, Libya.", "Tripoli", "LBY"),
    ("Rockets hit Hama in Syria.", "Hama", "SYR"),
    # the other places
    ("Shelling hit Aleppo, Homs and Hama.", "Hama", "SYR"),
    ("Fighting went on in Misrata, Sirte and Tripoli.", "Tripoli", "LBY"),
    ("Clashes were reported in Sidon and Tripoli, and in Beirut.", "Tripoli", "LBN"),
    # who acts
    ("The Pakistani army said shells hit a village in Punjab.", "Punjab", "PAK"),
    ("Indian police killed two men in Punjab.", "Punjab", "IND"),
    # the noun
    ("Troops shelled the Kherson region.", "Kherson Oblast", "UKR"),
    ("Troops shelled the city of Kherson.", "Kherson", "UKR"),
    ("The Taliban attacked posts in Kandahar province.", "Kandahar Province", "AFG"),
    ("The Taliban attacked posts in the city of Kandahar.", "Kandahar", "AFG"),
    ("Air strikes hit Aleppo province.", "Aleppo Governorate", "SYR"),
    # the dateline
    ("GOMA, Jan. 27 - Beni was calm on Monday, residents said.", "Beni", "COD"),
    ("KHARTOUM, April 15 (Agency) - Shells fell in Bahri on Saturday.", "Khartoum North", "SDN"),
]


@pytest.mark.parametrize(("text", "name", "country"), CASES)
def test_which_place_is_meant(text: str, name: str, country: str) -> None:
    assert (name, country) in [(m.place.name, m.place.country) for m in places_of(text)]


def test_a_dateline_is_no_mention() -> None:
    assert "Goma" not in [m.place.name for m in places_of("GOMA, Jan. 27 - Shells hit Sake on Monday.")]


@pytest.mark.parametrize(
    ("text", "name", "metonym"),
    [
        ("Baku said its forces had advanced.", "Baku", True),
        ("The White House condemned the attack.", "White House", True),
        ("Rwanda denied the accusation.", "Rwanda", True),
        ("A blast killed two people in Baku.", "Baku", False),
        ("Gunmen attacked a post on the border with Niger.", "Niger", False),
        ("Jihadists entered Burkina Faso's Djibo.", "Burkina Faso", False),
    ],
)
def test_a_state_that_acts_is_no_place(text: str, name: str, metonym: bool) -> None:
    found = {m.place.name: m.by.endswith(":metonym") for m in places_of(text)}
    assert found[name] is metonym


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("A drone fell near Kramatorsk.", "near"),
        ("A drone fell on Kramatorsk.", "exact"),
        ("A drone fell in Borno State.", "admin1"),
        ("A drone fell in Yemen.", "country"),
        ("A drone fell into the Red Sea.", "region"),
    ],
)
def test_precision(text: str, precision: str) -> None:
    assert [m.place.precision for m in places_of(text)] == [precision]
