"""What every scorer gives: named figures, how they are defined, and the errors behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


class DataError(Exception):
    """Benchmark data that is not there or not in the form its scorer reads: says where, and what is expected."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: ``value`` of the measure ``name`` on the part ``group`` of the data ("dev", "platinum")."""

    group: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error: its ``kind`` ("missed", "spurious"), the document, gold and found as text, and words around it."""

    kind: str
    document: str
    gold: str | None = None
    got: str | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of one task.

    ``standard`` names the metric and who defined it; ``metrics`` are in the order of printing.
    """

    task: str
    standard: str
    metrics: tuple[Metric, ...]
    mistakes: tuple[Mistake, ...] = ()

    def value(self, group: str, name: str) -> float:
        """The figure of one measure on one part of the data.  Raises KeyError with those there are."""
        for metric in self.metrics:
            if (metric.group, metric.name) == (group, name):
                return metric.value
        raise KeyError(f"no {group}.{name} in {self.task}; there are {', '.join(self.figures())}")

    def figures(self) -> dict[str, float]:
        """All figures by ``group.name``."""
        return {f"{m.group}.{m.name}": m.value for m in self.metrics}

    def kinds(self) -> Counter[str]:
        """How many errors there are of each kind."""
        return Counter(mistake.kind for mistake in self.mistakes)


def metrics_of(group: str, values: Mapping[str, float]) -> tuple[Metric, ...]:
    """The figures of one part of the data, rounded to four places."""
    return tuple(Metric(group, name, round(float(value), 4)) for name, value in values.items())


def f1(right: float, gold: float, found: float) -> float:
    """Harmonic mean of precision and recall from counts; 0 where there is nothing."""
    return 2 * right / (gold + found) if gold + found else 0.0


def share(part: float, whole: float) -> float:
    """``part / whole``; 0 where there is nothing."""
    return part / whole if whole else 0.0


def around(text: str, start: int, end: int, width: int = 60) -> str:
    """``text[start:end]`` between ⟦ ⟧ with some words on either side, on one line."""
    marked = f"{text[max(0, start - width) : start]}⟦{text[start:end]}⟧{text[end : end + width]}"
    return " ".join(marked.split())


def sampled(rows: Iterable[T], size: int | None) -> list[T]:
    """``size`` of the rows, evenly spread over all of them and always the same ones; all of them for null."""
    every = list(rows)
    if size is None or size >= len(every):
        return every
    return [every[i * len(every) // size] for i in range(size)]
