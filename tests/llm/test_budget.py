"""Tokens and cost are counted, whatever the endpoint tells, and never more is used than was allowed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from llm_server import Endpoint, completion, says

from truceline.identity import document_id
from truceline.llm import LlmExtractor, LlmOptions
from truceline.llm.budget import Budget, Spent, tokens_of
from truceline.records import Document

Make = Callable[..., LlmExtractor]


def texts(number: int) -> list[Document]:
    made = [f"Turkey called for a ceasefire {n} times." for n in range(number)]
    return [Document(id=document_id(text, None, None), text=text) for text in made]


def options(**fields: object) -> LlmOptions:
    return LlmOptions("http://localhost/v1", "sample", answer_tokens=100, **fields)  # type: ignore[arg-type]


def test_what_the_endpoint_counts_is_counted(endpoint: Endpoint, extractor: Make) -> None:
    endpoint.usual = says([], usage=(1000, 50))
    made = extractor(price_in=2.0, price_out=10.0)
    assert len(list(made.run(texts(3)))) == 3
    usage = made.tally.usage
    assert (usage.requests, usage.tokens_in, usage.tokens_out, usage.estimated) == (3, 3000, 150, 0)
    assert usage.cost == pytest.approx(0.0075)


@pytest.mark.parametrize("usage", [None, (True, -5), ("many", 1.5), (10**12, None)])
def test_what_it_does_not_count_is_estimated(endpoint: Endpoint, extractor: Make, usage: Any) -> None:
    body = json.loads(completion('{"claims": []}', usage=None))
    if usage is not None:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
    endpoint.usual = lambda exchange: exchange.send(200, json.dumps(body).encode())
    made = extractor()
    list(made.run(texts(1)))
    spent = made.tally.usage
    assert spent.estimated == spent.tokens_in + spent.tokens_out
    assert 500 < spent.tokens_in < 10_000
    assert spent.cost is None


def test_the_run_ends_before_more_tokens_could_be_used(endpoint: Endpoint, extractor: Make) -> None:
    endpoint.usual = says([], usage=(3000, 500))
    made = extractor(max_tokens=20_000, answer_tokens=1000)
    read = list(made.run(texts(20)))
    assert 1 <= len(read) < 20
    assert made.tally.usage.tokens_in + made.tally.usage.tokens_out <= 20_000
    assert made.stopped is not None
    assert made.stopped.startswith("the next request might use more than 20,000 tokens; allow more with --max-tokens")


def test_the_run_ends_before_it_could_cost_more(endpoint: Endpoint, extractor: Make) -> None:
    endpoint.usual = says([], usage=(3000, 500))
    made = extractor(max_cost=0.05, price_in=1.0, price_out=4.0, answer_tokens=1000, workers=4)
    assert 1 <= len(list(made.run(texts(40)))) < 40
    assert made.tally.usage.cost is not None
    assert made.tally.usage.cost <= 0.05
    assert "cost more than 0.05" in (made.stopped or "")


def test_requests_at_the_same_time_cannot_overspend_together() -> None:
    budget = Budget(options(max_tokens=500))
    first = budget.reserve(100, again=False)
    budget.reserve(100, again=False)
    with pytest.raises(Spent):
        budget.reserve(100, again=False)
    budget.settle(first, (20, 10))
    budget.reserve(100, again=True)
    assert (budget.usage.requests, budget.usage.retries) == (3, 1)


def test_tokens_are_rather_over_than_underestimated() -> None:
    assert tokens_of("") == 1
    assert tokens_of("ceasefire " * 100) >= 200
    assert tokens_of("прекращение огня") >= 8
