"""Claims that were missed, in a blind double round: both mark them without knowing of each other, what both marked is
one claim, and what one alone marked is a difference that a third person settles.
"""

from __future__ import annotations

from typing import Any

import pytest
from ledger_samples import TEXT, reading

from truceline.ledger import Ledger
from truceline.review.records import ReviewError

OF = reading().document.id
TOLL, CALL, TAKEN = (one.id for one in reading().claims)


def missed(words: str = "two civilians", group: str = "civilians", count: str = "two") -> dict[str, Any]:
    """A toll that the program missed, in these words of the report."""
    start = TEXT.index(words)
    return {
        "kind": "toll", "span": {"start": start, "end": start + len(words)},
        "toll": {"harm": "killed", "object": "persons", "group": group, "side": None, "scope": None, "period": None,
                 "count": {"text": count, "best": 2, "low": 2, "high": 2}},
    }  # fmt: skip


@pytest.fixture
def pilot(ledger: Ledger) -> Ledger:
    """A ledger with an open double round."""
    ledger.reviews.open_round("eve", "pilot")
    return ledger


def through(book: Ledger, *people: str) -> None:
    for name in people:
        book.reviews.complete(name, OF, round="pilot")


def test_nobody_sees_what_the_other_added_until_they_have_read_the_report_through(pilot: Ledger) -> None:
    reviews = pilot.reviews
    made = reviews.add("ann", OF, missed(), round="pilot").claim or ""
    through(pilot, "ann")
    for viewer in ("ben", None):
        assert reviews.added(OF, viewer) == []
        assert reviews.history(made, viewer) == []
        assert reviews.completed([OF], viewer) == {}
        assert [d.verb for d in reviews.log(viewer=viewer)] == ["open"]
    assert reviews.adjudications() == []
    assert [one.state for one in reviews.added(OF, "ann")] == ["accepted"]
    assert set(reviews.completed([OF], "ann")) == {OF}
    through(pilot, "ben")
    (shown,) = reviews.added(OF, "ben")
    assert (shown.state, shown.silent, shown.stands) == ("disagreed", ("ben",), None)
    assert set(reviews.completed([OF])) == {OF}


def test_what_one_alone_added_is_a_difference_that_a_third_person_settles(pilot: Ledger) -> None:
    reviews = pilot.reviews
    made = reviews.add("ann", OF, missed(), round="pilot").claim or ""
    before = reviews.agreement("pilot")
    assert (before.items, before.waiting, before.added.items) == (0, 1, 0)
    through(pilot, "ben", "ann")
    found = reviews.agreement("pilot")
    assert (found.reviewers, found.items, found.waiting, found.differing) == (("ann", "ben"), 1, 0, 1)
    assert [(one.items, one.same) for one in (found.verdict, found.there, found.added)] == [(1, 0)] * 3
    assert found.fields == ()
    assert [task.claim.id for task in reviews.adjudications("pilot")] == [made]
    for name in ("ann", "ben"):
        with pytest.raises(ReviewError, match="third person"):
            reviews.adjudicate(name, "accept", made, why="so it is")
    reviews.adjudicate("kim", "accept", made, why="the first paragraph says so")
    assert reviews.adjudications() == []
    assert [one.state for one in reviews.added(OF)] == ["accepted"]
    assert reviews.agreement("pilot").added.same == 0, "settling does not change how far they agreed"


@pytest.mark.parametrize("verdict", ["reject", "accept"])
def test_what_is_settled_stands_or_not(pilot: Ledger, verdict: Any) -> None:
    made = pilot.reviews.add("ann", OF, missed(), round="pilot").claim or ""
    through(pilot, "ben")
    assert [e.claim.id for e in pilot.reviews.standing()] == []
    pilot.reviews.adjudicate("kim", verdict, made, why="the first paragraph")
    assert [e.claim.id for e in pilot.reviews.standing()] == ([made] if verdict == "accept" else [])


def test_what_both_added_in_words_that_overlap_is_one_claim(pilot: Ledger) -> None:
    pilot.reviews.add("ann", OF, missed(), round="pilot")
    pilot.reviews.add("ben", OF, missed("including two civilians"), round="pilot")
    found = pilot.reviews.agreement("pilot")
    assert (found.items, found.waiting, found.differing) == (1, 0, 1), "they differ in the span"
    assert [(one.items, one.same) for one in (found.verdict, found.there, found.added)] == [(1, 1)] * 3
    fields = {one.field: one.same for one in found.fields}
    assert (fields["span"], fields["toll.harm"], fields["toll.group"]) == (0, 1, 1)


def test_exactly_the_same_needs_nobody_to_settle_it(pilot: Ledger) -> None:
    for name in ("ann", "ben"):
        pilot.reviews.add(name, OF, missed(), round="pilot")
    through(pilot, "ann", "ben")
    assert pilot.reviews.agreement("pilot").differing == 0
    assert pilot.reviews.adjudications() == []
    assert [one.state for one in pilot.reviews.added(OF)] == ["accepted"]


def test_two_wordings_are_both_offered_to_who_settles(pilot: Ledger) -> None:
    ids = {pilot.reviews.add(name, OF, missed(group=group), round="pilot").claim or ""
           for name, group in (("ann", "civilians"), ("ben", "soldiers"))}  # fmt: skip
    through(pilot, "ann", "ben")
    found = pilot.reviews.agreement("pilot")
    assert (found.items, found.differing, found.added.same) == (1, 1, 1)
    assert {task.claim.id for task in pilot.reviews.adjudications()} == ids


def test_claims_the_program_found_count_as_there_too(pilot: Ledger) -> None:
    for name, verdict in (("ann", "accept"), ("ben", "reject")):
        pilot.reviews.decide(name, verdict, TOLL, round="pilot")  # type: ignore[arg-type]
        pilot.reviews.decide(name, "accept", CALL, round="pilot")
    pilot.reviews.decide("ann", "unsure", TAKEN, round="pilot")
    pilot.reviews.decide("ben", "accept", TAKEN, round="pilot")
    found = pilot.reviews.agreement("pilot")
    assert (found.there.items, found.there.same) == (2, 1), "who is unsure says neither"
    assert found.added.items == 0


def test_closing_a_round_tells_who_had_the_report_before_them(pilot: Ledger) -> None:
    made = pilot.reviews.add("ann", OF, missed(), round="pilot").claim or ""
    pilot.reviews.decide("ben", "accept", TOLL, round="pilot")
    assert pilot.reviews.agreement("pilot").added.items == 0
    pilot.reviews.close_round("eve", "pilot")
    assert pilot.reviews.agreement("pilot").added.items == 1
    assert [task.claim.id for task in pilot.reviews.adjudications()] == [made]


def test_of_a_report_that_nobody_else_read_it_counts_once_the_round_is_closed(pilot: Ledger) -> None:
    pilot.reviews.add("ann", OF, missed(), round="pilot")
    pilot.reviews.close_round("eve", "pilot")
    assert [one.state for one in pilot.reviews.added(OF)] == ["accepted"]
    assert pilot.reviews.agreement("pilot").waiting == 1


def test_who_marks_it_after_all_differs_no_more(pilot: Ledger) -> None:
    made = pilot.reviews.add("ann", OF, missed(), round="pilot").claim or ""
    through(pilot, "ben")
    pilot.reviews.decide("ben", "accept", made, round="pilot")
    assert [one.state for one in pilot.reviews.added(OF)] == ["accepted"]


def test_taking_back_that_a_report_was_read_through(pilot: Ledger) -> None:
    pilot.reviews.add("ann", OF, missed(), round="pilot")
    through(pilot, "ben")
    pilot.reviews.undo("ben")
    assert pilot.reviews.added(OF, "ben") == []
    assert pilot.reviews.agreement("pilot").waiting == 1
    assert [d.verb for d in pilot.reviews.log(viewer="ann")] == ["open", "add"]


def test_who_reviews_a_report_blind_adds_to_it_blind(pilot: Ledger) -> None:
    pilot.reviews.decide("ann", "accept", TOLL, round="pilot")
    made = pilot.reviews.add("ann", OF, missed())
    assert made.round == "pilot"
    assert pilot.reviews.complete("ann", OF).round == "pilot"
    assert pilot.reviews.add("ben", OF, missed(group="soldiers")).round is None, "ben is not in it"


def test_a_report_is_not_called_complete_in_a_round_that_there_is_not(ledger: Ledger) -> None:
    with pytest.raises(ReviewError, match="no round 'pilot' open"):
        through(ledger, "ann")


def test_a_single_round_asks_nobody_else(ledger: Ledger) -> None:
    ledger.reviews.open_round("eve", "pilot", double=False)
    ledger.reviews.add("ann", OF, missed(), round="pilot")
    through(ledger, "ben")
    assert [one.state for one in ledger.reviews.added(OF)] == ["accepted"]
