"""Scores time expressions: TempEval-3 task A on documents with TIMEX3 annotations.

Each line of a ``*.jsonl.gz`` file is a document: ``text``, ``published`` (its creation time) and ``timexes`` with
``start``, ``end`` and ``value``.  Strict F1: same span.  Relaxed F1: overlapping spans, each gold span matched once.
Value F1: relaxed F1 times the share of matched spans with the identical value (UzZaman et al., SemEval 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..extract.time_reading import Read
from ..extract.times import timexes
from .data import folder, lines
from .result import DataError, Evaluation, Metric, Mistake, around, f1, metrics_of, sampled, share

STANDARD = "TempEval-3 task A: strict, relaxed and value F1 (UzZaman et al., SemEval 2013)"


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score every ``*.jsonl.gz`` file in the folder ``data``, each as a part.  Raises DataError when there is none."""
    files = sorted(folder(data).glob("*.jsonl.gz"))
    if not files:
        raise DataError(f"{data}: it has no *.jsonl.gz. Give the folder with the time expressions.")
    metrics: list[Metric] = []
    mistakes: list[Mistake] = []
    for path in files:
        documents = sampled(lines(path, ("text", "published", "timexes")), sample)
        made, wrong = _score(path.name.removesuffix(".jsonl.gz"), documents)
        metrics += made
        mistakes += wrong
    return Evaluation("dates", STANDARD, tuple(metrics), tuple(mistakes))


def _score(name: str, documents: Sequence[dict[str, Any]]) -> tuple[tuple[Metric, ...], list[Mistake]]:
    gold = found = strict = relaxed = value = 0
    mistakes: list[Mistake] = []
    for document in documents:
        reads = timexes(document["text"], _anchor(document["published"]))
        gold += len(document["timexes"])
        found += len(reads)
        taken: set[int] = set()
        for wanted in document["timexes"]:
            match = _best(wanted, reads, taken)
            if match is not None:
                taken.add(match)
                exact, right = _compare(wanted, reads[match])
                relaxed += 1
                strict += exact
                value += right
            mistakes += _mistake(name, document, wanted, None if match is None else reads[match])
        mistakes += [_spurious(name, document, read) for i, read in enumerate(reads) if i not in taken]
    return metrics_of(name, {
        "strict_f1": f1(strict, gold, found),
        "relaxed_f1": f1(relaxed, gold, found),
        "value_f1": f1(relaxed, gold, found) * share(value, relaxed),
        "precision": share(relaxed, found),
        "recall": share(relaxed, gold),
        "documents": len(documents),
        "expressions": gold,
    }), mistakes  # fmt: skip


def _compare(gold: dict[str, Any], read: Read) -> tuple[bool, bool]:
    """Whether the span and the value are the same."""
    e = read.expression
    return (e.start, e.end) == (gold["start"], gold["end"]), read.reading.value == gold["value"]


def _mistake(name: str, document: dict[str, Any], gold: dict[str, Any], read: Read | None) -> list[Mistake]:
    where, text = f"{name} {document.get('id', '')} ({document['published']})", document["text"]
    context, wanted = around(text, gold["start"], gold["end"]), f"{gold['text']} = {gold['value']}"
    if read is None:
        return [Mistake("missed", where, wanted, None, context)]
    span, value = _compare(gold, read)
    kind = " and ".join(part for part, right in (("span", span), ("value", value)) if not right)
    return [Mistake(kind, where, wanted, _told(text, read), context)] if kind else []


def _spurious(name: str, document: dict[str, Any], read: Read) -> Mistake:
    e, text = read.expression, document["text"]
    where = f"{name} {document.get('id', '')} ({document['published']})"
    return Mistake("spurious", where, None, _told(text, read), around(text, e.start, e.end))


def _told(text: str, read: Read) -> str:
    e = read.expression
    return f"{text[e.start : e.end]} = {read.reading.value} ({e.rule})"


def _anchor(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _best(gold: dict[str, Any], found: Sequence[Read], taken: set[int]) -> int | None:
    best, overlap = None, 0
    for i, read in enumerate(found):
        e = read.expression
        shared = min(e.end, gold["end"]) - max(e.start, gold["start"])
        if i not in taken and shared > overlap:
            best, overlap = i, shared
    return best

