"""Review in a real browser: with keys alone, correcting in place, two people at once, blind rounds, narrow screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from review_site import TEXT, app_of, fill
from visits import SCREENS, Visit, barriers, served

from truceline.ledger import Ledger

Open = Callable[..., Visit]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of its own for each test: it is written to."""
    with Ledger(tmp_path / "review.db") as book:
        fill(book)
        yield book


@pytest.fixture
def address(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the application on it answers."""
    yield from served(app_of(book, monkeypatch))


@pytest.fixture
def open_as(chromium: Any, address: str) -> Iterator[Open]:
    """Opens a window for somebody; when the test is over, nothing may have gone wrong but what a page said."""
    opened: list[tuple[Any, Visit]] = []

    def open_as(name: str, screen: str = "wide", scheme: str = "light", scripts: bool = True) -> Visit:
        width, height = SCREENS[screen]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=scripts
        )
        context.add_cookies([{"name": "who", "value": name, "url": address}])
        visit = Visit(context.new_page(), address)
        opened.append((context, visit))
        return visit

    yield open_as
    for context, visit in opened:
        wrong = [w for w in visit.wrong if "422" not in w and "409" not in w]  # the browser tells of refused forms
        context.close()
        assert wrong == []


def heading(page: Any) -> str:
    return str(page.inner_text(".decide h1"))


def press(page: Any, key: str) -> None:
    """Press a key that decides, and wait for the next claim."""
    before = page.url
    page.keyboard.press(key)
    page.wait_for_url(lambda now: now != before)
    page.wait_for_load_state("networkidle")


def states(book: Ledger) -> dict[str, str]:
    """What review has made of each claim, by the words that carry it."""
    every = {c.id: c.span.text for c in book.claims()}
    return {every[name]: state for name, state in book.reviews.state(every).items()}


def test_a_round_with_keys_alone(open_as: Open, book: Ledger) -> None:
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
    assert states(book) == {
        "At least 40 people were killed": "accepted", "55 dead": "corrected", "took the eastern market": "rejected",
        "called for a truce": "unsure", "Forty people died": "unreviewed",
    }  # fmt: skip
    press(page, "z")
    assert "ceasefire" in heading(page)
    assert states(book)["called for a truce"] == "unreviewed"
    corrected = book.reviews.item(next(c.id for c in book.claims() if c.span.text == "55 dead"))
    assert corrected is not None
    assert corrected.stands is not None
    assert corrected.stands.body.count.best == 56  # type: ignore[union-attr]


def test_the_letter_after_g_decides_nothing(open_as: Open, book: Ledger) -> None:
    page = open_as("ada").to("/review/next")
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/accounts")
    assert set(states(book).values()) == {"unreviewed"}


def test_keys_can_be_changed_and_are_shown(open_as: Open, book: Ledger) -> None:
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
    assert states(book)["At least 40 people were killed"] == "accepted"


def test_an_actor_is_found_in_the_search_box(open_as: Open, book: Ledger) -> None:
    page = open_as("ada").to("/review/next?kind=control")
    page.keyboard.press("c")
    page.wait_for_selector(".correct")
    box = page.locator("[name='body.from.name']")
    page.fill("[name='body.from.text']", "a commander")
    box.press_sequentially("sudanese arm")
    page.wait_for_selector("[role=option]")
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert page.locator(f"[id='{active}']").get_attribute("aria-selected") == "true"
    assert barriers(page) == []
    box.press("Enter")
    assert box.input_value() == "Armed Forces of Sudan"
    assert page.input_value("[name='body.from.country']") == "SDN"
    assert box.get_attribute("aria-expanded") == "false"
    place = page.locator("[name='body.places.0.name']")
    place.press_sequentially("Nyal")
    page.click("[role=option] >> nth=0")
    assert page.input_value("[name='body.places.0.country']") == "SDN"
    page.click(".correct .first")
    page.wait_for_selector(".advice")
    (found,) = (c for c in book.claims(kind="control"))
    item = book.reviews.item(found.id)
    assert item is not None
    assert item.stands is not None
    assert item.stands.body.from_.name == "Armed Forces of Sudan"  # type: ignore[union-attr]
    assert item.stands.body.places[0].lat == pytest.approx(12.05, abs=0.1)  # type: ignore[union-attr]


def test_sources_are_added_moved_and_taken_away(open_as: Open, book: Ledger) -> None:
    page = open_as("ada").to("/review/next")
    page.keyboard.press("c")
    page.wait_for_selector(".correct")
    page.click("button:has-text('+ source')")
    page.wait_for_selector("[name='sources.1.text']")
    assert page.evaluate("document.activeElement.name") == "sources.1.text"
    page.keyboard.type("Doctors")
    page.click("[value='up sources.1']")
    page.wait_for_selector("[name='sources.0.text'][value=Doctors]")
    page.click(".correct .first")
    page.wait_for_selector(".verdicts")
    (first,) = (c for c in book.claims() if c.span.text.startswith("At least"))
    item = book.reviews.item(first.id)
    assert item is not None
    assert item.stands is not None
    assert [source.text for source in item.stands.sources] == ["Doctors", "the ministry"]


def test_what_cannot_be_understood_is_said_at_its_field(open_as: Open, book: Ledger) -> None:
    page = open_as("ada").to("/review/next")
    page.keyboard.press("c")
    page.wait_for_selector(".correct")
    page.fill("[name='body.count.best']", "some")
    page.fill("[name='body.period.start']", "soon")
    page.click(".correct .first")
    page.wait_for_selector("[aria-invalid=true]")
    told = page.locator("[name='body.count.best']").get_attribute("aria-describedby")
    assert "whole number" in page.inner_text(f"[id='{told}']")
    assert page.input_value("[name='body.period.start']") == "soon"
    assert barriers(page) == []
    page.fill("[name='body.count.best']", "9")
    page.fill("[name='body.period.start']", "")
    page.click(".correct .first")
    page.locator(".wrong[id]:has-text('in this order')").wait_for()
    assert set(states(book).values()) == {"unreviewed"}


def drag(page: Any, words: str) -> None:
    """Select words of the report with the mouse."""
    ends = page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + words.length);
            const box = range.getBoundingClientRect();
            return [box.left, box.right, box.top + box.height / 2];
          }
        }""",
        words,
    )
    page.mouse.move(ends[0] + 1, ends[2])
    page.mouse.down()
    page.mouse.move(ends[1] - 1, ends[2])
    page.mouse.up()


def test_the_span_is_selected_with_the_mouse(open_as: Open, book: Ledger) -> None:
    page = open_as("ada").to("/review/next?kind=event")
    page.keyboard.press("c")
    page.wait_for_selector(".correct")
    drag(page, "The envoy ")
    page.click("[data-use]")
    assert page.input_value("[name='span.text']") == "The envoy"
    assert int(page.input_value("[name='span.start']")) == TEXT.index("The envoy")


def test_the_span_is_selected_with_keys(open_as: Open, book: Ledger) -> None:
    page = open_as("ada").to("/review/next?kind=control")
    page.keyboard.press("c")
    page.wait_for_selector(".correct")
    page.keyboard.press("t")
    assert page.evaluate("getSelection().toString()") == "took the eastern market"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("getSelection().toString()") == "Forces"
    page.keyboard.press("ArrowRight")
    for _ in range(3):
        page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    assert page.evaluate("getSelection().toString()") == "took the eastern marke"
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.keyboard.press("e")
    assert page.input_value("[name='span.text']") == "took the eastern"
    page.click(".correct .first")
    page.wait_for_selector(".advice")
    (found,) = book.claims(kind="control")
    item = book.reviews.item(found.id)
    assert item is not None
    assert item.stands is not None
    assert item.stands.span.text == "took the eastern"


def test_a_missed_claim_is_added_and_the_report_marked_complete(open_as: Open, book: Ledger) -> None:
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
    (added,) = book.reviews.added(next(d.document.id for d in book.documents(outlet="Market Wire")))
    assert added.claim.kind == "control"
    assert added.claim.span.text == "We hold all of it"
    page.click("#review button:has-text('Mark as complete')")
    page.locator("text=marked this report as complete").wait_for()


def test_two_people_at_once_get_different_claims(open_as: Open) -> None:
    one, other = open_as("ada").to("/review/next"), open_as("ben").to("/review/next")
    assert heading(one) != heading(other)
    other.goto(one.url)
    assert "ada is at this claim" in other.inner_text("[role=alert]")
    other.click("[role=alert] >> text=Next claim")
    other.wait_for_selector(".verdicts")
    assert heading(one) != heading(other)


def test_a_lost_claim_keeps_what_was_typed(open_as: Open, book: Ledger) -> None:
    page = open_as("ada").to("/review/next")
    page.keyboard.press("c")
    page.wait_for_selector(".correct")
    page.fill("[name='body.count.best']", "45")
    (first,) = (c for c in book.claims() if c.span.text.startswith("At least"))
    book.reviews.release("ada")
    book.reviews.lease("ben", first.id)
    page.click(".correct .first")
    page.wait_for_selector("[role=alert]")
    assert "Nothing was stored" in page.inner_text("[role=alert]")
    assert page.input_value("[name='body.count.best']") == "45"
    assert states(book)[first.span.text] == "unreviewed"
    page.click("[role=alert] >> text=Next claim")
    page.wait_for_selector(".verdicts")
    assert "55" in heading(page)


def test_a_blind_round_its_figures_and_the_settling(open_as: Open, book: Ledger) -> None:
    ada = open_as("ada").to("/review/agreement?kind=toll&document=" + next(iter(book.claims())).document.id)
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
    assert sorted(states(book).values()) == ["accepted", "rejected", *["unreviewed"] * 3]


def test_incidents_are_merged_and_split(open_as: Open, book: Ledger) -> None:
    page = open_as("ada").to("/incidents")
    assert barriers(page) == []
    before = page.locator(".group").count()
    (incident,) = (one for one in book.incidents(single=False))
    claims = {account.claim.span.text for account in incident.accounts}
    page.check(".group li:has-text('Other Post') input")
    page.fill("[name=why]", "Of another day.")
    page.click("text=Take the chosen claims out")
    page.wait_for_url("**done=**split**")
    left = list(book.incidents(single=False))
    assert {a.claim.span.text for one in left for a in one.accounts} < claims
    page.click(".status button")
    page.wait_for_url("**done=**undo**")
    assert page.locator(".group").count() == before
    page.check(".group h2 input")
    page.fill("[name=why]", "The same.")
    page.click("text=Make the chosen incidents one")
    page.locator("text=Choose two incidents").wait_for()


def test_decisions_stand_on_the_report_and_in_the_log(open_as: Open, book: Ledger) -> None:
    (first,) = (c for c in book.claims() if c.span.text.startswith("At least"))
    book.reviews.decide("ben", "correct", first.id, changes={"toll.count.best": 41}, why="See below.")
    page = open_as("ada").to(f"/claims/{first.id}")
    card = page.locator(".card.now")
    assert "corrected" in card.inner_text()
    card.locator("summary:has-text('1 decision')").click()
    assert "See below." in card.inner_text()
    assert "41" in card.locator("ins").inner_text()
    page.goto(page.url.split("/documents")[0] + "/review/log")
    assert "ben" in page.inner_text("table")
    assert book.reviews.head() == page.inner_text(".digest")
    assert barriers(page) == []


PAGES = (
    "/review", "/review?kind=toll&order=disputes", "/review/next", "/review/next?kind=event", "/review/settings",
    "/review/agreement", "/review/adjudicate", "/review/orphans", "/review/log", "/incidents", "/claims",
)  # fmt: skip


@pytest.mark.parametrize(("screen", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_pages_have_no_barriers_and_fit_the_screen(open_as: Open, book: Ledger, screen: str, scheme: str) -> None:
    visit = open_as("ada", screen, scheme)
    every = [*PAGES, f"/documents/{next(iter(book.claims())).document.id}/add"]
    every += [f"/review/claims/{c.id}?correct=yes" for c in book.claims()]
    for address in every:
        page = visit.to(address)
        assert barriers(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_without_scripts_forms_do_it_all(open_as: Open, book: Ledger) -> None:
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
    assert states(book)["At least 40 people were killed"] == "accepted"
    assert states(book)["55 dead"] == "unreviewed"


def test_a_reader_has_no_part_in_it(open_as: Open) -> None:
    page = open_as("rea").to("/claims")
    assert page.locator("text=Review these").count() == 0
    assert page.locator("nav >> text=Review").count() == 0
    answer = page.request.get(page.url.replace("/claims", "/review"))
    assert answer.status == 403
