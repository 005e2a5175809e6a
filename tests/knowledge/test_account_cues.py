"""Words by which reports compare accounts: each entry finds its examples, and not its counter-examples."""

from __future__ import annotations

import re

import pytest

from truceline.knowledge.account_cues import AccountCue, account_cues, cue

EXAMPLES = [pytest.param(e, text, id=f"{e.id}: {text}") for e in account_cues() for text in e.examples]
COUNTER_EXAMPLES = [pytest.param(e, text, id=f"{e.id}: {text}") for e in account_cues() for text in e.counter_examples]


@pytest.mark.parametrize(("entry", "text"), EXAMPLES)
def test_examples_are_found(entry: AccountCue, text: str) -> None:
    assert cue(entry.id).search(text)


@pytest.mark.parametrize(("entry", "text"), COUNTER_EXAMPLES)
def test_counter_examples_are_not(entry: AccountCue, text: str) -> None:
    assert not cue(entry.id).search(text)


@pytest.mark.parametrize("entry", account_cues(), ids=lambda e: e.id)
def test_every_pattern_finds_an_example(entry: AccountCue) -> None:
    unused = [p for p in entry.patterns if not any(re.search(p, text, re.IGNORECASE) for text in entry.examples)]
    assert unused == []
