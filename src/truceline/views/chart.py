"""The toll chart: where each figure stands on the scale of its harm.  Geometry only; templates draw it.

A chart is a table with one row a figure, in order of time, so that rival figures of one day stand beneath each other;
nothing is joined, added up or averaged.  Positions are per cent of the width of the plot.  An end that the report
leaves open ("at least 49") is drawn open: a dotted line that runs on from the number that was said.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .briefing import Figure
from .wording import SCOPES

Shape = Literal["disc", "ring", "diamond", "square"]

SHAPES: dict[str, Shape] = {
    SCOPES["cumulative"]: "disc",
    SCOPES["incident"]: "ring",
    SCOPES["increment"]: "diamond",
    SCOPES[None]: "square",
}
"""How a figure is drawn, by what it counts."""

LEFT, RIGHT = 4.0, 92.0
"""Where the scale begins and ends, in per cent: what is open needs room beyond."""

OPEN = 6.0
"""How long an open end is drawn, in per cent."""

MANY_TIMES = 20
"""From this ratio of the greatest to the least number on, the scale is logarithmic."""

MOST_TICKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A number on the scale."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure: ``marks`` are the numbers said, ``bar`` the solid range between two of them.

    ``open_low`` and ``open_high`` are the dotted lines, from and to; null where the end is not open.
    """

    figure: Figure
    shape: Shape
    marks: tuple[float, ...]
    bar: tuple[float, float] | None
    open_low: tuple[float, float] | None
    open_high: tuple[float, float] | None
    first_of_day: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The figures of one harm of a conflict."""

    harm: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    logarithmic: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from 0 to ``top`` on the plot."""

    top: int
    logarithmic: bool

    def at(self, number: float) -> float:
        """Where a number stands, in per cent of the width."""
        share = math.log1p(number) / math.log1p(self.top) if self.logarithmic else number / self.top
        return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 2)


def charts(figures: Iterable[Figure]) -> tuple[Chart, ...]:
    """A chart for each harm that has two figures or more; one alone has nothing to be seen beside."""
    by_harm: dict[str, list[Figure]] = {}
    for figure in figures:
        by_harm.setdefault(figure.line.harm, []).append(figure)
    return tuple(_chart(harm, several) for harm, several in by_harm.items() if len(several) > 1)


def scale(numbers: Sequence[int]) -> Scale:
    """The scale that holds all numbers (0 or greater, at least one)."""
    greatest = max(1, *numbers)
    least = min((n for n in numbers if n > 0), default=1)
    return Scale(_round_up(greatest), greatest / least >= MANY_TIMES)


def ticks(of: Scale) -> tuple[Tick, ...]:
    """Round numbers that stand apart."""
    if of.logarithmic:
        powers = [10**n for n in range(int(math.log10(of.top)) + 1)]
        step = math.ceil(len(powers) / MOST_TICKS)
        numbers = powers[::-1][::step][::-1]
    else:
        step = max(1, _round_up(math.ceil(of.top / MOST_TICKS)))
        numbers = list(range(0, of.top + 1, step))
    return tuple(Tick(x=of.at(n), label=_short(n)) for n in numbers)


def _chart(harm: str, figures: Sequence[Figure]) -> Chart:
    of = scale([n for f in figures for n in (f.line.best, f.line.low, f.line.high) if n is not None])
    rows, day = [], None
    for figure in figures:
        rows.append(_row(figure, of, first_of_day=figure.key != day))
        day = figure.key
    return Chart(harm=harm, rows=tuple(rows), ticks=ticks(of), logarithmic=of.logarithmic)


def _row(figure: Figure, of: Scale, *, first_of_day: bool) -> Row:
    line = figure.line
    said = [n for n in (line.low, line.best, line.high) if n is not None]
    places = sorted({of.at(n) for n in said})
    low, high = places[0], places[-1]
    return Row(
        figure=figure,
        shape=SHAPES[line.scope],
        marks=tuple(places),
        bar=(low, high) if high > low else None,
        open_low=(max(low - OPEN, 0.0), low) if line.low is None else None,
        open_high=(high, min(high + OPEN, 100.0)) if line.high is None else None,
        first_of_day=first_of_day,
    )


def _round_up(number: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50, ... that is not smaller."""
    power: int = 10 ** (len(str(number)) - 1)
    steps: tuple[int, ...] = (1, 2, 5, 10)
    return next(step * power for step in steps if step * power >= number)


def _short(number: int) -> str:
    """"500", "20,000", "1.5 million"."""
    return f"{number / 1_000_000:,.9g} million" if number >= 1_000_000 else f"{number:,}"
