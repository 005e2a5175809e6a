"""Scores finding and resolving place names against the public gold of GeoWebNews, LGL and GeoVirus.

Recognition: F1 of all marked names, exact and by overlap.  Resolution of the gold names that have coordinates: the
share within 161 km (Accuracy@161), mean and median error, and AUC, the area under the curve of ln(error + 1) scaled to
the largest possible error (0 is best); as in Gritta et al. 2019, "A pragmatic guide to geoparsing evaluation".
A name that is not resolved counts as an error of half the globe (20,039 km).

Published figures leave two things out, so each measure comes twice.  ``accuracy@161`` is of all names with
coordinates; ``accuracy@161_geonames`` of those with a GeoNames id, as the authors of GeoWebNews evaluate (2,401 of
2,601 names; the others are pinned streets and shops).  ``exact_f1`` and ``overlap_f1`` are of all that a corpus marks;
``exact_f1_names`` and ``overlap_f1_names`` leave out people and languages named for a place ("Syrians"), which are
actors to us: they count neither as found nor as missed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

from ..extract import place_match
from ..extract.actor_names import countries_of, find_names
from ..extract.place_resolve import resolve_names
from ..extract.place_weights import WEIGHTS, Weights
from ..extract.places import find_places
from ..knowledge.gazetteer import distance_km
from ..language.parse import parse_many
from ..language.text import ParsedText
from ..records import Place
from .data import as_it_is, rows
from .result import Evaluation, Metric, Mistake, around, f1, metrics_of, sampled

STANDARD = "places: recognition F1 (exact, overlap); resolution accuracy@161 km, median km, AUC (Gritta et al. 2019)"
#: Corpora that mark adjectives of nationality and places in names of bodies.
ASSOCIATIVE = frozenset({"geowebnews"})
CORPORA = ("geowebnews", "lgl", "geovirus")
#: Types of GeoWebNews that are people and languages.
_PEOPLE = frozenset({"Demonym", "Language"})
_FARTHEST = 20_039.0
_NEAR = 161.0

Article = dict[str, Any]
Stretch = tuple[int, int]


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score the three corpora in the folder ``data``, one article a line with its ``toponyms``.  Raises DataError."""
    metrics: list[Metric] = []
    mistakes: list[Mistake] = []
    for corpus in CORPORA:
        articles = sampled(rows(data, corpus, ("id", "text", "toponyms")), sample)
        found = recognition(articles, associative=corpus in ASSOCIATIVE, mistakes=mistakes)
        metrics += metrics_of(corpus, {**found, **resolution(articles, mistakes=mistakes)})
    return Evaluation("places", STANDARD, tuple(metrics), tuple(mistakes))


def recognition(
    articles: Sequence[Article], *, associative: bool = False, mistakes: list[Mistake] | None = None
) -> dict[str, float]:
    """How well the names themselves are found; names that are not found exactly are added to ``mistakes``.

    ``associative``: the corpus marks adjectives of nationality and the places in names of bodies ("*Gaza* Health
    Ministry"), too, as GeoWebNews does; then what the finder takes for these counts as found, though no claim ever
    takes it for a place.
    """
    every, names = _Tally(), _Tally()
    for article, parsed in zip(articles, parse_many(as_it_is(a["text"]) for a in articles), strict=True):
        hints = countries_of(find_names(parsed, None))
        given = _names(parsed, hints, associative)
        wanted = [(t["start"], t["end"]) for t in article["toponyms"]]
        pairs = every.add(wanted, given)
        demonyms = [(t["start"], t["end"]) for t in article["toponyms"] if t.get("type") in _PEOPLE]
        names.add(_outside(wanted, demonyms), _outside(given, demonyms))
        if mistakes is not None:
            mistakes += _unlike(article, wanted, given, pairs)
    scores = {"exact_f1": every.exact_f1, "overlap_f1": every.overlap_f1}
    if associative:
        scores |= {"exact_f1_names": names.exact_f1, "overlap_f1_names": names.overlap_f1}
    return {**scores, "articles": len(articles)}


@dataclass
class _Tally:
    """Counts of marked names, of names found, and of those that agree."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0

    def add(self, wanted: Sequence[Stretch], given: Sequence[Stretch]) -> list[tuple[Stretch, Stretch]]:
        """Count one article; the pairs that overlap."""
        pairs = _overlapping(wanted, given)
        self.gold += len(wanted)
        self.found += len(given)
        self.exact += len(set(wanted) & set(given))
        self.overlapping += len(pairs)
        return pairs

    @property
    def exact_f1(self) -> float:
        return f1(self.exact, self.gold, self.found)

    @property
    def overlap_f1(self) -> float:
        return f1(self.overlapping, self.gold, self.found)


def _outside(stretches: Iterable[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    return [s for s in stretches if not any(o[0] < s[1] and s[0] < o[1] for o in others)]


def _names(parsed: ParsedText, hints: tuple[str, ...], associative: bool) -> list[Stretch]:
    places = [(m.start, m.end) for m in find_places(parsed, hints=hints)]
    if not associative:
        return places
    doc = parsed.doc
    others = [doc[f.start : f.end] for f in place_match.find_names(doc, hints=hints) if f.role != "place"]
    stretches = [(span.start_char, span.end_char) for span in others]
    return sorted({*places, *(s for s in stretches if not any(p[0] < s[1] and s[0] < p[1] for p in places))})


def _overlapping(wanted: Iterable[Stretch], given: Iterable[Stretch]) -> list[tuple[Stretch, Stretch]]:
    """The pairs that overlap, each stretch in one pair at most."""
    free = list(given)
    pairs = []
    for start, end in wanted:
        match = next((g for g in free if g[0] < end and start < g[1]), None)
        if match is not None:
            free.remove(match)
            pairs.append(((start, end), match))
    return pairs


def _unlike(
    article: Article, wanted: Sequence[Stretch], given: Sequence[Stretch], pairs: Sequence[tuple[Stretch, Stretch]]
) -> Iterator[Mistake]:
    """The names of the gold that are not found exactly, and those found that the gold does not have."""
    text = article["text"]

    def mistake(kind: str, gold: Stretch | None, got: Stretch | None) -> Mistake:
        start, end = gold or got or (0, 0)
        named, found = (None if part is None else text[slice(*part)] for part in (gold, got))
        return Mistake(kind, article["id"], named, found, around(text, start, end))

    yield from (mistake("name in part", gold, got) for gold, got in pairs if gold != got)
    yield from (mistake("name missed", gold, None) for gold in wanted if gold not in {pair[0] for pair in pairs})
    yield from (mistake("name spurious", None, got) for got in given if got not in {pair[1] for pair in pairs})


def resolution(
    articles: Iterable[Article], *, weights: Weights = WEIGHTS, mistakes: list[Mistake] | None = None
) -> dict[str, float]:
    """How well gold names are resolved: the places found are given, only their points are scored.

    Names farther off than 161 km are added to ``mistakes``.
    """
    errors: list[float] = []
    known: list[float] = []
    for article in articles:
        gold = [t for t in article["toponyms"] if t["lat"] is not None]
        places = resolve_names(article["text"], [(t["start"], t["end"]) for t in gold], weights=weights)
        for name, place in zip(gold, places, strict=True):
            errors.append(error_km(name, place))
            if name.get("geonameid"):
                known.append(errors[-1])
            if mistakes is not None and errors[-1] > _NEAR:
                mistakes.append(_mistake(article, name, place, errors[-1]))
    if not errors:
        return {"names": 0}
    published = {} if not known else {"accuracy@161_geonames": sum(e <= _NEAR for e in known) / len(known)}
    return {
        "names": len(errors),
        "accuracy@161": sum(e <= _NEAR for e in errors) / len(errors),
        **published,
        "mean_km": mean(errors),
        "median_km": median(errors),
        "auc": mean(math.log(e + 1) for e in errors) / math.log(_FARTHEST + 1),
    }


def error_km(gold: dict[str, Any], place: Place) -> float:
    """Kilometres between a gold point and a place; half the globe for a place without coordinates."""
    if place.lat is None or place.lon is None:
        return _FARTHEST
    return distance_km(gold["lat"], gold["lon"], place.lat, place.lon)


def _mistake(article: Article, gold: dict[str, Any], place: Place, km: float) -> Mistake:
    kind = "not resolved" if place.lat is None else "elsewhere"
    wanted = f"{gold['text']} {gold['lat']:.2f},{gold['lon']:.2f} {gold.get('country') or gold.get('name') or ''}"
    got = None if place.lat is None else f"{place.name} ({place.country}) {place.lat:.2f},{place.lon:.2f}: {km:.0f} km"
    return Mistake(kind, article["id"], wanted, got, around(article["text"], gold["start"], gold["end"]))
