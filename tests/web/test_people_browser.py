"""Accounts in a real browser: signing in and out, by keyboard alone, roles, and no barriers."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from oidc_provider import CLIENT, SECRET, Provider, running

from truceline.ledger import Ledger
from truceline.people.accounts import Accounts, By
from truceline.people.provider import ProviderSettings
from truceline.web.app import create_app
from truceline.web.settings import Settings

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text()
PASSWORD = "seven small grey boats"
SCREENS = {"wide-light": (1280, 800), "narrow-dark": (360, 740)}
EXPECTED = ("400", "401", "403", "429")
"""Answers that the browser tells of in its console."""


@dataclass
class Site:
    """The application of a team, and the moment that it takes it to be."""

    address: str
    app: Any
    later: timedelta = timedelta()

    @property
    def accounts(self) -> Accounts:
        found: Accounts = self.app.state.accounts
        return found


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """A provider that, to a browser, is another site: it goes by another name of this machine."""
    with running() as made:
        made.address = made.address.replace("127.0.0.1", "localhost")
        yield made


@pytest.fixture(scope="module")
def of_two(to_lay_beside: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with reports, an administrator and a reader, to be copied."""
    path = Path(shutil.copy(to_lay_beside, tmp_path_factory.mktemp("team") / "team.db"))
    with Ledger(path) as book:
        accounts = Accounts(book.store.people())
        for name, role in (("Ada", "administrator"), ("Bo", "reader")):
            accounts.add(name, role, By("test"), password=PASSWORD, email=f"{name}@example.org")
    return path


@pytest.fixture
def site(tmp_path: Path, of_two: Path, provider: Provider) -> Iterator[Site]:
    """A ledger with reports, served to an administrator and a reader."""
    import uvicorn

    with Ledger(shutil.copy(of_two, tmp_path / "team.db")) as book:
        known_as = ProviderSettings(provider.address, CLIENT, SECRET, "Example")
        app = create_app(book, Settings(sign_in=True, provider=known_as))
        made = Site("", app)
        made.accounts.now = lambda: datetime.now(UTC) + made.later
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        made.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        yield made
        server.should_exit = True
        thread.join()


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:
    """A window, in which nothing may go wrong that was not expected."""
    width, height = SCREENS[request.param]
    scheme = request.param.split("-")[1]
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    made = context.new_page()
    wrong: list[str] = []
    made.set_default_timeout(20_000)
    made.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: wrong.append(str(error)))
    yield made
    context.close()
    assert [text for text in wrong if not any(status in text for status in EXPECTED)] == []


def sign_in(page: Any, site: Site, name: str = "Ada", password: str = PASSWORD, to: str = "/") -> None:
    page.goto(site.address + to)
    page.fill("#name", name)
    page.fill("#password", password)
    page.click("button.main")


def fits(page: Any) -> None:
    """No barriers, and nothing beside the screen."""
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_signing_in_and_out(page: Any, site: Site) -> None:
    sign_in(page, site, to="/claims?kind=toll")
    page.wait_for_url("**/claims?kind=toll")
    assert page.locator("tbody tr").count() == 3
    page.click(".account summary")
    fits(page)
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in?left=yes")
    assert page.inner_text("[role=status]") == "You are signed out."
    page.go_back()
    page.wait_for_url("**/sign-in**")


def test_a_wrong_password_and_then_waiting_is_told(page: Any, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        sign_in(page, site, password="wrong")
        page.locator("[role=alert]").wait_for()
    assert "The name or the password is wrong." in page.inner_text("[role=alert]")
    assert page.input_value("#name") == "Ada"
    assert page.input_value("#password") == ""
    assert page.evaluate("document.activeElement.id") == "password"
    fits(page)
    limits = site.app.state.sessions._limits
    now = time.time()
    monkeypatch.setattr(limits, "_clock", lambda: now)  # a slow page must not outlast the wait
    limits.attempt("ada", None)
    sign_in(page, site)
    page.locator("[role=alert]:has-text('Wait')").wait_for()
    assert "too many attempts" in page.inner_text("[role=alert]")


def test_all_of_it_by_keyboard(page: Any, site: Site) -> None:
    page.goto(site.address + "/")
    page.keyboard.type("Bo")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("nav >> text=Claims").wait_for()
    page.focus(".account summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/me")
    page.focus(".account summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in?left=yes")


def test_a_reader_is_not_shown_and_not_given_what_is_for_administrators(page: Any, site: Site) -> None:
    sign_in(page, site, "Bo")
    page.click(".account summary")
    assert page.locator(".account >> text=People").count() == 0
    assert page.locator("[data-to='/people']").count() == 0
    page.goto(site.address + "/people")
    assert "it needs the role administrator" in page.inner_text("main")
    fits(page)


def test_a_session_that_is_over_leads_to_signing_in_and_back(page: Any, site: Site) -> None:
    sign_in(page, site, to="/documents")
    page.wait_for_url("**/documents")
    site.later = timedelta(hours=9)
    page.goto(site.address + "/claims?kind=event")
    page.locator("#password").wait_for()
    page.fill("#name", "Ada")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims?kind=event")


def test_searching_with_a_session_that_is_over_leads_to_signing_in(page: Any, site: Site) -> None:
    sign_in(page, site)
    page.locator("nav >> text=Claims").wait_for()
    site.later = timedelta(hours=9)
    page.keyboard.press("Control+k")
    page.keyboard.type("army")
    page.wait_for_url("**/sign-in")


def test_an_administrator_removes_somebody_who_has_left(page: Any, site: Site) -> None:
    sign_in(page, site, to="/people")
    page.wait_for_url("**/people")
    for name, after in (("Ada", "only administrator"), ("Bo", "Changed: Bo")):
        page.goto(site.address + "/people")
        page.click(f".people summary:has-text('{name}')")
        page.click("details[open] >> text=Remove for good")
        page.locator(f"h1:has-text('Remove {name}')").wait_for()
        fits(page)
        page.click(f"button:has-text('Remove {name}')")
        page.locator(f"main:has-text('{after}')").wait_for()
    assert page.locator(".people summary:has-text('Bo')").count() == 0
    assert "removed a person" in page.inner_text("main")
    for again, told in ((False, "was removed on"), (True, "Changed: Bo")):
        page.goto(site.address + "/people")
        page.fill("#name", "Bo")
        page.fill("#password", PASSWORD)
        page.set_checked("[name=again]", again)
        fits(page)
        page.click("section:has(#add-title) button")
        page.locator(f"main:has-text('{told}')").wait_for()


def test_an_administrator_adds_somebody_who_may_then_come_in(page: Any, site: Site) -> None:
    sign_in(page, site, to="/people")
    page.wait_for_url("**/people")
    page.fill("#name", "Cy")
    page.select_option("#role", "reviewer")
    page.fill("#password", PASSWORD)
    page.click("section:has(#add-title) button")
    page.locator("[role=status]:has-text('Cy')").wait_for()
    fits(page)
    page.click("summary:has-text('Cy')")
    fits(page)
    page.click("details[open] >> text=Let in no more")
    page.locator(".people li:has-text('Cy'):has-text('not let in')").wait_for()
    page.goto(site.address + "/people/audit?person=Ada")
    assert page.locator("tbody tr").count() == 3
    fits(page)


def test_ones_own_account(page: Any, site: Site) -> None:
    sign_in(page, site, to="/me")
    page.wait_for_url("**/me")
    fits(page)
    page.fill("#called", "nightly export")
    page.click("text=Make a token")
    assert page.inner_text(".advice code").startswith("truceline_")
    fits(page)
    page.goto(site.address + "/me")
    page.click("text=Take away")
    page.wait_for_url("**/me?done=token")
    page.fill("#password", PASSWORD)
    page.fill("#new", "nine quiet green hills")
    page.fill("#again", "nine quiet green hills")
    page.click("text=Change the password")
    page.wait_for_url("**/me?done=password")
    fits(page)


def test_signing_in_through_a_provider_that_is_another_site(page: Any, site: Site) -> None:
    page.goto(site.address + "/claims?kind=toll")
    fits(page)
    page.click("text=Sign in with Example")
    page.wait_for_url("**/claims?kind=toll")
    assert page.inner_text(".account summary") == "Bo"
