"""Rules, model, and both, on PolNeAR dev: ``python compare.py DATA MODEL``; prints the table of training/README.md.

Figures are those of ``truceline evaluate attribution``, of each document's first annotator.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from both import with_model
from data import HEADS, articles
from decode import Told, read
from encoder import Encoder

from truceline.evaluate.attribution import Counts, Marked, Stretch, align, marked, token_starts
from truceline.evaluate.data import as_it_is
from truceline.extract.attribution import find_attributions
from truceline.language.parse import parse_many
from truceline.pipeline import context_of


def main() -> None:
    """Read dev once, score the three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with dev.jsonl.gz")
    parser.add_argument("model", type=Path, help="folder with the exported network")
    options = parser.parse_args()
    rows = list(articles(options.data / "dev.jsonl.gz"))
    began = time.process_time()
    parsed = list(parse_many(as_it_is(r["text"], r["published"]) for r in rows))
    parse_seconds = time.process_time() - began
    contexts = [context_of(p) for p in parsed]
    encoder = Encoder(options.model)
    began = time.process_time()
    told = [read(row["text"], encoder) for row in rows]
    model_seconds = time.process_time() - began
    began = time.process_time()
    ruled = [find_attributions(context) for context in contexts]
    rule_seconds = time.process_time() - began
    both = [with_model(c, a, t) for c, a, t in zip(contexts, ruled, told, strict=True)]
    found = {
        "rules": [marked(r["text"], a) for r, a in zip(rows, ruled, strict=True)],
        "model": [as_marked(r["text"], t) for r, t in zip(rows, told, strict=True)],
        "both": [marked(r["text"], a) for r, a in zip(rows, both, strict=True)],
    }
    print("| | token F1 source / cue / content | exact F1 source / cue / content | linked F1 (P, R) |")
    print("|---|---|---|---|")
    for name, marks in found.items():
        print(f"| {name} | {line(rows, marks)} |")
    seconds = {"parse": parse_seconds, "model": model_seconds, "rules, after the mentions are found": rule_seconds}
    print("CPU seconds a document:", ", ".join(f"{name} {s / len(rows):.3f}" for name, s in seconds.items()))


def as_marked(text: str, told: Sequence[Told]) -> list[Marked]:
    """The model's attributions in the scorer's form."""
    return [Marked(*(trimmed(text, part) for part in (one.source, one.cue, one.content))) for one in told]


def trimmed(text: str, part: Iterable[Sequence[int]]) -> tuple[Stretch, ...]:
    """Stretches without white space at their ends."""
    found = []
    for start, end in part:
        inner = text[start:end].strip()
        found.append((text.index(inner, start), text.index(inner, start) + len(inner)))
    return tuple(found)


def line(rows: Sequence[dict[str, Any]], found: Sequence[list[Marked]]) -> str:
    """One line of the table, without its name."""
    tokens, exact, linked = {h: Counts() for h in HEADS}, {h: Counts() for h in HEADS}, Counts()
    for row, marks in zip(rows, found, strict=True):
        text = row["text"]
        gold = [Marked(*(trimmed(text, a[h]) for h in HEADS)) for a in row["attributions"]]
        for head in HEADS:
            wanted, given = ({s for a in some for s in a.part(head)} for some in (gold, marks))
            exact[head].add(len(wanted & given), len(wanted), len(given), 1)
            wanted, given = (token_starts(text, some) for some in (wanted, given))
            tokens[head].add(len(wanted & given), len(wanted), len(given), 1)
        linked.add(len(align(text, gold, marks)), len(gold), len(marks), 1)
    figures = [" / ".join(f"{100 * counts[h].f1:.1f}" for h in HEADS) for counts in (tokens, exact)]
    precision, recall = (100 * linked.right / n if n else 0.0 for n in (linked.found, linked.gold))
    return f"{figures[0]} | {figures[1]} | {100 * linked.f1:.1f} ({precision:.1f}, {recall:.1f})"


if __name__ == "__main__":
    main()
