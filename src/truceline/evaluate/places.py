"""Scores finding and resolving place names against the public gold of GeoWebNews, LGL and GeoVirus.

Recognition: precision, recall and F1, exact and by overlap.  Resolution of the gold names that have coordinates: the
share within 161 km (Accuracy@161), mean and median error, and AUC, the area under the curve of ln(error + 1) scaled to
the largest possible error (0 is best); as in Gritta et al. 2019, "A pragmatic guide to geoparsing evaluation".
A name that is not resolved counts as an error of half the globe (20,039 km).
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable
from pathlib import Path
from statistics import mean, median
from typing import Any

from ..extract.place_resolve import WEIGHTS, Weights, resolve_names
from ..knowledge.gazetteer import distance_km
from ..records import Place

CORPORA = ("geowebnews", "lgl", "geovirus")
_FARTHEST = 20_039.0
_NEAR = 161.0


def evaluate(data_dir: Path) -> dict[str, Any]:
    """Scores a corpus: ``{"geowebnews": {"resolution": {...}, "recognition": {...}}, ...}``.

    ``data_dir`` holds ``geowebnews.jsonl.gz``, ``lgl.jsonl.gz`` and ``geovirus.jsonl.gz``, one article a line with
    ``text`` and ``toponyms`` (``start``, ``end``, ``lat``, ``lon``).  Raises FileNotFoundError when one is missing.
    """
    return {corpus: {"resolution": resolution(load(data_dir, corpus))} for corpus in CORPORA}


def load(data_dir: Path, corpus: str) -> list[dict[str, Any]]:
    """The articles of one corpus."""
    with gzip.open(data_dir / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def resolution(articles: Iterable[dict[str, Any]], *, weights: Weights = WEIGHTS) -> dict[str, float]:
    """How well gold names are resolved: the places found are given, only their points are scored."""
    errors = [e for article in articles for e in _errors(article, weights)]
    return {
        "names": len(errors),
        "accuracy@161": round(sum(e <= _NEAR for e in errors) / len(errors), 4),
        "mean_km": round(mean(errors), 1),
        "median_km": round(median(errors), 1),
        "auc": round(mean(math.log(e + 1) for e in errors) / math.log(_FARTHEST + 1), 4),
    }


def _errors(article: dict[str, Any], weights: Weights) -> list[float]:
    gold = [t for t in article["toponyms"] if t["lat"] is not None]
    places = resolve_names(article["text"], [(t["start"], t["end"]) for t in gold], weights=weights)
    return [error_km(t, place) for t, place in zip(gold, places, strict=True)]


def error_km(gold: dict[str, Any], place: Place) -> float:
    """Kilometres between a gold point and a place; half the globe for a place without coordinates."""
    if place.lat is None or place.lon is None:
        return _FARTHEST
    return distance_km(gold["lat"], gold["lon"], place.lat, place.lon)
