"""The public form: exactly the fields of the contract, and a claim survives the way there and back."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from ledger_samples import claims, reading

from truceline.exports.contract import exported, from_contract, to_contract
from truceline.records import Claim

TOLL, CALL, CONTROL = reading().claims

CLAIM_FIELDS = {
    "id", "kind", "document", "sentence", "span", "sources", "channel", "quotation", "said", "modality", "background",
    "confidence",
}  # fmt: skip
FIELDS = {
    "document": {"id", "title", "outlet", "url", "path", "language", "published"},
    "document.published": {"text", "start", "end", "basis", "evidence"},
    "sentence": {"index", "start", "end", "text"},
    "span": {"start", "end", "text"},
    "said": {"text", "start", "end"},
    "sources.0": {"text", "name", "country", "sector", "wikidata", "role"},
    "toll": {"harm", "object", "group", "side", "count", "scope", "period", "places", "blamed"},
    "toll.count": {"text", "best", "low", "high"},
    "toll.side": {"text", "name", "country", "sector", "wikidata", "role"},
    "toll.places.0": {"text", "name", "country", "lat", "lon", "geonames", "wikidata", "precision"},
}


def at(record: Any, path: str) -> Any:
    for name in path.split("."):
        record = record[int(name)] if name.isdigit() else record[name]
    return record


@pytest.mark.parametrize(("claim", "kind"), [(TOLL, "toll"), (CALL, "event"), (CONTROL, "control")])
def test_one_body_is_there_and_two_are_absent(claim: Claim, kind: str) -> None:
    record = to_contract(claim)
    assert set(record) == CLAIM_FIELDS | {kind, "why"}
    assert record["kind"] == kind


@pytest.mark.parametrize(("path", "fields"), FIELDS.items())
def test_the_fields_are_those_of_the_contract(path: str, fields: set[str]) -> None:
    assert set(at(to_contract(TOLL), path)) == fields


def test_the_fields_of_the_other_bodies() -> None:
    assert set(to_contract(CALL)["event"]) == {
        "type", "mode", "actors", "recipients", "places", "time", "condition", "instrument", "trigger",
    }  # fmt: skip
    assert set(to_contract(CONTROL)["control"]) == {"action", "by", "from", "places", "count", "time", "wording"}


def test_null_is_there_where_the_report_does_not_say() -> None:
    record = to_contract(CALL)
    assert (record["said"], record["channel"], record["event"]["time"]) == (None, None, None)
    assert (record["sources"], record["event"]["recipients"]) == ([], [])


def test_the_text_of_the_document_stays_in_the_ledger() -> None:
    assert TOLL.document.text not in json.dumps(to_contract(TOLL), ensure_ascii=False)


@given(claim=claims())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_claim_survives_the_way_there_and_back(claim: Claim) -> None:
    line = msgspec.json.encode(exported(claim))
    assert from_contract(json.loads(line), claim.document) == claim
    assert json.loads(line) == to_contract(claim)


def test_without_its_document_a_claim_has_what_the_form_says_of_it() -> None:
    document = from_contract(to_contract(TOLL)).document
    assert document.text == ""
    assert (document.id, document.outlet, document.published) == (
        TOLL.document.id, TOLL.document.outlet, TOLL.document.published,
    )  # fmt: skip


def test_fields_beyond_the_contract_are_passed_over() -> None:
    assert from_contract({**to_contract(TOLL), "extra": 1}, TOLL.document) == TOLL


BROKEN = [
    ({"kind": "opinion"}, "Invalid enum value 'opinion'"),
    ({"modality": "sure"}, "modality"),
    ({"span": {"start": "x", "end": 2, "text": ""}}, r"span\.start"),
    ({"toll": {}}, r"toll"),
    ({"kind": "event"}, "missing required field `event`"),
]


@pytest.mark.parametrize(("change", "named"), BROKEN)
def test_what_is_not_in_the_form_is_named(change: dict[str, Any], named: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=named):
        from_contract({**to_contract(TOLL), **change})
