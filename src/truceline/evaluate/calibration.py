"""How far probabilities lie from what came true: calibration errors, Brier score, reliability tables.

Every function takes pairs of a probability (0 to 1) and whether it came true.  Expected calibration error is that of
Guo et al. (ICML 2017): the gap between the mean probability and the share of true ones, bin by bin, weighted by size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .result import share

Pair = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """How many pairs a bin holds, their mean probability, and the share of them that came true."""

    size: int
    mean: float
    true: float


def by_width(pairs: Iterable[Pair], bins: int = 10) -> list[Bin]:
    """Bins of equal width from 0 to 1, empty ones left out."""
    held: dict[int, list[Pair]] = {}
    for chance, came in pairs:
        held.setdefault(min(int(chance * bins), bins - 1), []).append((chance, came))
    return [_bin(held[i]) for i in sorted(held)]


def by_mass(pairs: Iterable[Pair], bins: int = 10) -> list[Bin]:
    """Bins of (nearly) equal numbers of pairs, from the least probability up; pairs of one probability in any order."""
    ordered = sorted(pairs, key=lambda pair: pair[0])
    cuts = [round(i * len(ordered) / bins) for i in range(bins + 1)]
    return [_bin(ordered[a:b]) for a, b in pairwise(cuts) if b > a]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error over bins; 0 where there are none."""
    return share(sum(b.size * abs(b.mean - b.true) for b in bins), sum(b.size for b in bins))


def brier(pairs: Iterable[Pair]) -> float:
    """Mean square of the gap between probability and what came true; 0 where there is nothing."""
    gaps = [(chance - came) ** 2 for chance, came in pairs]
    return share(sum(gaps), len(gaps))


def _bin(pairs: Sequence[Pair]) -> Bin:
    n = len(pairs)
    return Bin(n, sum(chance for chance, _ in pairs) / n, sum(came for _, came in pairs) / n)
