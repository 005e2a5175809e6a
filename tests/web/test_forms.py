"""What changes something is sent by a page of ours, by somebody who may, or not done at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from fastapi.testclient import TestClient

from truceline.ledger import Ledger
from truceline.web.app import create_app
from truceline.web.csrf import MOST_BYTES, form_of
from truceline.web.person import person_of
from truceline.web.rights import requires
from truceline.web.settings import Settings

router = APIRouter()


@router.post("/note", dependencies=[requires("reviewer")])
def note(request: Request) -> Response:
    form = form_of(request)
    return JSONResponse({"who": person_of(request).name, "words": form.get("words"), "all": form.all("words")})


@router.post("/forgotten")
def forgotten() -> Response:
    return JSONResponse({})


def browser(ledger: Ledger, settings: Settings | None = None, base: str = "http://localhost") -> TestClient:
    app = create_app(ledger, settings)
    app.include_router(router)
    return TestClient(app, base_url=base, raise_server_exceptions=False)


@pytest.fixture
def visitor(ledger: Ledger) -> TestClient:
    """A browser on this machine, where nobody has to sign in."""
    return browser(ledger)


def token(client: TestClient, address: str = "/") -> str:
    found = re.search(r'<meta name="csrf" content="([0-9a-f]{64})">', client.get(address).text)
    assert found
    return found.group(1)


def test_a_form_of_a_page_is_done(visitor: TestClient) -> None:
    answer = visitor.post("/note", data={"csrf": token(visitor), "words": ["a ", "b"]})
    assert answer.status_code == 200
    assert answer.json()["words"] == "b"
    assert answer.json()["all"] == ["a", "b"]


def test_a_header_does_as_well_as_a_field(visitor: TestClient) -> None:
    assert visitor.post("/note", headers={"X-CSRF-Token": token(visitor)}).status_code == 200


def test_the_token_stays_the_same_from_page_to_page(visitor: TestClient) -> None:
    assert token(visitor) == token(visitor, "/claims") == token(visitor, "/nowhere")


FORGED: Mapping[str, tuple[dict[str, str], dict[str, str]]] = {
    "no token": ({}, {}),
    "empty token": ({"csrf": ""}, {}),
    "letters of no alphabet we use": ({"csrf": "ü" * 64}, {}),
    "another site": ({"csrf": "ours"}, {"Origin": "https://elsewhere.example"}),
    "another port of this machine": ({"csrf": "ours"}, {"Origin": "http://localhost:9"}),
    "a hidden origin": ({"csrf": "ours"}, {"Origin": "null"}),
    "a hidden origin of another site": ({"csrf": "ours"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}),
    "the browser says cross-site": ({"csrf": "ours"}, {"Sec-Fetch-Site": "cross-site"}),
    "the browser says same-site": ({"csrf": "ours"}, {"Sec-Fetch-Site": "same-site"}),
    "a token for programs that nobody gave": ({}, {"Authorization": "Bearer nonsense"}),
}


@pytest.mark.parametrize("case", FORGED)
def test_what_no_page_of_ours_sent_is_refused(visitor: TestClient, case: str) -> None:
    data, headers = FORGED[case]
    ours = token(visitor)
    answer = visitor.post("/note", data={k: ours if v == "ours" else v for k, v in data.items()}, headers=headers)
    assert answer.status_code in (401, 403)
    assert '"who"' not in answer.text


def test_the_token_of_one_browser_is_of_no_use_in_another(ledger: Ledger, visitor: TestClient) -> None:
    other = TestClient(visitor.app, base_url="http://localhost", raise_server_exceptions=False)
    other.get("/")
    assert other.post("/note", data={"csrf": token(visitor)}).status_code == 403


@pytest.mark.parametrize("origin", ["http://localhost", "null"])
def test_the_same_origin_is_let_in(visitor: TestClient, origin: str) -> None:
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    assert visitor.post("/note", data={"csrf": token(visitor)}, headers=headers).status_code == 200


def test_a_route_without_a_stated_role_is_closed_to_everybody(visitor: TestClient) -> None:
    answer = visitor.post("/forgotten", data={"csrf": token(visitor)})
    assert answer.status_code == 403


def test_a_form_that_is_too_long_is_refused(visitor: TestClient) -> None:
    data = {"csrf": token(visitor), "words": "a" * MOST_BYTES}
    assert visitor.post("/note", data=data).status_code == 413


def test_a_form_that_is_no_utf_8_is_refused(visitor: TestClient) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRF-Token": token(visitor)}
    assert visitor.post("/note", content=b"words=%ff", headers=headers).status_code == 400


def test_over_https_cookies_go_no_other_way(ledger: Ledger) -> None:
    client = browser(ledger, Settings(secure=True, hosts=("ledger.example",)), "https://ledger.example")
    cookie = client.get("/").headers["Set-Cookie"]
    assert cookie.startswith("__Host-truceline_browser=")
    for part in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    answer = client.post("/note", data={"csrf": token(client)}, headers={"Origin": "https://ledger.example"})
    assert answer.status_code == 200
    plain = client.post("/note", data={"csrf": token(client)}, headers={"Origin": "http://ledger.example"})
    assert plain.status_code == 403


def test_other_names_than_those_given_are_refused(ledger: Ledger) -> None:
    client = browser(ledger, Settings(hosts=("ledger.example",)))
    assert client.get("/", headers={"Host": "ledger.example"}).status_code == 200
    assert client.get("/", headers={"Host": "ledger.example.elsewhere.example"}).status_code == 421


def test_what_was_new_is_marked_as_seen_by_the_form_of_its_page(visitor: TestClient) -> None:
    fields = re.findall(r'<input type="hidden" name="(csrf|seen)" value="([^"]+)">', visitor.get("/briefing").text)
    assert [name for name, _value in fields] == ["csrf", "seen"]
    assert "Since you last looked" in visitor.post("/briefing/seen", data=dict(fields)).text
