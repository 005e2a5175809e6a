"""Decisions made by hand and by Hypothesis, for the tests of what is folded from them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from truceline.review.chain import linked
from truceline.review.records import Decision, Json

FOUND: Json = {
    "id": "c1", "kind": "toll",
    "sentence": {"index": 0, "start": 0, "end": 30, "text": "Five people were killed today."},
    "span": {"start": 0, "end": 23, "text": "Five people were killed"}, "sources": [], "channel": None,
    "quotation": "none", "said": None, "modality": "actual", "background": False, "confidence": 0.6,
    "toll": {"harm": "killed", "object": "persons", "group": None, "side": None, "scope": "incident", "period": None,
             "count": {"text": "Five", "best": 5, "low": 5, "high": 5}, "places": [], "blamed": []},
}  # fmt: skip


def with_group(group: str | None) -> Json:
    """The claim, with another group."""
    return {**FOUND, "toll": {**FOUND["toll"], "group": group}}


def decision(number: int, by: str, verb: str, **told: Any) -> Decision:
    """A decision about the claim; what stood before is the claim as it was found unless told."""
    of_claim = verb in ("accept", "correct", "reject", "unsure", "adjudicate")
    told.setdefault("old", FOUND if of_claim else None)
    told.setdefault("claim", "c1")
    told.setdefault("document", "d1")
    return Decision(number=number, at="2026-03-01T10:00:00+00:00", by=by, verb=verb, **told)


def chained(several: list[Decision]) -> list[Decision]:
    """The same as a chain."""
    made: list[Decision] = []
    for one in several:
        made.append(linked(one, made[-1].sha256 if made else None))
    return made


people = st.sampled_from(["ann", "ben", "eve"])
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
reals = st.floats(allow_nan=False, allow_infinity=False)
values = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | reals | words
jsons = st.dictionaries(words, values | st.lists(values, max_size=3), max_size=4)


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """A log of decisions of any shape about one claim, with undoing as the program does it: own, last, once."""
    made: list[Decision] = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        by = draw(people)
        undone = {d.undoes for d in made}
        mine = [d for d in made if d.by == by and d.verb != "undo" and d.number not in undone]
        verbs = ["accept", "correct", "reject", "unsure", "adjudicate"]
        verb = draw(st.sampled_from([*verbs, "undo"] if mine else verbs))
        told: dict[str, Any] = {}
        if verb == "undo":
            told["undoes"] = mine[-1].number
        if verb == "adjudicate":
            told["verdict"] = draw(st.sampled_from(["accept", "correct", "reject"]))
        if verb == "correct" or told.get("verdict") == "correct":
            told["new"] = with_group(draw(st.sampled_from(["civilians", "soldiers"])))
        told["round"] = draw(st.sampled_from([None, None, "pilot"]))
        made.append(decision(number, by, verb, **told))
    return made
