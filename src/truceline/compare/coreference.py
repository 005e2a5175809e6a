"""Which mentions tell of one and the same happening.

Two mentions are compared only within a story, and only where their words allow it: the same head, the same root, or a
kind of happening in common.  What speaks for and against is added up in points (:data:`POINTS`, log-odds, so that the
sum is a chance), and every point is told as a reason.  Groups are made by average: a mention joins a group that it
fits as a whole, not one member of it that it happens to resemble.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from .happenings import same_root
from .linkage import average_linkage
from .mentions import Mention, Words
from .words import MOST, weight

POINTS: Mapping[str, float] = MappingProxyType({
    "any two mentions": -0.3,
    "same word": 0.5,
    "same root": -0.3,
    "same kind": -0.6,
    "words in common": 0.5,
    "telling word": 0.9,
    "same doer": 0.4,
    "same undergoer": 0.6,
    "same place": 1.0,
    "same time": 0.4,
    "other doer": -0.7,
    "other undergoer": -0.6,
    "other number": -0.6,
    "words around": 0.6,
    "acts of saying": -1.2,
    "same report": 0.3,
})  # fmt: skip
"""What each piece of evidence counts.  Fitted by logistic regression on the training part of ECB+ and rounded:
``tools/fit_coreference.py``."""

ENOUGH = 0.33
"""The least average chance for a group; chosen on the training part of ECB+."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure it is (0 to 1) that two mentions are of one happening, and why: pieces of evidence with their points."""

    sure: float
    why: tuple[tuple[str, float], ...]


def judge(first: Mention, second: Mention) -> Verdict:
    """Weigh two mentions against each other."""
    why = tuple((name, round(POINTS[name] * amount, 2)) for name, amount in evidence(first, second) if amount)
    return Verdict(1 / (1 + math.exp(-sum(points for _, points in why))), why)


def evidence(first: Mention, second: Mention) -> Iterator[tuple[str, float]]:
    """The pieces of evidence, by the names of :data:`POINTS`, each with how much of it there is, 0 to 1."""
    yield "any two mentions", 1
    if first.lemma == second.lemma:
        yield "same word", 1
    elif same_root(first.lemma, second.lemma) or first.roots & second.roots:
        yield "same root", 1
    elif first.kinds & second.kinds:
        yield "same kind", 1
    if first.lemma != second.lemma:
        yield "words in common", overlap(first.words, second.words)
    yield "telling word", min(weight(first.lemma), weight(second.lemma)) / MOST
    for role, one, other in (
        ("doer", first.doers, second.doers),
        ("undergoer", first.undergoers, second.undergoers),
        ("place", first.places, second.places),
        ("time", first.times, second.times),
    ):
        yield f"same {role}", overlap(one, other)
        if role in ("doer", "undergoer") and one and other and not one & other:
            yield f"other {role}", 1
    if first.numbers and second.numbers and not first.numbers & second.numbers:
        yield "other number", 1
    yield "words around", overlap(first.around, second.around)
    if first.telling and second.telling:
        yield "acts of saying", 1
    if first.document == second.document:
        yield "same report", 1


def overlap(first: Words, second: Words) -> float:
    """How much of the smaller set, by the weight of its words, is in the other: 0 to 1; 0 where one is empty."""
    if not first or not second:
        return 0.0
    shared = sum(map(weight, first & second))
    whole = min(sum(map(weight, first)), sum(map(weight, second)))
    return shared / whole if whole else 0.0


def candidates(mentions: Sequence[Mention]) -> set[tuple[int, int]]:
    """The pairs, by position and the smaller first, that are worth a comparison: of one block and with words that may
    name one thing."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        for key in {mention.lemma, *mention.kinds, *(f"{r[:4]}-" for r in mention.roots if len(r) > 3)}:
            found[mention.block, key].append(i)
    pairs = {pair for several in found.values() for pair in combinations(several, 2)}
    return {(a, b) for a, b in pairs if _kindred(mentions[a], mentions[b])}


def _kindred(first: Mention, second: Mention) -> bool:
    return (
        first.lemma == second.lemma
        or bool(first.kinds & second.kinds)
        or bool(first.roots & second.roots)
        or same_root(first.lemma, second.lemma)
    )


def group(mentions: Iterable[Mention], enough: float = ENOUGH) -> list[list[Mention]]:
    """The mentions by the happenings that they tell of.  The order of the mentions makes no difference."""
    several = sorted(mentions, key=lambda m: m.id)
    sure = {(a, b): judge(several[a], several[b]).sure for a, b in candidates(several)}
    return [[several[i] for i in members] for members in average_linkage(len(several), sure, enough)]
