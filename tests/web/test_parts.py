"""An address with a part that is not known is refused, with a word on what may be meant; no page has such a link."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from truceline.ledger import Ledger
from truceline.web.app import ROUTERS, create_app
from truceline.web.parts import OF_CLAIMS, OF_REPORTS, taken

UNKNOWN = [
    ("/claims?q=zzz", "“q”", "“text”"),
    ("/claims?bogus=1", "“bogus”", "Take it away"),
    ("/claims?kin=toll", "“kin”", "“kind”"),
    ("/claims?kind=toll&Sorce=x", "“Sorce”", "“source”"),
    ("/claims?columns=zzz", "“columns”", "“column”"),
    ("/claims.csv?outlets=x", "“outlets”", "“outlet”"),
    ("/claims/values/source?fnd=x", "“fnd”", "“find”"),
    ("/documents?kind=toll", "“kind”", "Take it away"),
    ("/stories?txt=a", "“txt”", "“text”"),
    ("/incidents?plce=a", "“plce”", "“place”"),
    ("/map?zom=yes", "“zom”", "“zoom”"),
    ("/briefing?since=2023", "“since”", "“read_since”"),
    ("/accounts?conflict=none&parts=x", "“parts”", "“part”"),
    ("/search?text=x", "“text”", "Take it away"),
    ("/api/v1/claims?bogus=1", "“bogus”", "Take it away"),
    ("/api/v1/claims?min-confidence=1", "“min-confidence”", "“min_confidence”"),
    ("/api/v1/conflicts?limit=3", "“limit”", "It has none"),
    (f"/api/v1/claims?{'x' * 99}=1", f"“{'x' * 40}…”", "Take it away"),
]


@pytest.mark.parametrize(("address", "named", "hint"), UNKNOWN)
def test_an_unknown_part_is_named_with_the_nearest_known(
    client: TestClient, address: str, named: str, hint: str
) -> None:  # fmt: skip
    answer = client.get(address)
    assert answer.status_code == 400
    assert named in answer.text
    assert hint in answer.text


@pytest.mark.parametrize(("address", "status", "told"), [
    ("/claims?since=2024&until=2023", 400, "“since” (2024-01-01) is later than “until” (2023-12-31)"),
    ("/documents?published_since=2024-02&published_until=2024-01", 400, "is later than “published_until”"),
    ("/briefing?read_since=2024-02-02&read_until=2024-02-01", 400, "is later than “read_until”"),
    ("/api/v1/claims?since=2024&until=2023", 400, "is later than"),
    ("/claims?min_confidence=abc", 400, "it is a number from 0 to 1"),
    ("/claims?min_confidence=nan", 400, "it is a number from 0 to 1"),
    ("/claims?read_since=2024-02-02Tnoon", 400, "it is a day or a moment"),
    ("/claims?column=zzz", 400, "it is one of claim, sentence"),
    ("/claims?conflict=nope", 404, "No report of this ledger tells of a conflict with the id nope"),
    ("/claims?conflict=sudan-2023&conflict=nope", 404, "with the id nope"),
    ("/briefing?conflict=nope", 404, "with the id nope"),
    ("/map?conflict=nope", 404, "with the id nope"),
    ("/documents?conflict=nope", 404, "with the id nope"),
    ("/accounts?conflict=nope", 404, "with the id nope"),
    ("/ceasefires?conflict=nope", 404, "with the id nope"),
    ("/api/v1/claims?conflict=nope", 404, "with the id nope"),
    ("/api/v1/tolls?conflict=nope", 404, "with the id nope"),
])  # fmt: skip
def test_what_cannot_be_is_said_in_plain_words(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, told in answer.text) == (status, True)
    for python in ("Traceback", "could not convert", "Invalid isoformat"):
        assert python not in answer.text


@pytest.mark.parametrize("address", [
    "/claims?lang=en", "/claims?conflict=none", "/claims?since=2023&until=2023", "/claims?conflict=", "/claims?kind=",
    "/claims?conflict=sudan-2023", "/documents?conflict=none&page=1", "/api/v1/claims?limit=1&offset=1&sort=read",
    "/map?sort=-time&column=id&kind=toll&spot=Hadrut@39.52,47.03&zoom=yes&by=year", "/claims?min_confidence=.5",
    "/briefing?by=published&published_since=2020", "/claims?read_since=2020-01-01T00:00:00Z",
])  # fmt: skip
def test_what_is_known_is_answered(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 200


def test_a_conflict_that_was_found_can_be_asked_for(beside: Ledger) -> None:
    client = TestClient(create_app(beside), base_url="http://localhost")
    for conflict in beside.store.conflicts():
        assert client.get("/claims", params={"conflict": conflict.id}).status_code == 200


def test_pages_with_filters_say_what_they_take() -> None:
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    known = {route.path: taken(route) for route in routes if "GET" in route.methods}
    for path in ("/claims", "/claims.{format_name}", "/incidents", "/map", "/sources"):
        assert set(OF_CLAIMS) <= set(known[path] or ())
    for path in ("/documents", "/stories", "/words"):
        assert set(OF_REPORTS) <= set(known[path] or ())


@pytest.mark.parametrize("of", ["ledger", "beside"])
def test_no_link_has_a_part_that_is_not_known(of: str, request: pytest.FixtureRequest) -> None:
    client = TestClient(create_app(request.getfixturevalue(of)), base_url="http://localhost")
    waiting, seen = ["/"], {"/"}
    while waiting and len(seen) < 700:
        here = waiting.pop(0)
        answer = client.get(here)
        assert answer.status_code != 400, here
        for link in re.findall(r'(?:href|src|hx-get)="([^"]+)"', answer.text):
            there = urljoin(here, html.unescape(link)).partition("#")[0]
            if there.startswith("/") and not there.startswith("/static") and there not in seen:
                seen.add(there)
                waiting.append(there)
    assert len(seen) > 100
