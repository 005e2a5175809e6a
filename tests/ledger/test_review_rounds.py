"""Blind double review: each claim to two people, and neither sees the other's decision until both have decided."""

from __future__ import annotations

from typing import Any

import pytest
from ledger_samples import MISSED, TEXT, reading

from truceline.ledger import ClaimQuery, Ledger
from truceline.review.records import ReviewError

TOLL, CALL, TAKEN = (one.id for one in reading().claims)


@pytest.fixture
def pilot(ledger: Ledger) -> Ledger:
    """A ledger with an open double round."""
    ledger.reviews.open_round("eve", "pilot")
    return ledger


def test_a_round_is_a_line_of_the_log(pilot: Ledger) -> None:
    (opened,) = pilot.reviews.log()
    assert (opened.verb, opened.round, opened.new) == ("open", "pilot", {"double": True, "filters": {}})
    (found,) = pilot.reviews.rounds()
    assert (found.name, found.blind, found.opened_by) == ("pilot", True, "eve")
    assert not pilot.reviews.close_round("eve", "pilot").blind


def test_each_claim_is_offered_to_two(pilot: Ledger) -> None:
    reviews = pilot.reviews
    for name, left in (("ann", 3), ("ben", 3), ("kim", 2)):
        assert len(reviews.queue(name, round="pilot")) == left
        if name != "kim":
            reviews.decide(name, "accept", TOLL, round="pilot")
    assert TOLL not in [task.claim.id for task in reviews.queue("ann", round="pilot")]
    with pytest.raises(ReviewError, match="decided in round 'pilot' already"):
        reviews.decide("kim", "accept", TOLL, round="pilot")


@pytest.mark.parametrize("browsing", [False, True])
def test_nobody_sees_what_one_other_decided(pilot: Ledger, browsing: bool) -> None:
    reviews = pilot.reviews
    more: dict[str, Any] = {"browser": pilot.browser()} if browsing else {}
    reviews.decide("ann", "correct", TOLL, changes={"toll.group": "civilians"}, round="pilot")
    assert reviews.state([TOLL]) == {TOLL: "unreviewed"}
    assert reviews.counts()["unreviewed"] == 3
    assert [c.id for c in pilot.claims(review="corrected")] == []
    assert pilot.browser().claims(ClaimQuery.of(review="unreviewed")).total == 3
    task = next(t for t in reviews.queue("ben", round="pilot", **more) if t.claim.id == TOLL)
    assert task.state == "unreviewed"
    for viewer in ("ben", None):
        item = reviews.item(TOLL, viewer)
        assert item is not None
        assert (item.state, item.stands, item.decisions) == ("unreviewed", None, ())
        assert reviews.history(TOLL, viewer) == []
        assert [d.verb for d in reviews.log(viewer=viewer)] == ["open"]
    own = reviews.item(TOLL, "ann")
    assert own is not None
    assert (own.state, own.mine, len(own.decisions)) == ("corrected", 2, 1)
    assert [d.verb for d in reviews.log(viewer="ann")] == ["open", "correct"]
    assert [d.verb for d in reviews.log(everything=True)] == ["open", "correct"]
    assert list(reviews.standing()) == []


def test_what_the_second_decides_on_is_the_claim_as_it_was_found(pilot: Ledger) -> None:
    pilot.reviews.decide("ann", "correct", TOLL, changes={"toll.group": "civilians"}, round="pilot")
    second = pilot.reviews.decide("ben", "accept", TOLL, round="pilot")
    assert second.old is not None
    assert second.old["toll"]["group"] is None
    assert pilot.reviews.state([TOLL]) == {TOLL: "disagreed"}
    assert [d.by for d in pilot.reviews.history(TOLL)] == ["ann", "ben"]


def test_one_who_takes_back_what_nobody_saw_leaves_no_trace_for_others(pilot: Ledger) -> None:
    reviews = pilot.reviews
    reviews.decide("ann", "reject", TOLL, round="pilot")
    reviews.undo("ann")
    assert reviews.history(TOLL, "ben") == []
    assert [d.verb for d in reviews.history(TOLL, "ann")] == ["reject", "undo"]
    assert TOLL in [task.claim.id for task in reviews.queue("ann", round="pilot")]


def test_claims_that_two_have_decided_may_be_seen_and_are_compared(pilot: Ledger) -> None:
    reviews = pilot.reviews
    for name, verdict in (("ann", "accept"), ("ben", "accept")):
        reviews.decide(name, verdict, TOLL, round="pilot")  # type: ignore[arg-type]
    reviews.decide("ann", "accept", CALL, round="pilot")
    reviews.decide("ben", "reject", CALL, round="pilot")
    reviews.decide("ann", "accept", TAKEN, round="pilot")
    found = reviews.agreement("pilot")
    assert (found.items, found.waiting, found.differing) == (2, 1, 1)
    assert found.verdict.share == 0.5
    assert found.verdict.alpha == pytest.approx(0.0)
    assert [task.claim.id for task in reviews.adjudications("pilot")] == [CALL]
    settled = reviews.adjudicate("kim", "accept", CALL, why="it is said twice")
    assert settled.round == "pilot"
    assert reviews.adjudications("pilot") == []
    assert reviews.agreement("pilot").verdict.share == 0.5, "settling does not change how far they agreed"


def test_closing_a_round_lets_what_one_decided_count(pilot: Ledger) -> None:
    pilot.reviews.decide("ann", "reject", TOLL, round="pilot")
    pilot.reviews.close_round("eve", "pilot")
    assert pilot.reviews.state([TOLL]) == {TOLL: "rejected"}
    assert [c.id for c in pilot.claims(review="rejected")] == [TOLL]
    for ask in (lambda: pilot.reviews.queue("ben", round="pilot"), lambda: pilot.reviews.close_round("eve", "pilot")):
        with pytest.raises(ReviewError, match="no round 'pilot' open"):
            ask()


def test_the_filters_of_a_round_choose_its_claims(ledger: Ledger) -> None:
    ledger.reviews.open_round("eve", "tolls", kind=("toll",), min_confidence=0.5)
    assert [task.claim.id for task in ledger.reviews.queue("ann", round="tolls")] == [TOLL]
    with pytest.raises(TypeError, match="no filter colour"):
        ledger.reviews.open_round("eve", "odd", colour="red")
    with pytest.raises(ReviewError, match="already"):
        ledger.reviews.open_round("eve", "tolls")


def test_a_single_round_asks_once(ledger: Ledger) -> None:
    ledger.reviews.open_round("eve", "single", double=False)
    ledger.reviews.decide("ann", "accept", TOLL, round="single")
    assert ledger.reviews.state([TOLL]) == {TOLL: "accepted"}
    assert TOLL not in [task.claim.id for task in ledger.reviews.queue("ben", round="single")]


def test_two_may_add_the_same_claim_without_knowing(pilot: Ledger) -> None:
    start = TEXT.index("two civilians")
    new = {
        "kind": "toll", "span": {"start": start, "end": start + 13},
        "toll": {"harm": "killed", "object": "persons", "group": "civilians", "side": None, "scope": None,
                 "period": None, "count": {"text": "two", "best": 2, "low": 2, "high": 2}},
    }  # fmt: skip
    of = reading().document.id
    first = pilot.reviews.add("ann", of, new, round="pilot")
    assert pilot.reviews.added(of, "ben") == []
    with pytest.raises(ReviewError, match="added already"):
        pilot.reviews.add("ann", of, new, round="pilot")
    second = pilot.reviews.add("ben", of, new, round="pilot")
    assert first.claim == second.claim
    assert [item.state for item in pilot.reviews.added(of)] == ["accepted"]
    assert pilot.reviews.agreement("pilot").items == 1


def test_what_was_added_and_taken_back_in_a_blind_round_is_shown_to_nobody_else(ledger: Ledger) -> None:
    reviews = ledger.reviews
    reviews.open_round("ann", "first")
    added = reviews.add("ann", reading().document.id, MISSED, round="first")
    reviews.undo("ann", added.number)
    assert [one.verb for one in reviews.latest("ann")] == ["undo", "add", "open"]
    assert [one.verb for one in reviews.latest("ben")] == ["open"]
    assert [one.verb for one in reviews.log(viewer="ben")] == ["open"]
