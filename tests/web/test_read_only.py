"""Where nothing can be changed nothing is offered that changes something, and who tries all the same is told why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from restricted_samples import HEAD, READER, signed_in
from restricted_samples import served as with_people
from review_site import fill

from truceline.ledger import Ledger
from truceline.web.app import create_app
from truceline.web.settings import Settings


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = Ledger(tmp_path_factory.mktemp("closed") / "closed.db")
    fill(made)
    claims = list(made.claims())
    made.reviews.decide(HEAD.name, "accept", claims[0].id)
    made.reviews.open_round(HEAD.name, "April")
    made.restrict(claims[-1].document.id, [HEAD.name, READER.name], HEAD.name)
    return made


def addresses(book: Ledger) -> list[str]:
    of = ["/", "/briefing", "/claims", "/documents", "/incidents", "/stories", "/review", "/review/log",
          "/review/agreement", "/review/agreement?round=April", "/review/adjudicate", "/review/orphans", "/people",
          "/me"]  # fmt: skip
    of += [f"/documents/{one.document.id}" for one in book.documents()]
    of += [f"/incidents/{one.id}" for one in book.incidents(single=False)]
    return [*of, *(f"/review/claims/{claim.id}{how}" for claim in book.claims() for how in ("", "?correct=yes"))]


def offered(text: str) -> list[str]:
    """What a page has to change something with."""
    forms = re.findall(r'<form method="post" action="([^"]*)"|<form action="([^"]*)" method="post"', text)
    links = re.findall(r'href="(/documents/[^"]*/add[^"]*|/people/remove[^"]*)"', text)
    links += re.findall(r'class="button[^"]*" href="(/review/next[^"]*)"', text)
    return [*("".join(form) for form in forms if "/sign-out" not in form), *links]


def test_no_page_offers_what_cannot_be_done(book: Ledger) -> None:
    app = with_people(book)
    app.state.settings = Settings(sign_in=True)
    open_to_change = signed_in(app, HEAD)
    wanted = addresses(book)
    assert sum(bool(offered(open_to_change.get(address).text)) for address in wanted) > 15
    book.reviews.release(HEAD.name)
    app.state.settings = Settings(sign_in=True, read_only=True)
    for address in wanted:
        answer = open_to_change.get(address)
        assert answer.status_code == 200, address
        assert offered(answer.text) == [], address
    assert book.reviews.leases() == [], "not even looking at a claim leases it"


def test_a_reader_is_offered_nothing_either(book: Ledger) -> None:
    app = with_people(book, peopled=True)
    reader = signed_in(app, READER)
    for stored in book.documents():
        found = offered(reader.get(f"/documents/{stored.document.id}").text)
        assert [one for one in found if "restriction" not in one] == []
    for address in ("/incidents", "/claims", *(f"/incidents/{one.id}" for one in book.incidents(single=False))):
        assert offered(reader.get(address).text) == [], address


@pytest.mark.parametrize("address", ["/documents/{}/complete", "/documents/{}/add", "/review/undo", "/incidents"])
def test_who_tries_all_the_same_is_told_why_on_a_page(book: Ledger, address: str) -> None:
    client = TestClient(create_app(book, Settings(read_only=True)), base_url="http://localhost")
    document = next(book.documents()).document.id
    answer = client.post(address.format(document))
    assert answer.status_code == 405
    assert "this ledger is served to be read only" in answer.text
    assert "<code>--read-only</code>" in answer.text
    assert '<nav aria-label="Pages">' in answer.text


def test_pages_that_are_there_for_changing_say_it_too(book: Ledger) -> None:
    client = TestClient(create_app(book, Settings(read_only=True)), base_url="http://localhost")
    document = next(book.documents()).document.id
    for address in (f"/documents/{document}/add", "/people/remove?name=x"):
        assert "served to be read only" in client.get(address).text
    assert client.get("/review/next", follow_redirects=False).headers["Location"] == "/review"


def test_an_address_for_forms_alone_is_explained(tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db") as book:
        client = TestClient(create_app(book), base_url="http://localhost")
        assert "only takes what a form of a page sends" in client.get("/review/undo").text
