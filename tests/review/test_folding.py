"""What decisions make of a claim."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from review_samples import FOUND, decision, logs, with_group

from truceline.review.folding import fold, standing
from truceline.review.records import Decision

Told = list[tuple[str, str, dict[str, Any]]]

CIVILIANS, SOLDIERS = {"new": with_group("civilians")}, {"new": with_group("soldiers")}

CASES: list[tuple[str, Told, str]] = [
    ("nothing", [], "unreviewed"),
    ("accepted", [("ann", "accept", {})], "accepted"),
    ("corrected", [("ann", "correct", CIVILIANS)], "corrected"),
    ("rejected", [("ann", "reject", {})], "rejected"),
    ("unsure", [("ann", "unsure", {})], "unsure"),
    ("unsure gives way", [("ann", "unsure", {}), ("ben", "accept", {})], "accepted"),
    ("two alike", [("ann", "reject", {}), ("ben", "reject", {})], "rejected"),
    ("two alike corrections", [("ann", "correct", CIVILIANS), ("ben", "correct", CIVILIANS)], "corrected"),
    ("two corrections", [("ann", "correct", CIVILIANS), ("ben", "correct", SOLDIERS)], "disagreed"),
    ("accepted and rejected", [("ann", "accept", {}), ("ben", "reject", {})], "disagreed"),
    ("a mind changed", [("ann", "accept", {}), ("ann", "reject", {})], "rejected"),
    ("the correction accepted", [("ann", "correct", CIVILIANS), ("ben", "accept", {"old": with_group("civilians")})],
     "corrected"),
    ("corrected back", [("ann", "correct", CIVILIANS),
                        ("ann", "correct", {"old": with_group("civilians"), "new": FOUND})], "accepted"),
    ("undone", [("ann", "accept", {}), ("ann", "undo", {"undoes": 1})], "unreviewed"),
    ("undone to the one before", [("ann", "reject", {}), ("ann", "accept", {}), ("ann", "undo", {"undoes": 2})],
     "rejected"),
    ("settled", [("ann", "accept", {}), ("ben", "reject", {}), ("eve", "adjudicate", {"verdict": "accept"})],
     "accepted"),
    ("settled otherwise", [("ann", "accept", {}), ("ben", "reject", {}),
                           ("eve", "adjudicate", {"verdict": "correct", **SOLDIERS})], "corrected"),
    ("settling undone", [("ann", "accept", {}), ("ben", "reject", {}), ("eve", "adjudicate", {"verdict": "accept"}),
                         ("eve", "undo", {"undoes": 3})], "disagreed"),
    ("opened again", [("ann", "accept", {}), ("ben", "reject", {}), ("eve", "adjudicate", {"verdict": "accept"}),
                      ("ann", "reject", {})], "disagreed"),
]  # fmt: skip


def made(told: Told, **more: Any) -> list[Decision]:
    return [decision(n, by, verb, **{**more, **fields}) for n, (by, verb, fields) in enumerate(told, 1)]


@pytest.mark.parametrize(("told", "state"), [pytest.param(t, s, id=name) for name, t, s in CASES])
def test_state(told: Told, state: str) -> None:
    assert fold(made(told)).state == state


def test_what_stands_is_the_content_that_was_decided_on() -> None:
    assert fold(made([("ann", "correct", CIVILIANS)])).content == with_group("civilians")
    assert fold(made([("ann", "accept", {})])).content == FOUND
    assert fold(made([("ann", "reject", {})])).content is None


def test_an_open_double_round_counts_when_two_have_decided() -> None:
    first = made([("ann", "reject", {})], round="pilot")
    both = made([("ann", "reject", {}), ("ben", "accept", {})], round="pilot")
    assert fold(first, {"pilot"}).state == "unreviewed"
    assert fold(first, {"pilot"}).pending == tuple(first)
    assert fold(first).state == "rejected", "the round is closed"
    assert fold(both, {"pilot"}).state == "disagreed"
    assert fold(both, {"pilot"}).pending == ()


def test_a_pending_decision_hides_nothing_else() -> None:
    several = [*made([("ann", "accept", {})]), decision(2, "ben", "reject", round="pilot")]
    assert fold(several, {"pilot"}).state == "accepted"


@given(logs())
def test_the_order_in_which_decisions_are_given_does_not_matter(several: list[Decision]) -> None:
    for blind in ((), ("pilot",)):
        assert fold(several[::-1], blind) == fold(several, blind)


@given(logs())
def test_taking_everything_back_leaves_nothing(several: list[Decision]) -> None:
    log = list(several)
    while valid := standing(log):
        log.append(decision(len(log) + 1, valid[-1].by, "undo", undoes=valid[-1].number))
    assert fold(log).state == "unreviewed"
    assert fold(log).content is None


@given(logs())
def test_a_state_agrees_with_what_stands(several: list[Decision]) -> None:
    folded = fold(several)
    assert (folded.content is not None) == (folded.state in ("accepted", "corrected"))
    assert len({d.by for d in folded.counting}) == len(folded.counting), "one voice a person"
    assert (folded.state == "unreviewed") == (not folded.counting)


@given(logs())
def test_blind_decisions_are_never_counted_by_one_alone(several: list[Decision]) -> None:
    folded = fold(several, {"pilot"})
    voices = {d.by for d in standing(several) if d.round == "pilot" and d.verb != "adjudicate"}
    if len(voices) == 1:
        assert not any(d.round == "pilot" and d.verb != "adjudicate" for d in folded.counting)
