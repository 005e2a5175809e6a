"""Scores pulling the article out of a web page, as the article extraction benchmark does (Zyte, MIT licence).

Words are ``\\w+``.  Runs of four words of gold and found text are counted with multiplicity; right, spurious and missed
ones are divided by their sum for each page; precision and recall are averaged over pages, and F1 is of those averages.
``same``: share of pages with exactly the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import fmean

from ..records import Document
from ..sources import open_source
from .data import rows
from .result import DataError, Evaluation, Mistake, metrics_of, sampled

STANDARD = "article text from pages: F1 of 4-word shingles, averaged over pages (article extraction benchmark)"

_WORD = re.compile(r"\w+")
_POOR = 0.9


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score the pages that ``ground_truth.jsonl.gz`` in the folder ``data`` names.  Raises DataError."""
    precisions, recalls, same, mistakes = [], [], [], []
    for row in sampled(rows(data, "ground_truth", ("id", "html", "articleBody")), sample):
        page = data / row["html"]
        if not page.is_file():
            raise DataError(f"{data}: the page {row['html']} is missing, which ground_truth.jsonl.gz names.")
        found = text_of_page(page)
        precision, recall = shingle_scores(row["articleBody"], found)
        precisions.append(precision)
        recalls.append(recall)
        same.append(_WORD.findall(found) == _WORD.findall(row["articleBody"]))
        if min(precision, recall) < _POOR:
            kind = "nothing found" if not found else "too much" if recall > precision else "too little"
            words = f"precision {precision:.3f}, recall {recall:.3f}"
            mistakes.append(Mistake(kind, row["id"], row["articleBody"][:200], found[:200], words))
    precision, recall = fmean(precisions), fmean(recalls)
    both = precision + recall
    figures = {
        "f1": 2 * precision * recall / both if both else 0.0,
        "precision": precision,
        "recall": recall,
        "same": fmean(same),
        "pages": len(same),
    }
    return Evaluation("pages", STANDARD, metrics_of("pages", figures), tuple(mistakes))


def text_of_page(page: Path) -> str:
    """The text that the program stores for a saved page; empty when it finds no article."""
    found = next(iter(open_source(page)), None)
    return found.text if isinstance(found, Document) else ""


def shingle_scores(gold: str, found: str, size: int = 4) -> tuple[float, float]:
    """Precision and recall of one page, after the counts are divided by their sum."""
    wanted, given = _shingles(gold, size), _shingles(found, size)
    right, spurious, missed = (wanted & given).total(), (given - wanted).total(), (wanted - given).total()
    if not spurious and not missed:
        return 1.0, 1.0
    return (right / (right + spurious) if right else 0.0), (right / (right + missed) if right else 0.0)


def _shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)) if words)
