"""Restricted reports: to whom they are not open, every address answers as if they had never been there.

All addresses of the application that can be asked for are walked, so that pages which come later are walked as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from restricted_samples import HEAD, READER, STRANGER, WORDS, make, restrict, served, signed_in
from starlette.routing import BaseRoute, Route

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.web.app import create_app
from truceline.web.person import Person

WEB = Path(create_app.__code__.co_filename).parent


FOUND = re.compile("found-[a-z-]+")
TOKEN = re.compile(rb'name="csrf" (content|value)="\w+"')


PARTS = 6
"""The addresses are walked in so many parts, which can run side by side."""


@dataclass(frozen=True, slots=True)
class Both:
    """The application on the whole ledger and on the one without the restricted reports, and how people ask them."""

    book: Ledger
    hidden: list[Reading]
    app: FastAPI
    whole: dict[Person, TestClient]
    without: dict[Person, TestClient]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folders = [tmp_path_factory.mktemp(name) for name in ("whole", "without")]
    (whole, hidden), (without, _) = (make(f / "same.db", whole=f is folders[0]) for f in folders)
    with whole, without:
        apps = [served(book) for book in (whole, without)]
        asking = [{person: signed_in(app, person) for person in (READER, STRANGER, HEAD)} for app in apps]
        yield Both(whole, hidden, apps[0], *asking)


@pytest.fixture(scope="module")
def addresses(both: Both) -> list[str]:
    """Every address of the application, its parts filled with ids of restricted and of other reports and claims; those
    without such parts with many a question too."""
    seen = [stored.document.id for stored in both.book.documents(outlet="Wire")][:2]
    documents = [*(one.document.id for one in both.hidden), *seen]
    claims = [*(c.id for one in both.hidden for c in one.claims), *(c.id for c in both.book.claims(document=seen[0]))]
    parts = {
        "document_id": [*documents, documents[0][:8], seen[0][:8]],
        "claim_id": [*claims, claims[0][:6], claims[-1][:6]],
        "format_name": ["csv", "jsonl", "parquet"],
    }
    every = [value for values in parts.values() for value in values]
    filled = []
    for path in paths(both.app.routes):
        names = re.findall(r"{(\w+)", path)
        bare = re.sub(r"{(\w+)[^}]*}", r"{\1}", path)
        for values in product(*(parts.get(name, every) for name in names)):
            address = bare.format(**dict(zip(names, values, strict=True)))
            asks = queries(both) if set(names) <= {"format_name"} else ["kind=toll"]
            filled += [address, *(f"{address}?{query}" for query in asks)]
    return filled


def paths(routes: Iterable[BaseRoute], before: str = "") -> Iterator[str]:
    """The paths that can be asked for, those of routers within the application too."""
    for route in routes:
        if isinstance(route, Route):
            yield from [before + route.path] * ("GET" in (route.methods or ()))
        elif within := getattr(route, "original_router", None):
            yield from paths(within.routes, before + route.include_context.prefix)  # type: ignore[attr-defined]


def queries(both: Both) -> list[str]:
    document, claim = both.hidden[0].document.id, both.hidden[0].claims[0].id
    found = next(c.id for c in both.book.conflicts() if c.found)
    return [
        "conflict=sudan-2023", "conflict=nagorno-karabakh", f"conflict={found}", f"conflict={found}&conflict=sudan",
        "conflict=sudan-2023&part=disputes", "conflict=sudan-2023&part=agreements", "conflict=sudan-2023&on=2024-05-06",
        "conflict=sudan-2023&declarations=yes", "conflict=sudan-2023&kind=toll&single=yes&least=1",
        "text=Westport", "q=Westport", "q=guard", "limit=1", "limit=2&offset=1", "page=2", "sort=count", "sort=time",
        "superseded=yes", "extractor=rules", "kind=toll", "place=Westport", "place=%3Dwestport", "since=2024-05-01",
        "outlet=Sheet", "text=Zephyrine", "text=zeph*", "q=Verm", "q=73519", "outlet=Quillmark", "actor=Zephyrine",
        "source=Zephyrine", "place=Oxbow", f"document={document}", f"document={document[:8]}", f"id={document}",
        f"id={claim}", f"id={claim[:6]}",
    ]  # fmt: skip


def told(answer: Response) -> tuple[object, ...]:
    """What an answer says, but for what goes with a session."""
    headers = sorted((name, value) for name, value in answer.headers.items() if name != "set-cookie")
    return answer.status_code, headers, TOKEN.sub(b"", answer.content)


def ids(both: Both) -> set[str]:
    return {id_ for one in both.hidden for id_ in (one.document.id, *(claim.id for claim in one.claims))}


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("person", [STRANGER, HEAD], ids=lambda person: person.role)
def test_every_address_answers_as_if_they_were_not_there(
    both: Both, addresses: list[str], person: Person, part: int
) -> None:  # fmt: skip
    words = {*WORDS, *(id_[:8] for id_ in ids(both))}
    assert len(addresses) > 400
    asked = addresses if person is STRANGER else [a for a in addresses if "?" not in a]
    for address in asked[part::PARTS]:
        both.whole[READER].get(address)  # what is kept of this, or written down, must not be told to others
        if address.startswith("/claims."):
            alike = FOUND.sub("cenepa", address)  # a conflict that only some know of: as one without reports
            both.without[READER].get(alike)  # that somebody exported is written down, and told to administrators
        answer = both.whole[person].get(address)
        assert answer.status_code < 500, address  # two pages that fail are alike, and prove nothing
        assert told(answer) == told(both.without[person].get(address)), address
        for word in words:
            assert word.encode() not in answer.content or word in address, (address, word)


def test_who_is_named_and_the_owner_are_told_all(both: Both) -> None:
    document = both.hidden[0].document.id
    expected = {
        "/": "Quillmark", f"/documents/{document}": "73519", "/claims": "Zephyrine", "/documents": "Vermizzel ledger",
        "/stories": "Vermizzel ledgerbook", "/accounts?conflict=sudan-2023": "73519", "/search?q=Zeph": document,
        "/claims.csv": "Zephyrine Brigade", "/api/v1/claims": document, f"/api/v1/documents/{document}": "Quillmark",
        "/incidents?place=Westport": "73519", f"/claims/{both.hidden[0].claims[0].id}": "",
        "/api/v1/conflicts": "found-coast-guard-hill-guard", "/api/v1/tolls?conflict=sudan-2023": "73519",
    }  # fmt: skip
    owner = TestClient(create_app(both.book), base_url="http://localhost", follow_redirects=False)
    for client, (address, word) in product((both.whole[READER], owner), expected.items()):
        answer = client.get(address)
        assert answer.status_code in (200, 303), address
        assert word in answer.text, address


def test_a_restriction_counts_from_the_next_request_on(both: Both) -> None:
    document, stranger = both.hidden[0].document.id, both.whole[STRANGER]
    assert stranger.get(f"/documents/{document}").status_code == 404
    both.book.lift(document, HEAD.name)
    try:
        assert stranger.get(f"/documents/{document}").status_code == 200
        assert "Zephyrine" in stranger.get("/claims").text
    finally:
        restrict(both.book, both.hidden[:1])
    assert stranger.get(f"/documents/{document}").status_code == 404
    assert "Zephyrine" not in stranger.get("/claims").text


def test_how_much_there_is_is_not_told_before_somebody_has_signed_in(both: Both) -> None:
    answer = TestClient(both.app, base_url="http://localhost").get("/health").json()
    assert answer == {"status": "ok"}


@pytest.mark.parametrize("path", sorted(WEB.rglob("*.py")), ids=lambda path: path.name)
def test_pages_ask_through_the_desk(path: Path) -> None:
    if path.name != "desk.py":
        assert not re.search(r"state\.(ledger|browser)\b|\._ledger\b|\bLedger\(|import .*\bBrowser\b", path.read_text())
