"""A ledger to be looked at, the application on it, and a real browser where the machine has one."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))
sys.path.insert(0, str(Path(__file__).parent / "provider"))
sys.path.insert(0, str(Path(__file__).parent))

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
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with accounts that can be laid side by side."""
    with Ledger(tmp_path_factory.mktemp("beside") / "beside.db") as book:
        fill_beside(book)
        yield book


@pytest.fixture(scope="session")
def site(ledger: Ledger) -> Iterator[str]:
    """The address of the application, served on a port that was free."""
    yield from served(ledger)


@pytest.fixture(scope="session")
def site_beside(beside: Ledger) -> Iterator[str]:
    """The same, with the accounts side by side."""
    yield from served(beside)


def served(ledger: Ledger) -> Iterator[str]:
    """The address of the application on a ledger, while it is asked for."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(create_app(ledger), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


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
