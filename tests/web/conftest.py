"""A ledger to be looked at, the application on it, and a real browser where the machine has one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))
sys.path.insert(0, str(Path(__file__).parent / "provider"))
sys.path.insert(0, str(Path(__file__).parent))

from review_site import Open, app_of
from review_site import fill as fill_review
from visits import SCREENS, Visit, served
from web_samples import dead, fill, fill_beside, held, report, truce

from truceline.ledger import Ledger
from truceline.web.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The ledger that the pages show."""
    with Ledger(tmp_path_factory.mktemp("web") / "sample.db") as book:
        fill(book)
        yield book


@pytest.fixture(scope="session")
def client(ledger: Ledger) -> TestClient:
    """Asks the application, as a browser on this machine would."""
    return TestClient(create_app(ledger), base_url="http://localhost", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def making() -> tuple[Callable[..., Any], ...]:
    """What makes a report of one claim, and claims of who holds a place, of the dead, and of a truce."""
    return report, held, dead, truce


@pytest.fixture
def filling() -> Callable[[Ledger], None]:
    """What puts those reports into a ledger."""
    return fill_beside


@pytest.fixture(scope="session")
def to_lay_beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with accounts that can be laid side by side, to be copied."""
    path = tmp_path_factory.mktemp("beside") / "beside.db"
    with Ledger(path) as book:
        fill_beside(book)
    return path


@pytest.fixture(scope="session")
def beside(to_lay_beside: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The same, to be looked at."""
    with Ledger(shutil.copy(to_lay_beside, tmp_path_factory.mktemp("shown"))) as book:
        yield book


@pytest.fixture(scope="session")
def site(ledger: Ledger) -> Iterator[str]:
    """The address of the application, served on a port that was free."""
    yield from served(create_app(ledger))


@pytest.fixture(scope="session")
def site_beside(beside: Ledger) -> Iterator[str]:
    """The same, with the accounts side by side."""
    yield from served(create_app(beside))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser; without one these tests are skipped."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install 'truceline[dev]'")
    if CHROMIUM is None:
        pytest.skip("There is no Chromium on this machine: apt-get install chromium")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def to_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger to review, to be copied."""
    path = tmp_path_factory.mktemp("review") / "review.db"
    with Ledger(path) as book:
        fill_review(book)
    return path


@pytest.fixture
def review_book(tmp_path: Path, to_review: Path) -> Iterator[Ledger]:
    """A ledger of its own for each test: it is written to."""
    with Ledger(shutil.copy(to_review, tmp_path / "review.db")) as book:
        yield book


@pytest.fixture
def review_address(review_book: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the application on it answers."""
    yield from served(app_of(review_book, monkeypatch))


@pytest.fixture
def open_as(chromium: Any, review_address: str) -> Iterator[Open]:
    """Opens a window for somebody; when the test is over, nothing may have gone wrong but what a page said."""
    opened: list[tuple[Any, Visit]] = []

    def open_as(name: str, screen: str = "wide", scheme: str = "light", scripts: bool = True) -> Visit:
        width, height = SCREENS[screen]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=scripts
        )
        context.add_cookies([{"name": "who", "value": name, "url": review_address}])
        visit = Visit(context.new_page(), review_address)
        opened.append((context, visit))
        return visit

    yield open_as
    for context, visit in opened:
        wrong = [w for w in visit.wrong if "422" not in w and "409" not in w]  # the browser tells of refused forms
        context.close()
        assert wrong == []
