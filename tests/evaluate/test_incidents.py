"""The scorer of incidents: numbers of the keys, human targets, and sentence case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from truceline.evaluate.incidents import evaluate, human_targets, number_fits, sentence_case
from truceline.records import Count, Toll

Make = Callable[..., Path]


def toll(best: int | None, low: int | None, high: int | None) -> Toll:
    count = Count(text="", best=best, low=low, high=high)
    return Toll(harm="killed", object="persons", group=None, side=None, count=count, scope=None, period=None)


@pytest.mark.parametrize(
    ("gold", "count", "fits"),
    [
        ("5", (5, 5, 5), True),
        ("5", (None, 5, None), False),
        ("~40", (40, None, None), True),
        ("~40", (None, None, 40), True),
        ("~40", (41, 41, 41), False),
        ("5-", (None, 5, None), True),
        ("5-", (None, 6, None), True),
        ("-26", (None, None, 26), True),
        ("-26", (26, 26, 26), True),
        ("-26", (None, 26, None), False),
        ("6-8", (None, 6, 8), True),
        ("6-8", (6, 6, 6), False),
        ("PLURAL", (None, 24, None), True),
        ("PLURAL", (1, 1, 1), False),
        ("SOME", (1, 1, 1), False),
    ],
)
def test_numbers_of_the_keys(gold: str, count: tuple[int | None, int | None, int | None], fits: bool) -> None:
    assert number_fits(gold, toll(*count)) is fits


def template(stage: str, *targets: dict[str, Any]) -> dict[str, Any]:
    return {"stage": [stage], "human_targets": list(targets)}


def test_only_people_that_died_or_were_hurt() -> None:
    dead = {"names": [], "descriptions": ["men"], "number": ["2"], "effect": ["DEATH"]}
    either = {"names": [], "descriptions": ["women"], "number": [["1", "PLURAL"]], "effect": ["INJURY"]}
    safe = {"names": ["X"], "descriptions": [], "number": ["1"], "effect": ["NO INJURY"]}
    templates = [template("ACCOMPLISHED", dead, either, safe), template("ATTEMPTED", dead), template("ACCOMPLISHED")]
    assert human_targets({"templates": templates}) == [("killed", ("2",)), ("wounded", ("1", "PLURAL"))]


def test_sentence_case() -> None:
    text = "LIMA, 1 MAY 90 (AFP) -- [TEXT] TWO MEN DIED.  \"I SAW IT,\" HE SAID.\n\n   ONE FLED."
    assert sentence_case(text) == 'Two men died.  "I saw it," he said.\n\n   One fled.'


def test_the_three_data_sets(make: Make) -> None:
    dead = {"names": [], "descriptions": ["men"], "number": ["2"], "effect": ["DEATH"]}
    muc = {"id": "m", "text": "LIMA, 1 MAY 90 [TEXT] TWO MEN WERE KILLED BY GUNMEN IN LIMA.", "published": "1990-05-01"}
    make("muc4_tst1", {**muc, "templates": [template("ACCOMPLISHED", dead)]})
    make("muc4_tst2", {**muc, "templates": []})
    shelled = "Troops shelled the market in Quetta, killing three people."
    make("satp", {"id": "s", "split": "test", "text": shelled, "labels": [0, 1, 0, 0]})
    text = "Police arrested 17 protesters on Sunday. The march went on."
    sentences = [{"start": 0, "end": 40, "text": text[:40], "labels": ["ARREST"]},
                 {"start": 41, "end": len(text), "text": text[41:], "labels": []}]  # fmt: skip
    folder = make("india_police_events", {"id": "i", "text": text, "published": "2002-03-10", "sentences": sentences})
    result = evaluate(folder)
    assert result.value("muc4", "toll_precision") == 0.5
    assert result.value("muc4", "toll_recall") == 1.0
    assert result.value("satp", "bombing_f1") == 1.0
    assert result.value("india_police", "arrest_f1") == 1.0
