"""Rules, encoder, and both, on PolNeAR dev: ``python compare.py BENCH``; prints the table of training/README.md.

Figures are those of ``truceline evaluate attribution``, of each document's first annotator; and of the facts of
tests/gold/dev that are found and ask for sources, the share whose whole chain is right.  The encoder is the one that
the package ships (``export.py`` writes it there).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from data import HEADS, articles

from truceline.evaluate.attribution import Counts, Marked, align, marked, stretches, token_starts
from truceline.evaluate.claims import tell
from truceline.evaluate.claims_data import passages
from truceline.evaluate.data import as_it_is
from truceline.exports.contract import to_contract
from truceline.extract.assemble import claims
from truceline.extract.attribution import find_attributions
from truceline.extract.attribution_record import Attribution
from truceline.extract.context import Context
from truceline.extract.control import find_control
from truceline.extract.events import find_events
from truceline.extract.speakers import with_speakers
from truceline.extract.tolls import find_tolls
from truceline.language.parse import parse_many, pipeline
from truceline.learned import Learned, read
from truceline.pipeline import context_of, dated

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "dev"


def main() -> None:
    """Read dev once, score the three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path, help="folder with attribution/dev.jsonl.gz")
    options = parser.parse_args()
    rows = list(articles(options.bench / "attribution" / "dev.jsonl.gz"))
    contexts = [context_of(p) for p in parse_many(as_it_is(r["text"], r["published"]) for r in rows)]
    alone = [replace(c, parsed=replace(c.parsed, learned=Learned())) for c in contexts]
    found = {
        "rules": [_all(r["text"], c) for r, c in zip(rows, alone, strict=True)],
        "encoder": [_as_marked(r["text"], c.parsed.learned) for r, c in zip(rows, contexts, strict=True)],
        "both": [_all(r["text"], c) for r, c in zip(rows, contexts, strict=True)],
    }
    chains = {name: chains_right(kept) for name, kept in KEPT.items()}
    print("| | token F1 source / cue / content | exact F1 source / cue / content | linked F1 (P, R) | chains right |")
    print("|---|---|---|---|---|")
    for name, marks in found.items():
        print(f"| {name} | {line(rows, marks)} | {100 * chains[name]:.1f} |")
    texts = [r["text"] for r in rows]
    print(f"CPU seconds a document: encoder {_seconds(lambda: [read(t) for t in texts]) / len(rows):.3f}, "
          f"spaCy without names {_seconds(lambda: list(pipeline().pipe(texts))) / len(rows):.3f}")  # fmt: skip


def _all(text: str, context: Context) -> list[Marked]:
    return marked(text, find_attributions(context), context.parsed.learned)


def _by_rules(a: Attribution) -> bool:
    return not a.rule.startswith("encoder:")


def _by_encoder(a: Attribution) -> bool:
    return a.marked is not None or a.rule.startswith("encoder:")


#: Which attributions make the chains of claims.
KEPT: dict[str, Callable[[Attribution], bool]] = {
    "rules": _by_rules, "encoder": _by_encoder, "both": lambda a: True,
}  # fmt: skip


def chains_right(kept: Callable[[Attribution], bool]) -> float:
    """Of the facts of the own gold that are found and ask for sources, the share with all of them right."""
    right = asked = 0
    chosen = list(passages(GOLD))
    for passage, parsed in zip(chosen, parse_many(p.document for p in chosen), strict=True):
        context = context_of(dated(parsed))
        attributions = [a for a in find_attributions(context) if kept(a)]
        context = with_speakers(context, attributions)
        drafts = [*find_events(context, attributions), *find_tolls(context), *find_control(context)]
        made = [to_contract(c) for c in claims(context, attributions, drafts)]
        for told in tell(passage, made):
            if told.best is not None and "sources" in told.fact.get("expect", {}):
                asked += 1
                right += "sources" not in told.wrong
    return right / asked


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
