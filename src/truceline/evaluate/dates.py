"""The scorer for time expressions: TempEval-3 task A on files of documents with TIMEX3 annotations.

Each line of a ``*.jsonl.gz`` file is a document: ``text``, ``published`` (its creation time) and ``timexes`` with
``start``, ``end`` and ``value``.  Strict F1: same span.  Relaxed F1: overlapping spans, each gold span matched once.
Value F1: relaxed F1 times the share of matched spans with the identical value (UzZaman et al., SemEval 2013).
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from ..extract.time_reading import Read
from ..extract.times import timexes


@dataclass
class _Counts:
    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    documents: int = 0
    seconds: float = 0.0
    errors: list[dict[str, Any]] = field(default_factory=list)


def evaluate(data_dir: str | Path, *, errors: bool = False) -> dict[str, Any]:
    """Score every ``*.jsonl.gz`` file in ``data_dir``.

    Returns, by file name, ``strict``, ``relaxed`` and ``value`` F1, ``precision`` and ``recall`` (relaxed),
    ``documents``, ``expressions`` and ``documents_per_second`` (processor time, without a parse);
    with ``errors`` also what was wrong.
    Raises FileNotFoundError when the directory holds no such file.
    """
    files = sorted(Path(data_dir).glob("*.jsonl.gz"))
    if not files:
        raise FileNotFoundError(f"no *.jsonl.gz file in {data_dir}: give the directory of the dates benchmark")
    return {path.name.removesuffix(".jsonl.gz"): _score_file(path, errors) for path in files}


def _score_file(path: Path, errors: bool) -> dict[str, Any]:
    counts = _Counts()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            _score(json.loads(line), counts)
    result: dict[str, Any] = _figures(counts)
    if errors:
        result["errors"] = counts.errors
    return result


def _figures(c: _Counts) -> dict[str, Any]:
    def f1(right: int) -> float:
        return 2 * right / (c.gold + c.found) if c.gold + c.found else 0.0

    return {
        "strict": f1(c.strict),
        "relaxed": f1(c.relaxed),
        "value": f1(c.relaxed) * (c.value / c.relaxed if c.relaxed else 0.0),
        "precision": c.relaxed / c.found if c.found else 0.0,
        "recall": c.relaxed / c.gold if c.gold else 0.0,
        "documents": c.documents,
        "expressions": c.gold,
        "documents_per_second": c.documents / c.seconds if c.seconds else 0.0,
    }


def _score(document: dict[str, Any], c: _Counts) -> None:
    text = document["text"]
    began = process_time()
    found = timexes(text, _anchor(document["published"]))
    c.seconds += process_time() - began
    gold = document["timexes"]
    c.documents += 1
    c.gold += len(gold)
    c.found += len(found)
    taken: set[int] = set()
    for g in gold:
        match = _best(g, found, taken)
        if match is None:
            c.errors.append(
                {"what": "missed", "gold": g["text"], "value": g["value"], **_around(text, g["start"], g["end"])}
            )
            continue
        taken.add(match)
        e, reading = found[match].expression, found[match].reading
        exact = (e.start, e.end) == (g["start"], g["end"])
        c.relaxed += 1
        c.strict += exact
        c.value += reading.value == g["value"]
        if not exact or reading.value != g["value"]:
            what = "value" if exact else "span" if reading.value == g["value"] else "span+value"
            c.errors.append({"what": what, "gold": g["text"], "value": g["value"], "got": text[e.start : e.end],
                             "got_value": reading.value, "rule": e.rule, "dct": document["published"],
                             **_around(text, g["start"], g["end"])})  # fmt: skip
    for i, read in enumerate(found):
        if i not in taken:
            e = read.expression
            c.errors.append({"what": "spurious", "got": text[e.start : e.end], "rule": e.rule,
                             "got_value": read.reading.value, **_around(text, e.start, e.end)})  # fmt: skip


def _anchor(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _best(gold: dict[str, Any], found: list[Read], taken: set[int]) -> int | None:
    best, overlap = None, 0
    for i, read in enumerate(found):
        e = read.expression
        shared = min(e.end, gold["end"]) - max(e.start, gold["start"])
        if i not in taken and shared > overlap:
            best, overlap = i, shared
    return best


def _around(text: str, start: int, end: int) -> dict[str, str]:
    return {"context": " ".join(text[max(0, start - 60) : end + 40].split())}
