"""Pages of what comes of comparing say how many reports are not compared yet, as far as who asks may see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from ledger_samples import document, reading
from restricted_samples import HEAD, READER, STRANGER, served, signed_in
from web_samples import CONFLICT, fill_beside

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.web.app import create_app

CHOSEN = f"?conflict={CONFLICT[0]}"
PAGES = ("/briefing", f"/briefing/disputes{CHOSEN}", "/stories", "/incidents", "/accounts", f"/accounts{CHOSEN}",
         f"/ceasefires{CHOSEN}")  # fmt: skip
LISTS = ("stories", "copies", "incidents", f"tolls{CHOSEN}", f"disputes{CHOSEN}", f"agreements{CHOSEN}",
         f"ceasefires{CHOSEN}")  # fmt: skip
NEW = ("sample:new", "sample:newer")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "open.db") as made:
        fill_beside(made)
        yield made


def asking(book: Ledger, **how: Any) -> TestClient:
    return TestClient(create_app(book, **how), base_url="http://localhost")


def now(client: TestClient) -> None:
    """Have the pages be brought up to date at once; while others write a lot they are a moment later."""
    app: Any = client.app
    app.state.browser.refresh()


def add(client: TestClient, book: Ledger) -> None:
    """Read two reports."""
    book.add_all(reading(url=url) for url in NEW)
    now(client)


def number(client: TestClient, name: str = "incidents") -> int:
    return int(client.get(f"/api/v1/{name}").json()["not_compared"])


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_what_is_missing_and_what_to_do(book: Ledger, address: str) -> None:
    client = asking(book)
    assert "not compared yet" not in client.get(address).text
    add(client, book)
    text = client.get(address).text
    assert "2 reports are not compared yet" in text
    assert "<code>truceline incidents</code>" in text
    book.compare()
    now(client)
    assert "not compared yet" not in client.get(address).text


@pytest.mark.parametrize("name", LISTS)
def test_the_interface_says_it_too(book: Ledger, name: str) -> None:
    client = asking(book)
    assert number(client, name) == 0
    add(client, book)
    assert number(client, name) == 2


def test_where_it_is_done_meanwhile_the_page_says_so(book: Ledger) -> None:
    client = asking(book, keeping_up=SimpleNamespace(at_work=True))
    add(client, book)
    text = client.get("/incidents").text
    assert "That is being done now" in text
    assert "<code>truceline incidents</code>" not in text


def test_who_may_not_see_a_report_does_not_learn_of_it_by_the_number(book: Ledger) -> None:
    book.add_all([reading(url=NEW[0]), Reading(document("Closed to others.", url=NEW[1]), ())])
    book.restrict(document("Closed to others.", url=NEW[1]).id, [READER.name], HEAD.name)
    app = served(book)
    told = {person.name: number(signed_in(app, person)) for person in (READER, STRANGER, HEAD)}
    assert told == {READER.name: 2, STRANGER.name: 1, HEAD.name: 1}
