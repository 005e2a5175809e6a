"""Which conflict a report tells of: by its words, its places, who acts in it, and when it was published.

Derived from the document and its claims, and from nothing else, so that it can be worked out anew whenever the
knowledge of conflicts changes (``Ledger.assign_conflicts``).  A report that fits no conflict well, or two equally
well, has none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .knowledge.loader import KNOWLEDGE, load_conflicts
from .knowledge.schema import Conflict
from .ledger.folding import fold
from .ledger.rows import actors_of
from .records import Claim, Document

TermKind = Literal["name", "keyword", "place"]

NAME, KEYWORD, PLACE, SIDE, BOTH_SIDES, COUNTRY = 4.0, 2.0, 1.5, 2.0, 1.0, 3.0
"""What evidence counts: a name of the conflict, each key word, each of its places, each side that acts, two sides
that do, and all places of the claims being in its countries (a part of them counts in part)."""

MOST_TERMS = 3
"""More different words or places of one kind say no more."""

ENOUGH = 4.0
"""The least score: one kind of weak evidence is not enough."""

MARGIN = 0.5
"""By how much the best must exceed the next one."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Term:
    words: tuple[str, ...]
    conflict: str
    kind: TermKind


def conflict_of(claims: Iterable[Claim], document: Document) -> str | None:
    """The id of the conflict that the document tells of, or null when none stands out."""
    scored = score_conflict(claims, document)
    return scored[0] if scored else None


def score_conflict(
    claims: Iterable[Claim], document: Document, conflicts: Sequence[Conflict] | None = None
) -> tuple[str, float] | None:
    """The conflict that the document tells of, by id, and its score; null when none stands out.

    Conflicts that were not going on when the document was published are left out; with an unknown date none are.
    """
    known = _known() if conflicts is None else tuple(conflicts)
    going_on = {c.id: c for c in known if c.covers(document.published.start)}
    scores = _by_words(document, known)
    for conflict_id, score in _by_claims(tuple(claims), going_on.values()):
        scores[conflict_id] += score
    ranked = sorted(((score, name) for name, score in scores.items() if name in going_on), reverse=True)
    if not ranked or ranked[0][0] < ENOUGH or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1], round(ranked[0][0], 2)


def _by_words(document: Document, conflicts: tuple[Conflict, ...]) -> defaultdict[str, float]:
    """What the words of title and text say for each conflict."""
    index = _index(conflicts)
    words = _WORD.findall(fold(f"{document.title or ''}\n{document.text}"))
    found = {
        term
        for i, word in enumerate(words)
        for term in index.get(word, ())
        if tuple(words[i : i + len(term.words)]) == term.words
    }
    hits = Counter((term.conflict, term.kind) for term in found)
    scores: defaultdict[str, float] = defaultdict(float)
    for (conflict, kind), number in hits.items():
        weight, most = {"name": (NAME, 1), "keyword": (KEYWORD, MOST_TERMS), "place": (PLACE, MOST_TERMS)}[kind]
        scores[conflict] += weight * min(number, most)
    return scores


def _known() -> tuple[Conflict, ...]:
    return load_conflicts() if (KNOWLEDGE / "conflicts").is_dir() else ()


@cache
def _index(conflicts: tuple[Conflict, ...]) -> dict[str, list[_Term]]:
    """All terms by their first word."""
    index: defaultdict[str, list[_Term]] = defaultdict(list)
    for conflict in conflicts:
        named: tuple[tuple[TermKind, tuple[str, ...]], ...] = (
            ("name", (conflict.name, *conflict.names)),
            ("keyword", conflict.keywords),
            ("place", conflict.places),
        )
        for kind, texts in named:
            for text in texts:
                words = tuple(_WORD.findall(fold(text)))
                if words:
                    index[words[0]].append(_Term(words, conflict.id, kind))
    return dict(index)


def _by_claims(claims: Sequence[Claim], conflicts: Iterable[Conflict]) -> Iterator[tuple[str, float]]:
    """What places and actors of the claims say for each conflict."""
    acting = {fold(a.name) for claim in claims for part, a in actors_of(claim) if part != "source" and a.name}
    countries = [place.country for claim in claims for place in claim.body.places if place.country]
    for conflict in conflicts:
        sides = sum(any(fold(name) in acting for name in side.actors) for side in conflict.sides)
        yield conflict.id, sides * SIDE + (BOTH_SIDES if sides > 1 else 0)
        if countries:
            yield conflict.id, COUNTRY * sum(c in conflict.countries for c in countries) / len(countries)
