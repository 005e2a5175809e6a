"""Confidence: what lowers it, what it says about itself, and that table, traits and tool agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs

from truceline import read_text
from truceline.extract.confidence import content_traits, source_traits, weights
from truceline.records import Actor, Claim, Count, Place, Toll

PLAIN = "Ukraine's health ministry said that 12 civilians were killed and 30 wounded in the shelling of Odesa."


def claims(text: str = PLAIN) -> tuple[Claim, ...]:
    return tuple(read_text(text, published="2022-05-04"))


def toll(text: str = PLAIN) -> Claim:
    return next(c for c in claims(text) if isinstance(c.body, Toll) and c.body.harm == "killed")


def with_body(claim: Claim, **fields: Any) -> Claim:
    return structs.replace(claim, body=structs.replace(claim.body, **fields))


NOBODY = Actor(text="a man")
NOWHERE = Place(text="Nowhere")
LOWERING: dict[str, tuple[str, Callable[[Claim], Claim]]] = {
    "reporting_word_but_no_source": ("sources", lambda c: structs.replace(c, sources=())),
    "source_without_name": ("sources", lambda c: structs.replace(c, sources=(NOBODY,))),
    "source_without_country": ("sources", lambda c: structs.replace(c, sources=(NOBODY,))),
    "place_unknown": ("content", lambda c: with_body(c, places=(NOWHERE,))),
    "background": ("content", lambda c: structs.replace(c, background=True)),
    "not_actual": ("content", lambda c: structs.replace(c, modality="possible")),
    "no_number": ("content", lambda c: with_body(c, count=Count(text="many", best=None, low=None, high=None))),
}


@pytest.mark.parametrize("trait", LOWERING)
def test_traits_that_lower_confidence(trait: str) -> None:
    part, change = LOWERING[trait]
    seen = {"sources": source_traits, "content": content_traits}[part]
    plain = toll()
    assert seen(plain)[trait] == 0.0
    assert seen(change(plain))[trait] == 1.0
    assert weights()[part][trait] < 0


def test_confidence_is_the_product_of_its_two_parts() -> None:
    for claim in claims():
        parts = {r.part: r.score for r in claim.why if r.part.startswith("confidence.")}
        sources, content = parts["confidence.sources"], parts["confidence.content"]
        assert sources is not None
        assert content is not None
        assert claim.confidence == pytest.approx(sources * content, abs=0.001)


def test_the_explanation_names_what_is_unusual() -> None:
    claim = toll("Some 30 people were killed in Odesa, it was said.")
    named = {r.part: r.by for r in claim.why}
    assert "reporting word but no source" in named["confidence.sources"]
    assert "inexact number" in named["confidence.content"]


def test_every_trait_has_a_weight_and_every_weight_a_trait() -> None:
    reports = (
        PLAIN,
        "Russian forces captured the town of Bakhmut on Friday. Russia and Ukraine agreed on a ceasefire.",
    )
    made = [c for text in reports for c in claims(text)]
    assert {c.kind for c in made} == {"toll", "control", "event"}
    for part, seen in (("sources", source_traits), ("content", content_traits)):
        traits = {name for claim in made for name in seen(claim)}
        assert traits | {"base"} == set(weights()[part])


def test_traits_are_those_of_the_finished_claim() -> None:
    """The tool that fits the weights sees claims that already have their confidence."""
    for claim in claims():
        once = (source_traits(claim), content_traits(claim))
        again = structs.replace(claim, confidence=0.0)
        assert (source_traits(again), content_traits(again)) == once
