"""Signing in and out, one's account, and what administrators do, as a browser sends it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from truceline.ledger import Ledger
from truceline.people.accounts import Accounts, By
from truceline.web.app import create_app
from truceline.web.settings import Settings

PASSWORD = "seven small grey boats"
OTHER = "nine quiet green hills"


@dataclass
class Team:
    """The application of several people, and what they use it with."""

    book: Ledger
    settings: Settings = Settings(sign_in=True)  # noqa: RUF009  # it cannot be changed
    now: datetime = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.app = create_app(self.book, self.settings)
        self.accounts: Accounts = self.app.state.accounts
        self.accounts.now = lambda: self.now

    def browser(self) -> TestClient:
        return TestClient(self.app, base_url="http://localhost", follow_redirects=False)

    def signed_in(self, name: str) -> TestClient:
        client = self.browser()
        assert sign_in(client, name).status_code == 303
        return client

    def rest(self) -> None:
        """Wait for what is done beside the answers."""
        self.app.state.later.submit(int).result()

    def log(self, action: str) -> list[dict[str, object]]:
        return [{"person": e.person, **e.details} for e in self.accounts.audit(action=action)[1]]


def post(client: TestClient, address: str, page: str = "/me", **data: str) -> httpx.Response:
    """Send a form that stands on a page."""
    found = re.search(r'name="csrf" value="(\w+)"', client.get(page).text)
    assert found
    return client.post(address, data={"csrf": found.group(1), **data})


def sign_in(client: TestClient, name: str, password: str = PASSWORD, to: str = "/") -> httpx.Response:
    return post(client, "/sign-in", "/sign-in", name=name, password=password, to=to)


@pytest.fixture(scope="module")
def of_a_team(to_lay_beside: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with reports, an administrator, a reviewer and a reader, to be copied."""
    path = Path(shutil.copy(to_lay_beside, tmp_path_factory.mktemp("team") / "team.db"))
    with Ledger(path) as book:
        accounts = Accounts(book.store.people(), lambda: Team.now)
        for name, role in (("Ada", "administrator"), ("Rea", "reviewer"), ("Bo", "reader")):
            accounts.add(name, role, By("test"), password=PASSWORD)
    return path


@pytest.fixture
def team(tmp_path: Path, of_a_team: Path) -> Iterator[Team]:
    """An administrator, a reviewer and a reader of a ledger with reports."""
    with Ledger(shutil.copy(of_a_team, tmp_path / "team.db")) as book:
        yield Team(book)


def test_who_signs_in_is_led_to_what_they_asked_for(team: Team) -> None:
    client = team.browser()
    asked = client.get("/claims?kind=toll&sort=-count")
    form = client.get(asked.headers["Location"]).text
    assert 'name="to" value="/claims?kind=toll&amp;sort=-count"' in form
    answer = sign_in(client, "bo", to="/claims?kind=toll&sort=-count")
    assert answer.headers["Location"] == "/claims?kind=toll&sort=-count"
    assert client.get("/claims").status_code == 200
    assert client.get("/sign-in").headers["Location"] == "/"


ELSEWHERE = (
    "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "/a\r\nb",
)  # fmt: skip


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_led_elsewhere(team: Team, to: str) -> None:
    assert sign_in(team.browser(), "Bo", to=to).headers["Location"] == "/"


def test_the_cookie_of_a_session_is_new_and_for_this_host_alone(team: Team) -> None:
    client = team.browser()
    client.cookies.set("truceline_session", "given-by-somebody-else")
    cookie = sign_in(client, "Bo").headers["Set-Cookie"]
    assert "given-by-somebody-else" not in cookie
    for part in ("truceline_session=", "HttpOnly", "Path=/", "SameSite=lax"):
        assert part in cookie
    assert "Max-Age" not in cookie


def test_over_https_the_session_goes_no_other_way(team: Team) -> None:
    settings = Settings(sign_in=True, secure=True, hosts=("ledger.example",))
    safe = Team(team.book, settings)
    client = TestClient(safe.app, base_url="https://ledger.example", follow_redirects=False)
    answer = sign_in(client, "Bo")
    assert answer.headers["Set-Cookie"].startswith("__Host-truceline_session=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in client.get("/").headers["Strict-Transport-Security"]


@pytest.mark.parametrize(("name", "password"), [("Bo", "wrong"), ("Nobody", PASSWORD), ("Bo<b>", "")])
def test_a_wrong_password_is_told_and_nobody_is_signed_in(team: Team, name: str, password: str) -> None:
    client = team.browser()
    answer = sign_in(client, name, password)
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert "<b>" not in answer.text
    assert client.get("/claims").status_code == 303
    assert team.log("sign-in.failed") == [{"person": name, "method": "password"}]


def test_too_many_attempts_are_told_how_long_to_wait(team: Team) -> None:
    client = team.browser()
    for _ in range(3):
        sign_in(client, "Bo", "wrong")
    answer = sign_in(client, "Bo")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert "Wait 1 second, then try again." in answer.text


def test_the_form_for_signing_in_is_sent_by_our_page_alone(team: Team) -> None:
    assert team.browser().post("/sign-in", data={"name": "Bo", "password": PASSWORD}).status_code == 403


def test_signing_out_ends_the_session_on_the_server(team: Team) -> None:
    client = team.signed_in("Bo")
    kept = client.cookies["truceline_session"]
    assert post(client, "/sign-out").headers["Location"] == "/sign-in?left=yes"
    client.cookies.set("truceline_session", kept)
    assert client.get("/").status_code == 303
    assert "You are signed out." in client.get("/sign-in?left=yes").text


def test_a_session_is_over_in_time(team: Team) -> None:
    client = team.signed_in("Bo")
    team.now += timedelta(hours=7)
    assert client.get("/").status_code == 200
    team.rest()
    team.now += timedelta(hours=7)
    assert client.get("/sign-in").status_code == 303
    team.now += timedelta(days=7)
    assert client.get("/").headers["Location"] == "/sign-in"


def test_another_password_ends_the_other_sessions_and_renews_this_one(team: Team) -> None:
    here, there = team.signed_in("Bo"), team.signed_in("Bo")
    before = here.cookies["truceline_session"]
    answer = post(here, "/me/password", password=PASSWORD, new=OTHER, again=OTHER)
    assert answer.headers["Location"] == "/me?done=password"
    assert here.cookies["truceline_session"] != before
    assert here.get("/me").status_code == 200
    assert there.get("/me").status_code == 303
    assert sign_in(team.browser(), "Bo").status_code == 401
    assert sign_in(team.browser(), "Bo", OTHER).status_code == 303


@pytest.mark.parametrize(
    ("password", "new", "again", "why"),
    [
        ("wrong", OTHER, OTHER, "another one"), (PASSWORD, OTHER, OTHER + "x", "two ways"),
        (PASSWORD, "short", "short", "5 characters"),
    ],
)  # fmt: skip
def test_a_password_that_cannot_be_changed_stays(team: Team, password: str, new: str, again: str, why: str) -> None:
    client = team.signed_in("Bo")
    answer = post(client, "/me/password", password=password, new=new, again=again)
    assert answer.status_code == 400
    assert why in answer.text
    assert sign_in(team.browser(), "Bo").status_code == 303


def test_other_sessions_can_be_ended(team: Team) -> None:
    here, there = team.signed_in("Bo"), team.signed_in("Bo")
    post(here, "/me/sessions")
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 303)


def test_a_token_is_shown_once_asks_the_interface_and_is_taken_away(team: Team) -> None:
    client = team.signed_in("Rea")
    made = post(client, "/me/tokens", called="nightly", role="reader", days="30").text
    secret = re.findall(r"truceline_[\w-]{43}", made)[0]
    assert secret not in client.get("/me").text
    program, headers = team.browser(), {"Authorization": f"Bearer {secret}"}
    assert program.get("/api/v1/claims", headers=headers).json()["total"] == 8
    assert program.get("/claims.jsonl", headers=headers).headers["X-Claims"] == "8"
    for address in ("/", "/me", "/people", "/documents"):
        assert program.get(address, headers=headers).status_code == 401
    id_ = re.findall(r'name="token" value="(\w+)"', client.get("/me").text)[0]
    other = team.signed_in("Bo")
    assert post(other, "/me/tokens/remove", token=id_).status_code == 400
    assert post(client, "/me/tokens/remove", token=id_).status_code == 303
    answer = program.get("/api/v1/claims", headers=headers)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "error" in answer.json()


def test_exports_are_written_down_with_who_what_and_how_many(team: Team) -> None:
    client = team.signed_in("Bo")
    client.get("/claims.csv?kind=toll")
    secret = post(client, "/me/tokens", called="x", role="reader").text
    token = re.findall(r"truceline_[\w-]{43}", secret)[0]
    headers = {"Authorization": f"Bearer {token}"}
    team.browser().get("/claims.jsonl", headers=headers)
    team.browser().get("/api/v1/claims?kind=toll&limit=2", headers=headers)
    team.rest()
    by_api, by_program, by_person = team.log("export")
    assert by_person == {"person": "Bo", "format": "csv", "claims": 3, "narrowed_by": "kind"}
    assert by_program.pop("token") == by_api.pop("token")
    assert by_program == {"person": "Bo", "format": "jsonl", "claims": 8, "narrowed_by": ""}
    assert by_api == {"person": "Bo", "format": "api", "claims": 2, "narrowed_by": "kind limit"}


def test_an_administrator_adds_and_changes_people(team: Team) -> None:
    ada = team.signed_in("Ada")
    post(ada, "/people", "/people", name="Cy", role="reader", password=PASSWORD, email="cy@example.org")
    cy = team.signed_in("Cy")
    post(ada, "/people/role", "/people", name="Cy", role="reviewer")
    assert "Reviewer" in cy.get("/me").text
    post(ada, "/people/email", "/people", name="Cy", email="cy@example.net")
    assert team.accounts.named("Cy").email == "cy@example.net"
    post(ada, "/people/enabled", "/people", name="Cy", enabled="no")
    assert cy.get("/me").status_code == 303
    post(ada, "/people/enabled", "/people", name="Cy", enabled="yes")
    post(ada, "/people/password", "/people", name="Cy", password=OTHER)
    assert sign_in(team.browser(), "Cy", OTHER).status_code == 303
    log = ada.get("/people/audit?person=Ada").text
    for what in ("added a person", "changed a role", "let a person in no more", "set a password"):
        assert what in log
    assert PASSWORD not in log


def test_what_cannot_be_done_is_told(team: Team) -> None:
    answer = post(team.signed_in("Ada"), "/people/role", "/people", name="Ada", role="reader")
    assert answer.status_code == 400
    assert "only administrator" in answer.text


def test_a_read_only_ledger_lets_people_in_and_nothing_be_changed(team: Team) -> None:
    closed = Team(team.book, Settings(sign_in=True, read_only=True))
    client = closed.signed_in("Ada")
    assert client.get("/people").status_code == 200
    for address in ("/people", "/me/password", "/me/tokens", "/api/v1/claims", "/nowhere"):
        assert post(client, address, "/people", name="Cy", role="reader").status_code == 405
    assert post(client, "/sign-out").status_code == 303


def test_failures_count_in_every_program_that_serves_the_ledger_also_read_only(team: Team) -> None:
    closed = Team(team.book, Settings(sign_in=True, read_only=True))
    for site in (team, closed, team):
        assert sign_in(site.browser(), "Bo", "wrong").status_code == 401
    for site in (team, closed, Team(team.book)):
        answer = sign_in(site.browser(), "Bo")
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    closed.now += timedelta(seconds=1)
    assert sign_in(closed.browser(), "Bo").status_code == 303


def test_where_nobody_signs_in_there_is_no_account(team: Team) -> None:
    client = Team(team.book, Settings()).browser()
    assert client.get("/me").status_code == 404
    assert client.get("/sign-in").headers["Location"] == "/"
    assert client.get("/people").status_code == 200
    assert client.get("/claims.csv").status_code == 200
    assert team.log("export") == []
    assert client.get("/api/v1/claims", headers={"Authorization": "Bearer x"}).status_code == 401


def test_the_interface_says_how_to_sign_in(team: Team) -> None:
    described = team.signed_in("Bo").get("/api/v1/openapi.json").json()
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert described["security"] == [{"token": []}]
