"""One request to the endpoint and what came of it: chat completions over HTTP, limits on time and size, no retries.

What a server of this kind may refuse (structured output, a parameter) is found out from its refusals, once for all
requests of a run.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import msgspec

from ..closing import Closing
from ..sources.web import USER_AGENT
from .answer import schema
from .options import KEY_VARIABLE, LlmOptions
from .prompt import Messages
from .trouble import Adapted, Hopeless, Passing, TooLong, Trouble, Useless

ANSWER_BYTES = 4 << 20
"""Largest answer of a server, in bytes: a hundred times what a window of claims needs."""

FORMATS = ("json_schema", "json_object", "text")
"""How the form of an answer is asked for, the strictest first."""

_AGAIN = "try again later: the same command goes on with what was not read"
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_HOPELESS = {
    401: f"set the environment variable {KEY_VARIABLE} to a key that the endpoint takes",
    402: "the account at the endpoint has nothing left to spend",
    403: f"see that the key in {KEY_VARIABLE} may use this model",
    404: "check --endpoint (mostly it ends in /v1) and --model",
    405: "check --endpoint (mostly it ends in /v1)",
}
_UNFIT = frozenset({400, 404, 415, 422, 501})
_TOO_LONG = ("context_length", "context length", "context window", "maximum context", "too many tokens", "too long")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered.  ``cut`` where it ended at the limit of tokens, ``refused`` where it did not want to.

    Token counts are null where the endpoint does not tell; ``model`` is what it says it is.
    """

    content: str
    cut: bool
    refused: bool
    tokens_in: int | None
    tokens_out: int | None
    model: str | None


class Client(Closing):
    """Speaks to one endpoint; may be used by several threads."""

    def __init__(self, options: LlmOptions) -> None:
        self._options = options
        headers = {"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "identity"}
        if options.key is not None:
            headers["Authorization"] = f"Bearer {options.key}"
        # A proxy must not carry to another machine what is meant for this one.
        self._http = httpx.Client(headers=headers, timeout=options.timeout, trust_env=not options.is_local)
        self._lock = threading.Lock()
        self._format = 0
        self._temperature = True
        self._limit_name = "max_tokens"

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    @property
    def needs_schema(self) -> bool:
        """Whether the form of the answer has to be told in the messages, since the endpoint does not enforce it."""
        return FORMATS[self._format] != "json_schema"

    def ask(self, messages: Messages) -> Reply:
        """The model's reply.

        Raises :class:`~truceline.llm.trouble.Trouble` of the kind that says what to do.
        """
        sent = (self._format, self._temperature, self._limit_name)
        try:
            status, headers, body = self._post(self._body(messages))
        except httpx.TimeoutException as error:
            late = f"no answer within {self._options.timeout:g} seconds"
            raise Passing(late, "try again later, or raise --llm-timeout", read=True) from error
        except httpx.HTTPError as error:
            what = self._clean(str(error)) or type(error).__name__
            read = not isinstance(error, httpx.ConnectError)
            verb = "broke off" if read else "cannot be reached"
            raise Passing(f"the endpoint {verb} ({what})", f"see that it runs; {_AGAIN}", read=read) from error
        if status == 200:
            return self._reply(body)
        raise self._refused(status, headers, body, sent)

    def _post(self, content: bytes) -> tuple[int, httpx.Headers, bytes]:
        began = time.monotonic()
        request = {"content": content, "headers": {"Content-Type": "application/json"}}
        with self._http.stream("POST", self._options.url, **request) as answer:  # type: ignore[arg-type]
            body = bytearray()
            for chunk in answer.iter_bytes():
                body += chunk
                if len(body) > ANSWER_BYTES:
                    raise Useless(f"an answer of more than {ANSWER_BYTES >> 20} MiB", _start(self._without_key(body)))
                if time.monotonic() - began > self._options.timeout:  # httpx limits the wait for each piece only
                    raise httpx.ReadTimeout("the answer did not end")
            return answer.status_code, answer.headers, self._without_key(body)

    def _without_key(self, body: bytearray) -> bytes:
        """What came, without the key: an endpoint may send it back, and answers are kept in files."""
        key = self._options.key
        return bytes(body).replace(key.encode(), "…".encode()) if key else bytes(body)

    def _body(self, messages: Messages) -> bytes:
        body: dict[str, Any] = {"model": self._options.model, "messages": messages, "stream": False}
        body[self._limit_name] = self._options.answer_tokens
        if self._temperature:
            body["temperature"] = 0
        form = FORMATS[self._format]
        if form == "json_schema":
            held = {"name": "claims", "strict": True, "schema": schema()}
            body["response_format"] = {"type": "json_schema", "json_schema": held}
        elif form == "json_object":
            body["response_format"] = {"type": "json_object"}
        return msgspec.json.encode(body)

    def _reply(self, body: bytes) -> Reply:
        try:
            told = msgspec.json.decode(body)
            choice = told["choices"][0]
            message = choice["message"]
            content, finish = message.get("content"), choice.get("finish_reason")
        except (msgspec.DecodeError, RecursionError, LookupError, TypeError, AttributeError) as error:
            raise Useless("what came is not an answer of chat completions", _start(body)) from error
        cut, refused = finish == "length", finish == "content_filter" or bool(message.get("refusal"))
        if not isinstance(content, str) and not cut and not refused:
            raise Useless("an answer without words", _start(body))
        usage = told.get("usage") if isinstance(told.get("usage"), dict) else {}
        model = told.get("model")
        return Reply(
            content if isinstance(content, str) else "",
            cut,
            refused,
            _count(usage.get("prompt_tokens")),
            _count(usage.get("completion_tokens")),
            model if isinstance(model, str) else None,
        )

    def _refused(self, status: int, headers: httpx.Headers, body: bytes, sent: tuple[int, bool, str]) -> Trouble:
        """What a status other than 200 means."""
        said = self._clean(_message(body))
        reason = f"the endpoint answered {status}" + (f": {said}" if said else "")
        low = said.lower()
        if "insufficient_quota" in low or "insufficient quota" in low:
            return Hopeless(reason, _HOPELESS[402])
        if status in _PASSING:
            return Passing(reason, _AGAIN, _retry_after(headers))
        if 300 <= status < 400:
            return Hopeless(reason, "it is elsewhere: give the address that it names, if you trust it")
        if status in _HOPELESS and not (status == 404 and "response_format" in low):
            return Hopeless(reason, _HOPELESS[status])
        if status == 413 or any(words in low for words in _TOO_LONG):
            return TooLong(reason, "choose a smaller --llm-window")
        if status in _UNFIT and self._ask_for_less(low, sent):
            return Adapted(reason, _AGAIN)
        return Trouble(reason, "see what the endpoint and the model can do")

    def _ask_for_less(self, said: str, sent: tuple[int, bool, str]) -> bool:
        """Leave out what the endpoint does not take; whether there was something to leave out."""
        form, temperature, limit_name = sent
        with self._lock:
            if "temperature" in said and temperature:
                self._temperature = False
            elif "max_completion_tokens" in said and limit_name == "max_tokens":
                self._limit_name = "max_completion_tokens"
            elif form + 1 < len(FORMATS):
                self._format = max(self._format, form + 1)
            else:
                self._format = 0  # it was not the form that was not taken
                return False
        return True

    def _clean(self, said: str) -> str:
        """What a server says, on one short line, without the key, which some repeat."""
        if self._options.key:
            said = said.replace(self._options.key, "…")
        line = " ".join("".join(c if c.isprintable() else " " for c in said).split())
        return line if len(line) <= 200 else f"{line[:199]}…"


def _message(body: bytes) -> str:
    """The error message in the body of an answer, with its code: as OpenAI writes it, or whatever stands there."""
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return _start(body)
    error = told.get("error", told) if isinstance(told, dict) else told
    if isinstance(error, dict):
        parts = [error.get(name) for name in ("message", "detail", "code", "param")]
        return "; ".join(p for p in parts if isinstance(p, str) and p)
    return error if isinstance(error, str) else ""


def _start(body: bytes) -> str:
    return body[:2000].decode(errors="replace")


def _count(value: object) -> int | None:
    """A count of tokens as the endpoint gives it; what cannot be one is none."""
    good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
    return value if good else None  # type: ignore[return-value]


def _retry_after(headers: httpx.Headers) -> float | None:
    """The seconds of ``Retry-After``, which holds seconds or a date; null where it says nothing of use."""
    given = headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(given))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(given).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
