"""Whatever is changed behind the program's back is found, and named."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from ledger_samples import reading, readings

from truceline.ledger import Ledger, LedgerError
from truceline.ledger.schema import APPEND_ONLY
from truceline.pipeline import Reading

TAMPERED = [
    ("UPDATE documents SET text = replace(text, '27', '72')", ["digest", "do not give the id", "sentence", "span"]),
    ("UPDATE documents SET text = text || '.'", ["stored text does not have its digest", "do not give the id"]),
    ("UPDATE documents SET text_sha256 = id", ["stored text does not have its digest"]),
    ("UPDATE claims SET sentence = 'Nothing happened.'", ["the sentence does not stand at 0 to 91"]),
    ("UPDATE claims SET span = replace(span, '27', '72')", ["the span does not stand at"]),
    ("UPDATE claims SET span_start = span_start + 1", ["the span does not stand at"]),
    ("UPDATE claims SET span_end = 100000", ["the span does not stand at"]),
    ("UPDATE claims SET sentence_start = -1", ["the sentence does not stand at -1"]),
    ("UPDATE claims SET body = replace(body, '\"best\": 27', '\"best\": 72')", ["not have its digest: it was changed"]),
    ("UPDATE claims SET body = replace(body, 'called for', 'asked for')", ["the trigger does not stand at"]),
    ("UPDATE claims SET body = '{}'", ["the claim cannot be read: Object missing required field"]),
    ("UPDATE claims SET modality = 'denied' WHERE kind = 'event'", ["not have its digest"]),
    ("UPDATE claims SET confidence = 0.99 WHERE kind = 'toll'", ["not have its digest"]),
    ("UPDATE claim_actors SET name = 'Somebody else' WHERE part = 'source'", ["not have its digest"]),
    ("DELETE FROM claim_actors WHERE part = 'source'", ["not have its digest"]),
    ("DELETE FROM claim_reasons", ["not have its digest"]),
    ("UPDATE claims SET count_best = 72 WHERE kind = 'toll'", ["count_best is 72 where the claim says 27"]),
    ("UPDATE claims SET harm = 'wounded' WHERE kind = 'toll'", ["harm is 'wounded' where the claim says 'killed'"]),
    ("UPDATE claims SET type = NULL WHERE kind = 'event'", ["type is None where the claim says 'REQUEST'"]),
    ("UPDATE claims SET time_start = '2019-10-13' WHERE kind = 'toll'", ["time_start is '2019-10-13' where"]),
    ("UPDATE claims SET action = 'held' WHERE kind = 'control'", ["action is 'held' where the claim says 'captured'"]),
    ("UPDATE claims SET kind = 'toll' WHERE kind = 'control'", ["the claim cannot be read"]),
    ("UPDATE claim_actors SET country = 'ARM' WHERE part = 'by'", ["the rows of its actors"]),
    ("UPDATE claim_actors SET folded = 'somebody else' WHERE part = 'source'", ["the rows of its actors"]),
    ("UPDATE claim_actors SET position = 7 WHERE part = 'source' AND position = 1", ["the rows of its actors"]),
    ("UPDATE claim_actors SET position = 'first' WHERE part = 'by'", ["the rows of its actors"]),
    ("DELETE FROM claim_actors WHERE part = 'side'", ["the rows of its actors"]),
    ("INSERT INTO claim_actors (claim, part, position, text, folded) VALUES (1, 'blamed', 0, 'The army', 'the army')",
     ["the rows of its actors"]),
    ("UPDATE claim_places SET country = 'ARM'", ["the rows of its places"]),
    ("UPDATE claim_places SET lat = lat + 1", ["the rows of its places"]),
    ("UPDATE claim_places SET folded = 'elsewhere'", ["the rows of its places"]),
    ("DELETE FROM claim_places", ["the rows of its places"]),
    ("UPDATE readings SET outlet = 'Another Wire'", ["do not give the id of the document"]),
    ("UPDATE readings SET title = 'Another title'", ["reading 1 does not have its digest"]),
    ("UPDATE readings SET published_start = '2019-10-14'", ["reading 1 does not have its digest"]),
    ("UPDATE readings SET published_basis = 'metadata'", ["reading 1 does not have its digest"]),
    ("UPDATE readings SET published_evidence = '[\"a guess\"]'", ["reading 1 does not have its digest"]),
    ("UPDATE readings SET dateline = '{}'", ["reading 1 does not have its digest"]),
    ("UPDATE readings SET sha256 = 'another'", ["reading 1 does not have its digest"]),
    ("UPDATE readings SET status = 'not_read'", ["reading 1 does not have its digest"]),
    ("UPDATE readings SET read_at = '2001-01-01T00:00:00Z'", ["reading 1 does not have its digest"]),
    ("UPDATE readings SET reading_sha256 = ''", ["reading 1 does not have its digest"]),
    ("DELETE FROM claims WHERE kind = 'control'", ["reading 1 does not have its digest: it was changed, or claims"]),
    ("INSERT INTO claims SELECT 9, reading, 'new' || substr(id, 3), kind, modality, background, confidence, quotation, "
     "channel, said, sentence_index, sentence_start, sentence_end, sentence, span_start, span_end, span, type, mode, "
     "harm, object, victims, scope, action, count_best, count_low, count_high, time_start, time_end, body, sha256 "
     "FROM claims WHERE key = 3", ["reading 1 does not have its digest: it was changed, or claims"]),
    ("UPDATE claims SET reading = 99", ["a row of claims belongs to none of readings"]),
    ("DELETE FROM readings", ["there is no reading of the document", "a row of claims belongs to none"]),
]


def tamper(path: Path, statement: str) -> None:
    """Change the ledger as somebody would who has the file and knows SQL."""
    with sqlite3.connect(path) as connection:
        for table in APPEND_ONLY:
            for word in ("changed", "removed"):
                connection.execute(f"DROP TRIGGER {table}_never_{word}")
        assert connection.execute(statement).rowcount > 0


@given(new=readings())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_reading_that_may_be_stored_is_taken_for_changed(new: Reading, ledger: Ledger) -> None:
    ledger.add(new)
    assert [fault for fault in ledger.faults() if "changed" in fault.what] == []


def test_a_ledger_that_nobody_touched_has_no_faults(ledger: Ledger) -> None:
    ledger.add(reading(), again=True)
    assert list(ledger.faults()) == []


@pytest.mark.parametrize(("statement", "named"), TAMPERED, ids=[statement for statement, _ in TAMPERED])
def test_what_was_changed_is_named(ledger: Ledger, path: Path, statement: str, named: list[str]) -> None:
    tamper(path, statement)
    found = [fault.what for fault in ledger.faults()]
    for words in named:
        assert any(words in what for what in found), f"{words!r} is not among {found}"


def test_it_is_named_where(ledger: Ledger, path: Path) -> None:
    tamper(path, "UPDATE claims SET span = 'nobody' WHERE kind = 'control'")
    control = reading().claims[2]
    assert {(fault.document, fault.claim) for fault in ledger.faults()} == {(control.document.id, control.id)}


def test_claims_of_earlier_readings_are_proved_too(ledger: Ledger, path: Path) -> None:
    ledger.add(reading(), again=True)
    tamper(path, "UPDATE claims SET span = 'nobody' WHERE reading = 1")
    assert len({fault.claim for fault in ledger.faults()}) == 3


def test_a_file_with_broken_pages_is_a_fault_and_no_crash(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add_all([reading(url=f"sample:{number}") for number in range(200)])
    size = path.stat().st_size
    _overwrite(path, size // 2, size // 2 + 50_000)
    with Ledger(path) as ledger:
        assert any("damaged" in fault.what or "cannot be read" in fault.what for fault in ledger.faults())


def test_a_file_whose_beginning_is_broken_is_refused(path: Path) -> None:
    Ledger(path).close()
    _overwrite(path, 8_000, path.stat().st_size)
    with pytest.raises(LedgerError, match=r"is damaged .* Restore it from a copy"):
        Ledger(path)


def _overwrite(path: Path, start: int, end: int) -> None:
    damaged = bytearray(path.read_bytes())
    damaged[start:end] = b"\xff" * (end - start)
    path.write_bytes(damaged)
