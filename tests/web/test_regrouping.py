"""Incidents are put right where boxes are ticked, and the other incident is found by what is said of it."""

from __future__ import annotations

from typing import Any

import pytest
from ledger_samples import claim, day, document
from review_site import FORCES, NYALA, Open
from visits import barriers

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Event, Span


@pytest.fixture
def other(review_book: Ledger) -> str:
    """The id of an incident of one claim beside those of the sample."""
    of = document("The villagers were shelled by the Rapid Support Forces in Nyala.", outlet="Third Post", url="s:3")
    shelled = Event(type="ASSAULT", mode="shelling", actors=(FORCES,), places=(NYALA,),
                    time=day("in May", "2023-05-30"), trigger=Span(start=19, end=26, text="shelled"))  # fmt: skip
    told = claim(of, "The villagers were shelled", shelled)
    review_book.add(Reading(of, (told,)))
    review_book.store.set_conflicts([(of.id, ("sudan-2023", 1.0))])
    review_book.compare()
    return told.id


def the_incident(page: Any) -> Any:
    page.click(".group h2 a")
    page.wait_for_selector("#put-right")
    return page


@pytest.mark.parametrize("screen", ["wide", "narrow"])
def test_what_is_done_with_a_choice_comes_with_the_choice(open_as: Open, screen: str) -> None:
    page = open_as("ada", screen).to("/incidents")
    assert not page.is_visible("#regroup")
    page.check(".group li >> nth=0 >> input")
    assert page.is_visible("#regroup button >> nth=0")
    box = page.locator("#regroup").bounding_box()
    assert box["y"] + box["height"] <= page.viewport_size["height"] + 1
    assert barriers(page) == []
    page.uncheck(".group li >> nth=0 >> input")
    assert not page.is_visible("#regroup")


def test_without_scripts_it_stands_below_the_list(open_as: Open) -> None:
    page = open_as("ada", scripts=False).to("/incidents")
    assert page.is_visible("#regroup")
    form, last = page.locator("#regroup").bounding_box(), page.locator(".group").last.bounding_box()
    assert form["y"] >= last["y"] + last["height"]


@pytest.mark.parametrize(
    ("name", "value"), [("other", "villagers"), ("place", "Nyala"), ("day", "2023-05-30"), ("other", None)]
)
def test_the_other_incident_is_found_by_what_is_said_of_it(
    open_as: Open, review_book: Ledger, other: str, name: str, value: str | None
) -> None:  # fmt: skip
    page = the_incident(open_as("ada").to("/incidents"))
    page.fill(f"[name={name}]", value or other)
    page.click("button:has-text('Find')")
    page.wait_for_selector(".merge")
    assert barriers(page) == []
    assert not page.is_visible(".merge button")
    page.check(f".merge [value='{other}']")
    page.fill(".merge [name=why]", "The same.")
    page.click("text=Make them one")
    page.wait_for_url("**done=**merge**")
    merged = next(one for one in review_book.incidents() if other in {a.claim.id for a in one.accounts})
    assert len(merged.accounts) == 4


def test_the_incident_itself_and_others_are_not_found(open_as: Open, other: str) -> None:
    page = the_incident(open_as("ada", scripts=False).to("/incidents"))
    page.fill("[name=other]", "Nobody has written this")
    page.click("button:has-text('Find')")
    assert "No other incident of this conflict" in page.inner_text("#others")
    page.fill("[name=other]", page.url.split("/incidents/")[1].split("?")[0])
    page.click("button:has-text('Find')")
    assert page.locator(".merge").count() == 0
    page.fill("[name=other]", other)
    page.click("button:has-text('Find')")
    assert page.locator(".merge li").count() == 1


def test_how_sure_it_is_that_claims_are_of_one_happening(open_as: Open) -> None:
    page = open_as("ada").to("/incidents")
    assert "94% sure" in page.inner_text(".group")
