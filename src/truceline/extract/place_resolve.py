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
from dataclasses import dataclass, replace

from ..knowledge.gazetteer import Candidate, gazetteer
from ..knowledge.place_names import fold
from ..knowledge.place_word_schema import PlaceSort
from ..records import Place
from .place_coherence import Scores, choose, rough_km
from .place_evidence import countries_named, lies_in, lies_inside, nationalities, neighbours_of, regions_around
from .place_names_in_text import DIRECTIONS, NAMED_FOR, PlaceName, name_of
from .place_weights import WEIGHTS, Weights

#: Candidates of one name that are compared with each other.
_MOST = 30

#: Farther than this from the middle of a division no place lies in it: the largest of war's provinces reach so far.
_OUTSIDE_KM = 300.0

#: What a report calls near, at most.
_NEAR_KM = 80.0

_BIG = 100_000


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
    elif name.sort == "admin2" and (precision == "exact" or (precision == "admin1" and found.feature != "ADM1")):
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
    names = _named_after_each_other(names)
    pools = [_pool(text, name, named, hints, weights) for name in names]
    senses: dict[tuple[str, PlaceSort | None], list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        senses[fold(name.lookup), name.sort].append(i)
    # one sense a document: the evidence beside any mention of a name counts for all of them
    scores = [_best_evidence([pools[i] for i in at]) for at in senses.values()]
    chosen = choose(scores, weights)
    found: list[Resolved | None] = [None] * len(names)
    for at, (candidate, sure) in zip(senses.values(), chosen, strict=True):
        for i in at:
            found[i] = Resolved(names[i], candidate, sure)
    return [r for r in found if r is not None]


def _named_after_each_other(names: Sequence[PlaceName]) -> list[PlaceName]:
    """Names nobody knows that begin or end with another place of the report lie there: "Merawi health centre"."""
    known = {fold(n.lookup) for n in names if gazetteer().lookup(n.lookup)}
    return [n if fold(n.lookup) in known else _named_after(n, known) for n in names]


def _named_after(name: PlaceName, known: set[str]) -> PlaceName:
    words = name.text.split()
    if words and words[-1].lower() in NAMED_FOR:
        return name
    for n in range(len(words) - 1, 0, -1):
        for part in (words[:n], words[-n:]):
            if fold(" ".join(part)) in known and part[0][:1].isupper():
                return replace(name, lookup=" ".join(part), sort="site", near=True)
    return name


def _pool(text: str, name: PlaceName, named: Counter[str], hints: tuple[str, ...], w: Weights) -> tuple[Scores, bool]:
    """The candidates of one mention with their scores from the text; and whether a region beside it decides."""
    word = name.lookup if name.sort == "site" else name.text
    adjective = gazetteer().adjectives.get(word.casefold())
    if adjective is not None:
        return {adjective: 0.0}, False
    country = nationalities().get(word.casefold())
    if country is not None and not word.islower():
        return dict.fromkeys(gazetteer().country(country), 0.0), False
    candidates = gazetteer().lookup(name.lookup) if _may_name(name.lookup) else ()
    if name.sort == "site" and name.lookup != name.text:  # no palace is named for the Republican River
        candidates = tuple(c for c in candidates if _may_have_site(c))
    regions = regions_around(text, name.start, name.outer_end) if candidates else ()
    if regions and lies_inside(text, name.outer_end) and _elsewhere(candidates, regions):
        return {}, True  # a namesake of what nobody has on the map
    neighbours = neighbours_of(text, name.end) if candidates else ()
    if neighbours and all(c.precision == "exact" and _away(c, neighbours) > 2 * _NEAR_KM for c in candidates):
        return {}, True
    total = sum(named.values()) or 1
    lands = {c.country for c in candidates if c.country and named[c.country]}
    scores: Scores = {}
    inside = False
    for c in candidates:
        score = _prior(c, w) + _sort_fit(c, name.sort, w)
        if c.country in hints:
            score += w.hint
        if lands == {c.country}:
            score += w.only_land
        if c.country and c.precision != "country":
            score += w.named * min(1.0, 2 * named[c.country] / total)
        if name.sort is None and _named_for_seat(c, candidates):
            score -= w.seat_first
        if any(lies_in(c, r) for r in regions):
            score += w.beside
            inside = True
        if neighbours and c.precision == "exact" and _away(c, neighbours) <= _NEAR_KM:
            score += w.beside / 2
        scores[c] = score
    return scores, inside


def _may_have_site(c: Candidate) -> bool:
    """Whether a hospital or a camp may be called after a place: one of its own name, or so big that all its names are
    known."""
    return c.overlay is not None or (c.geonames is not None and (c.own or c.population >= _BIG))


def _may_name(word: str) -> bool:
    """Whether words can name one place: not "West" alone, nor short letters that stand for nothing known."""
    if word.casefold() in DIRECTIONS:
        return False
    return len(word) > 3 or not word.isupper() or gazetteer().is_country(word) or _stands_for_ours(word)


def _stands_for_ours(word: str) -> bool:
    return any(c.overlay is not None and c.own for c in gazetteer().lookup(word))


def _named_for_seat(c: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a division has the name of a big town in it: by the bare name reports mean the town."""
    return c.feature == "ADM1" and any(
        t.admin1 == c.geonames and t.precision == "exact" and t.own and t.population * 20 >= c.population
        for t in candidates
    )


def _elsewhere(candidates: Sequence[Candidate], regions: Sequence[Candidate]) -> bool:
    """Whether no candidate, all of them towns, can lie in the division that the text says the name lies in."""
    divisions = [r for r in regions if r.precision != "country" and r.lat is not None]
    if not divisions or len(divisions) < len(regions):
        return False
    return all(c.precision == "exact" and _is_outside(c, r) for c in candidates for r in divisions)


def _away(c: Candidate, others: Sequence[Candidate]) -> float:
    """Kilometres to the nearest of ``others``."""
    points = [(o.lat, o.lon) for o in others if o.lat is not None and o.lon is not None and o.key != c.key]
    if c.lat is None or c.lon is None:
        return 0.0
    return min((rough_km(c.lat, c.lon, *point) for point in points), default=0.0)


def _is_outside(c: Candidate, region: Candidate) -> bool:
    if c.lat is None or c.lon is None or region.lat is None or region.lon is None or lies_in(c, region):
        return False
    km = rough_km(c.lat, c.lon, region.lat, region.lon)
    abroad = c.overlay is None and None not in (c.country, region.country) and c.country != region.country
    apart = c.overlay is None and None not in (c.admin1, region.admin1) and c.admin1 != region.admin1
    # a disputed place, or one on the border, may be counted to either side
    return km > _OUTSIDE_KM or ((abroad or apart) and km > _OUTSIDE_KM / 3)


def _best_evidence(pools: list[tuple[Scores, bool]]) -> Scores:
    decisive = [scores for scores, inside in pools if inside]
    if decisive and not any(decisive):
        return {}
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
        if c.country is None and c.overlay.kind == "region":  # a part of the world
            return w.state
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
