"""Incidents are split and merged by people; whenever they are worked out anew, they stand as people left them."""

from __future__ import annotations

import pytest
from ledger_samples import claim, claims_of, day, document, reading
from msgspec.structs import replace

from truceline.ledger import Ledger
from truceline.ledger.seen_reviews import SeenReviews
from truceline.pipeline import Reading
from truceline.records import Count, Place, Toll
from truceline.review.records import ReviewError

PUBLISHED = reading().document.published
HADRUT = claims_of(document())[0].body.places[0]
GORIS = Place(text="Goris", name="Goris", country="ARM", lat=39.51, lon=46.34, precision="exact")


def report(number: int, place: Place = HADRUT, best: int = 12) -> Reading:
    """A report of people killed in a town on one day."""
    text = f"Shells fell on {place.text} on Tuesday. Officials said {best} people were killed. Report {number}."
    of = document(text, url=f"sample:i{number}", published=PUBLISHED)
    toll = Toll(
        harm="killed", object="persons", group=None, side=None, scope="incident", places=(place,),
        count=Count(text=str(best), best=best, low=best, high=best), period=day("Tuesday", "2020-10-13"),
    )  # fmt: skip
    return Reading(of, (claim(of, f"{best} people were killed", toll),))


def groups(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(a.claim.id for a in incident.accounts) for incident in ledger.incidents(kind="toll")}


@pytest.fixture
def book(path: object) -> Ledger:
    with Ledger(path) as made:  # type: ignore[arg-type]
        made.add_all([report(1), report(2), report(3), report(4, GORIS)])
        yield made  # type: ignore[misc]


A, B, C, G = (made.claims[0].id for made in (report(1), report(2), report(3), report(4, GORIS)))


def test_reports_of_one_day_and_town_are_one_incident(book: Ledger) -> None:
    assert groups(book) == {frozenset({A, B, C}), frozenset({G})}


def test_split_and_undo(book: Ledger) -> None:
    made = book.reviews.split("ann", A, [B], why="another street")
    assert (made.verb, made.incident) == ("split", A)
    assert groups(book) == {frozenset({A, C}), frozenset({B}), frozenset({G})}
    book.reviews.undo("ann")
    assert groups(book) == {frozenset({A, B, C}), frozenset({G})}
    assert list(book.faults()) == []


def test_merge_and_undo(book: Ledger) -> None:
    book.reviews.merge("ann", [A, G], why="one barrage")
    assert groups(book) == {frozenset({A, B, C, G})}
    book.reviews.undo("ann")
    assert groups(book) == {frozenset({A, B, C}), frozenset({G})}


def test_a_merge_and_its_undoing_are_told_to_who_may_read_the_reports(book: Ledger) -> None:
    made = book.reviews.merge("ann", [A, G], why="one barrage")
    book.reviews.undo("ann", made.number)
    book.restrict(report(4, GORIS).document.id, ["Ann"], "Ann")
    told, others = (SeenReviews(book.reviews, book.seen_by(name)).latest() for name in ("Ann", "Ben"))
    assert [one.verb for one in told] == ["undo", "merge"]
    assert others == []


def test_they_stand_when_incidents_are_worked_out_anew(book: Ledger) -> None:
    book.reviews.split("ann", A, [B], why="another street")
    book.reviews.merge("ann", [B, G], why="one barrage")
    wanted = {frozenset({A, C}), frozenset({B, G})}
    assert groups(book) == wanted
    book.compare(again=True)
    assert groups(book) == wanted


def test_a_report_that_comes_later_joins_what_it_was_found_with(book: Ledger) -> None:
    book.reviews.split("ann", A, [B], why="another street")
    new = report(5)
    book.add(new)
    assert groups(book) == {frozenset({A, C, new.claims[0].id}), frozenset({B}), frozenset({G})}
    further = report(6, GORIS)
    book.reviews.merge("ann", [B, G], why="one barrage")
    book.add(further)
    assert frozenset({B, G, further.claims[0].id}) in groups(book)


def test_a_new_reading_keeps_them(book: Ledger) -> None:
    book.reviews.split("ann", A, [B], why="another street")
    told = report(2)
    found = told.claims[0]
    assert isinstance(found.body, Toll)
    body = replace(found.body, group="civilians")
    again = replace(found, id=claim(told.document, found.span.text, body).id, body=body)
    book.add(Reading(told.document, (again,)), again=True)
    assert groups(book) == {frozenset({A, C}), frozenset({again.id}), frozenset({G})}


def test_the_incident_is_listed_for_each_of_its_claims(book: Ledger) -> None:
    book.reviews.merge("ann", [G, A], why="one barrage")
    for one in (A, B, C, G):
        (incident,) = book.incidents(id=one)
        assert len(incident.accounts) == 4


@pytest.mark.parametrize(("deed", "told"), [
    (lambda r: r.split("ann", A, [G], why="so"), "not of the incident"),
    (lambda r: r.split("ann", A, [], why="so"), "some of the claims"),
    (lambda r: r.split("ann", A, [A, B, C], why="so"), "some of the claims"),
    (lambda r: r.split("ann", A, [B], why=" "), "needs a reason"),
    (lambda r: r.split("ann", "none", [B], why="so"), "no incident none"),
    (lambda r: r.merge("ann", [A, B], why="so"), "one already"),
    (lambda r: r.merge("ann", [A], why="so"), "one already"),
    (lambda r: r.merge(" ", [A, G], why="so"), "name of who"),
])  # fmt: skip
def test_refused(book: Ledger, deed: object, told: str) -> None:
    with pytest.raises(ReviewError, match=told):
        deed(book.reviews)  # type: ignore[operator]
    assert list(book.reviews.log()) == []


def test_claims_that_cannot_all_hold_are_known_as_incidents_change(book: Ledger) -> None:
    other = report(7, best=40)
    book.add(other)
    book.compare()
    four = {A, B, C, other.claims[0].id}
    assert {c.id for c in book.claims(sort="disputed", limit=4)} == four
    assert next(iter(book.claims(sort="disputed"))).id in four
    book.reviews.split("ann", A, [other.claims[0].id], why="another day, as the photograph shows")
    assert {r[0] for r in _contested(book)} == set()
    book.reviews.undo("ann")
    assert len(_contested(book)) == 4


def _contested(book: Ledger) -> list[tuple[int]]:
    import sqlite3

    with sqlite3.connect(book.path) as other:
        return other.execute("SELECT claim FROM contested_claims").fetchall()
