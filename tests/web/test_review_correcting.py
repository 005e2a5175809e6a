"""Correcting a claim in place, in a real browser: every field, search boxes, words by mouse and keys."""

from __future__ import annotations

import pytest
from review_site import TEXT, Open, drag, states
from visits import barriers

from truceline.ledger import Ledger


def test_an_actor_is_found_in_the_search_box(open_as: Open, review_book: Ledger) -> None:
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
    (found,) = (c for c in review_book.claims(kind="control"))
    item = review_book.reviews.item(found.id)
    assert item is not None
    assert item.stands is not None
    assert item.stands.body.from_.name == "Armed Forces of Sudan"  # type: ignore[union-attr]
    assert item.stands.body.places[0].lat == pytest.approx(12.05, abs=0.1)  # type: ignore[union-attr]


def test_sources_are_added_moved_and_taken_away(open_as: Open, review_book: Ledger) -> None:
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
    (first,) = (c for c in review_book.claims() if c.span.text.startswith("At least"))
    item = review_book.reviews.item(first.id)
    assert item is not None
    assert item.stands is not None
    assert [source.text for source in item.stands.sources] == ["Doctors", "the ministry"]


def test_what_cannot_be_understood_is_said_at_its_field(open_as: Open, review_book: Ledger) -> None:
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
    assert set(states(review_book).values()) == {"unreviewed"}


def test_the_span_is_selected_with_the_mouse(open_as: Open, review_book: Ledger) -> None:
    page = open_as("ada").to("/review/next?kind=event")
    page.keyboard.press("c")
    page.wait_for_selector(".correct")
    drag(page, "The envoy ")
    page.click("[data-use]")
    assert page.input_value("[name='span.text']") == "The envoy"
    assert int(page.input_value("[name='span.start']")) == TEXT.index("The envoy")


def test_the_span_is_selected_with_keys(open_as: Open, review_book: Ledger) -> None:
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
    (found,) = review_book.claims(kind="control")
    item = review_book.reviews.item(found.id)
    assert item is not None
    assert item.stands is not None
    assert item.stands.span.text == "took the eastern"
