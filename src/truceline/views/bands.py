"""The chart of rival tolls: one band a claimant, over the days that the figures are of.  Geometry only.

The bands have one scale and stand beneath each other; behind each are those of the rivals, faint.  A band lies between
the least and the greatest number that the claimant gives, and runs on until his next figure: that is how long his word
stood.  It ends with the last.  Nothing is averaged, and no line joins two figures.  Positions are per cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .beside import Claimed, Rivals, Stated
from .chart import Scale, Tick, scale, ticks

LEFT, RIGHT = 18.0, 93.0
"""Where the first and the last day stand: the numbers of the scale need room before."""

LAST = 6.0
"""How long the last figure of a band is drawn."""

OPEN = 9.0
"""How high an open end is drawn."""

LEAST = 2.5
"""How high at least what is drawn for a figure is: a number alone is a stroke."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A figure in a band: from ``x`` on ``width`` wide, from ``top`` down ``height`` high.

    ``exact`` is whether it is one number; ``open_up`` and ``open_down`` are where a dotted line ends that is drawn on
    from an open end, null where the end is not open; ``day`` is the last that it is of (ISO).
    """

    day: str
    x: float
    width: float
    top: float
    height: float
    exact: bool
    open_up: float | None
    open_down: float | None

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return round(self.top + self.height, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A claimant's band.  ``pieces`` are what can be drawn: figures with a number and a day."""

    claimed: Claimed
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BandChart:
    """Rival bands over one time: ``numbers`` on the scale upwards, ``days`` (ISO) across."""

    rivals: Rivals
    bands: tuple[Band, ...]
    numbers: tuple[Tick, ...]
    days: tuple[Tick, ...]
    logarithmic: bool


def band_chart(rivals: Rivals) -> BandChart | None:
    """The chart; null where fewer than two claimants have a figure that can be drawn."""
    drawn = [[s for s in claimed.stated if _drawable(s)] for claimed in rivals.claimed]
    every = [s for several in drawn for s in several]
    if sum(map(bool, drawn)) < 2:
        return None
    of = scale([n for s in every for n in (s.low, s.best, s.high) if n is not None])
    over = _Time(min(s.first for s in every), max(s.last for s in every))
    bands = (
        Band(claimed=claimed, pieces=_pieces(several, of, over))
        for claimed, several in zip(rivals.claimed, drawn, strict=True)
    )
    upwards = (Tick(x=round(100 - tick.x, 2), label=tick.label) for tick in ticks(of))
    days = (Tick(x=over.at(day), label=day) for day in dict.fromkeys((over.first, over.last)))
    return BandChart(
        rivals=rivals, bands=tuple(bands), numbers=tuple(upwards), days=tuple(days), logarithmic=of.logarithmic
    )


class _Time:
    """Days from ``first`` to ``last`` (ISO) across the plot."""

    def __init__(self, first: str, last: str) -> None:
        self.first, self.last = first, last
        self._begin = date.fromisoformat(first)
        self._days = (date.fromisoformat(last) - self._begin).days

    def at(self, day: str) -> float:
        """Where a day stands, in per cent of the width; one alone in the middle."""
        share = (date.fromisoformat(day) - self._begin).days / self._days if self._days else 0.5
        return round(LEFT + (RIGHT - LEFT) * share, 2)


def _drawable(stated: Stated) -> bool:
    """Whether it is a figure by itself, with a number and a day."""
    return bool(stated.last) and not stated.added and (stated.low, stated.best, stated.high) != (None, None, None)


def _pieces(several: Sequence[Stated], of: Scale, over: _Time) -> tuple[Piece, ...]:
    """A piece for each figure, up to the next one of a later day; of one day they stand above each other."""
    return tuple(_piece(stated, next((s for s in several[i:] if s.last > stated.last), None), of, over)
                 for i, stated in enumerate(several))  # fmt: skip


def _piece(stated: Stated, following: Stated | None, of: Scale, over: _Time) -> Piece:
    said = {100 - of.at(n) for n in (stated.low, stated.best, stated.high) if n is not None}
    top, bottom = min(said), max(said)
    begin = over.at(stated.first)
    end = over.at(following.first) if following else over.at(stated.last) + LAST
    height = max(bottom - top, LEAST)
    top = round((top + bottom) / 2 - height / 2, 2)
    return Piece(
        day=stated.last,
        x=begin,
        width=round(max(end - begin, 1), 2),
        top=top,
        height=round(height, 2),
        exact=len(said) == 1,
        open_up=round(max(top - OPEN, 0), 2) if stated.high is None else None,
        open_down=round(min(top + height + OPEN, 100), 2) if stated.low is None else None,
    )
