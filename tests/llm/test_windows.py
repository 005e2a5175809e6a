"""A long report is asked about in windows: every sentence once, cut at ends of paragraphs."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from llm_samples import TEXT, toll
from llm_server import Endpoint, Exchange, says

import truceline
from truceline.language.parse import parse
from truceline.language.text import ParsedText
from truceline.llm import LlmExtractor
from truceline.llm.windows import Window, windows
from truceline.records import Document

SENTENCE = "Turkey called for an immediate ceasefire on Monday."
LONG = "\n\n".join(" ".join([f"In week {p} the report went on.", *[SENTENCE] * (p % 5)]) for p in range(12))


@cache
def parsed(text: str) -> ParsedText:
    return parse(Document(id="", text=text))


def cut(text: str, size: int) -> tuple[Window, ...]:
    return windows(parsed(text), size)


@pytest.mark.parametrize("size", [200, 300, 1000, 10_000])
def test_every_sentence_stands_in_one_window(size: int) -> None:
    made = cut(LONG, size)
    assert [s for window in made for s in window.sentences] == list(parsed(LONG).sentences)
    assert all(sum(len(s.text) + 1 for s in w.sentences) <= size for w in made)
    assert (len(made) == 1) == (size == 10_000)


def test_windows_end_with_paragraphs() -> None:
    for window in cut(LONG, 400):
        assert window.sentences[0].index in window.opening


def test_a_paragraph_longer_than_a_window_is_cut_at_ends_of_sentences() -> None:
    made = cut(" ".join([SENTENCE] * 20) + f"\n\n{SENTENCE}", 200)
    assert [len(w.sentences) for w in made] == [3, 3, 3, 3, 3, 3, 3]


def test_a_sentence_longer_than_a_window_stands_alone() -> None:
    long = "The army said that " + "and that ".join(f"village {n} was quiet " for n in range(40)) + "today."
    made = cut(f"{SENTENCE}\n\n{long}\n\n{SENTENCE}", 200)
    assert [len(w.sentences) for w in made] == [1, 1, 1]


def test_a_window_shows_numbers_and_paragraphs() -> None:
    (window,) = cut("One died. Two fled.\n\nThree were hurt.", 1000)
    assert window.text == "[0] One died.\n[1] Two fled.\n\n[2] Three were hurt."


@settings(deadline=None)  # the first one loads the parser
@given(st.integers(200, 3000))
def test_halves_are_the_whole(size: int) -> None:
    for window in cut(LONG, size):
        halves = window.halves()
        if halves is None:
            assert len(window.sentences) == 1
        else:
            first, second = halves
            assert (*first.sentences, *second.sentences) == window.sentences
            assert first.sentences
            assert second.sentences


def test_claims_of_later_windows_have_the_right_offsets(
    endpoint: Endpoint, extractor: Callable[..., LlmExtractor]
) -> None:
    """The same words stand in every window; the model counts with the numbers that it sees."""
    text = "\n\n".join([TEXT] * 12)

    def say(exchange: Exchange) -> None:
        lines = [line for line in exchange.report.splitlines() if "governor" in line]
        numbers = [int(line[1 : line.index("]")]) for line in lines]
        says([{**toll(sentence=n), "sources": [{"sentence": n, "who": "The regional governor", "cue": "said"}]}
              for n in numbers])(exchange)  # fmt: skip

    endpoint.usual = say
    made = extractor(window=700)
    claims = truceline.read_text(text, published="2022-04-13", extractor=made)
    assert len(endpoint.seen) > 3
    found = [i for i in range(len(text)) if text.startswith("shelling had killed", i)]
    assert [claim.span.start for claim in claims] == found
    assert len({claim.id for claim in claims}) == 12
    assert made.tally.refused == {}


def test_nothing_but_sentences_is_sent(endpoint: Endpoint, extractor: Callable[..., LlmExtractor]) -> None:
    truceline.read_text(
        TEXT, title="A title", outlet="Sample Wire", url="http://example.org/1", published="2022-04-13",
        extractor=extractor(),
    )  # fmt: skip
    sent = json.dumps(endpoint.seen[0].body)
    assert not [word for word in ("A title", "Sample Wire", "example.org", "2022") if word in sent]
