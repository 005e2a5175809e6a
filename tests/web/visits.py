"""The application served on a free port, and windows of a real browser that remember what went wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from fastapi import FastAPI

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text()

SCREENS = {"wide": (1280, 800), "narrow": (360, 740)}


def served(app: FastAPI) -> Iterator[str]:
    """The address of an application while it is asked for."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def _is_wrong(message: Any) -> bool:
    """Whether the page is to blame; a driver that draws without a graphics card says that it is slow."""
    return message.type in ("error", "warning") and "GL Driver Message" not in message.text


class Visit:
    """A page of the browser that remembers what went wrong and which hosts it asked."""

    def __init__(self, page: Any, site: str) -> None:
        self.page, self.site = page, site
        self.wrong: list[str] = []
        self.hosts: set[str] = set()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: self.wrong.append(m.text) if _is_wrong(m) else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self.hosts.add(urlparse(request.url).netloc))

    def to(self, address: str) -> Any:
        self.page.goto(self.site + address)
        return self.page

    def to_a_report(self) -> Any:
        self.to("/documents?outlet=Sample")
        self.page.click(".report .title")
        self.page.wait_for_url("**/documents/*")
        return self.page


def barriers(page: Any) -> list[str]:
    """What axe finds to be serious or critical."""
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:120]}"
        for v in found["violations"] if v["impact"] in ("serious", "critical")
    ]  # fmt: skip
