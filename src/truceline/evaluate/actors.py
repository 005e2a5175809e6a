"""Scores events - who did what to whom - against PLOVER's gold standard records and PETRARCH's validation sentences.

``type_accuracy``  share of sentences of whose gold events one has the type of an event that was found
``type_f1``        macro F1 over types, by sentence
``coverage``       share of sentences with any event found
``source_overlap``, ``target_overlap``  where the type is right: share of gold actors with a word in common with one
                   that was found on that side (PLOVER), or of the same country (PETRARCH)
``triple_accuracy``  share of gold events found with type, source and target

The sentences come from diplomacy and politics at large; the program looks for events of war and of its end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..records import Actor, Event
from .data import as_it_is, claims_of, rows
from .event_codes import PLOVER_2016, plover_of_cameo
from .result import Evaluation, Metric, Mistake, f1, metrics_of, sampled, share

STANDARD = "PLOVER / PETRARCH records: event type accuracy and macro F1, actor overlap, triples"

_SMALL = frozenset({"the", "a", "an", "of", "and", "in", "for", "s"})


@dataclass(frozen=True, slots=True)
class Gold:
    """An event of the gold: its type (null: not in the contract), and either side as texts or country codes."""

    type: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score the three files in the folder ``data``; of the invented countries of the unit tests only event types.

    Raises DataError when one is missing.
    """
    metrics: list[Metric] = []
    mistakes: list[Mistake] = []
    for name, gold_of, same in (
        ("plover_gsr", _plover, _shares_a_word),
        ("petrarch2_validation", _petrarch, _of_country),
        ("petrarch_unit_tests", _types_only, _of_country),
    ):
        fields = ("id", "text", "event") if gold_of is _plover else ("id", "text", "events")
        sentences = [s for s in rows(data, name, fields) if gold_of(s)]
        chosen = sampled(sentences, sample)
        found = [
            [c.body for c in claims if isinstance(c.body, Event)]
            for claims in claims_of(as_it_is(s["text"], s.get("published")) for s in chosen)
        ]
        gold = [gold_of(s) for s in chosen]
        metrics += metrics_of(name, _figures(gold, found, same))
        mistakes += [m for s, g, f in zip(chosen, gold, found, strict=True) for m in _mistakes(name, s, g, f, same)]
    return Evaluation("actors", STANDARD, tuple(metrics), tuple(mistakes))


def _plover(row: dict[str, Any]) -> list[Gold]:
    sides = (tuple(a["actorText"] for a in row.get(side) or () if a.get("actorText")) for side in ("source", "target"))
    return [Gold(PLOVER_2016.get(row["event"]), *sides)]


def _petrarch(row: dict[str, Any]) -> list[Gold]:
    return [
        Gold(plover_of_cameo(e["event"]), (e["source"][:3],), (e["target"][:3],))
        for e in row["events"]
        if plover_of_cameo(e["event"]) is not None
    ]


def _types_only(row: dict[str, Any]) -> list[Gold]:
    return [Gold(gold.type, (), ()) for gold in _petrarch(row)]


def _shares_a_word(gold: str, actor: Actor) -> bool:
    return bool(_words(gold) & _words(f"{actor.text} {actor.name or ''}"))


def _of_country(gold: str, actor: Actor) -> bool:
    return gold == "---" or gold == actor.country


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - _SMALL


def _figures(gold: Sequence[Sequence[Gold]], found: Sequence[Sequence[Event]], same: Any) -> dict[str, float]:
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    sides = {"source": [0, 0], "target": [0, 0]}
    triples = 0
    for one, events in zip(gold, found, strict=True):
        want, got = {str(g.type) for g in one}, {e.type for e in events}
        wanted.update(want)
        given.update(got)
        right.update(want & got)
        for g in one:
            of_type = [e for e in events if e.type == g.type]
            triples += any(_whole(g, e, same) for e in of_type)
            for side, actors in (("source", g.source), ("target", g.target)):
                if of_type:
                    sides[side][0] += sum(any(same(a, b) for e in of_type for b in _side(e, side)) for a in actors)
                    sides[side][1] += len(actors)
    events_of_gold = sum(map(len, gold))
    figures = {
        "type_accuracy": share(sum(bool({g.type for g in one} & {e.type for e in events})
                                   for one, events in zip(gold, found, strict=True)), len(gold)),
        "type_f1": share(sum(f1(right[t], wanted[t], given[t]) for t in wanted), len(wanted)),
        "coverage": share(sum(map(bool, found)), len(found)),
    }  # fmt: skip
    if any(g.source or g.target for one in gold for g in one):
        figures |= {
            "source_overlap": share(*sides["source"]),
            "target_overlap": share(*sides["target"]),
            "triple_accuracy": share(triples, events_of_gold),
        }
    return {**figures, "sentences": len(gold), "events": events_of_gold}


def _side(event: Event, side: str) -> tuple[Actor, ...]:
    return event.actors if side == "source" else event.recipients


def _whole(gold: Gold, event: Event, same: Any) -> bool:
    """Whether every actor of the gold is there, on its side."""
    sides = ((gold.source, event.actors), (gold.target, event.recipients))
    return all(any(same(a, b) for b in there) or a == "---" for wanted, there in sides for a in wanted)


def _mistakes(
    name: str, row: dict[str, Any], gold: Sequence[Gold], found: Sequence[Event], same: Any
) -> Iterable[Mistake]:
    """Types that are not found, and where the type is right the actors that are not."""
    where, types = f"{name} {row['id']}", {e.type for e in found}
    for g in gold:
        of_type = [e for e in found if e.type == g.type]
        if not of_type:
            kind = f"{g.type} not found" if not types else f"{g.type} as {', '.join(sorted(types))}"
            sides = f"{'; '.join(g.source)} -> {'; '.join(g.target)}" if g.source or g.target else None
            yield Mistake(kind, where, sides, None, row["text"])
        for side, actors in (("source", g.source), ("target", g.target)) if of_type else ():
            there = [actor for e in of_type for actor in _side(e, side)]
            for missed in (a for a in actors if not any(same(a, b) for b in there)):
                got = "; ".join(b.name or b.text for b in there)
                yield Mistake(f"{side} not found", where, missed, got or None, row["text"])
