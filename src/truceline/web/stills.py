"""Maps as pictures, made here: the small map of a claim, and the map of all places where the browser cannot draw one.

Kinds have shapes as well as colours: events are round, tolls square, control stands on a corner, several are one in
the other.  What is no point is a dashed circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import escape

from .base_map import View, fitting, labels, path

KINDS = ("event", "toll", "control")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to be drawn: its circle's radius in km (0: a point), the kinds of its claims, and how many there are."""

    lon: float
    lat: float
    km: float
    kinds: tuple[str, ...]
    claims: int = 1


@dataclass(frozen=True, slots=True)
class Colours:
    """What a picture is drawn with: it cannot see the colours of the page around it."""

    sea: str
    land: str
    line: str
    words: str
    event: str
    toll: str
    control: str


LIGHT = Colours("#e4eaee", "#fbfaf7", "#c4beb2", "#6b727c", "#33608c", "#9a3f2b", "#4d6b23")
DARK = Colours("#10161c", "#262b31", "#4a515a", "#9aa2ac", "#93b9de", "#eba08b", "#b3cf83")
SCHEMES = {"light": LIGHT, "dark": DARK}

SMALL_KM = 120.0
"""What reaches further is a whole country: the picture is fitted to the rest, where there is any."""

_LEAST_HEIGHT = 7.0
_FEWEST_PIXELS = 5.0
_APART = 16.0
"""Pixels between a mark and the name of a country at least."""

_ROUND_KM = (20, 50, 100, 200, 500, 1_000, 2_000)


@lru_cache(maxsize=256)
def picture(marks: tuple[Mark, ...], wide: int, high: int, scheme: str) -> str:
    """The marks on the map, as SVG: nothing in it is fetched from anywhere."""
    colours = SCHEMES[scheme]
    near = [mark for mark in marks if mark.km <= SMALL_KM] or marks
    circles = ((mark.lon, mark.lat, mark.km) for mark in near)
    view = fitting(circles, wide, high, _LEAST_HEIGHT) if marks else View(15.0, 15.0, 150.0, wide, high)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">'
    return "".join((head, _base(view, colours), _names(view, colours, marks), *(_mark(m, view, colours) for m in marks),
                    _measure(view, colours), "</svg>"))  # fmt: skip


def _base(view: View, colours: Colours) -> str:
    line = f'fill="none" stroke="{colours.line}" stroke-width="1"'
    return (
        f'<rect width="{view.wide}" height="{view.high}" fill="{colours.sea}"/>'
        f'<path d="{path("land", view)}" fill="{colours.land}" stroke="{colours.line}" stroke-width=".6"/>'
        f'<path d="{path("water", view)}" fill="{colours.sea}"/>'
        f'<path d="{path("borders", view)}" {line}/>'
        f'<path d="{path("disputed", view)}" {line} stroke-dasharray="2 4"/>'
    )


def _names(view: View, colours: Colours, marks: Sequence[Mark]) -> str:
    """Names of countries that have room, the larger country's before the smaller's.

    None stands at a mark: it would read as if it said whose place that is.
    """
    spots = [(*view.at(m.lon, m.lat), view.of_km(m.km)) for m in marks]
    font = f'font-family="system-ui,sans-serif" font-size="11" fill="{colours.words}" text-anchor="middle"'
    taken: list[tuple[float, float, float]] = []
    drawn = []
    for label in labels():
        x, y = view.at(label.lon, label.lat)
        half = 3.2 * len(label.text)
        fits = label.zoom <= view.zoom + 0.5 and half < x < view.wide - half and 12 < y < view.high - 22
        if any(abs(x - mx) < half + r + _APART and abs(y - my) < r + _APART for mx, my, r in spots):
            continue
        if fits and all(abs(x - tx) > half + other or abs(y - ty) > 14 for tx, ty, other in taken):
            taken.append((x, y, half))
            drawn.append(f'<text x="{x}" y="{y}">{escape(label.text)}</text>')
    return f"<g {font}>{''.join(drawn)}</g>"


def _mark(mark: Mark, view: View, colours: Colours) -> str:
    x, y = view.at(mark.lon, mark.lat)
    size = round(4.0 + min(mark.claims, 400) ** 0.5 * 0.6, 1)
    inks = [getattr(colours, kind) for kind in mark.kinds]
    around = ""
    if mark.km:
        around = (f'<circle cx="{x}" cy="{y}" r="{max(view.of_km(mark.km), _FEWEST_PIXELS)}" fill="{inks[0]}" '
                  f'fill-opacity=".16" stroke="{inks[0]}" stroke-width="1.2" stroke-dasharray="4 3"/>')  # fmt: skip
        size = min(size, 4.0)
    opacity = ".55" if mark.km else ".95"
    shapes = (_shape(kind, x, y, size * (1 - i * 0.32)) for i, kind in enumerate(mark.kinds))
    inner = "".join(f'<path d="{shape}" fill="{ink}" stroke="{colours.land}" stroke-width="1"/>'
                    for shape, ink in zip(shapes, inks, strict=True))  # fmt: skip
    return f'{around}<g opacity="{opacity}">{inner}</g>'


def _shape(kind: str, x: float, y: float, r: float) -> str:
    if kind == "toll":
        return f"M{x - r:.1f} {y - r:.1f}h{2 * r:.1f}v{2 * r:.1f}h{-2 * r:.1f}z"
    if kind == "control":
        d = 1.3 * r
        return f"M{x:.1f} {y - d:.1f}l{d:.1f} {d:.1f}l{-d:.1f} {d:.1f}l{-d:.1f} {-d:.1f}z"
    return f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"


def _measure(view: View, colours: Colours) -> str:
    """A line as long as a round number of kilometres."""
    km = next((km for km in reversed(_ROUND_KM) if view.of_km(km) < view.wide / 3), _ROUND_KM[0])
    long, y = view.of_km(km), view.high - 8
    return (
        f'<path d="M8 {y - 4}v4h{long}v-4" fill="none" stroke="{colours.words}"/>'
        f'<text x="{14 + long}" y="{y}" font-family="system-ui,sans-serif" font-size="10" fill="{colours.words}">'
        f"{km:,} km</text>"
    )


def ordered(kinds: Sequence[str]) -> tuple[str, ...]:
    """Kinds in the order in which they are drawn, each once."""
    return tuple(kind for kind in KINDS if kind in kinds)
