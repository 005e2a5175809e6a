"""Every case of ``cases/*.yaml``: a short report in, the claims that must be found in it, and those that must not.

A case has ``text``, ``published`` (or none), ``facts`` (kind, quote, where, expect: see truceline.evaluate.facts) and
``never`` (conditions that no claim may fit).  ``fails: reason`` marks a failure that is known: when it passes, the test
says so.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import truceline
from truceline.evaluate.facts import all_fit, field_of, fits, plain
from truceline.exports.contract import to_contract

FILES = sorted(Path(__file__).parent.glob("cases/*.yaml"))


def cases() -> list[Any]:
    found = []
    for file in FILES:
        for n, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            found.append(pytest.param(case, id=f"{file.stem}-{n}-{plain(case['text'])[:40]}", marks=marks))
    return found


@cache
def claims_of(text: str, published: str | None) -> list[dict[str, Any]]:
    return [to_contract(c) for c in truceline.read_text(text, published=published)]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    published = str(case["published"]) if case.get("published") else None
    claims = claims_of(case["text"], published)
    told = "\n".join(f"{c['kind']} {c['span']['text']!r} {c[c['kind']]}" for c in claims)
    for fact in case.get("facts", []):
        candidates = [
            c
            for c in claims
            if c["kind"] == fact["kind"]
            and plain(fact.get("quote", "")) in plain(c["sentence"]["text"])
            and all_fit(c, fact.get("where", {}))
        ]
        assert candidates, f"no {fact['kind']} for {fact} in:\n{told}"
        wrong = [
            [p for p, want in fact.get("expect", {}).items() if not fits(field_of(c, p), want)] for c in candidates
        ]
        best = min(range(len(candidates)), key=lambda i: len(wrong[i]))
        got = {p: field_of(candidates[best], p) for p in wrong[best]}
        assert not got, f"{fact}: got {got}"
    for never in case.get("never", []):
        broken = [c for c in claims if all_fit(c, never)]
        assert not broken, f"{never} fits {broken}"


@pytest.mark.parametrize("case", cases())
def test_spans_stand_in_their_sentence(case: dict[str, Any]) -> None:
    published = str(case["published"]) if case.get("published") else None
    for c in claims_of(case["text"], published):
        sentence, span = c["sentence"], c["span"]
        assert sentence["start"] <= span["start"] < span["end"] <= sentence["end"]
        assert case["text"][span["start"] : span["end"]] == span["text"]
        assert case["text"][sentence["start"] : sentence["end"]] == sentence["text"]
