"""Takes from Natural Earth what the gazetteer needs: seas, rivers, lakes, islands, ranges, airports, region labels.

Source: Natural Earth 5, 1:10m (public domain, naturalearthdata.com), as GeoJSON in the GitHub repository
``martynafford/natural-earth-geojson`` at commit 0b9a6ceb0a7032713abd9460ac1e995a9c60cd1e.  Unpack the archives named
in ``LAYERS`` into one folder, then:

    python tools/gazetteer/natural_earth.py FOLDER

writes ``features.tsv`` (kind, name, other names, lat, lon) and ``admin1_labels.tsv`` (ISO 3166-1 alpha-2, name, lat,
lon) beside this file.  They are small and in the repository, so that building the gazetteer does not need this step.
"""

from __future__ import annotations

import csv
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Point = tuple[float, float]

LAYERS = {
    "ne_10m_geography_marine_polys": ("name", "namealt"),
    "ne_10m_geography_regions_polys": ("name", "namealt"),
    "ne_10m_geography_regions_points": ("name", "name_alt"),
    "ne_10m_geography_regions_elevation_points": ("name", "name_alt"),
    "ne_10m_lakes": ("name", "name_alt"),
    "ne_10m_rivers_lake_centerlines": ("name", "name_en", "name_alt"),
    "ne_10m_airports": ("name",),
}

#: Natural Earth's ``featurecla`` and the kind it is here; what is not listed is left out.
KINDS = {
    "ocean": "sea", "sea": "sea", "gulf": "sea", "bay": "sea", "strait": "sea", "channel": "sea", "sound": "sea",
    "reef": "sea", "lagoon": "sea", "Island": "island", "island": "island", "Island group": "island",
    "island group": "island", "Range/mtn": "mountains", "mountain": "mountain", "Plateau": "region",
    "Desert": "region", "Peninsula": "region", "Pen/cape": "region", "Geoarea": "region", "Coast": "region",
    "Plain": "region", "Delta": "region", "Basin": "region", "Valley": "region", "cape": "cape", "Lake": "lake",
    "Reservoir": "lake", "Alkaline Lake": "lake", "River": "river", "Airport": "airport",
}  # fmt: skip

SHORT = {"Is.": "Islands", "I.": "Island", "Mts.": "Mountains", "Mt.": "Mount", "Pen.": "Peninsula", "Str.": "Strait"}


def main(folder: Path) -> None:
    """Write the two tables from the GeoJSON layers in ``folder``."""
    _write("features.tsv", sorted(set(_features(folder))))
    _write("admin1_labels.tsv", sorted(set(_labels(folder))))


def _write(name: str, rows: Iterable[tuple[str, ...]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)


def _features(folder: Path) -> Iterator[tuple[str, ...]]:
    best: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
    for layer, keys in LAYERS.items():
        for feature in _load(folder, layer):
            properties = feature["properties"]
            kind = KINDS.get(properties["featurecla"])
            names = [_tidy(properties[k], kind) for k in keys if properties.get(k)]
            if kind is None or not names or not feature["geometry"]:
                continue
            size, (lon, lat) = _middle(feature["geometry"])
            others = "|".join(dict.fromkeys(n for n in names[1:] if n != names[0]))
            row = (kind, names[0], others, f"{lat:.3f}", f"{lon:.3f}")
            # a river is cut into many lines, a sea into parts: the longest speaks for all, far namesakes stay apart
            key = (kind, f"{names[0]} {round(lat / 12)} {round(lon / 12)}")
            if key not in best or size > best[key][0]:
                best[key] = (size, row)
    return (row for _, row in best.values())


def _labels(folder: Path) -> Iterator[tuple[str, ...]]:
    """One point a division: the middle of the label points of its main parts, without small islands."""
    parts: dict[tuple[str, str, str], dict[int, list[Point]]] = {}
    for feature in _load(folder, "ne_10m_admin_1_label_points"):
        p = feature["properties"]
        if p["name"] and p["iso_a2"] not in (None, "-1"):
            ranks = parts.setdefault((p["adm1_code"], p["iso_a2"], p["name"]), {})
            ranks.setdefault(p["adm0_sr"], []).append(feature["geometry"]["coordinates"])
    for (_, country, name), ranks in parts.items():
        points = ranks[min(ranks)]
        lon, lat = (sum(p[i] for p in points) / len(points) for i in (0, 1))
        yield country, name, f"{lat:.3f}", f"{lon:.3f}"


def _load(folder: Path, layer: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((folder / f"{layer}.json").read_text(encoding="utf-8"))["features"]
    return features


def _tidy(name: str, kind: str | None) -> str:
    words = [SHORT.get(w, w) for w in name.replace("Int'l", "International").split()]
    words = [w.capitalize() if w.isupper() and len(w) > 2 else w for w in words]
    return " ".join(words) + (" Airport" if kind == "airport" else "")


def _middle(geometry: dict[str, Any]) -> tuple[float, Point]:
    """Size (to compare by) and middle point of a geometry's largest part."""
    kind, at = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return 0.0, (at[0], at[1])
    if kind == "LineString":
        return float(len(at)), tuple(at[len(at) // 2][:2])
    if kind == "MultiLineString":
        return max((float(len(line)), tuple(line[len(line) // 2][:2])) for line in at)
    return max(_centroid(p[0]) for p in ([at] if kind == "Polygon" else at))


def _centroid(ring: list[Point]) -> tuple[float, Point]:
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(ring):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return 0.0, (ring[0][0], ring[0][1])
    return abs(area), (x / (3 * area), y / (3 * area))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
