"""What is typed into a search box finds the actors and places whose names begin so."""

from __future__ import annotations

import pytest

from truceline.knowledge.gazetteer import gazetteer
from truceline.knowledge.name_search import name_search


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("rapid su", "Rapid Support Forces"),
        ("support forces", "Rapid Support Forces"),
        ("RSF", "Rapid Support Forces"),
        ("zelens", "Volodymyr Zelensky"),
        ("Erdoğan", "Recep Tayyip Erdogan"),
        ("colombian", "Colombia"),
        ("government of myan", "Myanmar"),
        ("arakan", "Arakan Army"),
        ("doctors without", "Médecins Sans Frontières"),
    ],
)
def test_actors(typed: str, name: str) -> None:
    assert name in [hit.entry.name for hit in name_search().find(typed, 12)]


@pytest.mark.parametrize("typed", ["", " ", "-", "zzzzzz", "a" * 5_000])
def test_nothing_is_found_of_nothing(typed: str) -> None:
    assert name_search().find(typed, 5) == []
    assert gazetteer().beginning(typed, 5) == ()


def test_no_entry_twice_and_no_more_than_asked_for() -> None:
    hits = name_search().find("a", 30)
    assert len({id(hit.entry) for hit in hits}) == len(hits) == 30


@pytest.mark.parametrize(
    ("typed", "name", "country"),
    [
        ("khart", "Khartoum", "SDN"),
        ("el-fash", "El Fasher", "SDN"),
        ("gaza c", "Gaza City", "PSE"),
        ("Kherson", "Kherson", "UKR"),
        ("mekele", "Mekelle", "ETH"),
        ("goma", "Goma", "COD"),
        ("Myitkyin", "Myitkyina", "MMR"),
        ("stepanak", "Stepanakert", "AZE"),
    ],
)
def test_places(typed: str, name: str, country: str) -> None:
    assert (name, country) in [(one.name, one.country) for one in gazetteer().beginning(typed, 10)]


def test_a_place_called_exactly_so_comes_before_those_that_only_begin_so() -> None:
    assert gazetteer().beginning("Goma", 5)[0].name == "Goma"
