"""Addresses, against a real server on this machine."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from truceline.records import Document
from truceline.sources import Failure, Limits, ReadOptions, open_source


@pytest.fixture
def server(make_page, story) -> Iterator[str]:
    page = make_page().encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/moved":
                return self._send(302, b"", Location="/2023/09/20/page")
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
