"""Armed groups and de facto authorities: they fit together, and say who uses which loaded name."""

from __future__ import annotations

from collections import Counter

import pytest

from truceline.knowledge.loader import load_armed_groups, load_countries
from truceline.knowledge.names import name_index
from truceline.knowledge.schema import ArmedGroup

GROUPS = load_armed_groups()
BY_NAME = {group.name: group for group in GROUPS}


def test_no_group_stands_twice() -> None:
    assert [name for name, count in Counter(g.name for g in GROUPS).items() if count > 1] == []


def test_countries_are_known() -> None:
    known = {country.iso3 for country in load_countries()}
    assert {c for g in GROUPS for c in (*g.countries, *filter(None, [g.country]))} <= known


def test_every_group_fights_or_rules_somewhere_and_has_a_beginning() -> None:
    assert [g.name for g in GROUPS if not g.countries or not g.from_] == []


def test_a_wing_is_part_of_a_known_group() -> None:
    assert {g.part_of for g in GROUPS if g.part_of} <= set(BY_NAME)


@pytest.mark.parametrize("group", [g for g in GROUPS if g.part_of], ids=lambda g: g.name)
def test_no_group_is_part_of_itself(group: ArmedGroup) -> None:
    above: ArmedGroup | None = group
    for _ in range(5):
        above = BY_NAME[above.part_of] if above and above.part_of else None
    assert above is None


def test_a_loaded_name_is_no_neutral_one() -> None:
    both = [(g.name, x.name) for g in GROUPS for x in g.aka_loaded if x.name in (g.name, *g.names, *g.abbreviations)]
    assert both == []


STATELESS = [
    "Nagorno-Karabakh authorities", "Abkhazia authorities", "South Ossetia authorities", "Transnistria authorities",
    "Donetsk People's Republic", "Luhansk People's Republic", "Turkish Republic of Northern Cyprus",
    "Chechen Republic of Ichkeria", "Somaliland authorities", "Republika Srpska", "Islamic State", "al-Qaeda",
    "Polisario Front",
]  # fmt: skip


@pytest.mark.parametrize("name", STATELESS)
def test_who_claims_a_state_of_its_own_acts_for_no_other(name: str) -> None:
    assert BY_NAME[name].country is None


CALLED = [
    ("Karabakh separatist authorities", "Nagorno-Karabakh authorities"),
    ("Republic of Artsakh", "Nagorno-Karabakh authorities"),
    ("Artsakh Defense Army", "Artsakh Defence Army"),
    ("Rapid Support Forces", "Rapid Support Forces"),
    ("RSF", "Rapid Support Forces"),
    ("Al-Shabaab", "al-Shabaab"),
    ("Shebab", "al-Shabaab"),
    ("Hizbollah", "Hezbollah"),
    ("Izz el-Deen al-Qassam Brigades", "Qassam Brigades"),
    ("Ezzedine al-Qassam Brigades", "Qassam Brigades"),
    ("Ansar Allah", "Houthis"),
    ("Houthi rebels", "Houthis"),
    ("ISIL", "Islamic State"),
    ("Daesh", "Islamic State"),
    ("IS-K", "Islamic State Khorasan Province"),
    ("Pakistani Taliban", "Tehrik-e-Taliban Pakistan"),
    ("Afghan Taliban", "Taliban"),
    ("Tamil Tigers", "Liberation Tigers of Tamil Eelam"),
    ("LTTE", "Liberation Tigers of Tamil Eelam"),
    ("PKK", "Kurdistan Workers' Party"),
    ("Kurdistan Workers’ Party", "Kurdistan Workers' Party"),
    ("FARC", "Revolutionary Armed Forces of Colombia"),
    ("FARC dissidents", "FARC dissidents"),
    ("Gulf Clan", "Clan del Golfo"),
    ("Maï-Maï", "Mai-Mai"),
    ("Seleka", "Séléka"),
    ("M23 rebels", "M23 (March 23 Movement)"),
    ("TPLF", "Tigray People's Liberation Front"),
    ("Ta'ang National Liberation Army", "Ta'ang National Liberation Army"),
    ("Wagner mercenaries", "Wagner Group"),
    ("Bosnian Serb army", "Army of Republika Srpska"),
    ("Lord’s Resistance Army", "Lord's Resistance Army"),
    ("JNIM", "Jama'at Nasr al-Islam wal-Muslimin"),
    ("Hashed al-Shaabi", "Popular Mobilisation Forces"),
    ("Kata'ib Hezbollah", "Kataib Hezbollah"),
]


@pytest.mark.parametrize(("written", "name"), CALLED)
def test_the_press_calls_it_so(written: str, name: str) -> None:
    readings = [reading.entry for reading in name_index().lookup(written)]
    assert BY_NAME[name] in readings


LIVED = [
    ("Nagorno-Karabakh authorities", "2023-09-20", True),
    ("Nagorno-Karabakh authorities", "2024-06-01", False),
    ("Liberation Tigers of Tamil Eelam", "2009-06-01", False),
    ("Islamic State West Africa Province", "2014-04-14", False),
    ("Hayat Tahrir al-Sham", "2016-12-01", False),
    ("Rapid Support Forces", "2023-04-15", True),
]


@pytest.mark.parametrize(("name", "day", "alive"), LIVED)
def test_when_it_existed(name: str, day: str, alive: bool) -> None:
    assert BY_NAME[name].covers(day) is alive
