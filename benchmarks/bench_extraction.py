"""Full extraction against the bare spaCy pipeline: the same documents, one core, one run after the other.

The bare pipeline is all that the model brings, its recogniser of names included, which the program does not run.
"""

from __future__ import annotations

from statistics import median

import spacy
from common import one_core, reports, show, took

from truceline.language.parse import MODELS, parse_many
from truceline.learned import read
from truceline.pipeline import read_documents

ROUNDS = 9


def main() -> None:
    """Print documents a second, and how many times the bare pipeline the whole takes."""
    one_core()
    documents = reports()
    nlp = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    list(read_documents(documents))  # everything that is loaded on first use
    works = {
        "bare spaCy pipeline": lambda: list(nlp.pipe(d.text for d in documents)),
        "encoder": lambda: [read(d.text) for d in documents],
        "parsed text, with the encoder": lambda: list(parse_many(documents)),
        "full extraction": lambda: list(read_documents(documents)),
    }
    # in turns, so that a machine that is now fast and now slow treats all alike
    rounds = [{name: took(work, runs=1) for name, work in works.items()} for _ in range(ROUNDS)]
    words = sum(len(d.text.split()) for d in documents)
    rows: list[tuple[object, ...]] = [("", "seconds", "processor", "documents/s", "words/s", "times bare")]
    for name in works:
        one = sorted(r[name] for r in rounds)[ROUNDS // 2]
        times = median(r[name].processor / r["bare spaCy pipeline"].processor for r in rounds)
        rows.append((name, *one.cells(), one.rate(len(documents)), one.rate(words), f"{times:.2f}"))
    show(f"Extraction, {len(documents)} example reports, {words} words, one core, median of {ROUNDS} rounds", rows)


if __name__ == "__main__":
    main()
