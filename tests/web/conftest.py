"""A ledger to be looked at, the application on it, and a real browser where the machine has one."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "ledger"))

from ledger_samples import claims_of, document, reading

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.web.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def fill(book: Ledger) -> None:
    """Three reports with claims, of which two are copies, one that was not read, and one that tries to break out."""
    first = reading(title="Sample of the day", path="sample.txt", language="en", sha256="0" * 64)
    copy = reading(title="Sample again", outlet="City Herald", url="https://example.org/2", language="en")
    hostile = document(
        "<script>alert('x')</script>\n\n" + first.document.text, title="<b>Bold</b> & 'quoted'", outlet="Other Post",
        url="javascript:alert(1)",
    )  # fmt: skip
    book.add_all([first, copy, Reading(hostile, claims_of(hostile))])
    unread = document("Otro texto.", title="Sin leer", url="sample:9", language="es")
    book.add(Reading(unread, ()), reason="its language is es")
    book.compare()


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
def site(ledger: Ledger) -> Iterator[str]:
    """The address of the application, served on a port that was free."""
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
