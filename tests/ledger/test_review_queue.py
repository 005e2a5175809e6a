"""The queue gives each claim to one reviewer at a time, in the order that is asked for."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import claim, claims_of, day, document, reading

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.records import Count, Toll
from truceline.review.records import ReviewError

TOLL, CALL, TAKEN = (one.id for one in reading().claims)


@pytest.fixture(params=[False, True], ids=["by SQL", "by columns"])
def browsing(request: pytest.FixtureRequest, ledger: Ledger) -> dict[str, Any]:
    """Both ways in which a queue is found."""
    return {"browser": ledger.browser()} if request.param else {}


def ids(tasks: list[Any]) -> list[str]:
    return [task.claim.id for task in tasks]


def test_least_sure_first(ledger: Ledger, browsing: dict[str, Any]) -> None:
    assert ids(ledger.reviews.queue("ann", **browsing)) == [TAKEN, CALL, TOLL]
    assert ids(ledger.reviews.queue("ann", order="read", limit=2, **browsing)) == [TOLL, CALL]


def test_newest_first(ledger: Ledger, browsing: dict[str, Any]) -> None:
    of = document("Later.\n\n" + reading().document.text, url="sample:3")
    ledger.add(Reading(of, claims_of(of)))
    assert ids(ledger.reviews.queue("ann", order="new", **browsing))[:3] == [c.id for c in claims_of(of)]


def test_filters_are_those_of_claims(ledger: Ledger, browsing: dict[str, Any]) -> None:
    assert ids(ledger.reviews.queue("ann", kind="toll", **browsing)) == [TOLL]
    ledger.reviews.decide("ben", "reject", TOLL)
    assert ids(ledger.reviews.queue("ann", kind="toll", **browsing)) == []
    assert ids(ledger.reviews.queue("ann", review="rejected", **browsing)) == [TOLL]


def test_what_is_decided_leaves_the_queue_and_undo_puts_it_back(ledger: Ledger, browsing: dict[str, Any]) -> None:
    ledger.reviews.decide("ann", "accept", TAKEN)
    for reviewer in ("ann", "ben"):
        assert TAKEN not in ids(ledger.reviews.queue(reviewer, **browsing))
    ledger.reviews.undo("ann")
    assert TAKEN in ids(ledger.reviews.queue("ann", **browsing))


def test_who_is_unsure_leaves_it_to_others(ledger: Ledger, browsing: dict[str, Any]) -> None:
    ledger.reviews.decide("ann", "unsure", TAKEN)
    assert TAKEN not in ids(ledger.reviews.queue("ann", **browsing))
    assert TAKEN in ids(ledger.reviews.queue("ben", **browsing))


def test_no_two_get_the_same_claim(ledger: Ledger, browsing: dict[str, Any]) -> None:
    taken = [ledger.reviews.take(name, **browsing) for name in ("ann", "ben", "eve", "kim")]
    assert [task and task.claim.id for task in taken] == [TAKEN, CALL, TOLL, None]
    assert [lease.by for lease in ledger.reviews.leases()] == [
        {TAKEN: "ann", CALL: "ben", TOLL: "eve"}[lease.claim] for lease in ledger.reviews.leases()
    ]


def test_who_comes_back_gets_the_claim_that_is_before_them(ledger: Ledger) -> None:
    first, again = ledger.reviews.take("ann"), ledger.reviews.take("ann")
    assert first is not None
    assert again is not None
    assert first.claim.id == again.claim.id


def test_a_claim_before_another_cannot_be_decided_on(ledger: Ledger) -> None:
    ledger.reviews.lease("ann", TOLL)
    with pytest.raises(ReviewError, match="ann is at this claim for 15 more minutes"):
        ledger.reviews.decide("ben", "accept", TOLL)
    with pytest.raises(ReviewError, match="ann is at this claim for 15 more minutes"):
        ledger.reviews.lease("ben", TOLL)
    ledger.reviews.decide("ann", "unsure", TOLL)
    assert ledger.reviews.leases() == [], "deciding ends the lease"
    ledger.reviews.decide("ben", "accept", TOLL)


def test_leases_end_by_release_and_by_time(ledger: Ledger, path: Path) -> None:
    ledger.reviews.lease("ann", TOLL)
    ledger.reviews.lease("ann", CALL)
    assert ledger.reviews.release("ann", TOLL) == 1
    assert ledger.reviews.release("ann") == 1
    ledger.reviews.lease("ann", TOLL)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE review_leases SET until = '2020-01-01T00:00:00+00:00'")
    assert ledger.reviews.leases() == []
    assert ledger.reviews.lease("ben", TOLL).by == "ben"


def test_a_lease_is_renewed(ledger: Ledger) -> None:
    first = ledger.reviews.lease("ann", TOLL, minutes=1)
    assert ledger.reviews.renew("ann", TOLL, minutes=30).until > first.until


def disputed() -> Iterator[Reading]:
    """Two reports of one day and town that give different counts, and one that agrees with the first."""
    for number, (words, best) in enumerate([("12 people", 12), ("31 people", 31), ("12 people", 12)]):
        text = f"The town of Hadrut was shelled on Tuesday. Officials said {words} were killed. Report {number}."
        of = document(text, url=f"sample:d{number}", published=reading().document.published)
        toll = Toll(
            harm="killed", object="persons", group=None, side=None, scope="incident",
            count=Count(text=str(best), best=best, low=best, high=best), period=day("Tuesday", "2020-10-13"),
            places=claims_of(document())[0].body.places,
        )  # fmt: skip
        yield Reading(of, (claim(of, f"{words} were killed", toll, confidence=0.95),))


def test_what_another_claim_of_the_incident_contradicts_comes_first(ledger: Ledger, browsing: dict[str, Any]) -> None:
    several = list(disputed())
    ledger.add_all(several)
    assert max(len(incident.accounts) for incident in ledger.incidents()) == 3
    in_dispute = {one.claims[0].id for one in several}
    found = ids(ledger.reviews.queue("ann", order="disputes", **browsing))
    assert set(found[:3]) == in_dispute
    assert found[3:] == [TAKEN, CALL, TOLL]
    assert [c.id for c in ledger.claims(sort="disputed")] == found


def _take(path: Path, name: str, gate: Any, out: Any) -> None:
    with Ledger(path, create=False) as book:
        gate.wait()
        found = []
        while (task := book.reviews.take(name)) is not None:
            found.append(task.claim.id)
            book.reviews.decide(name, "accept", task.claim.id)
        out.put(found)


def test_two_programs_never_take_the_same_claim(ledger: Ledger, path: Path) -> None:
    for number in range(8):
        ledger.add(reading(url=f"sample:many{number}"))
    every = {one.id for one in ledger.claims()}
    fork = multiprocessing.get_context("fork")
    gate, out = fork.Barrier(2), fork.Queue()
    workers = [fork.Process(target=_take, args=(path, name, gate, out)) for name in ("ann", "ben")]
    for worker in workers:
        worker.start()
    taken = [out.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join(60)
    assert sorted(taken[0] + taken[1]) == sorted(every)
    assert list(ledger.faults()) == []
    assert ledger.reviews.counts()["accepted"] == len(every)
