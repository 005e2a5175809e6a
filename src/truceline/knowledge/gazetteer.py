"""The places of the world by name: GeoNames and Natural Earth (``gazetteer.sqlite``) below our own (``places/``).

The file is read-only and read from disk as needed, so that opening it costs nothing.  It is built by
``tools/build_gazetteer.py``; its data is licensed CC BY 4.0 by GeoNames (``gazetteer.NOTICE.txt``).
"""

from __future__ import annotations

import math
import os
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from heapq import nlargest
from pathlib import Path

import msgspec

from ..records import Precision
from .loader import KNOWLEDGE, KnowledgeError, load_countries, load_entries
from .place_display import display_name
from .place_names import bare, fold
from .place_schema import PlaceEntry

_DEGREE_KM = 111.195
_NATURAL = frozenset({"SEA", "ISLAND", "MOUNTAINS", "MOUNTAIN", "REGION", "CAPE", "LAKE", "RIVER", "AIRPORT"})

#: An overlay entry and a row of the gazetteer with one name this near each other are one place.
_SAME_KM = 12.0

#: How many names with one beginning are looked at: all of those of three letters.
_KEYS = 4_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    ``name`` is the form that English reports use.  ``feature`` is the GeoNames feature code ("PPLA", "ADM1", "PCLI"), a
    kind of Natural Earth in capitals ("SEA"), or the kind of an overlay entry without a GeoNames id ("village").
    ``admin1`` and ``admin2`` are GeoNames ids of the divisions it lies in; ``own``: it was found by its own name (an
    overlay entry: by one of its names) and not by another one.  ``overlay`` is the entry of ``places/`` it comes from.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    feature: str
    precision: Precision
    population: int = 0
    admin1: int | None = None
    admin2: int | None = None
    geonames: int | None = None
    own: bool = True
    wikidata: str | None = None
    overlay: PlaceEntry | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, int | str]:
        """What tells this place from others."""
        return ("g", self.geonames) if self.geonames else ("n", f"{self.name} {self.country} {self.feature}")


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine)."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * math.degrees(math.asin(math.sqrt(min(1.0, h)))) * _DEGREE_KM


class Gazetteer:
    """Looks names up.  Safe to use after a fork and from several threads."""

    def __init__(self, path: Path, entries: tuple[PlaceEntry, ...]) -> None:
        """Open the gazetteer at ``path`` below ``entries``.  Raises :class:`KnowledgeError` when it is not there."""
        if not path.is_file():
            raise KnowledgeError(f"{path}: the gazetteer is missing. Reinstall, or run tools/build_gazetteer.py.")
        self._path = path
        self._connections: dict[int, sqlite3.Connection] = {}
        self._cache: dict[str, tuple[Candidate, ...]] = {}
        self._entries = entries

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places called ``name``, whatever its accents, hyphens and article; none twice."""
        return self.lookup_key(fold(name))

    def lookup_key(self, key: str) -> tuple[Candidate, ...]:
        """As :meth:`lookup`, for a key that :func:`~truceline.knowledge.place_names.fold` gave."""
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > 100_000:
                self._cache.clear()
            found = self._cache[key] = self._find(key)
        return found

    def beginning(self, typed: str, most: int) -> tuple[Candidate, ...]:
        """At most ``most`` places of which a name begins so: those called exactly so first, then the most populous."""
        key = fold(typed)
        if not key:
            return ()
        keys = [key, *self._known_keys(key), *self._populous_keys(key, most)]
        found: dict[tuple[str, int | str], Candidate] = {}
        for one in dict.fromkeys(keys):
            for candidate in self.lookup_key(one):
                found.setdefault(candidate.key, candidate)
        exact = {candidate.key for candidate in self.lookup_key(key)}
        ranked = sorted(found.values(), key=lambda c: (c.key not in exact, c.overlay is None, -c.population))
        return tuple(ranked[:most])

    def _known_keys(self, key: str) -> list[str]:
        """Keys of overlays and states that begin with ``key``."""
        return [k for names in (self._overlay, self._countries) for k in names if k.startswith(key)]

    def _populous_keys(self, key: str, most: int) -> list[str]:
        """Keys of the gazetteer that begin with ``key``, those of the most populous places first."""
        stored = self._query("SELECT key, ids FROM name WHERE key >= ? AND key < ? LIMIT ?", key, key + "\uffff", _KEYS)
        places = {mark >> 1: k for k, ids in stored for mark in msgspec.msgpack.decode(ids)[:1]}
        people: list[tuple[int, int]] = []
        numbers = list(places)
        for start in range(0, len(numbers), 500):
            part = numbers[start : start + 500]
            people += self._query(
                f"SELECT population, id FROM place WHERE id IN ({','.join('?' * len(part))})", *part
            )  # fmt: skip
        return [places[number] for _, number in nlargest(most, people)]

    def __contains__(self, name: str) -> bool:
        return bool(self.lookup(name))

    @cached_property
    def _overlay(self) -> dict[str, list[Candidate]]:
        by_key: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in [*self._by_id.values(), *(_candidate(e) for e in self._entries if e.geonames is None)]:
            assert candidate.overlay is not None
            for key in {fold(n) for n in candidate.overlay.all_names}:
                by_key[key].append(candidate)
                short = bare(key)
                if short and not any(c.name == candidate.name for c in by_key[short]):
                    by_key[short].append(candidate)
        return by_key

    @cached_property
    def _by_id(self) -> dict[int, Candidate]:
        """Overlay entries with a GeoNames id: they stand for its row, and take from it what they leave out."""
        ids = {e.geonames: e for e in self._entries if e.geonames is not None}
        rows = self._rows([i * 2 + 1 for i in ids])
        return {i: _merged(e, rows.get(i)) for i, e in ids.items()}

    @cached_property
    def _countries(self) -> dict[str, list[Candidate]]:
        """States by the names the press calls them by."""
        rows = {
            c.country: c for c in self._rows([i * 2 + 1 for (i,) in self._query("SELECT id FROM country")]).values()
        }
        by_key: dict[str, list[Candidate]] = defaultdict(list)
        for country in load_countries():
            row = rows.get(country.iso3)
            if row is not None:
                row = replace(row, name=country.name, wikidata=country.wikidata)
                for key in {fold(n) for n in (country.name, *country.names, *country.abbreviations)}:
                    by_key[key].append(row)
        return by_key

    @cached_property
    def adjectives(self) -> dict[str, Candidate]:
        """Places of the overlays by their adjectives in lower case ("kashmiri")."""
        return {
            word.casefold(): c
            for found in self._overlay.values()
            for c in found
            for word in (c.overlay.adjectives if c.overlay else ())
        }

    def is_country(self, name: str) -> bool:
        """Whether states are called ``name``."""
        return fold(name) in self._countries

    def country(self, iso3: str) -> tuple[Candidate, ...]:
        """The state with the ISO 3166-1 alpha-3 code ``iso3``; nothing when there is none (a former state)."""
        return self._states.get(iso3, ())

    @cached_property
    def _states(self) -> dict[str, tuple[Candidate, ...]]:
        return {c.country: (c,) for found in self._countries.values() for c in found if c.country}

    def _country(self, row: Candidate) -> Candidate:
        """A state under the name that ``countries.yaml`` gives it, when a name only GeoNames has led to it."""
        return next(iter(self._states.get(row.country or "", ())), row)

    def _find(self, key: str) -> tuple[Candidate, ...]:
        found = list(self._overlay.get(key, ()))
        covered = {c.country for c in found}
        # "England" is England, though some call the United Kingdom so
        found += [c for c in self._countries.get(key, ()) if c.country not in covered]
        stored = self._query("SELECT ids FROM name WHERE key = ?", key)
        rows = self._rows(msgspec.msgpack.decode(stored[0][0])) if stored else {}
        for i, row in rows.items():
            ours = self._by_id.get(i)
            # a name that only GeoNames has for it says less: "Kherson" is a name of the oblast, too
            candidate = replace(ours, own=False) if ours else self._country(row) if row.feature == "PCLI" else row
            if not any(candidate.key == c.key or _same(c, candidate) for c in found):
                found.append(candidate)
        return tuple(found)

    def _rows(self, ids: list[int]) -> dict[int, Candidate]:
        marks = {i >> 1: bool(i & 1) for i in ids}
        found: dict[int, Candidate] = {}
        numbers = list(marks)
        for start in range(0, len(numbers), 500):
            part = numbers[start : start + 500]
            rows = self._query(
                "SELECT place.id, place.name, lat, lon, iso3, feature.code, population, admin1, admin2 FROM place"
                " JOIN feature ON feature.id = feature LEFT JOIN country ON country.iso2 = place.country"
                f" WHERE place.id IN ({','.join('?' * len(part))})",
                *part,
            )
            for i, name, lat, lon, iso3, feature, population, admin1, admin2 in rows:
                found[i] = Candidate(
                    display_name(i, name, iso3), iso3, lat / 1e4, lon / 1e4, feature, _precision(feature), population,
                    admin1, admin2, i if i > 0 else None, marks[i],
                )  # fmt: skip
        return found

    def _query(self, sql: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        pid = os.getpid()
        connection = self._connections.get(pid)
        if connection is None:
            uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = self._connections[pid] = sqlite3.connect(uri, uri=True, check_same_thread=False)
        return connection.execute(sql, values).fetchall()


def _precision(feature: str) -> Precision:
    if feature in _NATURAL:
        return "exact" if feature in ("AIRPORT", "MOUNTAIN", "CAPE") else "region"
    if feature == "PCLI":
        return "country"
    if feature in ("ADM1", "ADM2"):
        return "admin1" if feature == "ADM1" else "admin2"
    return "exact"


def _candidate(entry: PlaceEntry) -> Candidate:
    return Candidate(
        entry.name, entry.country, entry.lat, entry.lon, entry.kind, entry.resolved_precision,
        geonames=entry.geonames, wikidata=entry.wikidata, overlay=entry,
    )  # fmt: skip


def _merged(entry: PlaceEntry, row: Candidate | None) -> Candidate:
    own = _candidate(entry)
    if row is None:
        return own
    return Candidate(
        own.name, own.country or row.country, row.lat if own.lat is None else own.lat,
        row.lon if own.lon is None else own.lon, row.feature, own.precision, row.population, row.admin1, row.admin2,
        own.geonames, wikidata=own.wikidata, overlay=entry,
    )  # fmt: skip


def _same(ours: Candidate, row: Candidate) -> bool:
    """Whether a row of the gazetteer is only another record of a place of the overlays."""
    if ours.overlay is None or ours.lat is None or ours.lon is None or row.lat is None or row.lon is None:
        return False
    if ours.precision != row.precision and "exact" in (ours.precision, row.precision):
        return False
    reach = _SAME_KM if ours.precision == "exact" else 100.0
    return distance_km(ours.lat, ours.lon, row.lat, row.lon) <= reach


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer as installed, opened once a process."""
    return Gazetteer(KNOWLEDGE / "gazetteer.sqlite", load_entries(KNOWLEDGE / "places", PlaceEntry))
