"""Review on a telephone: what is claimed stands above the buttons, in sight without scrolling."""

from __future__ import annotations

from typing import Any

import pytest
from review_site import Open, heading, press

from truceline.ledger import Ledger


def in_sight(page: Any, selector: str) -> bool:
    """Whether all of an element stands within the window."""
    return bool(page.evaluate(
        """(selector) => {
          const box = document.querySelector(selector).getBoundingClientRect();
          return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
        }""",
        selector,
    ))  # fmt: skip


def test_what_is_claimed_is_seen_before_it_is_decided(open_as: Open) -> None:
    page = open_as("ada", "narrow").to("/review/next")
    page.wait_for_selector(".verdicts")
    for _ in range(3):
        assert in_sight(page, ".claimed")
        assert in_sight(page, "[data-action=accept]")
        assert " ".join(heading(page).split()) in " ".join(page.inner_text(".claimed").split())
        press(page, "a")


def test_on_a_wide_screen_it_stands_once(open_as: Open) -> None:
    page = open_as("ada").to("/review/next")
    page.wait_for_selector(".verdicts")
    assert not page.is_visible(".claimed")
    assert in_sight(page, ".decide h1")


@pytest.mark.parametrize("screen", ["wide", "narrow"])
def test_the_list_of_keys_begins_at_its_top(open_as: Open, screen: str) -> None:
    page = open_as("ada", screen).to("/review/next")
    page.wait_for_selector(".verdicts")
    page.keyboard.press("?")
    assert page.evaluate("document.activeElement.id") == "keys-title"
    assert page.evaluate("document.querySelector('#keys').scrollTop") == 0
    page.keyboard.press("Escape")
    page.click("footer [data-keys]")
    assert page.evaluate("document.activeElement.id") == "keys-title"


def test_for_how_long_somebody_else_has_a_claim(open_as: Open, review_book: Ledger) -> None:
    claim = next(review_book.claims()).id
    review_book.reviews.lease("ben", claim, minutes=14)
    page = open_as("ada", "narrow").to(f"/review/claims/{claim}")
    assert "ben is at this claim for 14 more minutes." in page.inner_text("[role=alert]")
    gap = page.evaluate(
        "document.querySelector('.decide .card').getBoundingClientRect().top"
        " - document.querySelector('.decide .notice').getBoundingClientRect().bottom"
    )
    assert gap >= 8
    page.goto(page.url.split("/review")[0] + "/review")
    assert "ben (for 14 more minutes)" in page.inner_text("main")
