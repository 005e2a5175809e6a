"""Of every field that a claim has, it says what found it, and by words that stand in the report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from truceline import Claim
from truceline.evaluate.claims_data import Passage, passages
from truceline.exports.contract import to_contract
from truceline.pipeline import read_documents
from truceline.records import Document
from truceline.sources import open_source

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(path for path in (ROOT / "examples" / "reports").iterdir() if path.is_dir())
PASSAGES = passages(ROOT / "tests" / "gold" / "dev")

NOT_FOUND_BY_A_RULE = ("id", "kind", "document", "sentence", "span", "why")
"""What a claim is called and where it stands."""

Where = tuple[str, str]
"""A part of a claim, and the words that carry the claim."""


def told(value: Any) -> bool:
    """Whether a field says anything."""
    return value is not None and value != []


def parts(claim: Claim) -> Iterator[tuple[str, Any]]:
    """Each field of a claim that says anything, as the contract names it, those of the body with its kind before."""
    record = to_contract(claim)
    body = record.pop(claim.kind)
    for name, value in (*record.items(), *((f"{claim.kind}.{name}", value) for name, value in body.items())):
        if name not in NOT_FOUND_BY_A_RULE and told(value):
            yield name, value


def without_reason(claim: Claim) -> set[Where]:
    named = {reason.part for reason in claim.why}
    return {(part, claim.span.text) for part, _ in parts(claim) if part not in named}


def without_its_own(claim: Claim) -> set[Where]:
    """The lists of which neither each item has a reason nor one is given for all."""
    named = [reason.part for reason in claim.why]
    return {
        (part, claim.span.text)
        for part, value in parts(claim) if isinstance(value, list) and named.count(part) not in (1, len(value))
    }  # fmt: skip


def of_nothing(claim: Claim) -> set[Where]:
    """The reasons for fields that say nothing; those of the whole, as "confidence" or "toll", are of something."""
    named = {part for part, _ in parts(claim)} | {claim.kind, "confidence.sources", "confidence.content"}
    return {(reason.part, claim.span.text) for reason in claim.why if reason.part not in named}


def not_in_the_text(claim: Claim) -> set[Where]:
    text = claim.document.text
    return {(reason.part, reason.text) for reason in claim.why if reason.text is not None and reason.text not in text}


CHECKS = (without_reason, without_its_own, of_nothing, not_in_the_text)


def conflict_of(passage: Passage) -> str:
    """The conflict that the id of a passage begins with ("south-sudan-03")."""
    return passage.id.rpartition("-")[0]


def check(documents: list[Document]) -> None:
    claims = [claim for reading in read_documents(documents) for claim in reading.claims]
    for look in CHECKS:
        assert {where for claim in claims for where in look(claim)} == set(), look.__name__


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_of_the_example_reports(folder: Path) -> None:
    documents = [found for found in open_source(folder) if isinstance(found, Document)]
    assert documents
    check(documents)


@pytest.mark.parametrize("name", sorted({conflict_of(passage) for passage in PASSAGES}))
def test_of_the_gold_passages(name: str) -> None:
    check([passage.document for passage in PASSAGES if conflict_of(passage) == name])
