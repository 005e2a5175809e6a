"""Deciding about claims: what is recorded, what stands, what is refused; and that claims are never touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import TEXT, document, reading

from truceline.ledger import ClaimQuery, Ledger
from truceline.pipeline import Reading
from truceline.review.records import ReviewError

TOLL, CALL, TAKEN = (claim.id for claim in reading().claims)
DOCUMENT = reading().document.id

MISSED = {
    "kind": "toll",
    "span": {"start": TEXT.index("two civilians"), "end": TEXT.index("two civilians") + 13},
    "toll": {"harm": "killed", "object": "persons", "group": "civilians", "side": None, "scope": "incident",
             "period": None, "count": {"text": "two", "best": 2, "low": 2, "high": 2}},
}  # fmt: skip


@pytest.fixture
def untouched(ledger: Ledger, path: Path) -> Iterator[None]:
    """Nothing that a reviewer does changes what was read, nor breaks the chain."""

    def stored() -> list[Any]:
        with sqlite3.connect(path) as other:
            return [other.execute(f"SELECT * FROM {t}").fetchall() for t in ("claims", "claim_actors", "readings")]

    before = stored()
    yield
    assert [now[: len(was)] for now, was in zip(stored(), before, strict=True)] == before
    assert list(ledger.faults()) == []


pytestmark = pytest.mark.usefixtures("untouched")


def test_a_decision_says_who_when_what_and_why(ledger: Ledger) -> None:
    made = ledger.reviews.decide("ann", "reject", CALL, why="an exercise")
    assert (made.number, made.by, made.verb, made.why) == (1, "ann", "reject", "an exercise")
    assert (made.document, made.claim, made.extractor, made.kind) == (DOCUMENT, CALL, "rules", "event")
    assert made.old is not None
    assert made.old["event"]["mode"] == "ceasefire"
    assert made.at.endswith("+00:00")
    assert list(ledger.reviews.log()) == [made]
    assert ledger.reviews.head() == made.sha256


@pytest.mark.parametrize(("verdict", "state"), [
    ("accept", "accepted"), ("reject", "rejected"), ("unsure", "unsure")])  # fmt: skip
def test_the_state_follows_and_is_a_filter(ledger: Ledger, verdict: Any, state: str) -> None:
    ledger.reviews.decide("ann", verdict, CALL)
    assert ledger.reviews.state([CALL, TOLL, "none"]) == {CALL: state, TOLL: "unreviewed"}
    assert [c.id for c in ledger.claims(review=state)] == [CALL]
    assert {c.id for c in ledger.claims(review="unreviewed")} == {TOLL, TAKEN}
    assert {c.id for c in ledger.claims(review=(state, "unreviewed"))} == {TOLL, CALL, TAKEN}
    assert ledger.reviews.counts()[state] == 1  # type: ignore[index]


def test_a_correction_is_a_claim_beside_the_one_that_was_found(ledger: Ledger) -> None:
    made = ledger.reviews.decide("ann", "correct", TOLL, changes={"toll.group": "civilians", "modality": "possible"})
    item = ledger.reviews.item(TOLL)
    assert item is not None
    assert item.stands is not None
    assert (item.state, item.stands.modality, item.stands.body.group) == ("corrected", "possible", "civilians")  # type: ignore[union-attr]
    assert item.claim == reading().claims[0], "what was found is as it was"
    assert item.mine is None
    assert made.new is not None
    assert made.new["toll"]["group"] == "civilians"


def test_a_span_is_corrected_by_its_offsets(ledger: Ledger) -> None:
    start = TEXT.index("people had been killed")
    ledger.reviews.decide("ann", "correct", TOLL, changes={"span": {"start": start, "end": start + 22}})
    item = ledger.reviews.item(TOLL)
    assert item is not None
    assert item.stands is not None
    assert item.stands.span.text == "people had been killed"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"toll.count.low": 99}, "toll.count.low"),
    ({"toll.count.best": -1, "toll.count.low": None}, "toll.count.best"),
    ({"toll.harm": "annoyed"}, "toll.harm"),
    ({"toll.group": "frogs"}, "toll.group"),
    ({"toll.count": None}, "toll.count"),
    ({"toll.colour": "red"}, "toll.colour"),
    ({"colour": "red"}, "colour"),
    ({"toll.places": [{"text": "Atlantis"}]}, "toll.places.0.text"),
    ({"toll.places": [{"text": "Hadrut", "lat": 95.0}]}, "toll.places.0.lat"),
    ({"toll.period.start": "13.10.2020"}, "toll.period.start"),
    ({"toll.period.start": "2020-12-01"}, "toll.period.end"),
    ({"sources": [{"text": "The ministry", "country": "az"}]}, "sources.0.country"),
    ({"sources": [{"text": "The ministry", "sector": "ARMY"}]}, "sources.0.sector"),
    ({"span": {"start": 0, "end": 10_000}}, "span"),
    ({"span": {"start": 100, "end": 110}}, "span"),
    ({"span": {"start": 0, "end": 3, "text": "Thu"}}, "span"),
    ({"modality": "certain"}, "modality"),
    ({"kind": "event"}, "event"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG, ids=[str(c) for c, _ in WRONG])
def test_a_wrong_correction_is_refused_with_its_field(ledger: Ledger, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ReviewError) as told:
        ledger.reviews.decide("ann", "correct", TOLL, changes=changes)
    assert told.value.field == field
    assert str(told.value).startswith(field)
    assert ledger.reviews.head() is None


@pytest.mark.parametrize("mode", ["picnic", ""])
def test_modes_are_those_of_the_ontology(ledger: Ledger, mode: str) -> None:
    with pytest.raises(ReviewError, match=r"^event\.mode"):
        ledger.reviews.decide("ann", "correct", CALL, changes={"event.mode": mode})


def test_a_trigger_stands_in_the_sentence(ledger: Ledger) -> None:
    with pytest.raises(ReviewError, match=r"^event\.trigger"):
        ledger.reviews.decide("ann", "correct", CALL, changes={"event.trigger": {"start": 0, "end": 3}})


REFUSED: list[tuple[str, Any, str]] = [
    ("nothing is changed", lambda r: r.decide("ann", "correct", TOLL, changes={"modality": "actual"}), "Nothing is"),
    ("neither", lambda r: r.decide("ann", "correct", TOLL), "A correction is"),
    ("accepting changes nothing", lambda r: r.decide("ann", "accept", TOLL, changes={"channel": "x"}), "Only a corr"),
    ("nobody", lambda r: r.decide(" ", "accept", TOLL), "name of who"),
    ("no such verdict", lambda r: r.decide("ann", "like", TOLL), "no verdict"),
    ("no such claim", lambda r: r.decide("ann", "accept", "none"), "no claim none"),
    ("no such document", lambda r: r.complete("ann", "none"), "no document none"),
    ("nothing to undo", lambda r: r.undo("ann"), "nothing of yours"),
    ("nothing to settle", lambda r: r.adjudicate("ann", "accept", TOLL, why="so"), "Nothing is to be settled"),
    ("no such round", lambda r: r.decide("ann", "accept", TOLL, round="pilot"), "no round 'pilot'"),
    ("no sentence", lambda r: r.add("ann", DOCUMENT, {**MISSED, "span": {}}), "span"),
]


@pytest.mark.parametrize(("ask", "told"), [pytest.param(a, t, id=n) for n, a, t in REFUSED])
def test_refused(ledger: Ledger, ask: Any, told: str) -> None:
    with pytest.raises(ReviewError, match=told):
        ask(ledger.reviews)
    assert list(ledger.reviews.log()) == []


def test_undo_takes_back_ones_own_last_decision_that_stands(ledger: Ledger) -> None:
    reviews = ledger.reviews
    reviews.decide("ann", "accept", TOLL)
    reviews.decide("ann", "reject", CALL)
    reviews.decide("ben", "reject", TAKEN)
    with pytest.raises(ReviewError, match="that is number 2, not 1"):
        reviews.undo("ann", 1)
    undone = reviews.undo("ann", 2, why="the wrong key")
    assert (undone.verb, undone.undoes, undone.claim) == ("undo", 2, CALL)
    assert reviews.undo("ann").undoes == 1
    assert reviews.state([TOLL, CALL, TAKEN]) == {TOLL: "unreviewed", CALL: "unreviewed", TAKEN: "rejected"}
    assert [d.number for d in reviews.history(CALL)] == [2, 4], "nothing is gone from the log"


def test_undo_of_a_correction_gives_the_one_before(ledger: Ledger) -> None:
    reviews = ledger.reviews
    reviews.decide("ann", "correct", TOLL, changes={"toll.group": "civilians"})
    reviews.decide("ann", "correct", TOLL, changes={"toll.group": "soldiers"})
    reviews.undo("ann")
    item = reviews.item(TOLL)
    assert item is not None
    assert item.stands is not None
    assert item.stands.body.group == "civilians"  # type: ignore[union-attr]


def test_a_claim_that_was_missed_is_added_reviewed_and_taken_back(ledger: Ledger) -> None:
    reviews = ledger.reviews
    added = reviews.add("ann", DOCUMENT, MISSED).claim
    assert added is not None
    (item,) = reviews.added(DOCUMENT)
    assert (item.claim.id, item.state, item.added) == (added, "accepted", True)
    assert item.claim.sentence.text.startswith("The ministry said 27")
    reviews.decide("ben", "correct", added, changes={"toll.scope": "cumulative"})
    assert reviews.state([added]) == {added: "disagreed"}
    assert [task.claim.id for task in reviews.adjudications()] == [added]
    reviews.undo("ben")
    reviews.undo("ann")
    assert reviews.added(DOCUMENT) == []
    assert [d.verb for d in reviews.log()] == ["add", "correct", "undo", "undo"]


def test_the_sentence_of_an_added_claim_is_found_in_the_text(ledger: Ledger) -> None:
    text = "Talks were held in Goma.\n\nThree soldiers were wounded near Rutshuru on Monday, the army said."
    of = document(text, url="sample:9")
    ledger.add(Reading(of, ()))
    start = text.index("Three soldiers")
    new = {**MISSED, "span": {"start": start, "end": start + 14}, "toll": {
        **MISSED["toll"], "harm": "wounded", "group": "soldiers",  # type: ignore[dict-item]
        "count": {"text": "Three", "best": 3, "low": 3, "high": 3}}}  # fmt: skip
    ledger.reviews.add("ann", of.id, new)
    (item,) = ledger.reviews.added(of.id)
    assert item.claim.sentence.text == text.partition("\n\n")[2]


def test_reviewers_who_differ_are_settled_by_a_third(ledger: Ledger) -> None:
    reviews = ledger.reviews
    reviews.decide("ann", "accept", TOLL)
    reviews.decide("ben", "reject", TOLL)
    assert reviews.state([TOLL]) == {TOLL: "disagreed"}
    assert [task.claim.id for task in reviews.adjudications()] == [TOLL]
    with pytest.raises(ReviewError, match="third person"):
        reviews.adjudicate("ben", "reject", TOLL, why="I say so")
    with pytest.raises(ReviewError, match="needs a reason"):
        reviews.adjudicate("eve", "reject", TOLL, why=" ")
    reviews.adjudicate("ben", "reject", TOLL, why="the text says so", administrator=True)
    assert reviews.state([TOLL]) == {TOLL: "rejected"}
    reviews.undo("ben")
    made = reviews.adjudicate("eve", "correct", TOLL, changes={"toll.group": "civilians"}, why="paragraph two")
    assert (made.verdict, reviews.state([TOLL])) == ("correct", {TOLL: "corrected"})
    assert reviews.adjudications() == []


def test_complete_is_said_of_a_document_and_taken_back(ledger: Ledger) -> None:
    made = ledger.reviews.complete("ann", DOCUMENT)
    assert ledger.reviews.completed([DOCUMENT, "none"]) == {DOCUMENT: made}
    ledger.reviews.undo("ann")
    assert ledger.reviews.completed([DOCUMENT]) == {}


def test_the_columns_in_memory_follow(ledger: Ledger) -> None:
    browser = ledger.browser()
    assert {c.value: c.claims for c in browser.facets(ClaimQuery())["review"]} == {"unreviewed": 3}
    ledger.reviews.decide("ann", "accept", TOLL)
    browser.refresh()
    assert {c.value: c.claims for c in browser.facets(ClaimQuery())["review"]} == {"unreviewed": 2, "accepted": 1}
    (entry,) = browser.claims(ClaimQuery.of(review="accepted")).entries
    assert (entry.claim.id, entry.state) == (TOLL, "accepted")


def test_the_log_is_filtered(ledger: Ledger) -> None:
    reviews = ledger.reviews
    reviews.decide("ann", "accept", TOLL)
    reviews.decide("ben", "accept", CALL)
    assert [d.number for d in reviews.log(by="ben")] == [2]
    assert [d.number for d in reviews.log(since=1)] == [2]
    assert [d.number for d in reviews.log(document="none")] == []


def test_the_latest_decisions_a_page_at_a_time(ledger: Ledger) -> None:
    for verdict in ("accept", "unsure", "reject"):
        ledger.reviews.decide("ann", verdict, TOLL)  # type: ignore[arg-type]
    assert [d.verb for d in ledger.reviews.latest("ann", limit=2)] == ["reject", "unsure"]
    assert [d.verb for d in ledger.reviews.latest("ann", offset=2)] == ["accept"]
