"""Review in a real browser: with keys alone, two people at once, blind rounds, narrow screens."""

from __future__ import annotations

import pytest
from review_site import Open, drag, heading, press, states
from visits import barriers

from truceline.ledger import Ledger


def test_a_round_with_keys_alone(open_as: Open, review_book: Ledger) -> None:
    page = open_as("ada").to("/review")
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/review")
    page.click("text=Begin")
    page.wait_for_selector(".verdicts")
    assert "40" in heading(page)  # the least sure
    press(page, "a")
    assert "55" in heading(page)
    assert "Accepted" in page.inner_text(".status")
    page.keyboard.press("c")
    page.wait_for_selector(".correct")
    page.keyboard.press("Control+A")
    page.keyboard.type("56")
    for label in ("low", "high"):
        page.fill(f"[name='body.count.{label}']", "56")
    page.keyboard.press("Enter")
    page.wait_for_selector(".verdicts")
    assert "Corrected" in page.inner_text(".status")
    press(page, "r")
    press(page, "u")
    assert states(review_book) == {
        "At least 40 people were killed": "accepted", "55 dead": "corrected", "took the eastern market": "rejected",
        "called for a truce": "unsure", "Forty people died": "unreviewed",
    }  # fmt: skip
    press(page, "z")
    assert "ceasefire" in heading(page)
    assert states(review_book)["called for a truce"] == "unreviewed"
    corrected = review_book.reviews.item(next(c.id for c in review_book.claims() if c.span.text == "55 dead"))
    assert corrected is not None
    assert corrected.stands is not None
    assert corrected.stands.body.count.best == 56  # type: ignore[union-attr]


def test_the_letter_after_g_decides_nothing(open_as: Open, review_book: Ledger) -> None:
    page = open_as("ada").to("/review/next")
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/accounts")
    assert set(states(review_book).values()) == {"unreviewed"}


def test_keys_can_be_changed_and_are_shown(open_as: Open, review_book: Ledger) -> None:
    page = open_as("ada").to("/review/settings")
    page.fill("#key-accept", "y")
    page.keyboard.press("Tab")
    assert page.inner_text("[data-said]") == "Kept."
    page.fill("#key-reject", "y")
    page.keyboard.press("Tab")
    assert "Another" in page.inner_text("[data-said]")
    assert page.input_value("#key-reject") == "r"
    page.fill("#key-reject", "j")
    page.keyboard.press("Tab")
    assert "every page" in page.inner_text("[data-said]")
    page.goto(page.url.replace("settings", "next"))
    page.wait_for_selector(".verdicts")
    assert "Accept y" in page.inner_text(".verdicts")
    page.keyboard.press("?")
    assert "y" in page.inner_text("#keys [data-key=accept]")
    page.keyboard.press("Escape")
    press(page, "y")
    assert states(review_book)["At least 40 people were killed"] == "accepted"


def test_a_missed_claim_is_added_and_the_report_marked_complete(open_as: Open, review_book: Ledger) -> None:
    page = open_as("ada").to("/documents?outlet=Market%20Wire")
    page.click(".report .title")
    page.click("#review a:has-text('Add a claim')")
    page.wait_for_url("**/add")
    assert barriers(page) == []
    drag(page, "We hold all of it")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    assert page.input_value("[name='span.text']") == "We hold all of it"
    page.click("button:has-text('control')")
    page.wait_for_selector("[name='body.action']")
    assert page.input_value("[name='span.text']") == "We hold all of it"
    page.select_option("[name='body.action']", "held")
    page.fill("[name='body.by.text']", "We")
    page.click(".correct .first")
    page.wait_for_url("**/documents/*#claim-*")
    assert "added by a person" in page.inner_text(".card.now")
    (added,) = review_book.reviews.added(next(d.document.id for d in review_book.documents(outlet="Market Wire")))
    assert added.claim.kind == "control"
    assert added.claim.span.text == "We hold all of it"
    page.click("#review button:has-text('Mark as complete')")
    page.locator("text=marked this report as complete").wait_for()


def test_what_one_adds_in_a_blind_round_is_settled_by_a_third(open_as: Open, review_book: Ledger) -> None:
    report = next(d.document.id for d in review_book.documents(outlet="Market Wire"))
    review_book.reviews.open_round("eve", "pilot")
    page = open_as("ada").to(f"/documents/{report}/add?round=pilot")
    drag(page, "We hold all of it")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.click("button:has-text('control')")
    page.select_option("[name='body.action']", "held")
    page.click(".correct .first")
    page.wait_for_url("**/documents/*#claim-*")
    claim = next(review_book.claims(document=report))
    review_book.reviews.decide("ben", "accept", claim.id, round="pilot")
    other = open_as("ben").to(f"/documents/{report}")
    assert "added by a person" not in other.inner_text("main")
    other.click("#review button:has-text('Mark as complete')")
    other.wait_for_url("**#review")
    third = open_as("kim").to("/review/adjudicate?round=pilot")
    assert barriers(third) == []
    assert "ben read the report through and did not mark exactly this" in third.inner_text("main")
    third.goto(third.url.replace("adjudicate", "agreement"))
    assert "added: that it is there" in third.inner_text("main")


def test_two_people_at_once_get_different_claims(open_as: Open) -> None:
    one, other = open_as("ada").to("/review/next"), open_as("ben").to("/review/next")
    assert heading(one) != heading(other)
    other.goto(one.url)
    assert "ada is at this claim" in other.inner_text("[role=alert]")
    other.click("[role=alert] >> text=Next claim")
    other.wait_for_selector(".verdicts")
    assert heading(one) != heading(other)


def test_a_lost_claim_keeps_what_was_typed(open_as: Open, review_book: Ledger) -> None:
    page = open_as("ada").to("/review/next")
    page.keyboard.press("c")
    page.wait_for_selector(".correct")
    page.fill("[name='body.count.best']", "45")
    (first,) = (c for c in review_book.claims() if c.span.text.startswith("At least"))
    review_book.reviews.release("ada")
    review_book.reviews.lease("ben", first.id)
    page.click(".correct .first")
    page.wait_for_selector("[role=alert]")
    assert "Nothing was stored" in page.inner_text("[role=alert]")
    assert page.input_value("[name='body.count.best']") == "45"
    assert states(review_book)[first.span.text] == "unreviewed"
    page.click("[role=alert] >> text=Next claim")
    page.wait_for_selector(".verdicts")
    assert "55" in heading(page)


def test_a_blind_round_its_figures_and_the_settling(open_as: Open, review_book: Ledger) -> None:
    ada = open_as("ada").to("/review/agreement?kind=toll&document=" + next(iter(review_book.claims())).document.id)
    ada.fill("[name=name]", "April")
    ada.click("button:has-text('Open')")
    ada.wait_for_url("**round=April")
    ada.click("text=Review in this round")
    ada.wait_for_selector(".verdicts")
    press(ada, "a")
    press(ada, "a")
    ben = open_as("ben").to("/review/next?round=April")
    assert "Accepted" not in ben.inner_text("main")
    press(ben, "a")
    assert "Accepted" not in ben.inner_text(".card")
    ben.fill("#why", "The number is of another day.")
    ben.click("button:has-text('Reject')")
    ben.locator("text=Nothing waits").wait_for()
    eve = open_as("eve").to("/review/agreement?round=April")
    assert "0.50" in eve.inner_text("main table >> nth=0")
    assert barriers(eve) == []
    eve.goto(eve.url.replace("agreement?round=April", "adjudicate"))
    assert "another day" in eve.inner_text(".group")
    assert barriers(eve) == []
    eve.click(".group h2 a")
    eve.wait_for_selector(".verdicts")
    eve.click("button:has-text('Reject')")
    eve.wait_for_selector("#wrong-why")
    eve.fill("#why", "It is of Monday.")
    eve.click("button:has-text('Reject')")
    eve.locator("text=Nothing to settle").wait_for()
    assert sorted(states(review_book).values()) == ["accepted", "rejected", *["unreviewed"] * 3]


def test_incidents_are_merged_and_split(open_as: Open, review_book: Ledger) -> None:
    page = open_as("ada").to("/incidents")
    assert barriers(page) == []
    before = page.locator(".group").count()
    (incident,) = (one for one in review_book.incidents(single=False))
    claims = {account.claim.span.text for account in incident.accounts}
    page.check(".group li:has-text('Other Post') input")
    page.fill("[name=why]", "Of another day.")
    page.click("text=Take the chosen claims out")
    page.wait_for_url("**done=**split**")
    left = list(review_book.incidents(single=False))
    assert {a.claim.span.text for one in left for a in one.accounts} < claims
    page.click(".status button")
    page.wait_for_url("**done=**undo**")
    assert page.locator(".group").count() == before
    page.check(".group h2 input")
    page.fill("[name=why]", "The same.")
    page.click("text=Make the chosen incidents one")
    page.locator("text=Choose two incidents").wait_for()


def test_decisions_stand_on_the_report_and_in_the_log(open_as: Open, review_book: Ledger) -> None:
    (first,) = (c for c in review_book.claims() if c.span.text.startswith("At least"))
    review_book.reviews.decide("ben", "correct", first.id, changes={"toll.count.best": 41}, why="See below.")
    page = open_as("ada").to(f"/claims/{first.id}")
    card = page.locator(".card.now")
    assert "corrected" in card.inner_text()
    card.locator("summary:has-text('1 decision')").click()
    assert "See below." in card.inner_text()
    assert "41" in card.locator("ins").inner_text()
    page.goto(page.url.split("/documents")[0] + "/review/log")
    assert "ben" in page.inner_text("table")
    assert review_book.reviews.head() == page.inner_text(".digest")
    assert barriers(page) == []


PAGES = (
    "/review", "/review?kind=toll&order=disputes", "/review/next", "/review/next?kind=event", "/review/settings",
    "/review/agreement", "/review/adjudicate", "/review/orphans", "/review/log", "/incidents", "/claims",
)  # fmt: skip


@pytest.mark.parametrize(("screen", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_pages_have_no_barriers_and_fit_the_screen(
    open_as: Open, review_book: Ledger, screen: str, scheme: str
) -> None:  # fmt: skip
    visit = open_as("ada", screen, scheme)
    every = [*PAGES, f"/documents/{next(iter(review_book.claims())).document.id}/add"]
    every += [f"/review/claims/{c.id}?correct=yes" for c in review_book.claims()]
    for address in every:
        page = visit.to(address)
        assert barriers(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_without_scripts_forms_do_it_all(open_as: Open, review_book: Ledger) -> None:
    page = open_as("ada", scripts=False).to("/review")
    page.click("text=Begin")
    page.click("button:has-text('Accept')")
    assert "Accepted" in page.inner_text(".status")
    page.click("a:has-text('Correct')")
    page.click("button:has-text('+ source')")
    page.fill("[name='sources.1.text']", "the ministry")
    page.fill("[name='body.count.best']", "x")
    page.click(".correct .buttons .first")
    assert "whole number" in page.inner_text(".correct")
    page.fill("[name='body.count.best']", "55")
    page.click(".correct .buttons .first")
    assert "Corrected" in page.inner_text(".status")
    page.click("button:has-text('Undo')")
    assert "55" in heading(page)
    assert states(review_book)["At least 40 people were killed"] == "accepted"
    assert states(review_book)["55 dead"] == "unreviewed"


def test_a_reader_has_no_part_in_it(open_as: Open) -> None:
    page = open_as("rea").to("/claims")
    assert page.locator("text=Review these").count() == 0
    assert page.locator("nav >> text=Review").count() == 0
    answer = page.request.get(page.url.replace("/claims", "/review"))
    assert answer.status == 403
