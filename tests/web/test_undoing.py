"""Decisions are taken back in the browser one after another, and it is said which, and when there are no more."""

from __future__ import annotations

from typing import Any

from review_site import Open, heading, press, states
from visits import barriers

from truceline.ledger import Ledger

NOTHING = "nothing more of yours to take back"


def status(page: Any) -> str:
    return str(page.inner_text(".status"))


def claim_of(book: Ledger, words: str) -> str:
    return next(c.id for c in book.claims() if c.span.text == words)


def test_the_key_takes_back_one_after_another(open_as: Open, review_book: Ledger) -> None:
    page = open_as("ada").to("/review/next")
    page.wait_for_selector(".verdicts")
    decided = []
    for key in "arua":
        decided.append(heading(page))
        press(page, key)
    for said, what in zip(("Accepted", "Not sure yet", "Rejected", "Accepted"), reversed(decided), strict=True):
        press(page, "z")
        assert f"Taken back: {said}" in status(page)
        assert heading(page) == what
    assert set(states(review_book).values()) == {"unreviewed"}
    press(page, "z")
    assert NOTHING in status(page)
    assert heading(page) == decided[0]
    assert [one.verb for one in review_book.reviews.log()].count("undo") == 4


def test_what_was_decided_in_another_session_is_taken_back_too(open_as: Open, review_book: Ledger) -> None:
    first, second = (claim_of(review_book, words) for words in ("55 dead", "Forty people died"))
    review_book.reviews.decide("ada", "reject", first)
    review_book.reviews.decide("ben", "reject", second)
    page = open_as("ada").to("/review/next")
    page.wait_for_selector(".verdicts")
    press(page, "z")
    assert "55" in heading(page)
    assert states(review_book)["55 dead"] == "unreviewed"
    press(page, "z")
    assert NOTHING in status(page)
    assert states(review_book)["Forty people died"] == "rejected", "it is ben's"


def test_a_claim_decided_in_a_round_is_had_again_in_that_round(open_as: Open, review_book: Ledger) -> None:
    review_book.reviews.open_round("ada", "April")
    review_book.reviews.decide("ada", "accept", claim_of(review_book, "55 dead"), round="April")
    page = open_as("ada").to("/review/next")
    page.wait_for_selector(".verdicts")
    press(page, "z")
    assert "round April" in page.inner_text(".paper header")
    press(page, "r")
    assert [one.round for one in review_book.reviews.log(viewer="ada") if one.verb == "reject"] == ["April"]


def test_what_has_no_claim_to_come_back_to_leaves_one_where_one_is(open_as: Open, review_book: Ledger) -> None:
    review_book.reviews.complete("ada", next(iter(review_book.claims())).document.id)
    page = open_as("ada").to("/review/next")
    page.wait_for_selector(".verdicts")
    before = heading(page)
    press(page, "z")
    assert "Taken back: Report marked as complete" in status(page)
    assert heading(page) == before


def test_the_log_offers_the_last_of_ones_own(open_as: Open, review_book: Ledger) -> None:
    for words in ("55 dead", "Forty people died"):
        review_book.reviews.decide("ada", "accept", claim_of(review_book, words))
    review_book.reviews.decide("ben", "reject", claim_of(review_book, "55 dead"))
    page = open_as("ada").to("/review/log")
    assert barriers(page) == []
    for left in ("1", None):
        page.click("tr button:has-text('Take back')")
        page.wait_for_url("**done=**undo**")
        page.wait_for_load_state()
        assert "Taken back: Accepted" in status(page)
        rows = page.locator("tr:has(button)")
        assert [rows.nth(n).inner_text().split()[0] for n in range(rows.count())] == ([left] if left else [])
    assert states(review_book)["Forty people died"] == "unreviewed"


def test_a_claim_that_one_has_decided_offers_it(open_as: Open, review_book: Ledger) -> None:
    first, second = (claim_of(review_book, words) for words in ("55 dead", "Forty people died"))
    review_book.reviews.decide("ada", "accept", first)
    page = open_as("ada").to(f"/review/claims/{first}")
    page.click("button:has-text('Take back your decision')")
    page.wait_for_url("**done=**undo**")
    assert states(review_book)["55 dead"] == "unreviewed"
    review_book.reviews.decide("ada", "accept", first)
    review_book.reviews.decide("ada", "accept", second)
    page.goto(page.url.split("?")[0])
    assert page.locator("button:has-text('Take back your decision')").count() == 0
    assert "You decided on others after this one" in page.inner_text(".card")


def test_somebody_elses_decision_is_not_offered(open_as: Open, review_book: Ledger) -> None:
    first = claim_of(review_book, "55 dead")
    review_book.reviews.decide("ben", "accept", first)
    page = open_as("ada").to(f"/review/claims/{first}")
    assert page.locator("text=Take back").count() == 0
    page.goto(page.url.split("/review")[0] + "/review/log")
    assert page.locator("text=Take back").count() == 0


def test_without_scripts_too(open_as: Open, review_book: Ledger) -> None:
    page = open_as("ada", scripts=False).to("/review/next")
    page.click("button:has-text('Accept')")
    page.click("button:has-text('Accept')")
    page.click("button:has-text('Undo')")
    page.click("button:has-text('Undo')")
    assert set(states(review_book).values()) == {"unreviewed"}
    page.click("button:has-text('Undo')")
    assert NOTHING in status(page)
