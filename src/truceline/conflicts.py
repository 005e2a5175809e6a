"""Which conflict a report tells of: by its words, its places, who acts in it, and when it was published.

Derived from the document and its claims, and from nothing else, so that it can be worked out anew whenever the
knowledge of conflicts changes (``Ledger.assign_conflicts``).  A report that fits no conflict well, or two equally
well, has none; of two conflicts of the same countries it is the one that began last.  Of a long conflict and a war that
is part of it, it is the war while it lasts, where both of its sides act; else the one that its words fit better.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from .knowledge.loader import load_conflicts, load_countries
from .knowledge.schema import Conflict
from .ledger.folding import fold
from .ledger.rows import actors_of
from .records import Actor, Claim, Document

TermKind = Literal["name", "keyword", "common", "place"]

NAME, KEYWORD, COMMON, PLACE, SIDE, BOTH_SIDES, COUNTRY = 4.0, 2.0, 1.0, 1.5, 2.0, 1.0, 3.0
"""What evidence counts: a name of the conflict, each key word (less where it is a common noun, as "hostages" is), each
of its places, each side that acts, two sides that do, and all places of the claims being in its countries (a part of
them counts in part)."""

MOST_TERMS = 3
"""More different words or places of one kind say no more."""

WEIGHTS: dict[TermKind, tuple[float, int]] = {
    "name": (NAME, 1),
    "keyword": (KEYWORD, MOST_TERMS),
    "common": (COMMON, MOST_TERMS),
    "place": (PLACE, MOST_TERMS),
}
"""What each term of a kind counts, and how many of them do."""

ENOUGH = 4.0
"""The least score: one kind of weak evidence is not enough."""

MARGIN = 0.5
"""By how much one must exceed another to be better."""

AFTERMATH = timedelta(days=60)
"""How long after the end of a conflict reports still tell of it as news: returns, counts of the dead, prisoners."""

AGAINST_THE_STATE = ("REB", "INS", "SEP", "UAF", "CRM", "OPP")
"""Sectors of those who fight in a country, but not for its state."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Term:
    words: tuple[str, ...]
    conflict: str
    kind: TermKind


def score_conflict(
    claims: Iterable[Claim], document: Document, conflicts: Sequence[Conflict] | None = None
) -> tuple[str, float] | None:
    """The conflict that the document tells of, by id, and its score; null when none stands out.

    Conflicts that were not going on when the document was published are left out; with an unknown date none are.
    """
    known = load_conflicts() if conflicts is None else conflicts
    ranked = rank(claims, document, known)
    if not ranked or ranked[0][1] < ENOUGH:
        return None
    named = {c.id: c for c in known}
    equal = [pair for pair in ranked if ranked[0][1] - pair[1] < MARGIN]
    wholes = {named[name].part_of for name, _ in equal}
    equal = [pair for pair in equal if pair[0] not in wholes]
    if len(equal) == 1:
        return equal[0]
    if len({frozenset(named[name].countries) for name, _ in equal}) > 1:
        return None
    return max(equal, key=lambda pair: named[pair[0]].from_ or "")


def rank(claims: Iterable[Claim], document: Document, conflicts: Sequence[Conflict]) -> list[tuple[str, float]]:
    """The ids of the conflicts that anything in the document speaks for, with their scores, the best first."""
    going_on = {c.id: c for c in conflicts if _was_news(c, document.published.start)}
    scores = score_words(document, tuple(conflicts))
    fought, told = _by_claims(tuple(claims), going_on.values())
    for part in (c for c in going_on.values() if c.part_of and c.id in fought):
        if document.published.start is None or part.covers(document.published.start):
            scores[part.id] = max(scores[part.id], scores[part.part_of or ""])
    for conflict_id, score in told.items():
        scores[conflict_id] += score
    found = [(name, round(score, 2)) for name, score in scores.items() if name in going_on and score > 0]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _was_news(conflict: Conflict, day: str | None) -> bool:
    """Whether a report of that day may have told of the conflict as news: while it lasted, or shortly after."""
    if day is None:
        return True
    before = max(date.fromisoformat(day), date.min + AFTERMATH) - AFTERMATH
    return conflict.held_between(before.isoformat(), day)


def score_words(document: Document, conflicts: tuple[Conflict, ...]) -> defaultdict[str, float]:
    """What the words of title and text say for each conflict, by its id."""
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
        weight, most = WEIGHTS[kind]
        scores[conflict] += weight * min(number, most)
    return scores


@cache
def _index(conflicts: tuple[Conflict, ...]) -> dict[str, list[_Term]]:
    """All terms by their first word."""
    index: defaultdict[str, list[_Term]] = defaultdict(list)
    for conflict in conflicts:
        named: tuple[tuple[TermKind, tuple[str, ...]], ...] = (
            ("name", (conflict.name, *conflict.names)),
            ("keyword", tuple(k for k in conflict.keywords if not k.islower())),
            ("common", tuple(k for k in conflict.keywords if k.islower())),
            ("place", conflict.places),
        )
        for kind, texts in named:
            for text in texts:
                words = tuple(_WORD.findall(fold(text)))
                if words:
                    index[words[0]].append(_Term(words, conflict.id, kind))
    return dict(index)


def _by_claims(claims: Sequence[Claim], conflicts: Iterable[Conflict]) -> tuple[set[str], dict[str, float]]:
    """The conflicts of which several sides act in the claims, and what places and actors say for each conflict."""
    actors = {actor for claim in claims for part, actor in actors_of(claim) if part != "source"}
    acting = {_folded(name) for actor in actors for name in names_of(actor)}
    countries = [place.country for claim in claims for place in claim.body.places if place.country]
    fought: set[str] = set()
    scores: dict[str, float] = {}
    for conflict in conflicts:
        sides = sum(any(_folded(name) in acting for name in side.actors) for side in conflict.sides)
        scores[conflict.id] = sides * SIDE + (BOTH_SIDES if sides > 1 else 0)
        if sides > 1:
            fought.add(conflict.id)
        if countries:
            scores[conflict.id] += COUNTRY * sum(c in conflict.countries for c in countries) / len(countries)
    return fought, scores


@lru_cache(16_384)
def _folded(name: str) -> str:
    return fold(name)


def names_of(actor: Actor) -> Iterator[str]:
    """What the sides of a conflict may call an actor: its own name, and the state that it acts for."""
    if actor.name:
        yield actor.name
    if actor.country and actor.sector not in AGAINST_THE_STATE:
        yield from states().get(actor.country, ())


@cache
def states() -> dict[str, tuple[str, ...]]:
    """The names of each state by its code: most have one, a state that was renamed has each."""
    names: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for country in load_countries():
        names[country.iso3] += (country.name,)
    return dict(names)
