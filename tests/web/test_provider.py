"""Signing in through a provider: a real one, which can be faulty, on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from oidc_provider import CLIENT, SECRET, Provider, running, unsigned, with_another_key, with_secret

from truceline.ledger import Ledger
from truceline.people.accounts import Accounts, By
from truceline.people.provider import ProviderSettings
from truceline.web.app import create_app
from truceline.web.settings import Settings

BY = By("test")
ADDRESS = "https://ledger.example"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider that knows somebody."""
    with running() as made:
        yield made


@pytest.fixture(scope="module")
def with_two(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger to which Bo has an account, and Ada another, to be copied."""
    path = Path(shutil.copy(empty_ledger, tmp_path_factory.mktemp("two")))
    with Ledger(path) as made:
        accounts = Accounts(made.store.people())
        accounts.add("Bo", "reviewer", BY, email="bo@example.org")
        accounts.add("Ada", "administrator", BY, password="seven small grey boats", email="ada@example.org")
    return path


@pytest.fixture
def book(tmp_path: Path, with_two: Path) -> Iterator[Ledger]:
    """A ledger to which Bo has an account, and Ada another."""
    with Ledger(shutil.copy(with_two, tmp_path / "team.db")) as made:
        yield made


def browser(book: Ledger, provider: Provider, **settings: Any) -> TestClient:
    """A browser before the page for signing in."""
    known_as = ProviderSettings(provider.address, CLIENT, SECRET, "Example", **settings)
    made = Settings(sign_in=True, secure=True, hosts=("ledger.example",), provider=known_as, public_url=ADDRESS)
    return TestClient(create_app(book, made), base_url=ADDRESS, follow_redirects=False)


def there(client: TestClient, to: str = "/") -> str:
    """Go to the provider; the address that it sends one back to."""
    sent = client.get("/sign-in/provider", params={"to": to})
    assert sent.status_code == 303
    return httpx.get(sent.headers["Location"]).headers["Location"]


def through(client: TestClient, to: str = "/") -> httpx.Response:
    """Sign in through the provider: there and back."""
    back = there(client, to)
    assert back.startswith(f"{ADDRESS}/sign-in/provider/back?")
    return client.get(back)


def log(book: Ledger, action: str) -> list[tuple[str | None, dict[str, Any]]]:
    return [(e.person, e.details) for e in book.store.people().audit(action=action)[1]]


def test_who_has_an_account_with_this_address_is_signed_in(book: Ledger, provider: Provider) -> None:
    client = browser(book, provider)
    assert "Sign in with Example" in client.get("/sign-in").text
    answer = through(client, "/claims?kind=toll")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/claims?kind=toll")
    assert "Bo" in client.get("/me").text
    assert log(book, "sign-in") == [("Bo", {"method": "provider"})]
    bo = Accounts(book.store.people()).named("Bo")
    assert (bo.issuer, bo.subject) == (provider.address, "u-1")


def test_the_provider_is_asked_for_a_code_that_is_of_no_use_to_others(book: Ledger, provider: Provider) -> None:
    through(browser(book, provider))
    through(browser(book, provider))
    first, second = provider.asked
    assert (first["response_type"], first["code_challenge_method"]) == ("code", "S256")
    assert "openid" in first["scope"]
    for part in ("state", "nonce", "code_challenge"):
        assert len(first[part]) >= 43
        assert first[part] != second[part]


def test_who_was_linked_is_known_by_the_id_and_not_by_the_address(book: Ledger, provider: Provider) -> None:
    through(browser(book, provider))
    provider.claims["email"] = "ada@example.org"
    client = browser(book, provider)
    through(client)
    assert "Bo" in client.get("/me").text


def test_another_id_with_the_same_address_is_refused(book: Ledger, provider: Provider) -> None:
    through(browser(book, provider))
    provider.claims["sub"] = "u-2"
    answer = through(browser(book, provider))
    assert answer.status_code == 401
    assert "no account for you" in answer.text


def test_an_address_that_is_not_in_the_token_is_asked_for(book: Ledger, provider: Provider) -> None:
    provider.only_userinfo = True
    assert through(browser(book, provider)).status_code == 303


STRANGERS: dict[str, dict[str, Any]] = {
    "nobody knows the address": {"email": "cy@example.org"},
    "the address is not verified": {"email_verified": False},
    "the address is said to be verified in a word": {"email_verified": "true"},
    "nothing is said of it": {"email_verified": None},
    "there is no address": {"email": None},
}


@pytest.mark.parametrize("case", STRANGERS)
def test_strangers_are_refused_and_written_down(book: Ledger, provider: Provider, case: str) -> None:
    provider.claims |= STRANGERS[case]
    client = browser(book, provider)
    answer = through(client)
    assert answer.status_code == 401
    assert "Ask an administrator" in answer.text
    assert client.get("/me").status_code == 303
    assert [details["why"] for _, details in log(book, "sign-in.refused")] == ["there is no account"]
    assert len(Accounts(book.store.people()).all()) == 2


def test_strangers_get_an_account_where_that_is_wanted(book: Ledger, provider: Provider) -> None:
    provider.claims = {"sub": "u-9", "name": "Ada", "email": "cy@example.org", "email_verified": True}
    client = browser(book, provider, create_role="reader")
    assert through(client).status_code == 303
    made = Accounts(book.store.people()).named("Ada 2")
    assert (made.role, made.email, made.password, made.subject) == ("reader", "cy@example.org", None, "u-9")
    assert client.get("/people").status_code == 403


def test_who_is_not_let_in_is_not_let_in_this_way_either(book: Ledger, provider: Provider) -> None:
    Accounts(book.store.people()).set_enabled("Bo", False, BY)
    assert through(browser(book, provider)).status_code == 401


FAULTS: dict[str, dict[str, Any]] = {
    "a token for another program": {"change": lambda c: c | {"aud": "another"}},
    "a token of another provider": {"change": lambda c: c | {"iss": "https://elsewhere.example"}},
    "a token of another sign-in": {"change": lambda c: c | {"nonce": "another"}},
    "a token without a nonce": {"change": lambda c: {k: v for k, v in c.items() if k != "nonce"}},
    "a token that is over": {"change": lambda c: c | {"exp": c["exp"] - 3_600, "iat": c["iat"] - 3_600}},
    "a token without an end": {"change": lambda c: {k: v for k, v in c.items() if k != "exp"}},
    "a token without an id": {"change": lambda c: {k: v for k, v in c.items() if k != "sub"}},
    "signed with the shared secret": {"sign": with_secret},
    "signed by somebody else": {"sign": with_another_key},
    "not signed": {"sign": unsigned},
    "no token at all": {"sign": lambda _p, _c: ""},
    "it refuses": {"refuses": True},
    "it calls itself by another name": {"issuer": "https://elsewhere.example"},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_trusted_signs_nobody_in(book: Ledger, provider: Provider, fault: str) -> None:
    for name, value in FAULTS[fault].items():
        setattr(provider, name, value)
    client = browser(book, provider)
    sent = client.get("/sign-in/provider")
    if sent.status_code == 303:
        sent = client.get(httpx.get(sent.headers["Location"]).headers["Location"])
    assert sent.status_code == 401
    assert 'role="alert"' in sent.text
    assert client.get("/me").status_code == 303
    assert log(book, "sign-in") == []


def test_an_answer_is_of_no_use_in_another_browser(book: Ledger, provider: Provider) -> None:
    back = there(browser(book, provider))
    for other in (browser(book, provider), browser(book, provider)):
        assert other.get(back).status_code == 401
        there(other)
        assert other.get(back).status_code == 401  # it was sent there itself, with another state
    assert log(book, "sign-in") == []


def test_an_answer_is_of_use_once(book: Ledger, provider: Provider) -> None:
    client = browser(book, provider)
    back = there(client)
    kept = client.cookies["__Host-truceline_provider"]
    assert client.get(back).status_code == 303
    client.cookies.set("__Host-truceline_provider", kept, domain="ledger.example", path="/")
    assert client.get(back).status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "e30=.x", "ü"])
def test_a_cookie_that_we_did_not_sign_is_no_use(book: Ledger, provider: Provider, cookie: str) -> None:
    client = browser(book, provider)
    back = there(client)
    headers = [(b"Cookie", f"__Host-truceline_provider={cookie}".encode())]
    other = browser(book, provider)
    assert other.get(back, headers=headers).status_code == 401  # type: ignore[arg-type]


def test_a_provider_that_is_away_is_told(book: Ledger) -> None:
    client = browser(book, Provider("http://127.0.0.1:9"))
    answer = client.get("/sign-in/provider")
    assert answer.status_code == 401
    assert "cannot be reached" in answer.text


def test_without_a_provider_there_is_no_way_to_one(book: Ledger) -> None:
    client = TestClient(create_app(book, Settings(sign_in=True)), base_url="http://localhost")
    assert client.get("/sign-in/provider").status_code == 404
    assert "provider" not in client.get("/sign-in").text


def test_the_way_back_is_the_public_address(book: Ledger, provider: Provider) -> None:
    sent = browser(book, provider).get("/sign-in/provider").headers["Location"]
    assert parse_qs(urlsplit(sent).query)["redirect_uri"] == [f"{ADDRESS}/sign-in/provider/back"]
