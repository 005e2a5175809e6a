"""All values of a facet: in their order, part by part, by the words of a name, and none of what is withheld."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_samples import claim, document

from truceline.ledger import ClaimQuery, Ledger
from truceline.ledger.facets import MOST
from truceline.pipeline import Reading
from truceline.records import Actor, Event, Span, Time

NAMES = [f"Ministry {letter}" for letter in "ABCDEFGHIJKLMNOPQ"] + ["Al-Fāshir Council", "The Front"]


def said(name: str, text: str, day: str = "2024-05-01") -> Reading:
    """A report with one claim, of a source and an outlet of that name."""
    made = document("They attacked the town.", outlet=f"{name} News", url=f"sample:{text}")
    body = Event(type="ASSAULT", mode=None, actors=(), recipients=(), time=Time(text=day, start=day, end=day),
                 trigger=Span(start=5, end=13, text="attacked"))  # fmt: skip
    return Reading(made, (claim(made, "They attacked the town.", body, sources=(Actor(text=text, name=name),)),))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of as many sources as there are names; the last is read of twice, in other words."""
    with Ledger(tmp_path / "names.db") as made:
        made.add_all([said(name, name) for name in NAMES])
        made.add(said("The Front", "the rebels", "2019-01-01"))
        yield made


def test_all_values_can_be_walked_through(book: Ledger) -> None:
    browser = book.browser()
    first = browser.facets(ClaimQuery())["source"]
    every = browser.facet(ClaimQuery(), "source")
    parts = [every.some(offset, 5) for offset in range(0, len(NAMES) + 5, 5)]
    walked = [choice for part in parts for choice in part.choices]
    assert {part.total for part in parts} == {len(NAMES)} == {browser.facet_totals(ClaimQuery())["source"]}
    assert walked[:MOST] == list(first)
    assert sorted(choice.label for choice in walked) == sorted(NAMES)
    assert [c.claims for c in walked] == sorted((c.claims for c in walked), reverse=True)
    for choice in walked:
        assert browser.claims(ClaimQuery(source=(choice.value,)), limit=0).total == choice.claims


@pytest.mark.parametrize(("words", "found"), [
    ("ministry q", ["Ministry Q"]),
    ("Q min", ["Ministry Q"]),
    ("fashir", ["Al-Fāshir Council"]),
    ("REBELS", ["The Front"]),
    ("istry", []),
    ("nobody", []),
])  # fmt: skip
def test_a_value_is_found_by_beginnings_of_words_of_any_spelling(book: Ledger, words: str, found: list[str]) -> None:
    some = book.browser().facet(ClaimQuery(), "source").some(0, 50, words)
    assert [choice.label for choice in some.choices] == found
    assert some.total == len(found)


def test_a_value_is_found_by_what_it_is_called(book: Ledger) -> None:
    values = book.browser().facet(ClaimQuery(), "kind")
    assert values.some(0, 5, "ereignis").total == 0
    assert [c.value for c in values.some(0, 5, "ereignis", {"event": "Ereignis"}).choices] == ["event"]


def test_years_are_the_latest_first(book: Ledger) -> None:
    years = book.browser().facet(ClaimQuery(), "year").some(0, 5)
    assert [(choice.value, choice.claims) for choice in years.choices] == [("2024", len(NAMES)), ("2019", 1)]


def test_spellings_of_reports_withheld_find_nothing(book: Ledger) -> None:
    (hidden,) = [stored.document.id for stored in book.documents() if stored.document.url == "sample:the rebels"]
    query = ClaimQuery(withheld=frozenset([hidden]))
    assert book.browser().facet(query, "source").some(0, 5, "rebels").total == 0
    assert book.browser().facet(query, "source").some(0, 5, "front").choices[0].claims == 1


def test_a_facet_follows_what_else_is_chosen(book: Ledger) -> None:
    query = ClaimQuery.of(outlet="=Ministry C News", source="=Ministry A")
    assert [c.label for c in book.browser().facet(query, "source").some().choices] == ["Ministry C"]
