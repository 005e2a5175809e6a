"""When a step of a ceasefire was taken: as its claim states it, else as its source or its report is dated."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ..knowledge.ceasefires import StepKind, any_in, pattern, words
from ..ledger.rows import time_of
from ..records import Claim, Time
from .ceasefire_terms import Terms

Basis = Literal["stated", "said", "report", "by", "unknown"]

_OF_A_CEASEFIRE = ("agreement", "start", "holding", "end")
"""Steps that a report may tell in passing, of a ceasefire that is older than the news."""

_NOT_BETWEEN = "(?!(?:to|on|an?|the|of|for|in|that|after|at|with|by|and)\\b)"


@dataclass(frozen=True, slots=True)
class When:
    """The days within which a step was taken, and how they are known.

    ``stated``: the claim gives them; ``said``: it is the day on which its source spoke; ``report``: it is news of a
    report of that day; ``by``: it had been taken by then (``start`` is null); ``unknown``: both are null, for what is
    told as history without a date is never given one.
    """

    start: date | None
    end: date | None
    basis: Basis

    @property
    def days(self) -> int | None:
        """How many days it may have been; null where that is not known."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1

    def within(self, other: When) -> bool:
        """Whether all of its days are days of the other."""
        return None not in (self.start, self.end, other.start, other.end) and (
            other.start <= self.start and self.end <= other.end  # type: ignore[operator]
        )


UNKNOWN = When(None, None, "unknown")


def published_on(claim: Claim) -> date | None:
    """The last day on which the report may have been published."""
    end = claim.document.published.end
    return date.fromisoformat(end) if end else None


def when(claim: Claim, time: Time | None, kind: StepKind) -> When:
    """The days of a step of this kind, told by this claim with this time of its own."""
    sentence = claim.sentence.text
    if kind in _OF_A_CEASEFIRE and any_in(words().earlier, sentence):
        return UNKNOWN
    in_passing = kind in _OF_A_CEASEFIRE and _in_passing(sentence, time)
    if time is not None and time.start and (time.end or kind in ("start", "holding")) and not in_passing:
        return _days(time.start, time.end or time.start, "stated")
    published = published_on(claim)
    if in_passing or (claim.background and kind == "violation"):
        return When(None, published, "by") if published and not (claim.background and in_passing) else UNKNOWN
    if claim.said is not None and claim.said.start and claim.said.end:
        return _days(claim.said.start, claim.said.end, "said")
    told_on = claim.document.published
    if claim.background or not told_on.start or not told_on.end:
        return UNKNOWN
    return _days(told_on.start, told_on.end, "report")


def _days(start: str, end: str, basis: Basis) -> When:
    return When(date.fromisoformat(start), date.fromisoformat(end), basis)


def _in_passing(sentence: str, time: Time | None) -> bool:
    """Whether the ceasefire is only pointed at ("after the truce began"), and the time is not told after it."""
    found = next((f for one in words().aside if (f := pattern(one).search(sentence))), None)
    if found is None:
        return False
    return time is None or not time.text or time.text not in sentence[found.start() :]


def spoken_of(time: Time | None, sentence: str, kind: StepKind) -> When:
    """The days of the ceasefire that a time names ("the 2020 ceasefire", "the truce that began in May"), not those of
    the step."""
    if time is None or not (time.text and time.start and time.end):
        return UNKNOWN
    text = re.escape(time.text)
    named = [
        rf"\b{text}(?:[- ]{_NOT_BETWEEN}\w+){{0,2}}?[- ](?:{{noun}}|agreement|deal|accord)",
        rf"\b{{noun}} (?:agreement |deal )?of (?:early |late |mid-)?{text}\b",
    ]
    if kind not in ("agreement", "start"):
        named.append(rf"\b{{noun}}\b[^.;]{{0,60}}?{words().dated}{text}")
    return _days(time.start, time.end, "stated") if any_in(tuple(named), sentence) else UNKNOWN


def begun_later(claim: Claim, taken: When, found: Terms) -> tuple[When, Terms]:
    """A date of an agreement that is that of its beginning ("from Tuesday", or a day to come) is taken as such."""
    time, published = time_of(claim.body), published_on(claim)
    if time is None or not time.start or not time.text or taken.basis != "stated":
        return taken, found
    first = date.fromisoformat(time.start)
    from_then = re.search(
        rf"\b(?:from|starting|beginning|as of|effective)(?: on)? {re.escape(time.text)}", claim.sentence.text
    )
    if not (from_then or time.text.startswith("from ") or (published and first > published)):
        return taken, found
    spans = re.search(r"\b(?:to|until|till|through)\b", time.text)
    last = date.fromisoformat(time.end) if time.end and spans else None
    return when(claim, None, "agreement"), replace(found, begins=found.begins or first, until=found.until or last)
