"""What goes into the ledger comes out as it was."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from ledger_samples import reading, readings
from msgspec.structs import replace

from truceline.ledger import Ledger
from truceline.pipeline import Reading


@given(new=readings())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_reading_comes_out_as_it_went_in(new: Reading, ledger: Ledger) -> None:
    document = replace(new.document, id=uuid4().hex)  # Hypothesis likes to try one document several times
    claims = tuple(replace(claim, document=document) for claim in new.claims)
    assert ledger.add(Reading(document, claims))
    assert tuple(ledger.claims(document=document.id)) == claims
    assert ledger.document(document.id) == document


def test_a_claim_is_found_by_its_id(ledger: Ledger) -> None:
    for claim in reading().claims:
        assert ledger.claim(claim.id) == claim
    assert ledger.claim("0" * 16) is None


def test_two_claims_with_one_id_are_one(path: Path) -> None:
    new = reading()
    with Ledger(path) as ledger:
        ledger.add(Reading(new.document, new.claims + new.claims))
        assert tuple(ledger.claims()) == new.claims


def test_more_claims_than_are_fetched_at_a_time_keep_their_order(path: Path) -> None:
    texts = [f"{reading().document.text} No. {i}" for i in range(250)]
    with Ledger(path) as ledger:
        ledger.add_all([reading(text=text) for text in texts])
        assert [claim.document.text for claim in ledger.claims()] == [text for text in texts for _ in range(3)]
