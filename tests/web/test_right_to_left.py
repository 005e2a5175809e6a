"""Pages in a language that is written from right to left: mirrored, within the screen, reports as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from right_to_left import CODE, write_catalogue
from visits import SCREENS, Visit, barriers, served

from truceline.ledger import Ledger
from truceline.web.app import create_app

STATIC = Path(__file__).parents[2] / "src" / "truceline" / "web" / "static"

PHYSICAL = re.compile(r"(?<![-\w])((?:margin|padding|border)-(?:left|right)|left|right)\s*:|text-align: (?:left|right)")

PAGES = (
    "/", "/briefing", "/claims", "/documents", "/sources", "/words", "/map", "/search?q=ceasefire",
    "/accounts?conflict=sudan-2023", "/accounts?conflict=sudan-2023&part=disputes", "/ceasefires?conflict=sudan-2023",
)  # fmt: skip


@pytest.fixture(scope="module")
def mirrored(beside: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application with that language."""
    folder = tmp_path_factory.mktemp("locale")
    write_catalogue(folder)
    yield from served(create_app(beside, catalogues=folder))


@pytest.fixture(params=SCREENS)
def visit(request: pytest.FixtureRequest, chromium: Any, mirrored: str) -> Iterator[Visit]:
    width, height = SCREENS[request.param]
    context = chromium.new_context(viewport={"width": width, "height": height}, locale=CODE)
    made = Visit(context.new_page(), mirrored)
    yield made
    assert made.wrong == []
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_mirrored_and_fits_the_screen(visit: Visit, address: str) -> None:
    page = visit.to(address)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    brand, find = (page.locator(f".bar {name}").first.bounding_box() for name in ("a", ".find"))
    assert brand["x"] >= find["x"]
    assert barriers(page) == []


def test_a_report_runs_as_it_was_written(visit: Visit) -> None:
    page = visit.to("/documents")
    page.click(".report .title")
    page.wait_for_url("**/documents/*")
    text = page.locator(".document .text, .text").first
    assert text.get_attribute("lang") == "en"
    assert text.evaluate("e => getComputedStyle(e).unicodeBidi") == "plaintext"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("file", sorted(STATIC.glob("*.css")), ids=lambda file: file.name)
def test_styles_name_no_side_of_the_screen(file: Path) -> None:
    """But for what stands at a place of a drawing, which is not mirrored."""
    found = [line for line in file.read_text().splitlines() if PHYSICAL.search(line) and not line.startswith(".most")]
    assert found == []
