"""The base map that is shipped (see tools/build_base_map.py), and pieces of it as paths of SVG."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "static" / "base-map.json"

Points = NDArray[np.float64]
"""Longitudes and latitudes, one point a row."""

KM_OF_DEGREE = 111.2

_FINEST = 1.5
"""What is smaller, in pixels, is not drawn."""

_WIDE = 40.0
"""A view that is higher, in degrees, is drawn less finely."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A ring or a line, and the box around it: west, south, east, north."""

    points: Points
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a country, where it stands, and the zoom (of web maps) from which on there is room for it."""

    text: str
    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True, slots=True)
class View:
    """A piece of the map: its middle, how many degrees of latitude high it is, and its size in pixels.

    Degrees of longitude are as long as they are in the middle.
    """

    lon: float
    lat: float
    height: float
    wide: int
    high: int

    @property
    def scale(self) -> float:
        """Pixels of a degree of latitude."""
        return self.high / self.height

    @property
    def shrink(self) -> float:
        """How long a degree of longitude is, of one of latitude."""
        return max(math.cos(math.radians(self.lat)), 0.1)

    @property
    def zoom(self) -> float:
        """The zoom of a web map (whose world is 512 pixels wide at zoom 0) of about this scale."""
        return math.log2(360 * self.scale * self.shrink / 512)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """What can be seen: west, south, east, north."""
        across = self.wide / self.scale / self.shrink / 2
        return (self.lon - across, self.lat - self.height / 2, self.lon + across, self.lat + self.height / 2)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """The pixel of a point."""
        x, y = self.pixels(np.array([[lon, lat]]))[0].tolist()
        return round(x, 1), round(y, 1)

    def pixels(self, points: Points) -> Points:
        """The pixels of points."""
        x = (points[:, 0] - self.lon) * self.shrink * self.scale + self.wide / 2
        y = (self.lat - points[:, 1]) * self.scale + self.high / 2
        return np.stack([x, y], axis=1)

    def of_km(self, km: float) -> float:
        """How many pixels so many kilometres are."""
        return round(km / KM_OF_DEGREE * self.scale, 1)


@cache
def _file() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(FILE.read_text())
    return made


@cache
def reach_km() -> dict[str, float]:
    """For each country (ISO 3166-1 alpha-3) the radius of a circle that is as large as it."""
    return {code: float(km) for code, km in _file()["reach_km"].items()}


@cache
def labels() -> tuple[Label, ...]:
    """The names of countries, those of large ones first."""
    return tuple(Label(*label) for label in _file()["labels"])


@cache
def outlines(what: str) -> tuple[Outline, ...]:
    """The outlines of "land", "water", "borders" or "disputed" lines."""
    return tuple(_outline(flat) for flat in _file()[what])


def _outline(flat: list[int]) -> Outline:
    points = np.cumsum(np.array(flat, np.int64).reshape(-1, 2), axis=0) / _file()["scale"]
    west, south = points.min(axis=0).tolist()
    east, north = points.max(axis=0).tolist()
    return Outline(points, (west, south, east, north))


def path(what: str, view: View) -> str:
    """The outlines that are in sight, as the ``d`` of one path; areas are closed, lines are not."""
    closed = what in ("land", "water")
    margin = view.height * 0.1
    west, south, east, north = view.box
    box = (west - margin, south - margin, east + margin, north + margin)
    seen = (one.points for one in outlines(what) if _meet(one.box, box) and _reach(one.box) * view.scale > _FINEST)
    parts = (
        (_ring(points, box) for points in seen) if closed else (run for points in seen for run in _runs(points, box))
    )
    grid = 1 if view.height < _WIDE else 2
    return "".join(_drawn(view.pixels(part), closed, grid) for part in parts if len(part) > 1)


def _meet(one: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> bool:
    return one[0] <= box[2] and one[2] >= box[0] and one[1] <= box[3] and one[3] >= box[1]


def _reach(box: tuple[float, float, float, float]) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _ring(points: Points, box: tuple[float, float, float, float]) -> Points:
    """A ring cut to a box, side by side of it (Sutherland and Hodgman 1974)."""
    for axis, bound, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        if not len(points):
            break
        following = np.roll(points, -1, axis=0)
        inside, next_inside = (sign * (p[:, axis] - bound) >= 0 for p in (points, following))
        step = following[:, axis] - points[:, axis]
        share = np.divide(bound - points[:, axis], step, out=np.zeros_like(step), where=step != 0)
        crossing = points + share[:, None] * (following - points)
        both = np.stack([crossing, following], axis=1)
        points = both[np.stack([inside != next_inside, next_inside], axis=1)]
    return points


def _runs(points: Points, box: tuple[float, float, float, float]) -> Iterator[Points]:
    """The parts of a line of which a piece may be in the box."""
    low, high = np.minimum(points[:-1], points[1:]), np.maximum(points[:-1], points[1:])
    kept = np.all((low <= box[2:]) & (high >= box[:2]), axis=1)
    changes = np.flatnonzero(np.diff(np.concatenate([[False], kept, [False]])))
    for first, last in zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True):
        yield points[first : last + 1]


def _drawn(pixels: Points, closed: bool, grid: int) -> str:
    """Points on a grid of so many pixels are enough; those that fall together are left out."""
    whole = np.round(pixels / grid).astype(np.int64) * grid
    kept = whole[np.concatenate([[True], np.any(np.diff(whole, axis=0) != 0, axis=1)])]
    if len(kept) < 2 + closed:
        return ""
    rest = " ".join(f"{x} {y}" for x, y in np.diff(kept, axis=0).tolist())
    return f"M{kept[0][0]} {kept[0][1]}l{rest}{'z' if closed else ''}"


def fitting(points: Iterable[tuple[float, float, float]], wide: int, high: int, least: float) -> View:
    """The view that shows circles (longitude, latitude, radius in km), at least so many degrees high."""
    every = list(points)
    reach = [km / KM_OF_DEGREE for _, _, km in every]
    south = min(lat - r for (_, lat, _), r in zip(every, reach, strict=True))
    north = max(lat + r for (_, lat, _), r in zip(every, reach, strict=True))
    middle = max(min((south + north) / 2, 80.0), -80.0)
    shrink = max(math.cos(math.radians(middle)), 0.1)
    west = min(lon - r / shrink for (lon, _, _), r in zip(every, reach, strict=True))
    east = max(lon + r / shrink for (lon, _, _), r in zip(every, reach, strict=True))
    needed = max((north - south) * 1.3, (east - west) * shrink * high / wide * 1.3, least)
    return View((west + east) / 2, middle, min(needed, 170.0), wide, high)
