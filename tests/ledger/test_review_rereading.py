"""Reviews outlive a new reading: they stay with the claims in their places, and what fits no more is told."""

from __future__ import annotations

from typing import Any

import pytest
from ledger_samples import claim, claims_of, document, reading
from msgspec.structs import replace

from truceline.extractor import Extractor
from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Claim, Event, Toll

OF = document(published=reading().document.published)
FOUND = claims_of(OF)
TOLL, CALL, TAKEN = (one.id for one in FOUND)


def reread(ledger: Ledger, *claims: Claim, **more: Any) -> None:
    ledger.add(Reading(OF, claims, **more), again=True)


def otherwise(one: Claim, **body: Any) -> Claim:
    """The same stretch read otherwise by a newer version: another body, and so another id."""
    made = claim(OF, one.span.text, replace(one.body, **body))
    return replace(one, id=made.id, body=made.body)


def test_the_same_claims_keep_their_reviews(ledger: Ledger) -> None:
    ledger.reviews.decide("ann", "accept", TOLL)
    reread(ledger, *FOUND)
    assert ledger.reviews.state([TOLL]) == {TOLL: "accepted"}
    assert [c.id for c in ledger.claims(review="accepted")] == [TOLL]
    assert ledger.reviews.orphans() == []


def test_surer_or_less_sure_is_no_other_wording(ledger: Ledger) -> None:
    ledger.reviews.decide("ann", "accept", TOLL)
    reread(ledger, replace(FOUND[0], confidence=0.1, why=()), *FOUND[1:])
    assert ledger.reviews.orphans() == []


def test_a_claim_in_the_same_place_keeps_the_review_and_is_told_to_be_worded_otherwise(ledger: Ledger) -> None:
    ledger.reviews.decide("ann", "accept", TOLL)
    new = otherwise(FOUND[0], group="civilians")
    reread(ledger, new, *FOUND[1:])
    assert ledger.reviews.state([new.id]) == {new.id: "accepted"}
    item = ledger.reviews.item(new.id)
    assert item is not None
    assert item.changed
    assert isinstance(item.claim.body, Toll)
    assert item.claim.body.group == "civilians", "what the program finds now"
    assert item.stands is not None
    assert isinstance(item.stands.body, Toll)
    assert item.stands.body.group is None, "what was accepted"
    (orphan,) = ledger.reviews.orphans()
    assert (orphan.claim, orphan.changed, orphan.decisions) == (TOLL, True, (1,))
    assert ledger.reviews.item(TOLL) == item, "it is found by its earlier id too"
    (entry,) = ledger.reviews.standing()
    assert isinstance(entry.claim.body, Toll)
    assert (entry.claim.id, entry.claim.body.group) == (new.id, None)


def test_a_further_decision_settles_the_new_wording(ledger: Ledger) -> None:
    ledger.reviews.decide("ann", "accept", TOLL)
    new = otherwise(FOUND[0], group="civilians")
    reread(ledger, new, *FOUND[1:])
    made = ledger.reviews.decide("ann", "correct", new.id, changes={"toll.group": "civilians"})
    assert made.claim == TOLL, "it goes on with the review of the claim in that place"
    assert ledger.reviews.orphans() == []


def test_what_is_gone_is_an_orphan_and_comes_back(ledger: Ledger) -> None:
    ledger.reviews.decide("ann", "reject", CALL, why="an exercise")
    reread(ledger, FOUND[0], FOUND[2])
    (orphan,) = ledger.reviews.orphans()
    assert (orphan.claim, orphan.state, orphan.changed, orphan.last.why) == (CALL, "rejected", False, "an exercise")
    assert ledger.reviews.counts()["rejected"] == 0
    assert ledger.reviews.history(CALL), "the decision is where it was"
    reread(ledger, *FOUND)
    assert ledger.reviews.orphans() == []
    assert ledger.reviews.counts()["rejected"] == 1


def test_what_nobody_may_see_yet_is_not_told_as_an_orphan(ledger: Ledger) -> None:
    ledger.reviews.open_round("eve", "pilot")
    ledger.reviews.decide("ann", "reject", CALL, round="pilot")
    reread(ledger, FOUND[0], FOUND[2])
    assert ledger.reviews.orphans() == []
    ledger.reviews.close_round("eve", "pilot")
    assert [o.claim for o in ledger.reviews.orphans()] == [CALL]


def test_a_claim_a_character_longer_is_another(ledger: Ledger) -> None:
    ledger.reviews.decide("ann", "accept", CALL)
    body = FOUND[1].body
    assert isinstance(body, Event)
    longer = claim(OF, "called for a ceasefire.", body)
    reread(ledger, FOUND[0], longer, FOUND[2])
    assert ledger.reviews.state([longer.id]) == {longer.id: "unreviewed"}
    assert [o.claim for o in ledger.reviews.orphans()] == [CALL]


def test_an_orphan_may_be_taken_back(ledger: Ledger) -> None:
    ledger.reviews.decide("ann", "accept", CALL)
    reread(ledger, FOUND[0])
    ledger.reviews.undo("ann")
    assert ledger.reviews.orphans() == []


def test_what_a_model_found_in_the_same_place_has_no_review(ledger: Ledger) -> None:
    ledger.reviews.decide("ann", "reject", TOLL)
    new = otherwise(FOUND[0], group="civilians")
    ledger.add(Reading(OF, (new, FOUND[1]), extractor=Extractor("llm:test", "1")), again=True)
    assert [c.id for c in ledger.claims(extractor="llm", review="unreviewed")] == [new.id, CALL]
    ledger.reviews.decide("ann", "reject", CALL)
    assert [c.id for c in ledger.claims(extractor="llm", review="rejected")] == [CALL], "the very same claim has"


def test_an_added_claim_that_is_found_later_is_one_with_it(ledger: Ledger) -> None:
    start = OF.text.index("two civilians")
    ledger.reviews.add("ann", OF.id, {
        "kind": "toll", "span": {"start": start, "end": start + 13},
        "toll": {"harm": "killed", "object": "persons", "group": "civilians", "side": None, "scope": None,
                 "period": None, "count": {"text": "two", "best": 2, "low": 2, "high": 2}}})  # fmt: skip
    (item,) = ledger.reviews.added(OF.id)
    reread(ledger, *FOUND, item.claim)
    assert ledger.reviews.added(OF.id) == []
    assert [c.id for c in ledger.claims(review="accepted")] == [item.claim.id]
    assert [e.claim.id for e in ledger.reviews.standing()] == [item.claim.id]
    assert ledger.reviews.orphans() == []


@pytest.mark.parametrize("times", [1, 2])
def test_a_document_without_reviews_is_not_touched(ledger: Ledger, times: int) -> None:
    for _ in range(times):
        reread(ledger, *FOUND)
    assert ledger.reviews.counts()["unreviewed"] == 3
