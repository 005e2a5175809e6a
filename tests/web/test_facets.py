"""Facets of many values: all of them can be reached and looked through, and what is chosen always shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from ledger_samples import claim, document
from visits import Visit, barriers, served

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Actor, Control, Place
from truceline.web.app import create_app

NAMES = [f"Ministry {a}{b}" for a in "ABCDEFGHI" for b in "abcdefghi"]
WESTPORT = Place(text="Westport", name="Westport")


def held(name: str) -> Reading:
    """A report in which a source of that name says who holds a town."""
    made = document("The Front holds Westport.", outlet="Sample Wire", url=f"sample:{name}")
    body = Control(action="held", by=Actor(text="The Front"), from_=None, places=(WESTPORT,), count=None, time=None,
                   wording="holds")  # fmt: skip
    return Reading(made, (claim(made, "The Front holds Westport.", body, sources=(Actor(text=name, name=name),)),))


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with a source for each name."""
    with Ledger(tmp_path_factory.mktemp("facets") / "names.db") as book:
        book.add_all(map(held, NAMES))
        yield book


@pytest.fixture(scope="module")
def asked(named: Ledger) -> TestClient:
    return TestClient(create_app(named), base_url="http://localhost")


@pytest.fixture(scope="module")
def address(named: Ledger) -> Iterator[str]:
    yield from served(create_app(named))


def links(text: str, name: str = "source") -> list[str]:
    return re.findall(rf'<a id="f-{name}-[^"]+" href="([^"]+)"', text)


def test_more_leads_to_all_values_page_by_page(asked: TestClient) -> None:
    text = asked.get("/claims?kind=control").text
    assert len(links(text)) == 12
    address = re.findall(r'<li class="others"><a href="([^"]+)"', text)[0]
    found: list[str] = []
    while address:
        answer = asked.get(address.replace("&amp;", "&")).text
        found += links(answer)
        (address,) = re.findall(r'<a rel="next" href="([^"]+)"', answer) or [""]
    assert len(set(found)) == len(NAMES)
    assert all("kind=control" in one and one.startswith("/claims?") for one in found)
    assert "<strong>1</strong> claim<" in asked.get(found[70].replace("&amp;", "&")).text


def test_a_part_of_a_name_is_looked_for(asked: TestClient) -> None:
    text = asked.get("/claims/values/source?find=ministry+h&kind=control").text
    assert "<strong>9</strong> values" in text
    assert len(links(text)) == 9
    assert 'value="control"' in text  # which the form carries along
    assert "No name has these words" in asked.get("/claims/values/source?find=nobody").text
    assert "There is no such page" in asked.get("/claims/values/source?page=9").text
    assert asked.get("/claims/values/nothing").status_code == 404


def test_a_script_gets_the_choices_alone(asked: TestClient) -> None:
    text = asked.get("/claims/values/source", headers={"HX-Request": "true"}).text
    assert "<html" not in text
    assert len(links(text)) == 60
    assert "page=2" in text


@pytest.mark.parametrize(("query", "shown", "claims"), [
    ("source=%3DMinistry+Ii", "Ministry Ii", "1"),
    ("source=ministry+h", "ministry h", "9"),
    ("since=1999&until=1999", "1999", "0"),
    ("min_confidence=0.33", "0.33 or more", "81"),
])  # fmt: skip
def test_what_is_chosen_shows_in_its_facet(asked: TestClient, query: str, shown: str, claims: str) -> None:
    text = asked.get(f"/claims?{query}").text
    row = rf'aria-current="true"><bdi>{shown}</bdi> <span class="number">{claims}</span></a>'
    assert len(re.findall(row, text)) == 1


def test_the_interface_gives_all_values_too(asked: TestClient) -> None:
    assert asked.get("/api/v1/facets").json()["values"]["source"] == len(NAMES)
    address, found = "/api/v1/facets/source?limit=50&kind=control", []
    while address:
        answer = asked.get(address).json()
        assert answer["total"] == len(NAMES)
        found += [one["label"] for one in answer["items"]]
        address = answer["next"]
    assert sorted(found) == sorted(NAMES)
    assert asked.get("/api/v1/facets/source?find=hb").json()["items"][0]["value"] == "=Ministry Hb"
    assert asked.get("/api/v1/facets/nothing").status_code == 404


def test_typing_and_more_fill_the_facet(chromium: Any, address: str) -> None:
    visit = Visit(chromium.new_page(viewport={"width": 1280, "height": 800}), address)
    page = visit.to("/claims")
    assert page.locator("#facet-source .choices a").count() == 13
    page.click("#facet-source .others a")
    page.locator("#f-source-60").wait_for()
    page.click("#facet-source .others a")
    page.locator("#f-source-81").wait_for()
    assert page.locator("#facet-source .others").count() == 0
    page.fill("#find-source", "ministry g")
    page.locator("#f-source-10").wait_for(state="detached")
    page.click("#facet-source .choices a:has-text('Ministry Gc')")
    page.locator("#count:has-text('1 claim')").wait_for()
    assert page.inner_text("#facet-source [aria-current] bdi") == "Ministry Gc"
    assert barriers(page) == []
    assert visit.wrong == []
    page.close()


def test_without_scripts_the_form_and_more_are_pages(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/claims?kind=control")
    page.fill("#find-source", "ministry gc")
    page.press("#find-source", "Enter")
    page.click("a:has-text('Ministry Gc')")
    assert page.inner_text("#count") == "1 claim"
    assert "kind=control" in page.url
    context.close()
