"""What a report is about, as a short list of weighted terms: the most telling of its words, and the places it names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from ..ledger.folding import fold
from ..records import Document, Place
from .words import MOST, stems, weight

Terms = Mapping[str, float]
"""Terms with their weights, of length 1 as a vector."""

KEPT = 60
"""How many terms are kept: a report that goes on about much is compared by what it says most."""

IN_TITLE = 2
"""A word of the title counts as often again."""

TITLE_LINE = 150
"""A first line longer than this is no title."""

DECIMALS = 4

_NEAR_ENOUGH = ("exact", "near", "admin2")


def terms_of(document: Document, places: Iterable[Place] = ()) -> Terms:
    """The terms of a report, the heaviest first.  ``places`` are those of its claims.

    A place counts under its name in the gazetteer, so that Kiev is Kyiv; a country or a province says no more than its
    word.  An empty text has none.
    """
    counted = Counter(stems(document.text))
    for stem in stems(title_of(document)):
        counted[stem] += IN_TITLE
    raw = {stem: (1 + math.log(n)) * weight(stem) for stem, n in counted.items() if len(stem) > 1}
    raw.update({f"place:{name}": MOST * (1 + math.log(n)) for name, n in _towns(places).items()})
    heaviest = sorted(((v, t) for t, v in raw.items() if v > 0), key=lambda pair: (-pair[0], pair[1]))[:KEPT]
    length = math.sqrt(sum(v * v for v, _ in heaviest))
    return {term: round(value / length, DECIMALS) for value, term in heaviest}


def title_of(document: Document) -> str:
    """The title; without one, the first line where it is short enough to be one, else nothing."""
    if document.title:
        return document.title
    first = document.text.lstrip().partition("\n")[0]
    return first if len(first) <= TITLE_LINE else ""


def _towns(places: Iterable[Place]) -> Counter[str]:
    return Counter(fold(p.name) for p in places if p.name and p.precision in _NEAR_ENOUGH)


def likeness(first: Terms, second: Terms) -> float:
    """How alike two lists of terms are, 0 to 1 (the cosine)."""
    small, large = sorted((first, second), key=len)
    return sum(value * large[term] for term, value in small.items() if term in large)
