"""How likely a careful reader would leave a claim as it is: all of it, the sources and every field of the body.

Two things go wrong with a claim, each for reasons of its own: *who says so* (the chain of sources), and *what is said*
(that the claim is there at all, and its fields).  Each is a logistic model over a few traits that can be seen on the
claim itself, and the confidence is the product.  The weights stand in ``knowledge/confidence.yaml``; they are fitted by
``tools/fit_confidence.py`` on gold passages that no rule was written with, and say what is usually wrong with claims of
that kind, not whether this one is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct, structs

from ..knowledge.loader import KNOWLEDGE, load_entries
from ..knowledge.word_classes import word_class
from ..records import Claim, Control, Event, Reason, Toll

PARTS = ("sources", "content")
Part = Literal["sources", "content"]

Traits = Mapping[str, float]

_WORD = re.compile(r"[^\W\d_]+")
_MANY_WORDS = 60
_SPEAKS_FOR_NO_STATE = frozenset({"IGO", "NGO", "MED", "REB"})
_NAMED = 3
"""So many traits are named in an explanation."""


class Weight(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a trait adds to the log-odds of a part, for each unit of it; the trait ``base`` is always 1."""

    part: Part
    trait: str
    weight: float
    means: str


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weights by part and trait.  Raises KnowledgeError for a bad file."""
    found: dict[str, dict[str, float]] = {part: {} for part in PARTS}
    for entry in load_entries(KNOWLEDGE / "confidence.yaml", Weight):
        found[entry.part][entry.trait] = entry.weight
    return found


def with_confidence(claim: Claim, trust: float) -> Claim:
    """The claim with its confidence and what it rests on.  ``trust`` (0 to 1) is that of the rule that fired."""
    claim = structs.replace(claim, why=(*claim.why, Reason(part="confidence", by="rule", score=trust)))
    whole, reasons = 1.0, []
    for part, seen in (("sources", source_traits(claim)), ("content", content_traits(claim))):
        chance, named = _chance(weights()[part], seen)
        whole *= chance
        reasons.append(Reason(part=f"confidence.{part}", by=", ".join(named) or "nothing unusual", score=chance))
    return structs.replace(claim, confidence=round(whole, 3), why=(*claim.why, *reasons))


def _chance(fitted: Mapping[str, float], seen: Traits) -> tuple[float, list[str]]:
    """The probability that a part is right, and the traits that lower it most."""
    adds = {trait: fitted[trait] * value for trait, value in seen.items() if value}
    odds = fitted["base"] + sum(adds.values())
    lowers = sorted((add, trait) for trait, add in adds.items() if add < 0 and trait not in ("words", "later"))
    return round(1 / (1 + math.exp(-odds)), 3), [trait.replace("_", " ") for _, trait in lowers[:_NAMED]]


def source_traits(claim: Claim) -> dict[str, float]:
    """What can be seen of a claim that tells whether its sources are likely to be right."""
    last = claim.sources[-1] if claim.sources else None
    words = [w.lower() for w in _WORD.findall(claim.sentence.text)]
    reporting = sum(w in word_class("confidence.reporting") for w in words)
    return _numbers({
        "event": isinstance(claim.body, Event),
        "control": isinstance(claim.body, Control),
        "reporting_word_but_no_source": last is None and reporting > 0,
        "source_without_country": last is not None and last.country is None and last.sector not in _SPEAKS_FOR_NO_STATE,
        "source_without_name": any(source.name is None for source in claim.sources),
        "outlet_speaks_last": last is not None and last.sector == "MED",
        "one_source_but_more_reporting_words": len(claim.sources) == 1 and reporting > 1,
        "several_sources": len(claim.sources) > 1,
        "unsure_cue": round(1 - min(_scores(claim, "sources"), default=1.0), 3),
        "more_voices_seen": 0.0 in _scores(claim, "confidence", "encoder:voices"),
        "words": _words(words),
        "later": claim.sentence.index > 0,
    })  # fmt: skip


def content_traits(claim: Claim) -> dict[str, float]:
    """What can be seen of a claim that tells whether it is likely to be there, with its fields right."""
    body = claim.body
    words = [w.lower() for w in _WORD.findall(claim.sentence.text)]
    traits: dict[str, float] = {
        "event": isinstance(body, Event),
        "control": isinstance(body, Control),
        "rule_of_less_trust": round(1 - _trust(claim), 3),
        "place_unknown": any(place.lat is None for place in body.places),
        "not_actual": claim.modality != "actual",
        "unsure_it_happened": _unsure(claim),
        "background": claim.background,
        "words": _words(words),
    }
    return _numbers(traits | _of_body(claim))


def _of_body(claim: Claim) -> dict[str, float]:
    body = claim.body
    if isinstance(body, Toll):
        exact = body.count.best is not None and body.count.best == body.count.low == body.count.high
        return {
            "no_number": body.count.best is None and body.count.low is None and body.count.high is None,
            "inexact_number": not exact,
            "part_of_a_count": any((r.part, r.by) == ("toll", "part") for r in claim.why),
            "cumulative": body.scope == "cumulative",
        }
    if isinstance(body, Event):
        return {
            "no_actor": not body.actors,
            "no_time": body.time is None,
            "assault": body.type == "ASSAULT",
        }
    return {"nobody_holds": body.by is None, "no_place": not body.places}


def _scores(claim: Claim, part: str, by: str | None = None) -> list[float]:
    """The scores of the reasons for a part."""
    return [r.score for r in claim.why if r.part == part and by in (None, r.by) and r.score is not None]


def _unsure(claim: Claim) -> float:
    """How far the encoder is from being sure that what is told as a fact happened."""
    scores = _scores(claim, "modality", "encoder:factuality") if claim.modality == "actual" else []
    return round(1 - min(scores, default=1.0), 3)


def _trust(claim: Claim) -> float:
    return next((r.score for r in claim.why if (r.part, r.by) == ("confidence", "rule") and r.score is not None), 1.0)


def _words(words: list[str]) -> float:
    """The length of a sentence in tens of words; beyond a bound longer is not worse."""
    return min(len(words), _MANY_WORDS) / 10


def _numbers(traits: Mapping[str, float]) -> dict[str, float]:
    return {trait: float(value) for trait, value in traits.items()}
