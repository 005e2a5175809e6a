"""The JSON interface gives what the pages show: stories, copies, facets, search, sources, words, news, reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from web_samples import fill, fill_beside

from truceline.ledger import ClaimQuery, DocumentQuery, Ledger
from truceline.pipeline import read_documents
from truceline.records import Document, Published
from truceline.web.app import create_app

LISTS = ("stories?single=yes", "copies", "outlets", "sources", "chains", "words", "briefing?read_since=2000")
"""Lists with records in the ledger of these tests."""


LOADED = (
    "Northland's army has liberated the town of Westport, the defence ministry of Northland said on Thursday.\n\n"
    "The ministry called the fighters terrorists, the agency ITAR reported citing the ministry.",
    "Separatists seized the port on Thursday, officials said. The so-called liberation was condemned abroad.",
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Accounts that can be laid side by side, copies, and reports whose words take sides."""
    day = Published(text="2024-05-02", start="2024-05-02", end="2024-05-02", basis="given")
    texts = [
        Document(id=f"loaded-{n}", text=text, outlet=f"Post {n}", language="en", published=day)
        for n, text in enumerate(LOADED)
    ]
    with Ledger(tmp_path_factory.mktemp("told") / "told.db") as book:
        fill(book)
        fill_beside(book)
        book.add_all(read_documents(texts))
        book.compare()
        yield book


@pytest.fixture(scope="module")
def told(book: Ledger) -> TestClient:
    return TestClient(create_app(book), base_url="http://localhost", raise_server_exceptions=False)


def get(told: TestClient, address: str) -> Any:
    answer = told.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def with_(address: str, parts: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{parts}"


@pytest.mark.parametrize("address", LISTS)
def test_pages_lead_to_one_another(told: TestClient, address: str) -> None:
    every = get(told, with_(address, "limit=1000"))
    assert every["next"] is None
    assert every["total"] in (None, len(every["items"]))
    assert every["items"]
    found, following = [], with_(f"/api/v1/{address}", "limit=1")
    while following:
        page = told.get(following).json()
        found += page["items"]
        following = page["next"]
    assert found == every["items"]


def test_stories_are_those_of_the_ledger(told: TestClient, book: Ledger) -> None:
    several = [one for one in book.stories() if len(one.reports) > 1]
    assert {one["id"] for one in get(told, "stories")["items"]} == {one.id for one in several}


def test_copies_say_what_differs(told: TestClient, book: Ledger) -> None:
    items = get(told, "copies")["items"]
    assert len(items) == len(list(book.copies()))
    assert {"copy", "of", "original", "why", "differences"} <= items[0].keys()


def test_facets_are_those_of_the_page(told: TestClient, book: Ledger) -> None:
    found = get(told, "facets?kind=toll")
    wanted = book.browser().facets(ClaimQuery(kind=("toll",)))
    assert found["claims"] == len(list(book.claims(kind="toll")))
    assert {n: [(c["value"], c["claims"]) for c in several] for n, several in found["facets"].items()} == {
        name: [(choice.value, choice.claims) for choice in several] for name, several in wanted.items()
    }


def test_search_finds_conflicts_reports_and_claims(told: TestClient) -> None:
    found = get(told, "search?q=westp&limit=2")
    assert found["documents"]["total"] >= len(found["documents"]["items"]) == 2
    assert found["claims"]["total"] >= len(found["claims"]["items"]) == 2
    assert get(told, "search?q=sudan")["conflicts"]["items"][0]["id"] == "sudan-2023"
    assert told.get("/api/v1/search?q=").status_code == 400


def test_outlets_and_sources_are_counted_as_on_their_page(told: TestClient, book: Ledger) -> None:
    found = book.browser().relying(ClaimQuery())
    first = found.outlet(found.outlets()[0])
    row = get(told, "outlets?limit=1")["items"][0]
    assert (row["name"], row["reports"], row["claims"], row["own_voice"]) == (
        first.name or None, first.reports, first.claims, first.own,
    )  # fmt: skip
    source = found.source(found.sources()[0])
    told_of = get(told, "sources?limit=1")["items"][0]
    assert (told_of["name"], told_of["claims"]) == (source.name, source.claims)
    named = get(told, f"sources?name={source.name[:4]}")["items"]
    assert source.name in [one["name"] for one in named]
    assert all(len(one["names"]) > 1 for one in get(told, "chains")["items"])


def test_words_have_the_sentence_that_they_stand_in(told: TestClient, book: Ledger) -> None:
    texts = {stored.document.id: stored.document.text for stored in book.documents()}
    for row in get(told, "words")["items"]:
        for word in row["words"]:
            assert word["sentence"] in texts[word["document"]]
            assert re.search(rf"\b{re.escape(word['term'][:3])}", word["sentence"], re.IGNORECASE)
    assert book.browser().words(DocumentQuery()).heard > 0


def test_news_are_counted_and_given_by_claimant(told: TestClient, book: Ledger) -> None:
    items = get(told, "briefing?read_since=2000&conflict=sudan-2023")["items"]
    (only,) = items
    assert only["reports"] == len(list(book.documents(conflict="sudan-2023")))
    assert only["tolls"]["total"] == len(list(book.claims(conflict="sudan-2023", kind="toll", background=False)))
    assert only["disputes"]["total"] == len(book.disputes(conflict="sudan-2023"))
    assert all(group["claimant"] for group in only["tolls"]["groups"])


def test_decisions_and_rounds_are_given_without_digests(told: TestClient, book: Ledger) -> None:
    claim = next(book.claims(kind="toll"))
    book.reviews.decide("Rana", "accept", claim.id, why="as the report has it")
    found = get(told, "reviews?limit=1")
    assert found["items"][0]["claim"] == claim.id
    assert found["items"][0]["why"] == "as the report has it"
    assert not found["items"][0].keys() & {"sha256", "before", "new", "old"}
    assert get(told, "reviews/orphans") == {"total": 0, "next": None, "items": []}
    assert get(told, "reviews/rounds")["total"] == 0
