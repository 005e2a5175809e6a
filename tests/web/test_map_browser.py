"""The map in a real browser: brushed together with timeline and list, by hand and by keys, and without WebGL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from test_browser import Visit, barriers, visit, wide

__all__ = ["visit", "wide"]

NO_WEBGL = ["--no-sandbox", "--disable-gpu", "--disable-3d-apis", "--disable-software-rasterizer"]
SPOT = "/map?spot=Westport@60.0,10.0"


def drawn(page: Any) -> int:
    """How many places the map has drawn, when it has."""
    page.wait_for_selector("#map[data-drawn]", timeout=30_000)
    return int(page.get_attribute("#map", "data-drawn"))


def shown(image: Any) -> bool:
    """Whether a picture could be read, once it is there."""
    return bool(image.evaluate("one => one.decode().then(() => one.naturalWidth > 0)"))


def asked(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def test_the_map_is_drawn_without_barriers_and_fits_the_screen(visit: Visit, site_beside: str) -> None:
    visit.site = site_beside
    page = visit.to("/map")
    assert drawn(page) == 1
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click("a[data-spot='Westport@60.0,10.0']")
    page.wait_for_selector("#beside h3:has-text('Who is said to hold it')")
    assert barriers(page) == []


def test_brushing_narrows_map_list_and_address_at_once(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/map")
    assert drawn(page) == 1
    assert page.inner_text("#count").startswith("8 claims")
    chart = page.locator("[data-chart]").bounding_box()
    with page.expect_response("**/api/v1/map?*"):
        page.mouse.move(chart["x"] + chart["width"] * 0.75, chart["y"] + 30)
        page.mouse.down()
        page.mouse.move(chart["x"] + chart["width"] * 0.99, chart["y"] + 30, steps=3)
        page.mouse.up()
    page.wait_for_selector("#count:not(:has-text('8 claims'))")
    page.wait_for_selector("#map[data-drawn='0']")
    assert asked(page)["until"] == ["2024-05-06"]
    assert asked(page)["since"] > ["2024-05-03"]
    page.wait_for_selector("#beside:has-text('Nothing to be drawn')")
    page.reload()
    assert page.input_value("[data-days] [name=since]") == asked(page)["since"][0]
    page.click("[data-all]")
    page.wait_for_selector("#count:has-text('8 claims')")
    assert "since" not in asked(page)


def test_back_undoes_one_stroke_of_the_brush(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/map")
    for begin, since in ((0.3, "2024-05-02"), (0.7, "2024-05-05")):
        page.wait_for_load_state("networkidle")
        chart = page.locator("[data-chart]").bounding_box()
        page.mouse.move(chart["x"] + chart["width"] * begin, chart["y"] + 30)
        page.mouse.down()
        page.wait_for_url(f"**since={since}*")  # what is under the brush is shown before it is lifted
        page.mouse.move(chart["x"] + chart["width"] * 0.99, chart["y"] + 30, steps=3)
        page.mouse.up()
        page.wait_for_url(f"**since={since}&until=2024-05-06")
    second = asked(page)
    page.go_back()
    first = asked(page)
    assert first["since"] < second["since"]
    assert first["until"] == second["until"]
    assert page.input_value("[data-days] [name=since]") == first["since"][0]
    assert page.get_attribute("[data-from]", "aria-valuetext") == first["since"][0]
    page.go_back()
    page.wait_for_selector("#count:has-text('8 claims')")
    assert asked(page) == {}
    page.go_forward()
    page.wait_for_selector("#count:not(:has-text('8 claims'))")
    assert asked(page) == first


def test_the_brush_has_handles_for_keys(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/map")
    page.focus("[data-until]")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    day = page.get_attribute("[data-until]", "aria-valuetext")
    page.wait_for_url(f"**until={day}")
    page.wait_for_selector("#count:not(:has-text('8 claims'))")
    page.click("[data-set='zoom=yes']")
    page.wait_for_url("**zoom=yes**")
    assert asked(page)["until"] == [day]
    assert page.locator("[data-firsts]").get_attribute("data-lasts").endswith(day)
    page.focus("[data-from]")
    page.keyboard.press("End")
    assert page.input_value("[data-until]") == page.input_value("[data-from]")


def test_a_place_is_chosen_with_keys_and_leads_to_a_report(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/map")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#beside h2:has-text('Westport')")
    assert asked(page)["spot"] == ["Westport@60.0,10.0"]
    page.focus(".claimed a >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/*#claim-*")


def test_a_mark_on_the_map_chooses_its_place(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/map")
    drawn(page)
    at = page.locator("#map").bounding_box()
    page.mouse.click(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.wait_for_selector("#beside h2:has-text('Westport')")


def test_what_has_no_place_is_listed_and_leads_to_its_claims(wide: Visit, site_beside: str) -> None:
    wide.site = site_beside
    page = wide.to("/map?kind=event")
    assert page.inner_text(".unplaced a >> nth=0") == "3 claims"
    page.click(".unplaced a >> nth=0")
    page.wait_for_url("**/claims?*placed=no*")
    assert page.inner_text("#count") == "3 claims"


def test_the_table_leads_to_the_map_and_back(wide: Visit) -> None:
    page = wide.to("/claims?kind=toll")
    page.click("text=On the map")
    page.wait_for_url("**/map?kind=toll")
    page.click("text=Narrow in the table")
    page.wait_for_url("**/claims?kind=toll")


def test_a_report_shows_where_a_claim_is(visit: Visit) -> None:
    page = visit.to_a_report()
    image = page.locator(".card.now .inset img")
    image.scroll_into_view_if_needed()
    assert shown(image)
    assert "Map: Hadrut" in image.get_attribute("alt")
    page.click(".card.now .inset a")
    page.wait_for_selector("#beside h2:has-text('Hadrut')")


@pytest.fixture
def plain(chromium: Any, site_beside: str) -> Iterator[Visit]:
    """A window of a browser that can draw nothing but pictures."""
    browser = chromium.browser_type.launch(executable_path=shutil.which("chromium"), args=NO_WEBGL)
    made = Visit(browser.new_page(), site_beside)
    yield made
    assert made.wrong == []
    browser.close()


def test_without_webgl_there_is_a_picture_and_the_brush_moves_it(plain: Visit) -> None:
    page = plain.to("/map")
    assert shown(page.locator(".still"))
    assert barriers(page) == []
    page.focus("[data-until]")
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector(".still[src*='until=']")
    assert shown(page.locator(".still"))


def test_without_scripts_everything_is_there(chromium: Any, site_beside: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_beside + "/map")
    assert page.locator(".still").is_visible()
    page.fill("[name=since]", "2024-05-06")
    page.click("text=Apply")
    assert page.inner_text("#count").startswith("1 claim,")
    page.goto(site_beside + SPOT)
    assert page.locator(".claimed li").count() > 2
    context.close()
