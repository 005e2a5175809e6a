"""Looking through a ledger finds the same claims, in the same order, as asking it; counts agree with both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import claims_of, document, reading, readings

from truceline.ledger import ClaimQuery, DocumentQuery, Ledger
from truceline.ledger.queries import CLAIM_ORDERS
from truceline.pipeline import Reading

QUERIES: list[dict[str, Any]] = [
    {},
    {"kind": ("toll",)},
    {"kind": ("toll", "event"), "sort": "-confidence"},
    {"mode": ("ceasefire",)},
    {"actor": ("erdogan",)},
    {"actor": ("=Recep Tayyip Erdoğan",)},
    {"actor": ("=Erdoğan",)},
    {"source": ("ministry",)},
    {"source": ("=Russian media",)},
    {"place": ("Shusha",)},
    {"placed": True},
    {"placed": False},
    {"box": (46.0, 39.0, 46.9, 40.0)},
    {"box": (47.03, 39.52, 47.03, 39.52)},
    {"box": (170.0, -90.0, 46.9, 90.0)},
    {"country": ("TUR",)},
    {"country": ("AZE", "TUR")},
    {"since": "2020-10-01", "until": "2020-10-31"},
    {"since": "2020-10-14"},
    {"published_since": "2020-10-14"},
    {"published_until": "2020-10-13"},
    {"modality": ("possible",)},
    {"background": False},
    {"background": True},
    {"min_confidence": 0.8},
    {"outlet": ("sample",)},
    {"outlet": ("=Sample Wire",)},
    {"outlet": ("=Sample",)},
    {"text": "ceasefire"},
    {"text": "no such words"},
    {"superseded": True},
    {"extractor": ("rules",)},
    {"extractor": ("llm",)},
    {"conflict": ("nagorno-karabakh",)},
    {"conflict": ("none",)},
    {"conflict": ("nagorno-karabakh", "none")},
    {"read_since": "2020-01-01T00:00:00+00:00", "read_until": "2999-01-01T00:00:00+00:00"},
    {"read_until": "2020-01-01T00:00:00+00:00"},
    {"read_after": 1},
    {"read_after": 2},
    {"review": ("accepted",)},
    {"review": ("unreviewed",)},
    {"review": ("unreviewed", "rejected"), "kind": ("toll",)},
]


def ids(book: Ledger, **query: Any) -> list[str]:
    return [claim.id for claim in book.claims(**query)]


@pytest.fixture
def several(ledger: Ledger) -> Ledger:
    """A ledger with two documents, one of them read twice and partly reviewed."""
    ledger.add(reading(text="Elsewhere.\n\n" + reading().document.text, outlet="Other Post", url="sample:2"))
    ledger.add(reading(), again=True)
    ledger.reviews.decide("a reviewer", "accept", reading().claims[0].id)
    ledger.reviews.decide("a reviewer", "reject", reading().claims[2].id)
    return ledger


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_finds_what_the_ledger_finds(several: Ledger, query: dict[str, Any]) -> None:
    page = several.browser().claims(ClaimQuery.of(**query))
    assert [entry.claim.id for entry in page.entries] == ids(several, **query)
    assert page.total == len(ids(several, **query))


@pytest.mark.parametrize("sort", CLAIM_ORDERS)
def test_sorts_as_the_ledger_sorts(several: Ledger, sort: str) -> None:
    page = several.browser().claims(ClaimQuery.of(sort=sort))
    assert [entry.claim.id for entry in page.entries] == ids(several, sort=sort)


def test_pages_follow_one_another(several: Ledger) -> None:
    browser, query = several.browser(), ClaimQuery.of(sort="-confidence")
    pages = [browser.claims(query, offset, 2) for offset in (0, 2, 4, 6)]
    assert [page.total for page in pages] == [6] * 4
    assert [e.claim.id for page in pages for e in page.entries] == ids(several, sort="-confidence")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(readings(), max_size=4), st.sampled_from(["2000-01-01", "1500-06-01", None]), st.sampled_from(CLAIM_ORDERS)
)
def test_finds_the_same_of_claims_of_any_shape(
    fresh: Callable[[], Path], made: list[Reading], since: str | None, sort: str
) -> None:
    with Ledger(fresh()) as book:
        book.add_all(made, again=True)
        for query in ({}, {"since": since}, {"published_until": since}, {"background": True}, {"kind": "toll"},
                      {"placed": True}, {"placed": False}, {"box": (-90.0, -45.0, 45.0, 45.0)}):  # fmt: skip
            found = book.browser().claims(ClaimQuery.of(sort=sort, **query), limit=100)
            assert [e.claim.id for e in found.entries] == ids(book, sort=sort, **query)


def test_each_choice_leaves_as_many_claims_as_it_says(several: Ledger) -> None:
    browser = several.browser()
    for base in ({}, {"kind": ("toll",)}, {"outlet": ("sample",)}):
        for name, choices in browser.facets(ClaimQuery.of(**base)).items():
            for choice in choices:
                assert choice.claims == len(ids(several, **{**base, **chosen(name, choice.value)})), (name, choice)


def chosen(name: str, value: str) -> dict[str, Any]:
    """The filter of a choice."""
    match name:
        case "year":
            return {"since": f"{value}-01-01", "until": f"{value}-12-31"}
        case "background":
            return {"background": value == "yes"}
        case "min_confidence":
            return {"min_confidence": float(value)}
    return {name: (value,)}


def test_every_facet_that_the_sample_has_is_there(several: Ledger) -> None:
    facets = several.browser().facets(ClaimQuery())
    assert {name for name, choices in facets.items() if not choices} <= {"conflict"}
    assert [c.label for c in facets["source"]] == ["Ministry of Defence of Azerbaijan", "Russian media"]


def test_what_another_program_adds_is_found(several: Ledger, path: Path) -> None:
    browser = several.browser()
    assert browser.claims(ClaimQuery()).total == 6
    with Ledger(path) as other:
        of = document("Later.\n\n" + reading().document.text, url="sample:3")
        other.add(Reading(of, claims_of(of)))
    browser.refresh()
    assert browser.claims(ClaimQuery()).total == 9
    assert browser.facets(ClaimQuery())["kind"][0].claims == 3
    assert browser.claims(ClaimQuery.of(actor="erdogan")).total == 3


DOCUMENT_QUERIES: list[dict[str, Any]] = [
    {}, {"outlet": ("other",)}, {"text": "Elsewhere"}, {"text": "nothing such"}, {"status": ("not_read",)},
    {"published_since": "2021"}, {"published_until": "2020-10-14"}, {"language": ("en",)},
]  # fmt: skip


@pytest.mark.parametrize("query", DOCUMENT_QUERIES, ids=str)
def test_finds_the_documents_that_the_ledger_finds(several: Ledger, query: dict[str, Any]) -> None:
    if query.get("published_since") == "2021":
        query = {"published_since": "2021-01-01"}
    page = several.browser().documents(DocumentQuery.of(**query))
    assert page.total == len(page.documents)
    assert {d.document.id for d in page.documents} == {d.document.id for d in several.documents(**query)}


def test_an_empty_ledger_has_nothing_to_look_through(tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db") as book:
        browser = book.browser()
        assert browser.claims(ClaimQuery()).total == 0
        assert browser.documents(DocumentQuery()).total == 0
        assert not any(browser.facets(ClaimQuery()).values())
