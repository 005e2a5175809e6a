"""Servers that are slow, rude, broken or of another make: patience where it helps, a clear end where it does not."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import pytest
from llm_samples import PUBLISHED, TEXT, toll
from llm_server import Endpoint, Exchange, Say, completion, cuts, fails, says, sleeps, writes

import truceline
from truceline.identity import document_id
from truceline.llm import LlmExtractor, Refused
from truceline.pipeline import Reading
from truceline.records import Document
from truceline.sources import Failure

Make = Callable[..., LlmExtractor]


def documents(*texts: str) -> list[Document]:
    return [Document(id=document_id(text, None, None), text=text, path=f"{i}.txt") for i, text in enumerate(texts)]


def outcomes(made: LlmExtractor, *texts: str) -> list[str]:
    """For each report "read", or the reason why not."""
    found = made.run(documents(*(texts or (TEXT,))))
    return ["read" if isinstance(outcome, Reading) else outcome.reason for outcome in found]


def endless(exchange: Exchange) -> None:
    exchange.stream(b" ", 0.05)


def flood(exchange: Exchange) -> None:
    exchange.stream(b"a" * 1_000_000, 0.0)


PASSING: dict[str, Say] = {
    "429": fails(429, "Rate limit reached"),
    "429 with Retry-After": fails(429, "Rate limit reached", Retry_After="0.1"),
    "500": fails(500, "Something went wrong"),
    "503 as HTML": lambda exchange: exchange.send(503, b"<html>Service Unavailable</html>"),
    "529": fails(529, "Overloaded"),
    "timeout": sleeps(30),
    "an answer without an end": endless,
    "a flood": flood,
    "a cut connection": cuts(),
    "an answer that is cut": cuts(completion("{")),
    "an error with status 200": lambda exchange: exchange.send(200, b'{"error": {"message": "busy"}}'),
    "no choices": lambda exchange: exchange.send(200, b'{"choices": []}'),
    "a page": lambda exchange: exchange.send(200, b"<html>Please log in to this network</html>"),
    "a zip bomb": lambda exchange: exchange.send(200, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"),
}


WITHOUT_END = ("timeout", "an answer without an end")


@pytest.mark.parametrize("case", PASSING)
def test_what_may_pass_is_asked_again(endpoint: Endpoint, extractor: Make, case: str) -> None:
    endpoint.script.append(PASSING[case])
    endpoint.usual = says([toll()])
    made = extractor(timeout=1.5 if case in WITHOUT_END else 30.0)
    assert outcomes(made) == ["read"]
    usage = made.tally.usage
    assert made.tally.kept == 1
    assert usage.retries >= 1
    assert usage.requests == usage.retries + 1 == len(endpoint.seen)


@pytest.mark.parametrize("case", ["500", "timeout", "a cut connection", "429 with Retry-After"])
def test_what_does_not_pass_costs_one_report(endpoint: Endpoint, extractor: Make, case: str) -> None:
    endpoint.script.extend([PASSING[case]] * 2)
    endpoint.usual = says([])
    made = extractor(timeout=2.0 if case in WITHOUT_END else 30.0, retries=1)
    first, second = outcomes(made, TEXT, "Turkey called for a ceasefire.")
    assert first.startswith("the language model gave no answer: ")
    assert first.endswith("(asked 2 times)")
    assert second == "read"
    assert made.stopped is None


def test_retry_after_is_honoured_by_all_workers(endpoint: Endpoint, extractor: Make) -> None:
    endpoint.script.append(fails(429, "slow down", Retry_After="0.6"))
    made = extractor(workers=1)
    assert outcomes(made, TEXT, "Turkey called for a ceasefire.") == ["read", "read"]
    first, *later = (exchange.at for exchange in endpoint.seen)
    assert min(later) - first >= 0.55


def test_retry_after_may_be_a_date(endpoint: Endpoint, extractor: Make) -> None:
    until = int(time.time()) + 3
    endpoint.script.append(fails(503, "back soon", Retry_After=formatdate(until, usegmt=True)))
    assert outcomes(extractor()) == ["read"]
    assert endpoint.seen[1].clock >= until - 0.01


def test_nobody_waits_for_hours(endpoint: Endpoint, extractor: Make) -> None:
    endpoint.usual = fails(429, "quota of the day", Retry_After="86400")
    assert outcomes(extractor()) == ["the language model gave no answer: the endpoint answered 429: quota of the day"]
    assert len(endpoint.seen) == 1


HOPELESS: dict[str, tuple[Say, str]] = {
    "a wrong key": (fails(401, "Incorrect API key"), "TRUCELINE_LLM_KEY"),
    "no right": (fails(403, "Not allowed"), "may use this model"),
    "no such model": (fails(404, "The model `sample-model` does not exist"), "check --endpoint"),
    "no money": (fails(429, "You exceeded your quota", "insufficient_quota"), "nothing left to spend"),
    "moved": (lambda exchange: exchange.send(307, b"", Location="http://127.0.0.1:9/v1"), "give the address"),
}


@pytest.mark.parametrize("case", HOPELESS)
def test_what_concerns_all_reports_ends_the_run(endpoint: Endpoint, extractor: Make, case: str) -> None:
    say, hint = HOPELESS[case]
    endpoint.script.append(says([toll()]))
    endpoint.usual = say
    made = extractor()
    assert outcomes(made, TEXT, *(f"Turkey called for a ceasefire {n} times." for n in range(9))) == ["read"]
    assert made.stopped is not None
    assert hint in made.stopped
    assert len(endpoint.seen) <= 3
    with pytest.raises(RuntimeError, match="has ended"):
        next(made.run(documents(TEXT)))


def test_an_endpoint_that_is_down_ends_the_run_after_a_few_reports(extractor: Make) -> None:
    made = extractor(endpoint="http://127.0.0.1:9/v1", retries=1)
    found = outcomes(made, *(f"Turkey called for a ceasefire {n} times." for n in range(20)))
    assert len(found) in (5, 6)
    assert all("the endpoint cannot be reached" in reason for reason in found)
    assert made.stopped is not None
    assert made.stopped.startswith("5 reports in a row got no answer")


def test_the_key_is_sent_and_never_shown(
    endpoint: Endpoint, extractor: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCELINE_LLM_KEY", "secret-key-1")
    endpoint.usual = fails(400, "Bad key secret-key-1, \x1b[31mreally\n\n" + "x" * 1000)
    made = extractor()
    (reason,) = outcomes(made)
    assert endpoint.seen[0].headers["Authorization"] == "Bearer secret-key-1"
    assert "Bad key …, [31mreally x" in reason
    assert len(reason) < 300
    assert "secret-key-1" not in repr(made.options) + reason + str(made.extractor)


def test_a_key_that_is_sent_back_is_not_kept(
    endpoint: Endpoint, extractor: Make, refused: list[Refused], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCELINE_LLM_KEY", "secret-key-1")
    endpoint.usual = lambda request: request.send(200, json.dumps({"headers": request.headers}).encode())
    outcomes(extractor())
    kept = [str(each.answer) for each in refused]
    assert any("Bearer …" in answer for answer in kept)
    assert not any("secret-key-1" in answer for answer in kept)


def test_without_a_key_none_is_sent(endpoint: Endpoint, extractor: Make) -> None:
    outcomes(extractor())
    assert "Authorization" not in endpoint.seen[0].headers


def test_no_proxy_comes_between_us_and_this_machine(
    endpoint: Endpoint, extractor: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    assert outcomes(extractor()) == ["read"]


def picky(*, takes: str, temperature: bool = True, limit: str = "max_tokens") -> Say:
    """A server that knows one format only, and has its own mind about parameters."""

    def say(exchange: Exchange) -> None:
        if not temperature and "temperature" in exchange.body:
            return fails(400, "Unsupported value: 'temperature' does not support 0 with this model.")(exchange)
        if limit not in exchange.body:
            return fails(400, f"Unsupported parameter: 'max_tokens'. Use '{limit}' instead.")(exchange)
        if exchange.form != takes:
            return fails(400, f"response_format {exchange.form} is not supported")(exchange)
        return says([toll()])(exchange)

    return say


@pytest.mark.parametrize(
    ("server", "asked"),
    [
        ({"takes": "json_schema"}, 1),
        ({"takes": "json_object"}, 2),
        ({"takes": "text"}, 3),
        ({"takes": "json_schema", "temperature": False, "limit": "max_completion_tokens"}, 3),
        ({"takes": "text", "temperature": False, "limit": "max_completion_tokens"}, 5),
    ],
)
def test_what_a_server_does_not_take_is_left_out(
    endpoint: Endpoint, extractor: Make, server: dict[str, Any], asked: int
) -> None:
    endpoint.usual = picky(**server)
    made = extractor(retries=0)
    assert outcomes(made, TEXT, "Turkey called for a ceasefire.") == ["read", "read"]
    assert len(endpoint.seen) == asked + 1, "it is found out once"
    told = endpoint.seen[-1].body["messages"][0]["content"]
    assert ('"additionalProperties":false' in told) == (server["takes"] != "json_schema")


def test_a_request_that_is_bad_in_itself_fails_alone(endpoint: Endpoint, extractor: Make) -> None:
    def say(exchange: Exchange) -> None:
        (fails(400, "Invalid prompt") if "Hadrut" in exchange.report else says([]))(exchange)

    endpoint.usual = say
    first, second = outcomes(extractor(), TEXT, "Turkey called for a ceasefire.")
    assert first == "the language model gave no answer: the endpoint answered 400: Invalid prompt"
    assert second == "read"
    assert endpoint.seen[-1].form == "json_schema"


@pytest.mark.parametrize(
    "too_long",
    [
        writes('{"claims": [{"kind"', finish="length"),
        writes(None, finish="length"),
        fails(400, "This model's maximum context length is 512 tokens", "context_length_exceeded"),
        fails(413, "Payload too large"),
    ],
)
def test_what_is_too_long_is_asked_for_in_halves(endpoint: Endpoint, extractor: Make, too_long: Say) -> None:
    def say(exchange: Exchange) -> None:
        sentences = exchange.report.count("\n[")
        (too_long if sentences > 1 else says([toll()] if "governor" in exchange.report else []))(exchange)

    endpoint.usual = say
    made = extractor(retries=0)
    assert outcomes(made) == ["read"]
    assert (made.tally.kept, made.tally.usage.requests) == (1, 7)


def test_a_sentence_that_is_too_long_by_itself_fails(endpoint: Endpoint, extractor: Make) -> None:
    endpoint.usual = writes("{", finish="length")
    (reason,) = outcomes(extractor(), "Turkey called for a ceasefire.")
    assert "longer than the model may write" in reason


@pytest.mark.parametrize(
    "body", [completion(None, "content_filter"), completion('{"claims": [', "content_filter")]
)
def test_a_model_that_will_not_read_it_is_not_asked_again(
    endpoint: Endpoint, extractor: Make, body: bytes
) -> None:
    endpoint.usual = lambda exchange: exchange.send(200, body)
    assert outcomes(extractor()) == ["the language model gave no answer: the model refuses to read it"]
    assert len(endpoint.seen) == 1


def test_no_more_requests_a_minute_than_allowed(endpoint: Endpoint, extractor: Make) -> None:
    began = time.monotonic()
    made = extractor(rate=150.0, workers=3)
    assert outcomes(made, *(f"Turkey called for a ceasefire {n} times." for n in range(5))) == ["read"] * 5
    assert max(exchange.at for exchange in endpoint.seen) - began >= 4 * 0.4


def test_several_requests_at_a_time_give_the_reports_in_order(endpoint: Endpoint, extractor: Make) -> None:
    together = threading.Barrier(3, timeout=10)

    def say(exchange: Exchange) -> None:
        together.wait()  # answered only when three are under way
        says([])(exchange)

    endpoint.usual = say
    texts = [f"Turkey called for a ceasefire {n} times." for n in range(6)]
    found = list(extractor(workers=3).run(documents(*texts)))
    assert [outcome.document.text for outcome in found if isinstance(outcome, Reading)] == texts


def test_what_is_answered_is_not_lost_when_the_run_is_interrupted(endpoint: Endpoint, extractor: Make) -> None:
    asked = threading.Event()

    def say(exchange: Exchange) -> None:
        if "3 times" in exchange.report:
            asked.set()
            sleeps(30)(exchange)
        says([])(exchange)

    endpoint.usual = say
    made = extractor(timeout=20.0)

    def until_interrupted():  # type: ignore[no-untyped-def]
        yield from documents("Turkey called for a ceasefire 2 times.")
        while not made._jobs[0].answers.done():
            time.sleep(0.01)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(made.run(until_interrupted()))
    (outcome,) = made.finished()
    assert isinstance(outcome, Reading)


def test_a_report_without_sentences_is_read_without_asking(endpoint: Endpoint, extractor: Make) -> None:
    assert outcomes(extractor(), "© 2023 Sample Wire. All rights reserved.") == ["read"]
    assert endpoint.seen == []


def test_a_failure_says_what_to_do(endpoint: Endpoint, extractor: Make, refused: list[Refused]) -> None:
    endpoint.usual = writes("no")
    (failure,) = extractor(retries=0).run(documents(TEXT))
    assert isinstance(failure, Failure)
    assert str(failure) == (
        "0.txt: the language model gave no answer: an answer that is not JSON. Another model, or a smaller "
        "--llm-window, may do better."
    )
    assert refused[0].answer == "no"


def test_reading_from_python_says_when_the_run_has_ended(endpoint: Endpoint, extractor: Make) -> None:
    endpoint.usual = fails(401, "Incorrect API key")
    with pytest.raises(truceline.ReadError, match="401"):
        truceline.read_text(TEXT, published=PUBLISHED, extractor=extractor())
