"""Settings that cannot be are named before anything is sent."""

from __future__ import annotations

from typing import Any

import pytest

from truceline.llm import LlmOptions

GOOD = {"endpoint": "http://localhost:11434/v1", "model": "sample"}

BAD: list[tuple[dict[str, Any], str]] = [
    ({"endpoint": "localhost:11434"}, "not the address of an endpoint"),
    ({"endpoint": "ftp://localhost/v1"}, "not the address"),
    ({"endpoint": "file:///etc/passwd"}, "not the address"),
    ({"endpoint": "http://"}, "not the address"),
    ({"endpoint": "http://[::1"}, "not the address"),
    ({"endpoint": "http://localhost:99999/v1"}, "not the address"),
    ({"endpoint": "http://localhost/v1?key=1"}, "not the address"),
    ({"endpoint": "http://local host/v1"}, "not the address"),
    ({"endpoint": "https://user:secret@example.org/v1"}, "must not hold a key"),
    ({"endpoint": "https://secret@example.org/v1"}, "must not hold a key"),
    ({"model": " "}, "needs a name"),
    ({"model": "a\nb"}, "needs a name"),
    ({"key": "two words"}, "characters that no key has"),
    ({"key": "clé"}, "characters that no key has"),
    ({"timeout": 0}, "timeout must be at least"),
    ({"retries": -1}, "retries must be at least"),
    ({"window": 10}, "window must be at least"),
    ({"answer_tokens": 1}, "answer_tokens must be at least"),
    ({"rate": 0}, "rate must be more"),
    ({"max_tokens": 0}, "max_tokens must be more"),
    ({"price_in": 1.0}, "give both"),
    ({"price_in": -1.0, "price_out": 1.0}, "less than nothing"),
    ({"max_cost": 1.0}, "needs the prices"),
]


@pytest.mark.parametrize(("given", "message"), BAD)
def test_what_cannot_be_is_named(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message) as error:
        LlmOptions(**{**GOOD, **given})
    assert "secret" not in str(error.value)


def test_a_key_that_is_no_key_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_LLM_KEY", "secret\x1bkey")
    with pytest.raises(ValueError, match="TRUCELINE_LLM_KEY") as error:
        LlmOptions(**GOOD)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("given", [f"http://localhost/v1{end}" for end in ("", "/", "/chat/completions")])
def test_where_requests_go(given: str) -> None:
    assert LlmOptions(given, "sample").url == "http://localhost/v1/chat/completions"


@pytest.mark.parametrize(
    ("endpoint", "warned"),
    [
        ("http://localhost:11434/v1", None),
        ("http://models.localhost/v1", None),
        ("http://127.0.0.1:8000/v1", None),
        ("http://127.3.2.1/v1", None),
        ("http://[::1]:8000/v1", None),
        ("https://api.example.org/v1", "sent to api.example.org."),
        ("http://10.0.0.5:8000/v1", "sent to 10.0.0.5:8000, unencrypted."),
        ("http://localhost.example.org/v1", "sent to localhost.example.org, unencrypted."),
        ("http://127.0.0.1.example.org/v1", "unencrypted."),
        ("http://0.0.0.0/v1", "unencrypted."),
    ],
)
def test_who_sends_reports_away_is_told_so(endpoint: str, warned: str | None) -> None:
    warning = LlmOptions(endpoint, "sample").warning
    assert (warning or "").endswith(warned or "")
    assert (warning is None) == (warned is None)
