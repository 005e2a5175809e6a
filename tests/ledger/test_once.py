"""Reading twice adds nothing; reading again supersedes, and nothing is ever lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_samples import reading
from msgspec.structs import replace as with_

from truceline.ledger import Ledger
from truceline.records import Published


def test_a_known_document_is_left_alone(ledger: Ledger) -> None:
    assert not ledger.add(replace(reading(), claims=()))
    assert len(list(ledger.claims())) == 3
    assert ledger.totals().readings == 1


def test_the_later_reading_is_the_one_that_is_shown(ledger: Ledger) -> None:
    first, second, _ = reading().claims
    better = with_(first, confidence=0.95)
    assert ledger.add(replace(reading(), claims=(better, second)), again=True)
    assert list(ledger.claims()) == [better, second]
    assert ledger.claim(first.id) == better


def test_superseded_claims_are_kept_and_marked(ledger: Ledger) -> None:
    first, _, third = reading().claims
    ledger.add(replace(reading(), claims=(first,)), again=True)
    entries = list(ledger.entries(superseded=True))
    assert [entry.current for entry in entries] == [False, False, False, True]
    assert ledger.claim(third.id) == third, "a claim that only an earlier reading has is still found"
    assert [entry.current for entry in ledger.matching(third.id)] == [False]


def test_a_later_reading_may_date_the_document_otherwise(ledger: Ledger) -> None:
    again = reading(published=Published(start="2020-10-15", end="2020-10-15", basis="inferred", evidence=("why",)))
    ledger.add(again, again=True)
    (stored,) = ledger.documents()
    assert stored.document == again.document
    assert stored.readings == 2
    assert {e.claim.document.published.start for e in ledger.entries(superseded=True)} == {"2020-10-14", "2020-10-15"}


def test_several_readings_are_stored_all_or_none(path: Path) -> None:
    good, bad = reading(), reading(url="sample:2")
    bad = replace(bad, document=with_(bad.document, title="a lone surrogate: \ud800"), claims=())
    with Ledger(path) as ledger:
        with pytest.raises(UnicodeEncodeError):
            ledger.add_all([good, bad])
        assert ledger.known([good.document.id]) == set()
        assert ledger.add(good)


def test_a_document_can_be_stored_without_being_read(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(replace(reading(language="fr"), claims=()), reason="it is in French")
        (stored,) = ledger.documents(status="not_read")
        assert (stored.status, stored.reason) == ("not_read", "it is in French")
        assert stored.document.text == reading().document.text
        assert list(ledger.documents(status="read")) == []
        assert ledger.totals().not_read == 1


def test_it_is_said_what_read_a_document(ledger: Ledger) -> None:
    (stored,) = ledger.documents()
    assert stored.read_by.version == "0.1.0"
    assert len(stored.read_by.knowledge) == 16
    assert stored.read_by.read_at.endswith("+00:00")
