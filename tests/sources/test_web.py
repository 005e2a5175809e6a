"""Addresses, against a real server on this machine."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from truceline.records import Document
from truceline.sources import Failure, Limits, ReadOptions, open_source, web


@pytest.fixture
def server(make_page, story) -> Iterator[str]:
    page = make_page().encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/moved":
                return self._send(302, b"", Location="/2023/09/20/page")
            if self.path == "/inside":
                port = self.server.server_address[1]
                return self._send(302, b"", Location=f"http://127.0.0.1:{port}/2023/09/20/page")
            if self.path == "/file":
                return self._send(302, b"", Location="file:///etc/passwd")
            if self.path == "/loop":
                return self._send(302, b"", Location="/loop")
            answers = {
                "/2023/09/20/page": (page, {"Content-Type": "text/html; charset=utf-8"}),
                "/text": (story.encode("cp1252"), {"Content-Type": "text/plain; charset=windows-1252"}),
                "/packed": (gzip.compress(page), {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
                "/bomb": (gzip.compress(b"0" * 30_000_000), {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
                "/agent": (
                    f"Asked by {self.headers['User-Agent']} on Monday.".encode(),
                    {"Content-Type": "text/plain"},
                ),
            }
            if self.path not in answers:
                return self._send(404, b"gone")
            body, headers = answers[self.path]
            return self._send(200, body, **headers)

        def _send(self, status: int, body: bytes, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_page(server, story) -> None:
    (document,) = open_source(f"{server}/2023/09/20/page")
    assert isinstance(document, Document)
    assert document.text == story
    assert document.url == document.path == f"{server}/2023/09/20/page"
    assert (document.published.start, document.published.basis) == ("2023-09-20", "url")


def test_a_redirect_is_followed_and_its_end_is_the_address(server, story) -> None:
    (document,) = open_source(f"{server}/moved")
    assert document.url == f"{server}/2023/09/20/page"
    assert document.path == f"{server}/moved"


@pytest.mark.parametrize("name", ["text", "packed"])
def test_other_answers(server, story, name) -> None:
    (document,) = open_source(f"{server}/{name}")
    assert document.text == story


def test_we_say_who_asks(server) -> None:
    (document,) = open_source(f"{server}/agent")
    assert "Truceline" in document.text


def test_trouble_is_told_with_what_to_do(server) -> None:
    cases = {
        f"{server}/none": "404",
        f"{server}/loop": "redirected more than 10 times",
        f"{server}/file": "leads to an address of the kind file:",
        "http://127.0.0.1:9/": "cannot be fetched",
        "http://": "cannot be fetched",
        "http://[::1": "cannot be fetched",
    }
    for address, reason in cases.items():
        (failure,) = open_source(address)
        assert isinstance(failure, Failure), address
        assert reason in failure.reason, address
        assert failure.hint


def test_an_answer_that_is_too_large_is_not_kept(server) -> None:
    (failure,) = open_source(f"{server}/bomb", ReadOptions(limits=Limits(download_bytes=1 << 20)))
    assert "larger than 1 MiB" in failure.reason


def test_a_public_page_cannot_lead_into_a_private_network(server, monkeypatch) -> None:
    names = {"localhost": ["93.184.216.34"]}  # as if the name belonged to a machine on the public net
    monkeypatch.setattr(web, "_addresses", lambda host: names.get(host, [host]))
    (failure,) = open_source(server.replace("127.0.0.1", "localhost") + "/inside")
    assert isinstance(failure, Failure)
    assert "from the public net to an address of a private one" in failure.reason
    (document,) = open_source(f"{server}/inside")  # who starts inside may stay there
    assert isinstance(document, Document)


PRIVATE = ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fd00::1", "localhost"]


@pytest.mark.parametrize("host", PRIVATE)
def test_private_hosts(host) -> None:
    assert web._is_private(host)


def test_public_and_unknown_hosts() -> None:
    assert not web._is_private("93.184.216.34")
    assert not web._is_private("no-such-host.invalid")
