"""The pages in a real browser: keys, a narrow screen, both colour schemes, no errors, no other host, no barriers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from visits import SCREENS, Visit, barriers, served

from truceline.ledger import Ledger
from truceline.web.app import create_app

PAGES = (
    "/", "/briefing", "/claims", "/documents", "/stories", "/incidents", "/sources", "/sources?part=sources",
    "/sources?part=chains", "/sources/of?source=Russian+media", "/sources/of?outlet=Sample+Wire", "/words", "/accounts",
    "/ceasefires", "/search?q=ceasefire", "/claims?text=nothing", "/nowhere", "/map", "/map?spot=Hadrut@39.52,47.03",
)  # fmt: skip
BESIDE = (
    "/briefing/disputes?conflict=sudan-2023", "/incidents", "/stories",
    "/accounts", "/accounts?conflict=sudan-2023", "/accounts?conflict=sudan-2023&part=disputes",
    "/accounts?conflict=sudan-2023&part=agreements", "/ceasefires?conflict=sudan-2023",
    "/ceasefires?conflict=sudan-2023&on=2024-05-04",
)  # fmt: skip


@pytest.fixture(params=[("wide", "light"), ("narrow", "dark")], ids="-".join)
def visit(request: pytest.FixtureRequest, chromium: Any, site: str) -> Iterator[Visit]:
    """A new window; when the test is over, nothing may have gone wrong and no other host been asked."""
    screen, scheme = request.param
    width, height = SCREENS[screen]
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    made = Visit(context.new_page(), site)
    yield made
    assert [w for w in made.wrong if "404" not in w] == []  # the browser tells of a page that is not there
    assert made.hosts <= {urlparse(made.site).netloc}
    context.close()


@pytest.fixture
def wide(chromium: Any, site: str) -> Iterator[Visit]:
    """A new window on a wide screen."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    made = Visit(context.new_page(), site)
    yield made
    assert made.wrong == []
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_barriers_and_fits_the_screen(visit: Visit, address: str) -> None:
    page = visit.to(address)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1, h2").count() > 0


def test_a_report_has_no_barriers_and_fits_the_screen(visit: Visit) -> None:
    page = visit.to_a_report()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".card.now").is_visible()


@pytest.mark.parametrize("address", BESIDE)
def test_accounts_side_by_side_have_no_barriers_and_fit_the_screen(
    visit: Visit, site_beside: str, address: str
) -> None:  # fmt: skip
    visit.site = site_beside
    page = visit.to(address)
    for summary in page.locator("main summary").all():
        if summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()
    assert page.locator("main details:not([open])").count() == 0
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_today_has_no_barriers_and_brings_its_disputes(visit: Visit, site_beside: str) -> None:
    visit.site = site_beside
    page = visit.to("/briefing")
    page.locator(".new.disputes").scroll_into_view_if_needed()
    page.locator(".new.disputes details.dispute").first.wait_for()
    page.evaluate("for (const details of document.querySelectorAll('main details')) details.open = true")
    assert page.locator("main blockquote:visible").count() >= 8
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_incident_and_a_story_have_no_barriers_and_fit_the_screen(visit: Visit, site_beside: str) -> None:
    visit.site = site_beside
    for path in ("/incidents", "/stories"):
        page = visit.to(path)
        page.click("main .group h2 a >> nth=0")
        page.wait_for_url(f"**{path}/*")
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_today_is_marked_as_seen_with_keys_alone(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/")
    for key in ("g", "b"):
        page.keyboard.press(key)
    page.wait_for_url("**/briefing")
    assert page.locator(".conflict").count() == 1
    page.focus("text=Mark as seen")
    page.keyboard.press("Enter")
    page.locator("h2:has-text('Nothing new')").wait_for()
    assert page.inner_text(".since p").startswith("Since you last looked:")


def test_pages_that_are_not_in_the_bar_are_in_its_menu(wide: Visit) -> None:
    page = wide.to("/")
    page.click(".bar .goals > summary")
    page.click(".bar .goals a:has-text('Words')")
    page.wait_for_url("**/words")
    for key in ("g", "o"):
        page.keyboard.press(key)
    page.wait_for_url("**/sources")


def test_on_a_narrow_screen_the_pages_take_one_row_and_all_are_in_reach(visit: Visit) -> None:
    page = visit.to("/words")
    height = page.locator(".bar").bounding_box()["height"]
    assert height < 105
    rows = {round(box["y"]) for box in (a.bounding_box() for a in page.locator(".bar nav > a").all())}
    assert len(rows) == 1
    page.focus(".bar .goals > summary")
    page.keyboard.press("Enter")
    link = page.locator(".bar .goals a:has-text('Sources')")
    link.wait_for()
    page.keyboard.press("Tab")
    assert barriers(page) == []
    link.click()
    page.wait_for_url("**/sources")


def test_a_mark_on_the_band_opens_its_claims_with_keys(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/ceasefires?conflict=sudan-2023")
    page.focus(".truce-band a >> nth=0")
    page.keyboard.press("Enter")
    page.locator("#claims-2 blockquote").wait_for()
    assert "called for" in page.inner_text("#claims-2")


def test_a_conflict_that_is_folded_opens_from_the_list_at_the_top(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/briefing")
    page.evaluate("for (const one of document.querySelectorAll('details.conflict')) one.open = false")
    page.evaluate("location.hash = '#new-sudan-2023'")
    page.locator("#new-sudan-2023").wait_for()


def test_a_figure_leads_to_its_marked_words(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/accounts?conflict=sudan-2023")
    assert page.locator(".bands .band").count() >= 1
    page.click(".bands td a >> nth=0")
    page.wait_for_url("**/documents/*#claim-*")
    assert "died" in page.inner_text(".span.now")


def test_keys_lead_to_accounts_and_open_a_dispute(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/")
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/accounts")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.click(".tabs >> text=Disputes")
    page.wait_for_url("**part=disputes")
    assert page.locator("details.dispute[open]").count() == 1
    for key in ("j", "j", "Enter"):
        page.keyboard.press(key)
    assert page.locator("details.dispute[open]").count() == 2


def test_j_and_k_walk_through_the_claims(wide: Visit) -> None:
    page = wide.to_a_report()
    seen = [page.inner_text(".card.now h3")]
    for _ in range(3):
        page.keyboard.press("j")
        seen.append(page.inner_text(".card.now h3"))
        assert page.locator(".span.now").count() >= 1
        assert page.evaluate("location.hash") == f"#{page.get_attribute('.card.now', 'id')}"
    assert len(set(seen)) == 3
    assert seen[3] == seen[0]
    page.keyboard.press("k")
    assert page.inner_text(".card.now h3") == seen[2]


def test_pointing_at_a_span_shows_its_card(wide: Visit) -> None:
    page = wide.to_a_report()
    page.hover(".span.control")
    assert "control" in page.get_attribute(".card.now", "class")
    page.hover(".span.event")
    assert "event" in page.get_attribute(".card.now", "class")


def test_the_address_of_a_claim_shows_it(wide: Visit) -> None:
    page = wide.to_a_report()
    last = page.locator(".card").last.get_attribute("id")
    wide.to(f"{urlparse(page.url).path}#{last}")
    page.reload()
    assert page.get_attribute(".card.now", "id") == last


def test_a_choice_narrows_the_table_and_can_be_gone_back_from(wide: Visit) -> None:
    page = wide.to("/claims")
    assert page.inner_text("#count") == "9 claims"
    page.click("#facet-kind a:has-text('toll')")
    page.wait_for_url("**/claims?kind=toll")
    page.locator("#count:has-text('3 claims')").wait_for()
    page.go_back()
    page.locator("#count:has-text('9 claims')").wait_for()


def test_search_everywhere_with_keys_alone(wide: Visit) -> None:
    page = wide.to("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("Hadrut")
    page.wait_for_selector("#finder-found a")
    first = page.locator("#finder-found .hits a").first.get_attribute("href")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first}")


def test_from_the_overview_to_a_claim_with_keys_alone(wide: Visit) -> None:
    page = wide.to("/")
    for key in ("g", "c"):
        page.keyboard.press(key)
    page.wait_for_url("**/claims")
    page.keyboard.press("j")
    page.keyboard.press("j")
    wanted = page.locator("tr.at a.to").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")
    assert page.get_attribute(".card.now", "id") == wanted.partition("#")[2]
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_the_order_is_chosen_without_a_button(wide: Visit) -> None:
    page = wide.to("/claims?kind=toll")
    page.select_option("#sort", "-confidence")
    page.wait_for_url("**sort=-confidence**")
    assert "kind=toll" in page.url


def test_an_export_is_downloaded(wide: Visit) -> None:
    page = wide.to("/claims?kind=toll")
    page.click("summary:has-text('Export')")
    with page.expect_download() as waited:
        page.click("text=CSV")
    assert waited.value.suggested_filename == "claims-3.csv"


def test_without_scripts_all_cards_and_choices_are_there(chromium: Any, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/documents?outlet=Sample")
    page.click(".report .title")
    page.wait_for_url("**/documents/*")
    assert page.locator(".card:visible").count() == 3
    page.goto(f"{site}/claims")
    page.click("#facet-kind a:has-text('toll')")
    assert page.inner_text("#count") == "3 claims"
    context.close()


PICTURES = {
    "web.png": ("/documents?outlet=Sample&published_until=2023", ".report .title", ".card.now"),
    "map.png": ("/map", "#beside a[data-spot] >> nth=0", "#map[data-drawn]"),
    "review.png": ("/review", "a:has-text('Begin')", "button:has-text('Accept')"),
}
"""For each picture the page it begins on, what is clicked there, and what has to be seen then."""


@pytest.fixture
def pictured(site: str) -> Iterator[str]:
    """The address of the sample pages, or of those of the ledger that the environment names."""
    if (named := os.environ.get("TRUCELINE_PICTURED")) is None:
        yield site
        return
    with Ledger(Path(named), create=False) as book:
        yield from served(create_app(book))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_a_page(chromium: Any, pictured: str, tmp_path: Path, name: str) -> None:
    """Also the pictures of the documentation, in docs/images, of build/demo.db: the variables TRUCELINE_PICTURES and
    TRUCELINE_PICTURED name these."""
    address, click, seen = PICTURES[name]
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(pictured + address)
    page.click(click)
    page.locator(seen).first.wait_for()
    page.wait_for_load_state("networkidle")  # pictures within the page, and what draws the map
    made = Path(os.environ.get("TRUCELINE_PICTURES", tmp_path)) / name
    page.screenshot(path=str(made))
    assert made.read_bytes().startswith(b"\x89PNG")
    context.close()
