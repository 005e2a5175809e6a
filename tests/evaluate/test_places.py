"""The scorer of places: what is recognised, and how far off the points are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from truceline.evaluate.places import evaluate, recognition, resolution
from truceline.evaluate.result import Mistake

Make = Callable[..., Path]

TEXT = "Shells fell on Kharkiv and on Lviv, officials in Kharkiv said."


def name(text: str, lat: float | None, lon: float | None, start: int | None = None) -> dict[str, Any]:
    at = TEXT.index(text) if start is None else start
    return {"start": at, "end": at + len(text), "text": text, "lat": lat, "lon": lon}


def article(*toponyms: dict[str, Any]) -> dict[str, Any]:
    return {"id": "g", "text": TEXT, "toponyms": list(toponyms)}


def test_right_far_and_unknown_points() -> None:
    right, far, unscored = name("Kharkiv", 49.98, 36.25), name("Lviv", 10.0, 10.0), name("Kharkiv", None, None, 49)
    figures = resolution([article(right, far, unscored)])
    assert (figures["names"], figures["accuracy@161"]) == (2, 0.5)
    assert figures["median_km"] > 1000


def test_recognition_is_exact_or_overlaps() -> None:
    figures = recognition([article(name("Kharkiv", 0, 0), name("on Lviv", 0, 0), name("Kharkiv", 0, 0, 49))])
    assert (figures["exact_f1"], figures["overlap_f1"]) == (pytest.approx(2 / 3), 1.0)


def test_names_that_are_not_found_exactly_are_mistakes() -> None:
    mistakes: list[Mistake] = []
    recognition([article(name("Shells", None, None), name("on Lviv", 49.84, 24.02), name("Kharkiv", 0, 0))],
                mistakes=mistakes)  # fmt: skip
    assert [(m.kind, m.gold, m.got) for m in mistakes] == [
        ("name in part", "on Lviv", "Lviv"),
        ("name missed", "Shells", None),
        ("name spurious", None, "Kharkiv"),
    ]
    assert [m.context for m in mistakes] == [
        "Shells fell on Kharkiv and ⟦on Lviv⟧, officials in Kharkiv said.",
        "⟦Shells⟧ fell on Kharkiv and on Lviv, officials in Kharkiv said.",
        "Shells fell on Kharkiv and on Lviv, officials in ⟦Kharkiv⟧ said.",
    ]


def test_all_three_corpora_are_parts(make: Make) -> None:
    make("geowebnews", article(name("Kharkiv", 49.98, 36.25)))
    make("lgl", article(name("Lviv", 49.84, 24.02)))
    result = evaluate(make("geovirus", article(name("Lviv", 10.0, 10.0))))
    assert [result.value(c, "accuracy@161") for c in ("geowebnews", "lgl", "geovirus")] == [1.0, 1.0, 0.0]
    assert result.kinds()["elsewhere"] == 1
