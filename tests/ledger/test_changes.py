"""What is kept in memory is read again after claims have changed, and not because somebody signed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_samples import reading

from truceline.ledger import Ledger

CLAIM = reading().claims[0].id

COUNTS: dict[str, tuple[bool, Callable[[Ledger], object]]] = {
    "a reading": (True, lambda book: book.add(reading(url="sample:changes"))),
    "conflicts": (True, lambda book: book.assign_conflicts()),
    "a name": (True, lambda book: book.name_conflict("sudan-2023", "War")),
    "comparing": (True, lambda book: book.compare(again=True)),
    "a decision": (True, lambda book: book.reviews.decide("ann", "accept", CLAIM)),
    "a lease": (False, lambda book: book.reviews.lease("ann", CLAIM)),
    "the end of leases": (False, lambda book: book.reviews.release("ann")),
    "an entry of the log": (False, lambda book: book.store.people().record("2026-05-01", "x", None, None, {})),
    "the end of sessions": (False, lambda book: book.store.people().end_sessions(1)),
}


@pytest.mark.parametrize("by_another", [False, True], ids=["here", "by another program"])
@pytest.mark.parametrize("deed", COUNTS)
def test_what_counts_as_a_change(path: Path, deed: str, by_another: bool) -> None:
    counts, do = COUNTS[deed]
    with Ledger(path) as ledger, Ledger(path) as other:
        ledger.add(reading())
        browser = ledger.browser()
        seen = browser.once("x", object)
        assert browser.once("x", object) is seen
        do(other if by_another else ledger)
        browser.refresh()
        assert (browser.once("x", object) is not seen) == counts
