"""JSON Lines: one claim a line, with its conflict, and a mark on what is superseded."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from ledger_samples import reading

from truceline.exports.contract import to_contract
from truceline.exports.jsonl import write
from truceline.ledger import Ledger


def lines(ledger: Ledger, **filters: object) -> list[dict[str, object]]:
    out = io.BytesIO()
    number = write(ledger.entries(**filters), out)
    records = [json.loads(line) for line in out.getvalue().decode().splitlines()]
    assert len(records) == number
    return records


def test_lines_are_claims_in_the_form_of_the_contract(ledger: Ledger) -> None:
    ledger.store.set_conflicts([(reading().document.id, None)])
    assert lines(ledger) == [{**to_contract(claim), "conflict": None} for claim in reading().claims]


def test_no_claims_are_no_lines(ledger: Ledger) -> None:
    assert lines(ledger, kind="toll", mode="ceasefire") == []


def test_the_conflict_is_that_of_the_document(ledger: Ledger) -> None:
    ledger.store.set_conflicts([(reading().document.id, ("karabakh", 9.0))])
    assert {record["conflict"] for record in lines(ledger)} == {"karabakh"}
    assert len(lines(ledger, conflict="karabakh")) == 3


def test_superseded_claims_are_marked(ledger: Ledger) -> None:
    ledger.add(replace(reading(), claims=reading().claims[:1]), again=True)
    assert [record.get("superseded") for record in lines(ledger, superseded=True)] == [True, True, True, None]
