"""The files of ``knowledge/places/``: they load, fit together and lie where they say."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import cache

import pytest
import yaml

from truceline.knowledge.gazetteer import distance_km, gazetteer
from truceline.knowledge.loader import KNOWLEDGE, load_countries, load_entries
from truceline.knowledge.place_names import fold
from truceline.knowledge.place_schema import PlaceEntry

from .reading import places_of

FILES = sorted((KNOWLEDGE / "places").glob("*.yaml"))
ENTRIES = load_entries(KNOWLEDGE / "places", PlaceEntry)

#: How far outside the box around a country's towns a place of it may lie, in degrees; and places that lie farther.
MARGIN = 0.7
FAR_OUT = {"Pratas", "Renk"}


@cache
def boxes() -> dict[str, tuple[float, float, float, float]]:
    """South, north, west and east of the towns of each country, in degrees."""
    db = sqlite3.connect(f"file:{KNOWLEDGE / 'gazetteer.sqlite'}?mode=ro", uri=True)
    rows = db.execute(
        "SELECT iso3, min(lat) / 1e4, max(lat) / 1e4, min(lon) / 1e4, max(lon) / 1e4 FROM place"
        " JOIN country ON country.iso2 = place.country GROUP BY iso3"
    )
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_file_loads_and_says_what_it_covers(file: object) -> None:
    text = (KNOWLEDGE / "places" / str(file)).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(yaml.safe_load(text)) > 10


def test_there_are_enough_of_them() -> None:
    assert len(ENTRIES) > 2500


def test_no_place_stands_twice() -> None:
    seen: dict[tuple[str, str | None, str], list[PlaceEntry]] = defaultdict(list)
    for e in ENTRIES:
        seen[fold(e.name), e.country, e.resolved_precision].append(e)
    assert [key for key, entries in seen.items() if len(entries) > 1] == []


def test_no_geonames_id_stands_twice() -> None:
    seen: dict[int, list[str]] = defaultdict(list)
    for e in ENTRIES:
        if e.geonames is not None:
            seen[e.geonames].append(e.name)
    assert {i: names for i, names in seen.items() if len(names) > 1} == {}


def test_countries_are_known() -> None:
    assert {e.country for e in ENTRIES if e.country} <= {c.iso3 for c in load_countries()}


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.country and e.lat is not None], ids=lambda e: e.name)
def test_a_place_lies_in_its_country(entry: PlaceEntry) -> None:
    if entry.name in FAR_OUT:
        pytest.skip("no town of its country lies near it")
    south, north, west, east = boxes()[entry.country or ""]
    assert south - MARGIN <= (entry.lat or 0.0) <= north + MARGIN
    assert west - MARGIN <= (entry.lon or 0.0) <= east + MARGIN


def test_a_geonames_id_is_that_of_the_country() -> None:
    wrong = []
    for e in ENTRIES:
        found = [c for c in gazetteer().lookup(e.name) if c.overlay == e]
        if e.geonames is not None and e.country is not None and e.lat is None:
            wrong += [e.name for c in found if c.country != e.country or c.lat is None]
    assert wrong == []


def test_what_it_lies_in_is_an_entry_or_a_known_place() -> None:
    unknown = {w for e in ENTRIES for w in e.within if w not in gazetteer()}
    assert unknown == set()


def test_every_name_leads_to_the_place() -> None:
    lost = [
        (e.name, name)
        for e in ENTRIES
        for name in e.all_names
        if not any(c.overlay == e for c in gazetteer().lookup(name))
    ]
    assert lost == []


def test_what_is_within_a_town_is_near_it() -> None:
    towns = {e.name: c for e in ENTRIES for c in gazetteer().lookup(e.name) if c.overlay == e and e.kind == "city"}
    far = [
        (e.name, town.name)
        for e in ENTRIES
        for town in (towns[w] for w in e.within if w in towns)
        if distance_km(e.lat or 0.0, e.lon or 0.0, town.lat or 0.0, town.lon or 0.0) > 30
    ]
    assert far == []


@pytest.mark.parametrize(("entry", "text"), [pytest.param(e, t, id=e.name) for e in ENTRIES for t in e.examples])
def test_an_example_names_it(entry: PlaceEntry, text: str) -> None:
    assert entry.name in [m.place.name for m in places_of(text)]
