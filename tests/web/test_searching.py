"""Search everywhere finds whatever has the words: each kind with its first hits, and a way to all of them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from ledger_samples import document
from visits import Visit

from truceline.ledger import Ledger
from truceline.pipeline import read_documents
from truceline.web.app import create_app


@pytest.fixture(scope="module")
def asked(beside: Ledger) -> TestClient:
    return TestClient(create_app(beside), base_url="http://localhost")


@pytest.mark.parametrize(("words", "group", "hit", "leads_to"), [
    ("doctors", "Sources", "Doctors' Network", "/sources/of?source=Doctors%27%20Network"),
    ("wire united", "Outlets", "Wire of United Nations", "/sources/of?outlet=Wire%20of%20United%20Nations"),
    ("northland", "Actors", "Armed Forces of Northland", "/claims?actor=%3DArmed%20Forces%20of%20Northland"),
    ("WESTP", "Places", "Westport", "/claims?place=%3DWestport"),
    ("westport", "Incidents", "2 claims", "/incidents/"),
    ("harbours", "Stories", "Battle of Westport", "/stories/"),
    ("sudan", "Conflicts", "Sudan", "/claims?conflict=sudan-2023"),
])  # fmt: skip
def test_each_kind_is_found(asked: TestClient, words: str, group: str, hit: str, leads_to: str) -> None:
    text = html.unescape(asked.get("/search", params={"q": words}).text)
    (part,) = re.findall(rf"<h2>{group} .*?</ul>", text, re.DOTALL)
    assert hit in part
    address = next(one for one in re.findall(r'<li><a href="([^"]+)"', part) if one.startswith(leads_to))
    assert asked.get(address).status_code == 200


@pytest.mark.parametrize("words", ["westport", "wire", "the", "army", "united nations"])
def test_all_leads_to_as_many_as_it_says(asked: TestClient, words: str) -> None:
    text = html.unescape(asked.get("/search", params={"q": words}).text)
    links = re.findall(r'<h2>\w+ <a class="weak" href="([^"]+)">all ([\d,]+)</a>', text)
    assert links
    for address, number in links:
        assert f"<strong>{number}</strong>" in asked.get(address).text, address


def test_words_of_a_side_lead_to_the_thing_they_are_said_of(tmp_path: Path) -> None:
    with Ledger(tmp_path / "words.db") as book:
        book.add_all(read_documents([document("The army liberated the town of Shusha, the ministry said.")]))
        book.compare()
        client = TestClient(create_app(book), base_url="http://localhost")
        text = client.get("/search?q=liberat").text
        (address,) = re.findall(r'href="(/words\?thing=\d+)"', text)
        assert "liberated" in client.get(address).text
        found = client.get("/api/v1/search?q=liberat").json()["words"]
        assert (found["total"], found["items"][0]["term"]) == (1, "liberated")


def test_the_interface_gives_the_same_groups(asked: TestClient) -> None:
    found = asked.get("/api/v1/search?q=westport&limit=1").json()
    assert found.keys() == {"conflicts", "sources", "outlets", "actors", "places", "documents", "claims", "incidents",
                            "stories", "words"}  # fmt: skip
    assert found["places"]["items"][0]["value"] == "=Westport"
    assert found["incidents"]["total"] >= len(found["incidents"]["items"]) == 1
    assert found["stories"]["items"][0]["reports"]


def test_nothing_has_these_words(asked: TestClient) -> None:
    assert "Nothing has these words" in asked.get("/search?q=zzzz").text


@pytest.fixture
def wide(chromium: Any, site_beside: str) -> Iterator[Visit]:
    made = Visit(chromium.new_page(viewport={"width": 1280, "height": 800}), site_beside)
    yield made
    assert made.wrong == []
    made.page.close()


def test_the_first_arrow_down_is_on_the_first_hit(wide: Visit) -> None:
    page = wide.to("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("army")
    page.wait_for_selector("#finder-found h2 a")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelector('#finder-found .hits a')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "finder-words"
