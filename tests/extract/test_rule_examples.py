"""Every rule file's own examples: those that must match do, those that must not do not."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from truceline.extract.attribution import Attribution, find_attributions
from truceline.extract.attribution_learned import ATTITUDE
from truceline.extract.background import HistoryWords, is_background
from truceline.extract.context import Context
from truceline.extract.control import rules as control_rules
from truceline.knowledge.loader import KNOWLEDGE, load_entries
from truceline.knowledge.rules import Act, Cue, Mode, acts, cues, modes
from truceline.language.parse import parse
from truceline.pipeline import context_of, read_documents
from truceline.records import Claim, Control, Document, Event, Published

PUBLISHED = Published(text="2024-06-05", start="2024-06-05", end="2024-06-05", basis="given")


def document(text: str) -> Document:
    return Document(id=text, text=text, published=PUBLISHED)


@cache
def claims_of(text: str) -> tuple[Claim, ...]:
    return next(iter(read_documents([document(text)]))).claims


@cache
def context_for(text: str) -> Context:
    return context_of(parse(document(text)))


def events(text: str) -> list[Event]:
    return [c.body for c in claims_of(text) if isinstance(c.body, Event)]


def rules_of(text: str) -> set[str]:
    return {reason.by for c in claims_of(text) for reason in c.why}


def each(entries: tuple[Any, ...], field: str) -> list[Any]:
    return [
        pytest.param(entry, example, id=f"{getattr(entry, 'mode', getattr(entry, 'id', ''))}-{n}")
        for entry in entries
        for n, example in enumerate(getattr(entry, field))
    ]


@pytest.mark.parametrize(("mode", "example"), each(modes(), "examples"))
def test_mode_is_found(mode: Mode, example: Any) -> None:
    found = [(e.type, e.mode) for e in events(example.text)]
    assert (example.type, mode.mode) in found


@pytest.mark.parametrize(("mode", "text"), each(modes(), "counter_examples"))
def test_mode_is_not_found(mode: Mode, text: str) -> None:
    assert mode.mode not in [e.mode for e in events(text)]


@pytest.mark.parametrize(("act", "text"), each(acts(), "examples"))
def test_act_is_found(act: Act, text: str) -> None:
    assert f"acts:{act.id}" in rules_of(text)


@pytest.mark.parametrize(("act", "text"), each(acts(), "counter_examples"))
def test_act_is_not_found(act: Act, text: str) -> None:
    assert f"acts:{act.id}" not in rules_of(text)


def attributions(text: str) -> tuple[Attribution, ...]:
    return find_attributions(context_for(text))


CUES = tuple(c for c in cues() if c.kind != "channel" and not c.passive)


@pytest.mark.parametrize(("cue", "text"), each(CUES, "examples"))
def test_cue_is_found(cue: Cue, text: str) -> None:
    assert attributions(text), "no attribution at all"


@pytest.mark.parametrize(("cue", "text"), each(CUES, "counter_examples"))
def test_cue_is_not_found(cue: Cue, text: str) -> None:
    assert not [a for a in attributions(text) if a.force != ATTITUDE]


@pytest.mark.parametrize(("rule", "text"), each(control_rules(), "examples"))
def test_control_is_found(rule: Any, text: str) -> None:
    assert rule.action in [c.body.action for c in claims_of(text) if isinstance(c.body, Control)]


@pytest.mark.parametrize(("rule", "text"), each(control_rules(), "counter_examples"))
def test_control_is_not_found(rule: Any, text: str) -> None:
    assert not [c.span.text for c in claims_of(text) if isinstance(c.body, Control)]


HISTORY = load_entries(KNOWLEDGE / "history.yaml", HistoryWords)


@pytest.mark.parametrize(("entry", "text"), each(HISTORY, "examples"))
def test_history_is_background(entry: HistoryWords, text: str) -> None:
    root = next(iter(context_for(text).doc.sents)).root
    assert is_background(context_for(text), root, None, attributed=False)[0]


@pytest.mark.parametrize(("entry", "text"), each(HISTORY, "counter_examples"))
def test_news_is_not_background(entry: HistoryWords, text: str) -> None:
    root = next(iter(context_for(text).doc.sents)).root
    assert not is_background(context_for(text), root, None, attributed=False)[0]
