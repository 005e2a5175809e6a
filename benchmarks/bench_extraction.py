"""Full extraction against the bare spaCy pipeline: the same documents, one core, one run after the other.

The bare pipeline is all that the model brings, its recogniser of names included, which the program does not run.
"""

from __future__ import annotations

import spacy
from common import one_core, reports, show, took

from truceline.language.parse import MODELS, parse_many
from truceline.learned import read
from truceline.pipeline import read_documents


def main() -> None:
    """Print documents a second, and how many times the bare pipeline the whole takes."""
    one_core()
    documents = reports()
    nlp = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    list(read_documents(documents))  # everything that is loaded on first use
    bare = took(lambda: list(nlp.pipe(d.text for d in documents)))
    encoded = took(lambda: [read(d.text) for d in documents])
    parsed = took(lambda: list(parse_many(documents)))
    whole = took(lambda: list(read_documents(documents)))
    words = sum(len(d.text.split()) for d in documents)
    rows: list[tuple[object, ...]] = [("", "seconds", "processor", "documents/s", "words/s", "times bare")]
    kinds = {
        "bare spaCy pipeline": bare,
        "encoder": encoded,
        "parsed text, with the encoder": parsed,
        "full extraction": whole,
    }
    for name, one in kinds.items():
        times = f"{one.processor / bare.processor:.2f}"
        rows.append((name, *one.cells(), one.rate(len(documents)), one.rate(words), times))
    show(f"Extraction, {len(documents)} example reports, {words} words, one core, median of 3", rows)


if __name__ == "__main__":
    main()
