"""An endpoint of chat completions on this machine that behaves, or misbehaves in whatever way a test asks for."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[["Exchange"], None]


class Exchange:
    """One request, and ways to answer it."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self.handler = handler
        self.path = handler.path
        self.headers = dict(handler.headers)
        self.body: dict[str, Any] = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        self.at = time.monotonic()
        self.clock = time.time()

    @property
    def report(self) -> str:
        """The user's last message: the report between its marks."""
        text: str = self.body["messages"][-1]["content"]
        return text

    @property
    def form(self) -> str:
        """The format that is asked for."""
        form: str = self.body.get("response_format", {}).get("type", "text")
        return form

    def send(self, status: int, body: bytes, **headers: str) -> None:
        """Answer with a status, a body and headers (``Retry_After``)."""
        self.handler.send_response(status)
        self.handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def stream(self, piece: bytes, pause: float, *, head: bytes = b"") -> None:
        """Answer without an end."""
        self.handler.send_response(200)
        self.handler.end_headers()
        self.handler.wfile.write(head)
        while not self.handler.server.ended.wait(pause):  # type: ignore[attr-defined]
            self.handler.wfile.write(piece)


class Endpoint(ThreadingHTTPServer):
    """``script`` answers the first requests, ``usual`` all later ones; ``seen`` are the requests so far."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script: deque[Say] = deque()
        self.usual: Say = says([])
        self.seen: list[Exchange] = []
        self.ended = threading.Event()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """What goes into ``--endpoint``."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def answer(self, exchange: Exchange) -> None:
        """Answer as the script says."""
        with self._lock:
            self.seen.append(exchange)
            say = self.script.popleft() if self.script else self.usual
        say(exchange)


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        with suppress(ConnectionError):  # the client may have had enough
            self.server.answer(Exchange(self))

    def log_message(self, *args: object) -> None:
        pass


def completion(content: Any, finish: str = "stop", usage: Any = (100, 20), **more: Any) -> bytes:
    """The body of an answer; ``usage`` is tokens read and written, or null where the server does not count."""
    body: dict[str, Any] = {
        "id": "one",
        "object": "chat.completion",
        "model": "sample-model",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}],
        **more,
    }
    if usage is not None:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    return json.dumps(body).encode()


def says(claims: Any, **more: Any) -> Say:
    """A good answer with these claims."""
    return writes(json.dumps({"claims": claims}, ensure_ascii=False), **more)


def writes(content: Any, finish: str = "stop", **more: Any) -> Say:
    """An answer with this content."""
    return lambda exchange: exchange.send(200, completion(content, finish, **more))


def fails(status: int, message: str = "", code: str | None = None, **headers: str) -> Say:
    """An error as OpenAI words it."""
    body = json.dumps({"error": {"message": message, "code": code}}).encode()
    return lambda exchange: exchange.send(status, body, **headers)


def sleeps(seconds: float) -> Say:
    """No answer for so long."""

    def say(exchange: Exchange) -> None:
        exchange.handler.server.ended.wait(seconds)  # type: ignore[attr-defined]
        exchange.send(200, completion("{}"))

    return say


def cuts(body: bytes = b"") -> Say:
    """The connection is cut in the middle of the answer."""

    def say(exchange: Exchange) -> None:
        exchange.handler.send_response(200)
        exchange.handler.send_header("Content-Length", "100000")
        exchange.handler.end_headers()
        exchange.handler.wfile.write(body)
        exchange.handler.close_connection = True

    return say
