"""The timeline as bars that stand on each other: geometry in per mille of the width and units of the height."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..ledger import ClaimQuery
from ..ledger.timeline import Bar, Timeline

WIDE, HIGH = 1_000, 100
_LABELS = 6
_PARTS = ("event", "toll", "control", "longer")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: of which claims it is, where it begins from the top, and how high it is."""

    what: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar with where it stands; ``label`` is its day, week, month or year."""

    bar: Bar
    x: float
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """All bars, how wide each is, the most claims of any, and some labels with where they stand in per cent.

    ``first`` and ``last`` are the numbers of the bars that the address asks for, the whole where it asks for no time.
    """

    bars: tuple[Drawn, ...]
    width: float
    most: int
    labels: tuple[tuple[float, str], ...]
    first: int
    last: int


def bar_chart(line: Timeline, query: ClaimQuery) -> BarChart:
    """The chart of a timeline."""
    most = max(1, *(bar.claims for bar in line.bars))
    width = WIDE / len(line.bars)
    bars = tuple(
        Drawn(bar, round(i * width, 2), label_of(bar, line.step), _pieces(bar, most)) for i, bar in enumerate(line.bars)
    )
    every = -(-len(bars) // _LABELS)
    labels = tuple((round(100 * i / len(bars), 2), bars[i].label) for i in range(0, len(bars), every))
    first, last = _chosen(line, query)
    return BarChart(bars, round(width, 3), most, labels, first, last)


def span_of(query: ClaimQuery) -> tuple[date, date] | None:
    """The days that a question asks for; null where one of them is open."""
    if query.since is None or query.until is None or query.since > query.until:
        return None
    return date.fromisoformat(query.since), date.fromisoformat(query.until)


def label_of(bar: Bar, step: str) -> str:
    """What a bar is called: its first day, or the month or year."""
    return bar.first.isoformat()[: {"month": 7, "year": 4}.get(step, 10)]


def _pieces(bar: Bar, most: int) -> tuple[Piece, ...]:
    pieces, top = [], float(HIGH)
    for what in _PARTS:
        if number := getattr(bar, what):
            height = round(HIGH * number / most, 2)
            top -= height
            pieces.append(Piece(what, round(top, 2), height))
    return tuple(pieces)


def _chosen(line: Timeline, query: ClaimQuery) -> tuple[int, int]:
    last = len(line.bars) - 1
    since = date.fromisoformat(query.since) if query.since else date.min
    until = date.fromisoformat(query.until) if query.until else date.max
    begun = next((i for i, bar in enumerate(line.bars) if bar.last >= since), last)
    ended = next((i for i in range(last, -1, -1) if line.bars[i].first <= until), 0)
    return begun, max(begun, ended)
