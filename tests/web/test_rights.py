"""Every route has a stated role, and each is refused to who has less, on the server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from truceline.ledger import Ledger
from truceline.people.accounts import Accounts, By
from truceline.people.roles import ROLES
from truceline.people.sessions import Came, Sessions
from truceline.web import rights
from truceline.web.app import ROUTERS, create_app
from truceline.web.gate import COOKIE
from truceline.web.settings import Settings

ROUTES = [*rights.stated(ROUTERS), ("/api/v1/openapi.json", "GET", "reader")]
ADDRESSES = [(re.sub(r"\{\w+\}", "none", path), method, role) for path, method, role in ROUTES]
BELOW = {"reader": (), "reviewer": ("reader",), "administrator": ("reader", "reviewer")}


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, TestClient]]:
    """For each role a browser that is signed in, and one where nobody is."""
    with Ledger(tmp_path_factory.mktemp("rights") / "team.db") as book:
        accounts = Accounts(book.store.people())
        app = create_app(book, Settings(sign_in=True))
        made = {"nobody": TestClient(app, base_url="http://localhost", follow_redirects=False)}
        for role in ROLES:
            person = accounts.add(role.title(), role, By("test"))
            secret = Sessions(accounts).start(person, "password", Came())
            made[role] = TestClient(
                app, base_url="http://localhost", cookies={COOKIE: secret}, follow_redirects=False,
                raise_server_exceptions=False,
            )  # fmt: skip
        yield made


def sent(client: TestClient, address: str, method: str) -> int:
    """The status of an answer, of what a page of ours asks for."""
    token = re.search(r'name="csrf" content="(\w+)"', client.get("/nowhere").text)
    headers = {"X-CSRF-Token": token.group(1)} if token else {}
    return client.request(method, address, headers=headers).status_code


def test_all_routes_of_the_application_are_looked_at(team: dict[str, TestClient]) -> None:
    app = team["nobody"].app
    included = [route.original_router for route in app.routes if hasattr(route, "original_router")]  # type: ignore[attr-defined]
    assert len(included) == len(ROUTERS)
    assert all(any(router is known for known in ROUTERS) for router in included)
    assert {path for path, _m, role in ROUTES if role == "anyone"} == set(rights.OPEN)
    assert len(ROUTES) > 30


@pytest.mark.parametrize(("path", "method", "role"), ROUTES)
def test_a_route_has_a_stated_role(path: str, method: str, role: str | None) -> None:
    assert role in (*ROLES, "anyone")
    assert method in rights.SAFE or role != "anyone" or path == "/sign-in"


@pytest.mark.parametrize(("address", "method", "role"), ADDRESSES)
def test_nobody_gets_in_without_signing_in(
    team: dict[str, TestClient], address: str, method: str, role: str
) -> None:
    answer = team["nobody"].request(method, address)
    if role == "anyone":
        assert "/sign-in?to" not in answer.headers.get("Location", "")
    elif address.startswith("/api/"):
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    elif method == "GET":
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/sign-in")
    else:
        assert answer.status_code == 401
    assert "toll" not in answer.text


@pytest.mark.parametrize(("address", "method", "role"), ADDRESSES)
def test_who_may_less_is_refused_and_who_may_enough_is_not(
    team: dict[str, TestClient], address: str, method: str, role: str
) -> None:
    if role == "anyone":
        return
    for below in BELOW[role]:
        assert sent(team[below], address, method) == 403
    for enough in ROLES[len(BELOW[role]) :]:
        if address != "/sign-out":
            assert sent(team[enough], address, method) not in (401, 403)


UNKNOWN = ("/nowhere", "/static2", "/sign-in/x", "/api/v1/nowhere", "/healthy", "/%2e%2e/people")


@pytest.mark.parametrize("address", UNKNOWN)
def test_addresses_that_are_not_there_are_not_open_either(team: dict[str, TestClient], address: str) -> None:
    assert team["nobody"].get(address).status_code in (303, 401)


def test_the_files_of_the_pages_are_open(team: dict[str, TestClient]) -> None:
    assert team["nobody"].get("/static/app.css").status_code == 200


def test_who_is_not_signed_in_learns_nothing_from_health(team: dict[str, TestClient]) -> None:
    assert team["nobody"].get("/health").json() == {"status": "ok"}
    assert set(team["reader"].get("/health").json()) == {"status", "version", "documents"}


def test_htmx_is_led_to_signing_in(team: dict[str, TestClient]) -> None:
    answer = team["nobody"].get("/claims", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in")
