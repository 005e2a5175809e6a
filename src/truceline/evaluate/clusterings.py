"""Measures of a clustering against the right one: B-cubed, pairwise, MUC, CEAF-e, and the CoNLL mean of three.

A clustering is a mapping from each item to the name of its cluster.  Gold and found may hold different items (mentions
that were missed, or found where there are none): such an item counts as wrong on its own side and is never left out,
as in the reference scorer (Pradhan and others, 2014).  An item that stands alone is a cluster like any other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import comb
from typing import TypeVar

from .result import share

Item = TypeVar("Item", bound=Hashable)
Clustering = Mapping[Item, Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are 0."""
        return share(2 * self.precision * self.recall, self.precision + self.recall)


def conll(gold: Clustering[Item], found: Clustering[Item]) -> float:
    """The mean of the F1 of MUC, B-cubed and CEAF-e: the figure of the CoNLL shared tasks."""
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf_e(gold, found).f1) / 3


def b_cubed(gold: Clustering[Item], found: Clustering[Item]) -> Score:
    """B-cubed (Bagga and Baldwin 1998): for each item, how much of its cluster is right, averaged over items."""
    return Score(_b_cubed(found, gold), _b_cubed(gold, found))


def _b_cubed(of: Clustering[Item], other: Clustering[Item]) -> float:
    sizes = Counter(of.values())
    shared = Counter((cluster, other[item]) for item, cluster in of.items() if item in other)
    # Each of the n items that two clusters share has n items of its own cluster right.
    return share(sum(n * n / sizes[cluster] for (cluster, _), n in shared.items()), len(of))


def pairwise(gold: Clustering[Item], found: Clustering[Item]) -> Score:
    """Pairs of items put together: which of those found are right, and which of the right ones are found."""
    together = _pairs(Counter((found[i], cluster) for i, cluster in gold.items() if i in found))
    return Score(share(together, _pairs(Counter(found.values()))), share(together, _pairs(Counter(gold.values()))))


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(comb(n, 2) for n in sizes.values())


def muc(gold: Clustering[Item], found: Clustering[Item]) -> Score:
    """MUC (Vilain and others 1995): links that are right, where a cluster of n items has n - 1 links."""
    return Score(_links(found, gold), _links(gold, found))


def _links(of: Clustering[Item], other: Clustering[Item]) -> float:
    parts: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    alone = object()
    for item, cluster in of.items():
        parts[cluster].add(other.get(item, (alone, item)))
    sizes = Counter(of.values())
    kept = sum(sizes[cluster] - len(pieces) for cluster, pieces in parts.items())
    return share(kept, sum(size - 1 for size in sizes.values()))


def ceaf_e(gold: Clustering[Item], found: Clustering[Item]) -> Score:
    """CEAF-e (Luo 2005): clusters matched one to one for the best sum of their overlap, 2 |G ∩ F| / (|G| + |F|)."""
    sizes_g, sizes_f = Counter(gold.values()), Counter(found.values())
    shared = Counter((cluster, found[item]) for item, cluster in gold.items() if item in found)
    overlap = {pair: 2 * n / (sizes_g[pair[0]] + sizes_f[pair[1]]) for pair, n in shared.items()}
    best = _best_matching(overlap)
    return Score(share(best, len(sizes_f)), share(best, len(sizes_g)))


def _best_matching(weights: Mapping[tuple[Hashable, Hashable], float]) -> float:
    """The greatest sum of weights of a one-to-one matching of the left names to the right ones.

    Each group of names that hang together is matched by itself: the tables stay small, however many clusters there are.
    """
    from numpy import zeros
    from scipy.optimize import linear_sum_assignment

    total = 0.0
    for group in _groups(weights):
        left = {name: i for i, name in enumerate(dict.fromkeys(a for a, _ in group))}
        right = {name: i for i, name in enumerate(dict.fromkeys(b for _, b in group))}
        table = zeros((len(left), len(right)))
        for a, b in group:
            table[left[a], right[b]] = weights[a, b]
        rows, columns = linear_sum_assignment(table, maximize=True)
        total += float(table[rows, columns].sum())
    return total


def _groups(pairs: Mapping[tuple[Hashable, Hashable], float]) -> list[list[tuple[Hashable, Hashable]]]:
    """The pairs by the connected parts of the graph that they make."""
    root: dict[tuple[str, Hashable], tuple[str, Hashable]] = {}

    def find(node: tuple[str, Hashable]) -> tuple[str, Hashable]:
        path = []
        while root.setdefault(node, node) != node:
            path.append(node)
            node = root[node]
        root.update(dict.fromkeys(path, node))
        return node

    for a, b in pairs:
        root[find(("left", a))] = find(("right", b))
    groups: defaultdict[tuple[str, Hashable], list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for pair in pairs:
        groups[find(("left", pair[0]))].append(pair)
    return list(groups.values())
