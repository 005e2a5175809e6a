"""Rules, encoder, and both, on PolNeAR dev: ``python compare.py BENCH``; prints the table of training/README.md.

Figures are those of ``truceline evaluate attribution``, of each document's first annotator.  The encoder is the one
that the package ships (``export.py`` writes it there).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from data import HEADS, articles

from truceline.evaluate.attribution import Counts, Marked, align, marked, stretches, token_starts
from truceline.evaluate.data import as_it_is
from truceline.extract.attribution import find_attributions
from truceline.language.parse import parse_many, pipeline
from truceline.learned import Learned, read
from truceline.pipeline import context_of


def main() -> None:
    """Read dev once, score the three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path, help="folder with attribution/dev.jsonl.gz")
    options = parser.parse_args()
    rows = list(articles(options.bench / "attribution" / "dev.jsonl.gz"))
    contexts = [context_of(p) for p in parse_many(as_it_is(r["text"], r["published"]) for r in rows)]
    alone = [replace(c, parsed=replace(c.parsed, learned=Learned())) for c in contexts]
    found = {
        "rules": [marked(r["text"], find_attributions(c)) for r, c in zip(rows, alone, strict=True)],
        "encoder": [_as_marked(r["text"], c.parsed.learned) for r, c in zip(rows, contexts, strict=True)],
        "both": [marked(r["text"], find_attributions(c)) for r, c in zip(rows, contexts, strict=True)],
    }
    print("| | token F1 source / cue / content | exact F1 source / cue / content | linked F1 (P, R) |")
    print("|---|---|---|---|")
    for name, marks in found.items():
        print(f"| {name} | {line(rows, marks)} |")
    texts = [r["text"] for r in rows]
    print(f"CPU seconds a document: encoder {_seconds(lambda: [read(t) for t in texts]) / len(rows):.3f}, "
          f"spaCy without names {_seconds(lambda: list(pipeline().pipe(texts))) / len(rows):.3f}")  # fmt: skip


def _seconds(run: Any) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _as_marked(text: str, learned: Learned) -> list[Marked]:
    """The encoder's attributions in the scorer's form."""
    return [Marked(*(stretches(text, part) for part in (t.source, t.cue, t.content))) for t in learned.told]


def line(rows: Sequence[dict[str, Any]], found: Sequence[list[Marked]]) -> str:
    """One line of the table, without its name."""
    tokens, exact, linked = {h: Counts() for h in HEADS}, {h: Counts() for h in HEADS}, Counts()
    for row, marks in zip(rows, found, strict=True):
        text = row["text"]
        gold = [Marked(*(stretches(text, a[h]) for h in HEADS)) for a in row["attributions"]]
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
