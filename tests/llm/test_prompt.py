"""What the model is told: its version, its example, and the form of the answer."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from llm_samples import call, control, toll

from truceline.extract.context import Context
from truceline.identity import document_id
from truceline.language.parse import parse
from truceline.llm import prompt as module
from truceline.llm.answer import event_modes, schema, victim_groups
from truceline.llm.claims import claim_of
from truceline.llm.content import raw_claims
from truceline.llm.prompt import messages, prompt
from truceline.llm.windows import Window, windows
from truceline.pipeline import context_of, dated
from truceline.records import Document, EventType, Harm, LossObject, Modality, Published

DIGESTS = {"1": "d0c798b539a9c93b"}
"""The prompts that have been: claims of one version must all have been asked for in the same words."""


def test_whoever_changes_the_prompt_raises_its_version() -> None:
    text = Path(module.__file__).with_name("prompt.yaml").read_bytes()
    assert hashlib.sha256(text).hexdigest()[:16] == DIGESTS[prompt().version]


def of_example() -> tuple[Context, Window]:
    lines = prompt().example.report.strip().splitlines()[1:-1]
    text = " ".join(re.sub(r"^\[\d+\] ", "", line) for line in lines)
    published = Published(start="2022-04-13", end="2022-04-13", basis="given")
    context = context_of(dated(parse(Document(id=document_id(text, None, None), text=text, published=published))))
    (window,) = windows(context.parsed, 10_000)
    assert window.text.splitlines() == lines
    return context, window


def test_the_example_is_answered_as_we_ask() -> None:
    context, window = of_example()
    claims = [claim_of(raw, context, window, "llm:sample") for raw in raw_claims(prompt().example.answer)]
    assert [claim.kind for claim in claims] == ["toll", "toll", "control", "event"]
    assert claims[2].quotation == "indirect"


def test_all_categories_are_explained() -> None:
    system = messages(of_example()[1], with_schema=False)[0]["content"]
    for word in (*get_args(EventType), *get_args(Harm), *get_args(LossObject), *get_args(Modality)):
        assert re.search(rf"\b{word}\b", system), word
    for mode in event_modes():
        assert f"- {mode}: " in system
    for group in victim_groups():
        assert group in system
    assert "{" not in system.replace('{"claims": [...]}', "").replace('{"claims": []}', "")


def test_what_is_filled_in_is_not_filled_again() -> None:
    _, window = of_example()
    text = "The army said {tag} and {report} and {schema} in the town."
    (odd,) = windows(parse(Document(id="", text=text)), 1000)
    assert text in messages(odd, with_schema=True)[-1]["content"]
    assert messages(window, with_schema=True)[0]["content"].count("additionalProperties") == 5


def parts(of: Any) -> list[dict[str, Any]]:
    """All schemas within a schema."""
    if isinstance(of, list):
        return [found for each in of for found in parts(each)]
    if not isinstance(of, dict):
        return []
    return [of, *(found for each in of.values() for found in parts(each))]


def test_the_schema_is_one_that_strict_structured_output_takes() -> None:
    """Every field required, none more allowed, and no keyword but those of the strict subset."""
    known = {"type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "$ref", "$defs"}
    objects = [part for part in parts(schema()) if part.get("type") == "object"]
    assert len(objects) == 5
    for part in objects:
        assert part.keys() <= known
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])
    assert schema()["type"] == "object"
    used = {name for part in parts(schema()) for name in part if name not in known}
    fields = {name for part in objects for name in part["properties"]}
    assert used <= fields | schema()["$defs"].keys()


@pytest.mark.parametrize(("kind", "made"), [("Event", call()), ("Toll", toll()), ("Control", control())])
def test_the_schema_and_the_check_know_the_same_fields(kind: str, made: dict[str, Any]) -> None:
    assert schema()["$defs"][f"{kind}Answer"]["properties"].keys() == made.keys()


def test_the_schema_can_be_sent() -> None:
    assert json.loads(json.dumps(schema())) == schema()
