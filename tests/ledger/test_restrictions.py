"""Who may read a document: rows that are only added, of which the latest counts."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from ledger_samples import document, reading

from truceline.ledger import ClaimQuery, Ledger, LedgerError

ID = document().id


def test_the_latest_counts_and_all_are_kept(ledger: Ledger) -> None:
    assert ledger.withheld_from("Anna") == frozenset()
    ledger.restrict(ID, ["Anna", " Boris ", "Anna"], "Clara")
    assert [one.readers for one in ledger.restrictions()] == [("Anna", "Boris")]
    assert [ledger.withheld_from(name) for name in ("Anna", "BORIS", "Clara")] == [frozenset(), frozenset(), {ID}]
    ledger.restrict(ID, ["Clara"], "Anna")
    assert [ledger.withheld_from(name) for name in ("Anna", "Clara")] == [{ID}, frozenset()]
    ledger.lift(ID, "Clara")
    assert ledger.restrictions() == []
    assert ledger.withheld_from("Anna") == frozenset()
    history = ledger.store.restrictions_of(ID)
    assert [(one.readers, one.by) for one in history] == [
        (("Anna", "Boris"), "Clara"), (("Clara",), "Anna"), ((), "Clara"),
    ]  # fmt: skip


def test_letters_are_compared_in_any_form_and_case(ledger: Ledger) -> None:
    ledger.restrict(ID, ["Zoë"], "Clara")
    assert ledger.withheld_from("ZOE\u0308") == frozenset()


def test_another_program_is_heard_at_once(ledger: Ledger, path: Path) -> None:
    assert ledger.withheld_from("Clara") == frozenset()
    with Ledger(path) as other:
        other.restrict(ID, ["Anna"], "Anna")
    assert ledger.withheld_from("Clara") == {ID}
    assert ledger.withheld_from("Clara") is ledger.withheld_from("Clara")


def test_a_restriction_names_somebody_and_a_document_that_is_there(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="at least one person"):
        ledger.restrict(ID, [" "], "Clara")
    with pytest.raises(LedgerError, match="no document 00"):
        ledger.restrict("00", ["Anna"], "Clara")


@pytest.mark.parametrize(("deed", "word"), [("UPDATE {} SET set_by = 'X'", "changed"), ("DELETE FROM {}", "removed")])
def test_rows_stay_as_they_are(ledger: Ledger, path: Path, deed: str, word: str) -> None:
    ledger.restrict(ID, ["Anna"], "Clara")
    with (
        sqlite3.connect(path) as other,
        pytest.raises(sqlite3.IntegrityError, match=f"rows of restrictions are never {word}"),
    ):
        other.execute(deed.format("restrictions"))


def test_a_document_that_is_read_again_stays_restricted(ledger: Ledger) -> None:
    ledger.restrict(ID, ["Anna"], "Clara")
    ledger.add(reading(), again=True)
    assert list(ledger.seen_by("Clara").entries(ClaimQuery(superseded=True))) == []
    assert len(list(ledger.seen_by("Anna").entries(ClaimQuery()))) == 3


def test_more_documents_can_be_withheld_than_a_query_has_values(ledger: Ledger) -> None:
    others = frozenset(f"{number:064x}" for number in range(40_000))
    assert len(list(ledger.claims(withheld=others))) == 3
    assert list(ledger.claims(withheld=others | {ID})) == []
    assert [d.document.id for d in ledger.documents(withheld=others)] == [ID]
