"""The scorer of stories and happenings, on small collections of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from truceline.evaluate.result import DataError
from truceline.evaluate.stories import evaluate

PORT = "Drones set fire to the oil terminal of Westport"
MARKET = "Shells fell on the market of Hilltown"


def report(name: str, story: str | None, text: str, day: str | None = "2024-05-01") -> dict[str, Any]:
    return {"id": name, "story": story, "text": text, "published": day, "title": text}


def marked(name: str, story: str, text: str, split: str, *events: tuple[str, str]) -> dict[str, Any]:
    """A text of one validated sentence, with events by their words and chains."""
    found = [
        {"start": start, "end": start + len(words), "text": words, "chain": chain, "sentence": 0}
        for words, chain in events
        for start in [text.index(words)]
    ]
    sentences = [{"n": 0, "start": 0, "end": len(text), "validated": True}]
    return {**report(name, story, text, None), "topic": story, "split": split, "sentences": sentences, "events": found}


@pytest.fixture
def data(make: Any) -> Path:
    make("giveme5w1h_news_cluster", report("a", "port", PORT), report("b", "port", f"{PORT} again", "2024-09-01"),
         report("c", "market", MARKET, "None"))  # fmt: skip
    make("giveme5w1h_gold_standard", report("a", "port", PORT), report("b", None, MARKET))
    make("np4e_bukavu_china_peru", report("a", "port", PORT), report("b", "market", MARKET))
    folder: Path = make(
        "ecbplus_1_35",
        marked("1", "port", f"{PORT}.", "train", ("fire", "fire")),
        marked("2", "port", "The blaze at the oil terminal of Westport went on.", "train", ("blaze", "fire")),
        marked("3", "market", f"{MARKET}.", "val", ("fell", "shells")),
    )
    return folder


def test_figures(data: Path) -> None:
    result = evaluate(data)
    assert result.value("news_cluster", "text.b3_f1") == 1
    assert result.value("news_cluster", "days.b3_recall") == pytest.approx(2 / 3, abs=1e-4)  # months lie between
    assert result.value("gold_standard", "documents") == 1  # what belongs to no story is left out
    assert result.value("np4e", "days.b3_f1") == 1
    assert "ecb+.days.b3_f1" not in result.figures()
    assert result.value("ecb+ train", "mentions") == 2
    assert result.value("ecb+ train", "gold.muc_f1") == 1
    assert result.value("ecb+ train", "gold.same_lemma.conll_f1") < result.value("ecb+ train", "gold.conll_f1")
    assert result.value("ecb+ val", "gold.b3_f1") == 1


def test_errors_are_named_with_their_pieces(data: Path) -> None:
    kinds = {m.kind: m.context for m in evaluate(data).mistakes}
    assert kinds == {}


def test_a_sample_takes_whole_stories(data: Path) -> None:
    result = evaluate(data, sample=1)
    assert result.value("news_cluster", "documents") == 2
    assert result.value("ecb+", "documents") == 2


def test_data_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="it has no"):
        evaluate(tmp_path)
