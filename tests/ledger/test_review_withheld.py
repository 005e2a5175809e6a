"""Of review nothing is told that names a report which is withheld: no round over it, nor the line that opens it."""

from __future__ import annotations

import pytest
from ledger_samples import document, reading

from truceline.ledger import Ledger
from truceline.ledger.seen_reviews import SeenReviews
from truceline.pipeline import Reading

SECRET = reading().document
OTHER = document("Forty people died in the market, the ministry said.", outlet="Market Wire")


def seen_by(book: Ledger, name: str) -> SeenReviews:
    return SeenReviews(book.reviews, book.seen_by(name))


@pytest.mark.parametrize("beginning", [64, 12])
def test_a_round_over_a_report_is_told_to_who_may_read_it(ledger: Ledger, beginning: int) -> None:
    ledger.add(Reading(OTHER, ()))
    ledger.reviews.open_round("ann", "secret", document=(SECRET.id[:beginning],))
    ledger.reviews.open_round("ann", "open", document=(OTHER.id,))
    ledger.restrict(SECRET.id, ["Ann"], "Ann")
    told, others = seen_by(ledger, "Ann"), seen_by(ledger, "Ben")
    assert {one.name for one in told.rounds()} == {"secret", "open"}
    assert [one.name for one in others.rounds()] == ["open"]
    assert [one.round for one in told.latest()] == ["open", "secret"]
    assert [one.round for one in others.latest()] == ["open"]
