"""The knowledge files about actors: they load, their examples hold, their codes exist, no name is quietly shared."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from entry_names import names_of

from truceline.knowledge import loader
from truceline.knowledge.names import AnyEntry, Name, NameIndex, pieces
from truceline.knowledge.schema import Country, Person

NAMED: dict[str, Callable[[], tuple[AnyEntry, ...]]] = {
    "countries": loader.load_countries,
    "institutions": loader.load_institutions,
    "organisations": loader.load_organisations,
    "armed_groups": loader.load_armed_groups,
    "people": loader.load_people,
    "outlets": loader.load_outlets,
}
ENTRIES: list[AnyEntry] = [entry for load in NAMED.values() for entry in load()]
INDEX = NameIndex(ENTRIES)
LEAST = {
    "countries": 250,
    "institutions": 200,
    "organisations": 150,
    "armed_groups": 300,
    "people": 1000,
    "outlets": 150,
    "agents": 150,
}


@pytest.mark.parametrize("what", sorted(LEAST))
def test_file_loads(what: str, record_property: Callable[[str, object], None]) -> None:
    """Every file fits its schema and has what it should have; how long it takes is reported, not judged."""
    load = getattr(loader, f"load_{what}")
    load.cache_clear()
    start = time.perf_counter()
    entries = load()
    record_property("seconds", round(time.perf_counter() - start, 4))
    assert len(entries) >= LEAST[what]


def words(sentence: str) -> list[str]:
    """A sentence cut as spaCy would: possessives, hyphens and punctuation apart, abbreviations whole."""
    return re.findall(r"(?:[A-Za-z]\.)+[A-Za-z]?|\w+(?=['’]s\b)|['’]s\b|\w+(?:['’]\w+)*|[^\w\s]", sentence)


def sentences(field: str) -> list[object]:
    return [
        pytest.param(entry, sentence, id=f"{entry.name}: {sentence}")
        for entry in ENTRIES
        for sentence in getattr(entry, field)
    ]


def readings(sentence: str) -> list[Name]:
    return [name for match in INDEX.find(words(sentence)) for name in match.names]


@pytest.mark.parametrize(("entry", "sentence"), sentences("examples"))
def test_example_is_recognised(entry: AnyEntry, sentence: str) -> None:
    assert any(name.entry is entry for name in readings(sentence))
    assert any(name.entry is entry for match in INDEX.find(sentence.split()) for name in match.names)


@pytest.mark.parametrize(("entry", "sentence"), sentences("counter_examples"))
def test_counter_example_is_not_recognised_for_sure(entry: AnyEntry, sentence: str) -> None:
    assert not [name for name in readings(sentence) if name.entry is entry and not name.ambiguous]


def key(name: Name) -> str:
    joined = " ".join(piece for word in name.text.split() for piece in pieces(word))
    return joined if name.kind == "abbreviation" else joined.casefold()


def lived_together(one: AnyEntry, other: AnyEntry) -> bool:
    """Whether two entries existed on a common day; people and undated entries always did."""
    if isinstance(one, Person) or isinstance(other, Person):
        return True
    return one.covers(other.from_ or one.from_) and other.covers(one.from_ or other.from_)


def test_a_shared_name_is_declared_ambiguous() -> None:
    """A name of two entries of one time is `ambiguous` in all of them but one, which is what it means by itself."""
    by_key: dict[str, list[Name]] = defaultdict(list)
    for entry in ENTRIES:
        for name in names_of(entry):
            if name.kind != "surname" and not name.ambiguous:
                by_key[key(name)].append(name)
    shared = [
        f"{one.text}: {one.entry.name} / {other.entry.name}"
        for names in by_key.values()
        for one, other in combinations(names, 2)
        if one.entry is not other.entry and lived_together(one.entry, other.entry)
    ]
    assert shared == []


@pytest.mark.parametrize("what", sorted(NAMED))
def test_ambiguous_lists_names_of_the_entry(what: str) -> None:
    """What `ambiguous` lists is a name of the entry, letter for letter; otherwise it would do nothing."""
    stray = [
        (entry.name, text)
        for entry in NAMED[what]()
        for text in entry.ambiguous
        if text not in {name.text for name in names_of(entry)}
    ]
    assert stray == []


def test_iso_codes() -> None:
    """All 249 codes of ISO 3166-1, Kosovo's XKX, and those of ISO 3166-3 for states that are no more."""
    countries = loader.load_countries()
    codes = [c.iso3 for c in countries]
    assert len(set(codes)) == len(codes)
    assert {c.iso3 for c in countries if c.former} == {"SUN", "YUG", "SCG", "CSK", "DDR", "YMD"}
    assert len([c for c in countries if c.iso2 and c.iso3 != "XKX"]) == 249
    iso2 = [c.iso2 for c in countries if c.iso2]
    assert len(set(iso2)) == len(iso2)


def codes_used() -> Iterator[tuple[str, str]]:
    for entry in ENTRIES:
        if isinstance(entry, Person):
            used = [office.country for office in entry.offices]
        elif isinstance(entry, Country):
            used = [entry.parent]
        else:
            used = [entry.country, *getattr(entry, "countries", ())]
        yield from ((entry.name, code) for code in used if code)


def test_countries_of_entries_exist() -> None:
    known = {c.iso3 for c in loader.load_countries()}
    assert [(name, code) for name, code in codes_used() if code not in known] == []


@pytest.mark.parametrize("what", ["organisations", "institutions", "armed_groups"])
def test_part_of_names_an_entry(what: str) -> None:
    names = {entry.name for entry in ENTRIES}
    parts = [(entry.name, getattr(entry, "part_of", None)) for entry in NAMED[what]()]
    assert [(name, whole) for name, whole in parts if whole and whole not in names] == []


@pytest.mark.parametrize("what", sorted(NAMED))
def test_wikidata_items_are_given_once(what: str) -> None:
    items = [entry.wikidata for entry in NAMED[what]() if entry.wikidata]
    assert sorted({item for item in items if items.count(item) > 1}) == []


def test_domains_belong_to_one_outlet() -> None:
    domains = [domain for outlet in loader.load_outlets() for domain in outlet.domains]
    assert sorted({domain for domain in domains if domains.count(domain) > 1}) == []
    assert [d for d in domains if not re.fullmatch(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+", d)] == []
