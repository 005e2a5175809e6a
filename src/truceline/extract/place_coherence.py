"""Which places of several names go together: those of one country, of one division, near each other.

All names of a report are decided together.  Each name has a probability for each of its candidates; in a few rounds
every candidate gains by how probable it is that the other names lie where it lies, whichever of *their* candidates is
the right one ("Henry County" may be in ten states, but all are in one country, and only one has a Paris).  This is
mean-field inference on the pairs of names.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..knowledge.gazetteer import Candidate
from .place_weights import Weights

Scores = dict[Candidate, float]
"""Candidates of a name with their scores in nats."""

_ROUNDS = 3
#: Names that bear on the others, and candidates of one that are measured from: the surest, so that long reports with
#: very many places take no longer.
_ANCHORS = 24
_NEAREST = 4
#: A name whose candidates are all this improbable bears on nothing.
_DOUBT = 0.02


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Where one name lies, as far as is known: shares by country and division, and its likeliest points."""

    index: int
    countries: dict[str, float]
    divisions: dict[int, float]
    points: tuple[tuple[Candidate, float], ...]


def choose(scores: list[Scores], w: Weights) -> list[tuple[Candidate | None, float]]:
    """The best candidate of each name, with its probability, in the light of the other names of the report."""
    now = scores
    for _ in range(_ROUNDS):
        anchors = _anchors(now)
        now = [
            {c: score + _support(c, i, anchors, w) for c, score in s.items()} if len(s) > 1 else s
            for i, s in enumerate(scores)
        ]
    return [_best(s) for s in now]


def _best(scores: Scores) -> tuple[Candidate | None, float]:
    if not scores:
        return None, 0.0
    best = max(scores, key=lambda c: (scores[c], c.population, c.name))
    return best, 1 / sum(math.exp(score - scores[best]) for score in scores.values())


def _anchors(scores: list[Scores]) -> list[_Anchor]:
    found: list[tuple[float, _Anchor]] = []
    for i, s in enumerate(scores):
        shares = sorted(_shares(s), key=lambda x: -x[1])
        if not shares or shares[0][0].precision == "country":
            continue
        countries: dict[str, float] = defaultdict(float)
        divisions: dict[int, float] = defaultdict(float)
        for c, p in shares:
            if c.country:
                countries[c.country] += p
            if c.admin1:
                divisions[c.admin1] += p
        points = tuple((c, p) for c, p in shares[:_NEAREST] if p > _DOUBT)
        found.append((shares[0][1], _Anchor(i, countries, divisions, points)))
    found.sort(key=lambda x: -x[0])
    return [anchor for _, anchor in found[:_ANCHORS]]


def _shares(scores: Scores) -> Iterable[tuple[Candidate, float]]:
    if not scores:
        return ()
    top = max(scores.values())
    weights = {c: math.exp(score - top) for c, score in scores.items()}
    total = sum(weights.values())
    return ((c, weight / total) for c, weight in weights.items())


def _support(c: Candidate, i: int, anchors: list[_Anchor], w: Weights) -> float:
    """What the other names say for a candidate: shares of them in its country and division, and the nearest one."""
    others = country = division = near = 0.0
    for anchor in anchors:
        if anchor.index == i:
            continue
        others += 1
        country += anchor.countries.get(c.country or "", 0.0)
        division += anchor.divisions.get(c.admin1 or 0, 0.0)
        if c.lat is not None and c.lon is not None:
            for other, p in anchor.points:
                if other.key != c.key and other.lat is not None and other.lon is not None:
                    km = rough_km(c.lat, c.lon, other.lat, other.lon)
                    near = max(near, math.sqrt(p) * math.exp(-km / w.near_km))
    if not others:
        return 0.0
    return (w.country * country + w.division * division) / others + w.near * near


def rough_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Equirectangular distance: good enough to tell near from far, and quick."""
    east = abs(lon2 - lon1)
    x = min(east, 360 - east) * math.cos(math.radians((lat1 + lat2) / 2))
    return 111.2 * math.hypot(x, lat2 - lat1)
