"""A model that quotes what the rules found gets the rules' claims: nothing is lost between quotes and records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from truceline.extract.attribution import find_attributions
from truceline.extract.speakers import with_speakers
from truceline.language.parse import parse
from truceline.llm.claims import claim_of
from truceline.llm.refused import NotTaken
from truceline.llm.windows import windows
from truceline.pipeline import context_of, dated, read_documents
from truceline.records import Actor, Claim, Control, Count, Document, Event, Time, Toll
from truceline.sources import open_source

REPORTS = Path(__file__).parents[2] / "examples" / "reports"


def words(part: Actor | Count | Time | None) -> str | None:
    return None if part is None else part.text


def texts(several: tuple[Any, ...]) -> list[str]:
    return [part.text for part in several]


def body_of(body: Event | Toll | Control) -> dict[str, Any]:
    match body:
        case Event():
            return {
                "type": body.type, "mode": body.mode, "trigger": body.trigger.text, "actors": texts(body.actors),
                "recipients": texts(body.recipients), "places": texts(body.places), "time": words(body.time),
                "condition": body.condition, "instrument": body.instrument,
            }  # fmt: skip
        case Toll():
            return {
                "harm": body.harm, "object": body.object, "group": body.group, "side": words(body.side),
                "count": body.count.text, "scope": body.scope, "period": words(body.period),
                "places": texts(body.places), "blamed": texts(body.blamed),
            }  # fmt: skip
        case Control():
            return {
                "action": body.action, "wording": body.wording, "by": words(body.by), "from": words(body.from_),
                "places": texts(body.places), "count": words(body.count), "time": words(body.time),
            }  # fmt: skip


def answer_of(claim: Claim) -> dict[str, Any]:
    """What a model would have to answer for a claim of the rules."""
    sources = [{"sentence": claim.sentence.index, "who": source.text, "cue": None} for source in claim.sources]
    return {
        "kind": claim.kind, "sentence": claim.sentence.index, "quote": claim.span.text, "sources": sources,
        "channel": None, "said": words(claim.said), "modality": claim.modality, **body_of(claim.body),
    }  # fmt: skip


def pairs(document: Document) -> Iterator[tuple[Claim, Claim | None]]:
    """Each claim of the rules, and what becomes of it when a model quotes it; null when it is refused."""
    context = context_of(dated(parse(document)))
    context = with_speakers(context, find_attributions(context))
    (window,) = windows(context.parsed, 100_000)
    (reading,) = read_documents([document])
    for claim in reading.claims:
        try:
            yield claim, claim_of(answer_of(claim), context, window, "llm:rules")
        except NotTaken:
            yield claim, None


@pytest.mark.parametrize("folder", ["sudan", "gaza-lebanon", "ukraine"])
def test_the_rules_claims_come_back(folder: str) -> None:
    documents = [found for found in open_source(str(REPORTS / folder)) if isinstance(found, Document)]
    found = [pair for document in documents for pair in pairs(document)]
    assert len(found) > 20
    same = [(rules, model) for rules, model in found if model is not None and model.id == rules.id]
    assert len(same) >= 0.97 * len(found)
    whole = [1 for rules, model in same if (rules.body, rules.sources) == (model.body, model.sources)]
    assert len(whole) >= 0.85 * len(found)  # a date in a since-clause is quoted without its "since"
