"""Incidents and stories page by page: the same ones, in the same order, as the ledger lists them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import reading

from truceline.ledger import ClaimQuery, DocumentQuery, Ledger
from truceline.records import Published


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Reports of two days, each told by three outlets, and one report alone."""
    path: Path = tmp_path_factory.mktemp("gathered") / "gathered.db"
    with Ledger(path) as made:
        for day in ("2020-10-14", "2021-10-14"):
            published = Published(text=day, start=day, end=day, basis="given")
            for outlet in ("Wire", "Post", "Herald"):
                made.add(reading(outlet=f"{outlet} {day}", url=f"{outlet}:{day}", published=published))
        undated = Published()
        made.add(reading(text=f"Alone.\n\n{reading().document.text}", outlet="Alone", url="x:1", published=undated))
        made.compare()
        yield made


CLAIMS: list[dict[str, Any]] = [
    {}, {"kind": ("toll",)}, {"outlet": ("post",)}, {"text": "Hadrut"}, {"published_since": "2021-01-01"},
    {"kind": ("event",), "published_until": "2020-12-31"}, {"conflict": ("none",)}, {"outlet": ("nobody",)},
]  # fmt: skip

DOCUMENTS: list[dict[str, Any]] = [
    {}, {"outlet": ("post",)}, {"text": "Hadrut"}, {"published_until": "2020-12-31"}, {"outlet": ("nobody",)},
]  # fmt: skip


@pytest.mark.parametrize("query", CLAIMS, ids=str)
def test_incidents_are_those_of_the_ledger(book: Ledger, query: dict[str, Any]) -> None:
    wanted = [(one.id, len(one.accounts)) for one in book.incidents(single=False, **query)]
    found = book.browser().incidents(ClaimQuery.of(**query))
    assert [(one.id, len(one.accounts)) for one in found.incidents] == wanted
    assert found.total == len(wanted)


@pytest.mark.parametrize("query", DOCUMENTS, ids=str)
def test_stories_are_those_of_the_ledger(book: Ledger, query: dict[str, Any]) -> None:
    wanted = [story for story in book.stories(**query) if len(story.reports) > 1]
    found = book.browser().stories(DocumentQuery.of(**query))
    assert list(found.stories) == wanted
    assert found.total == len(wanted)


def test_there_are_several_of_both(book: Ledger) -> None:
    browser = book.browser()
    assert browser.incidents(ClaimQuery()).total == 2
    assert browser.stories(DocumentQuery()).total == 2


def test_pages_follow_one_another(book: Ledger) -> None:
    browser, query = book.browser(), ClaimQuery()
    every = browser.incidents(query)
    paged = [browser.incidents(query, at, 1).incidents for at in range(every.total)]
    assert [one.id for (one,) in paged] == [one.id for one in every.incidents]


def test_what_comes_later_is_found_too(tmp_path: Path) -> None:
    with Ledger(tmp_path / "later.db") as made:
        made.add(reading())
        made.compare()
        browser = made.browser()
        assert browser.stories(DocumentQuery()).total == 0
        made.add(reading(outlet="Other Post", url="sample:2"))
        made.compare()
        browser.refresh()
        assert browser.stories(DocumentQuery()).total == 1
