"""What a text says about where it plays: its countries and nationalities, and the region named right after a place."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ..knowledge.gazetteer import Candidate, gazetteer
from ..knowledge.loader import KNOWLEDGE, load_countries, load_entries
from ..knowledge.place_names import fold
from ..knowledge.place_word_schema import PlaceAbbreviations

_CAPITALISED = re.compile(r"[^\W\d_]*[A-Z][\w’'.-]*")
_AFTER = re.compile(
    r"[”\"’']?(?P<link>,? (?:in|of|inside) |, | \(| )"
    r"(?:the )?(?:(?:\w+(?:ern|east|west)|north|south|east|west|central|upper|lower|rural|disputed|occupied|"
    r"province|provinces|region|state|district|governorate|oblast|county|city|town|village|territory|of|in|the) ){0,5}"
    r"(?P<name>[A-Z][\w’'.-]*(?: (?:of |and )?[A-Z][\w’'.-]*){0,3})"
)
_NEAR_AFTER = re.compile(
    r",? (?:just |also )?(?:near|outside|close to|(?:(?:north|south)-?(?:east|west)?|east|west) of)"
    r" (?:the )?(?:[a-z]+ (?:of )?)?(?P<name>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,2})"
)
_LISTED = re.compile(r",? and [A-Z]|, [A-Z][\w-]+(?: [A-Z][\w-]+)?,? and [A-Z]")
_BIG_TOWN = 100_000
_BEFORE = re.compile(r"(?P<name>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2})(?:’s|'s) (?:\w+ (?:of )?){0,3}$")


@cache
def nationalities() -> dict[str, str]:
    """Demonyms, peoples and their plurals in lower case, each with the ISO 3166-1 alpha-3 code of its country."""
    found: dict[str, str] = {}
    for country in load_countries():
        for word in (*country.demonyms, *country.peoples):
            for form in (word, f"{word}s"):
                if not country.former:
                    found.setdefault(form.casefold(), country.iso3)
    return found


@cache
def abbreviations() -> dict[str, str]:
    """Written-out names of regions by their abbreviations as written ("Calif.", "TX")."""
    entries = load_entries(KNOWLEDGE / "place_abbreviations.yaml", PlaceAbbreviations)
    return {short: e.name for e in entries for short in e.short}


def countries_named(text: str) -> Counter[str]:
    """How often a text names each country or its people, by ISO 3166-1 alpha-3 code."""
    words = [m.group().rstrip(".'’-") for m in _CAPITALISED.finditer(text)]
    found: Counter[str] = Counter()
    people, names = nationalities(), _country_names()
    for i, word in enumerate(words):
        key = word.casefold().removesuffix("’s").removesuffix("'s")
        pair = f"{key} {words[i + 1].casefold()}" if i + 1 < len(words) else key
        code = names.get(pair) or names.get(key) or people.get(pair) or people.get(key)
        if code and not (key in ("us", "uk") and not word.isupper()):
            found[code] += 1
    return found


@cache
def _country_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in load_countries():
        for name in (country.name, *country.names, *country.abbreviations):
            if not country.former and name not in country.ambiguous:
                found.setdefault(name.casefold().rstrip("."), country.iso3)
    return found


def regions_around(text: str, start: int, end: int) -> tuple[Candidate, ...]:
    """The states, divisions and lands named beside ``text[start:end]`` as what it lies in.

    "Paris, Texas"; "Hama in Syria"; "Hadrut (Azerbaijan)"; "Syria's Hama".
    """
    after = _AFTER.match(text, end, end + 120)
    found: list[Candidate] = []
    if after:
        name, regions = _regions(after.group("name"), after.group("link") == " ")
        listed = after.group("link") == ", " and _LISTED.match(text, after.start("name") + len(name))
        if not (listed and _has_town(name)):  # "Washington, New York and Boston"
            found.extend(regions)
    before = _BEFORE.search(text, max(0, start - 60), start)
    if before:
        found.extend(_regions(before.group("name"), False)[1])
    return tuple(found)


def lies_inside(text: str, end: int) -> bool:
    """Whether the text says that what ends at ``end`` lies in what follows ("Kamenka *in* Kharkiv region")."""
    after = _AFTER.match(text, end, end + 120)
    return after is not None and after.group("link").strip() in ("in", "inside")


def neighbours_of(text: str, end: int) -> tuple[Candidate, ...]:
    """The towns that the text says what ends at ``end`` is near: "Andriivka, *south of* Bakhmut"."""
    after = _NEAR_AFTER.match(text, end, end + 120)
    parts = after["name"].split() if after else []
    for n in range(len(parts), 0, -1):
        name = re.sub(r"(’s|'s)$", "", " ".join(parts[:n])).rstrip(".,")
        towns = [c for c in gazetteer().lookup(name) if c.precision == "exact" and c.lat is not None]
        if gazetteer().is_country(name):
            return ()  # "near Mali's border"
        if towns:
            most = max(c.population for c in towns)
            return tuple(c for c in towns if c.population * 20 >= most)
    return ()


def _has_town(name: str) -> bool:
    """Whether a big town is called so, too."""
    return any(c.precision == "exact" and c.own and c.population >= _BIG_TOWN for c in gazetteer().lookup(name))


def _regions(words: str, only_abbreviation: bool) -> tuple[str, list[Candidate]]:
    """The longest name of regions that ``words`` begin with, and these; an empty name when there is none."""
    parts = words.split()
    for n in range(len(parts), 0, -1):
        written = " ".join(parts[:n])
        full = abbreviations().get(written) or abbreviations().get(written.rstrip("’'s."))
        if only_abbreviation and full is None:
            break
        name = full or re.sub(r"(’s|'s)$", "", written).rstrip(".")
        if not full and name.isupper() and len(name) < 3:
            continue
        regions = [
            c for c in gazetteer().lookup_key(fold(name)) if c.precision in ("country", "admin1", "admin2", "region")
        ]
        if regions:
            return written, regions
    return "", []


def lies_in(c: Candidate, region: Candidate) -> bool:
    """Whether a place lies in the region named beside it."""
    if c.key == region.key:
        return False
    if region.precision == "country":
        return c.country == region.country and c.precision != "country"
    if c.overlay is not None and region.name in c.overlay.within:
        return True
    return region.geonames is not None and region.geonames in (c.admin1, c.admin2)
