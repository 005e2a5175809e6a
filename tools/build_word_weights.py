"""Builds ``src/truceline/knowledge/word_weights.tsv``: how much a word says about what a report is about.

    python tools/build_word_weights.py en_lexeme_prob.json.gz

The file comes from the package ``spacy-lookups-data`` 1.0.5 (PyPI, MIT), where it is ``data/en_lexeme_prob.json.gz``:
the natural logarithm of the frequency of a million English word forms.  It is of everyday English, where "minister" is
rare; so a word that reports of conflicts use often, going by the project's own sample texts, counts as frequent as it
is there.

The weight of a stem is -ln of the chance to meet it in a text of :data:`LENGTH` words: 0 for "the", and
``compare.words.MOST`` for whatever is so rare that it is not in the table.  The same input gives the same file, byte
for byte.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from truceline.compare.words import stems

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src" / "truceline" / "knowledge" / "word_weights.tsv"
LENGTH = 400
COARSE = re.compile("|".join(word[::-1] for word in (
    "kcuf tihs tnuc ggin gaf hctib nrop tuls erohw knaw kcid kcoc stit boob sinep yssup odlid bojwolb drater"
).split()))  # fmt: skip
"""Coarse words, written backwards: everyday English of the net has them, and no report needs them."""

LEAST_COMMON = 7.0
"""A word that weighs more is left out, and so weighs ``compare.words.MOST``: the table stays small."""

OFTEN = 8
"""In so many of the sample texts a word has to be for its frequency there to count."""


def main() -> int:
    """Write the table."""
    (source,) = sys.argv[1:]
    with gzip.open(source, "rt", encoding="utf-8") as file:
        everyday = _everyday(json.load(file))
    for stem, often in _own().items():
        everyday[stem] = max(everyday.get(stem, 0.0), often)
    weights = {stem: -math.log(1 - (1 - p) ** LENGTH) for stem, p in everyday.items() if p < 1}
    lines = [f"{stem}\t{weight:.1f}\n" for stem, weight in sorted(weights.items())
             if weight < LEAST_COMMON and not COARSE.search(stem)]  # fmt: skip
    TARGET.write_text("".join(lines), encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} stems")
    return 0


def _everyday(logarithms: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for form, logarithm in logarithms.items():
        several = stems(form)
        if len(several) == 1:
            found[several[0]] = found.get(several[0], 0.0) + math.exp(logarithm)
    return found


def _own() -> dict[str, float]:
    texts = list(_texts())
    counted, spread = Counter[str](), Counter[str]()
    for text in texts:
        words = stems(text)
        counted.update(words)
        spread.update(set(words))
    total = counted.total()
    return {stem: counted[stem] / total for stem, number in spread.items() if number >= OFTEN}


def _texts() -> Iterator[str]:
    reports = ROOT / "examples" / "reports"
    for path in sorted((*reports.rglob("*.txt"), *reports.rglob("*.md"))):
        yield path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests" / "gold" / "dev").glob("*.yaml")):
        yield from (entry["text"] for entry in yaml.safe_load(path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    sys.exit(main())
