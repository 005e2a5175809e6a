"""Scores modality against factuality: what a text says of an event, from -3 (certainly not so) to 3 (certainly so).

Data: UW (Lee et al., EMNLP 2015) and UDS-IH2 (Rudinger et al., NAACL 2018).  Measures, as in those papers: mean
absolute error (0 is best) and Pearson's r.  A modality is no score: each is given one, the same for all data.
``baseline_mae`` is the error of calling everything a fact.  ``encoder``: the encoder's own score, which stands in the
reasons of a claim beside its modality.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from statistics import fmean
from typing import Any

from spacy.tokens import Doc, Token

from ..extract.modality import told
from ..extract.speech import takes_clauses
from ..language.parse import pipeline
from ..learned import read
from ..records import Modality
from .data import folder, rows
from .result import DataError, Evaluation, Metric, Mistake, metrics_of, sampled

STANDARD = "factuality from -3 to 3: mean absolute error and Pearson r (Lee et al. 2015, Rudinger et al. 2018)"
FILES = ("uw_dev", "uds_ih2_dev", "uw_test", "uds_ih2_test")

SCORES: dict[Modality, float] = {
    "actual": 3.0, "possible": 1.0, "planned": 1.0, "conditional": 0.5, "called_for": 0.5, "denied": -3.0,
}  # fmt: skip
"""What each modality is worth on the scale."""

_FAR = 3.0


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score the development (and test) files in the folder ``data``.  Raises DataError when there is none."""
    there = [name for name in FILES if (folder(data) / f"{name}.jsonl.gz").is_file()]
    if not there:
        raise DataError(f"{data}: it has none of {', '.join(f'{f}.jsonl.gz' for f in FILES)}.")
    metrics: list[Metric] = []
    mistakes: list[Mistake] = []
    for name in there:
        sentences = sampled(rows(data, name, ("id", "text", "events")), sample)
        made, wrong = _score(name, sentences)
        metrics += made
        mistakes += wrong
    return Evaluation("factuality", STANDARD, tuple(metrics), tuple(mistakes))


def _score(name: str, sentences: Sequence[dict[str, Any]]) -> tuple[tuple[Metric, ...], list[Mistake]]:
    gold: list[float] = []
    found: list[float] = []
    encoded: list[float] = []
    mistakes: list[Mistake] = []
    for sentence, doc in zip(sentences, _parsed(sentences), strict=True):
        factual = read(sentence["text"]).factual
        for event in sentence["events"]:
            token = doc[event["token"][0]]
            verdict = told(token, _stop(token))
            gold.append(event["score"])
            found.append(SCORES[verdict.modality])
            encoded.append(min(max(factual.get(event["start"], 3.0), -3.0), 3.0))
            if abs(gold[-1] - found[-1]) >= _FAR:
                kind = f"{verdict.modality} ({verdict.by.split(':')[0]})"
                wanted = f"{event['text']} {event['score']}"
                mistakes.append(Mistake(kind, sentence["id"], wanted, verdict.by, doc.text))
    return metrics_of(name, {
        "mae": fmean(abs(g - f) for g, f in zip(gold, found, strict=True)),
        "r": pearson(gold, found),
        "encoder.mae": fmean(abs(g - f) for g, f in zip(gold, encoded, strict=True)),
        "encoder.r": pearson(gold, encoded),
        "baseline_mae": fmean(abs(g - 3) for g in gold),
        "events": len(gold),
    }), mistakes  # fmt: skip


def _parsed(sentences: Iterable[dict[str, Any]]) -> Iterable[Doc]:
    """The sentences parsed with the tokens of their gold."""
    nlp = pipeline()
    words = (s["text"].split(" ") for s in sentences)
    return nlp.pipe(Doc(nlp.vocab, words=w, spaces=[True] * (len(w) - 1) + [False]) for w in words)


def _stop(token: Token) -> Token | None:
    """The verb of saying above the event, from which on another one answers for it."""
    return next((a for a in token.ancestors if takes_clauses(a)), None)


def pearson(a: Sequence[float], b: Sequence[float]) -> float:
    """Pearson's correlation; 0 where one of the two never changes."""
    mean_a, mean_b = fmean(a), fmean(b)
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    spread = sqrt(sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b))
    return both / spread if spread else 0.0
