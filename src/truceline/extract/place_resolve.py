"""Which of the places of one name a report means.

Every candidate has a score in nats.  What counts, in this order: the region the text names beside it ("Hama in Syria"),
the noun beside it ("Khartoum *state*"), the countries the report is about (hints, names of countries and their people),
the other places of the report (the same country, the same province, the distance), and last its size.  After the
toponym resolution literature (Leidner 2007; Lieberman and Samet 2012): one sense a document, spatial minimality, and
population only as a prior.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..knowledge.gazetteer import Candidate, gazetteer
from ..knowledge.place_names import fold
from ..knowledge.place_word_schema import PlaceSort
from ..records import Place
from .place_evidence import countries_named, nationalities, regions_around
from .place_names_in_text import PlaceName, name_of

#: Candidates of one name, and places of one report, that are compared with each other.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts, in nats.  Set on public gold (see docs/evaluation.md)."""

    size: float = 0.5
    state: float = 9.0
    capital: float = 1.5
    seat: float = 0.5
    own_name: float = 1.1
    overlay: float = 4.2
    land: float = 3.0
    natural: float = 1.9
    division_share: float = 2.0
    hint: float = 3.0
    named: float = 1.3
    beside: float = 9.0
    sort: float = 3.6
    country: float = 3.5
    division: float = 2.5
    near: float = 2.5
    near_km: float = 400.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name was resolved to (null: no place of that name is known) and how sure that is (0 to 1)."""

    name: PlaceName
    candidate: Candidate | None
    sure: float


def resolve_names(
    text: str, spans: Sequence[tuple[int, int]], *, hints: tuple[str, ...] = (), weights: Weights = WEIGHTS
) -> tuple[Place, ...]:
    """The places that the names at ``spans`` (character offsets into ``text``) mean, one for each span, in order.

    ``hints`` are ISO 3166-1 alpha-3 codes of the countries in play.  An adjective of nationality gives its country.
    A name that nothing is known of gives a :class:`Place` with its text alone.
    """
    names = [name_of(text, start, end) for start, end in spans]
    return tuple(place_of(r) for r in resolve(text, names, hints=hints, weights=weights))


def place_of(resolved: Resolved) -> Place:
    """The record of a resolved name."""
    name, found = resolved.name, resolved.candidate
    if found is None:
        return Place(text=name.text)
    precision = found.precision
    if name.sort == "admin1" and precision == "exact":
        precision = "admin1"
    elif name.sort == "admin2" and precision in ("exact", "admin1"):
        precision = "admin2"
    elif name.near and precision == "exact":
        precision = "near"
    return Place(
        text=name.text, name=found.name, country=found.country, lat=found.lat, lon=found.lon, geonames=found.geonames,
        wikidata=found.wikidata, precision=precision,
    )  # fmt: skip


def resolve(
    text: str, names: Sequence[PlaceName], *, hints: tuple[str, ...] = (), weights: Weights = WEIGHTS
) -> list[Resolved]:
    """Resolve all names of one report together."""
    named = countries_named(text)
    pools = [_pool(text, name, named, hints, weights) for name in names]
    senses: dict[tuple[str, PlaceSort | None], list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        senses[fold(name.lookup), name.sort].append(i)
    # one sense a document: the evidence beside any mention of a name counts for all of them
    scores = [_best_evidence([pools[i] for i in at]) for at in senses.values()]
    chosen = _with_context(scores, weights)
    found: list[Resolved | None] = [None] * len(names)
    for at, (candidate, sure) in zip(senses.values(), chosen, strict=True):
        for i in at:
            found[i] = Resolved(names[i], candidate, sure)
    return [r for r in found if r is not None]


Scores = dict[Candidate, float]


def _pool(text: str, name: PlaceName, named: Counter[str], hints: tuple[str, ...], w: Weights) -> tuple[Scores, bool]:
    """The candidates of one mention with their scores from the text; and whether a region beside it decides."""
    adjective = gazetteer().adjectives.get(name.text.casefold())
    if adjective is not None:
        return {adjective: 0.0}, False
    country = nationalities().get(name.text.casefold())
    if country is not None and not name.text.islower():
        return dict.fromkeys(gazetteer().country(country), 0.0), False
    candidates = gazetteer().lookup(name.lookup)
    if name.sort == "site" and name.lookup != name.text:  # no palace is named for the Republican River
        candidates = tuple(c for c in candidates if c.overlay is not None or c.geonames is not None)
    regions = regions_around(text, name.start, name.outer_end) if candidates else ()
    total = sum(named.values()) or 1
    scores: Scores = {}
    inside = False
    for c in candidates:
        score = _prior(c, w) + _sort_fit(c, name.sort, w)
        if c.country in hints:
            score += w.hint
        if c.country and c.precision != "country":
            score += w.named * min(1.0, 2 * named[c.country] / total)
        if any(_lies_in(c, r) for r in regions):
            score += w.beside
            inside = True
        scores[c] = score
    return scores, inside


def _best_evidence(pools: list[tuple[Scores, bool]]) -> Scores:
    decisive = [scores for scores, inside in pools if inside]
    return _top(max(decisive or [scores for scores, _ in pools], key=lambda s: max(s.values(), default=0.0)))


def _top(scores: Scores) -> Scores:
    best = sorted(scores.items(), key=lambda item: -item[1])[:_MOST]
    return dict(best)


def _prior(c: Candidate, w: Weights) -> float:
    own = w.own_name if c.own else 0.0
    if c.feature == "PCLI":
        return w.state + own
    people = c.population
    if c.feature == "ADM1":
        people = round(people / w.division_share)
    elif c.feature == "ADM2":
        people = round(people / (3 * w.division_share))
    score = w.size * math.log(people / 1000 + 1) + own
    if c.feature == "PPLC":
        score += w.capital
    elif c.feature in ("PPLA", "ADM1"):
        score += w.seat
    if c.overlay is not None and c.own:
        return max(score, w.overlay + (w.land if c.precision in ("region", "admin1") else 0.0))
    return w.natural + own if c.geonames is None and c.overlay is None else score


def _sort_fit(c: Candidate, sort: PlaceSort | None, w: Weights) -> float:
    if sort is None:
        return -w.sort if c.feature == "ADM2" and not c.own else 0.0
    if sort in ("admin1", "admin2"):
        fits = c.precision in ("admin1", "admin2", "region", "country") and c.feature != "PCLI"
        exact = c.precision == sort
        return w.sort * (0.7 if fits else 0.0) + (w.sort * 0.3 if exact else 0.0)
    if sort == "town":
        return w.sort if c.precision == "exact" else 0.0
    if sort == "natural":
        return w.sort if c.geonames is None or c.precision == "region" else 0.0
    return 0.0


def _lies_in(c: Candidate, region: Candidate) -> bool:
    """Whether a place lies in the region named beside it."""
    if c.key == region.key:
        return False
    if region.precision == "country":
        return c.country == region.country and c.precision != "country"
    if c.overlay is not None and region.name in c.overlay.within:
        return True
    return region.geonames is not None and region.geonames in (c.admin1, c.admin2)


def _with_context(scores: list[Scores], w: Weights) -> list[tuple[Candidate | None, float]]:
    """Choose for each name, then once more in the light of the other choices."""
    chosen = [_choose(s) for s in scores]
    for _ in range(2):
        anchors = sorted(
            ((c, sure, i) for i, (c, sure) in enumerate(chosen) if c is not None and c.precision != "country"),
            key=lambda a: -a[1],
        )[:_MOST]
        chosen = [
            _choose({c: score + _context(c, i, anchors, w) for c, score in s.items()}) if len(s) > 1 else chosen[i]
            for i, s in enumerate(scores)
        ]
    return chosen


def _context(c: Candidate, i: int, anchors: list[tuple[Candidate, float, int]], w: Weights) -> float:
    weight = same_country = same_division = near = 0.0
    for other, sure, j in anchors:
        if i == j or other.key == c.key:
            continue
        weight += sure
        if c.country and other.country == c.country:
            same_country += sure
            if c.admin1 and other.admin1 == c.admin1:
                same_division += sure
        if c.lat is not None and c.lon is not None and other.lat is not None and other.lon is not None:
            near = max(near, sure * math.exp(-_rough_km(c.lat, c.lon, other.lat, other.lon) / w.near_km))
    if not weight:
        return 0.0
    return (w.country * same_country + w.division * same_division) / max(weight, 1.0) + w.near * near


def _rough_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Equirectangular distance: good enough to tell near from far, and quick."""
    east = abs(lon2 - lon1)
    x = min(east, 360 - east) * math.cos(math.radians((lat1 + lat2) / 2))
    return 111.2 * math.hypot(x, lat2 - lat1)


def _choose(scores: Scores) -> tuple[Candidate | None, float]:
    if not scores:
        return None, 0.0
    best = max(scores, key=lambda c: (scores[c], c.population, c.name))
    rest = sum(math.exp(score - scores[best]) for score in scores.values())
    return best, 1 / rest
