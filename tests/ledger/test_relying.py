"""Who relies on whom: outlets, original sources and chains, counted as the claims say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import reading, readings

from truceline.ledger import ClaimQuery, Ledger
from truceline.pipeline import Reading


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    """Three reports of two outlets, each with a claim through two sources and two in its own voice."""
    with Ledger(tmp_path / "relying.db") as made:
        for number, outlet in enumerate(("Wire", "Wire", "Post")):
            made.add(reading(outlet=outlet, url=f"sample:{number}"))
        yield made


def test_outlets_with_whom_they_have_it_from(book: Ledger) -> None:
    found = book.browser().relying(ClaimQuery())
    told = [found.outlet(number) for number in found.outlets()]
    assert [(row.name, row.reports, row.claims, row.own) for row in told] == [("Wire", 2, 6, 4), ("Post", 1, 3, 2)]
    assert told[0].relies_on == (("Ministry of Defence of Azerbaijan", 2),)


def test_original_sources_are_the_last_of_the_chain(book: Ledger) -> None:
    found = book.browser().relying(ClaimQuery())
    (source,) = [found.source(number) for number in found.sources()]
    assert (source.name, source.claims, source.reports) == ("Ministry of Defence of Azerbaijan", 3, 3)
    assert source.carried_by == (("Wire", 2), ("Post", 1))
    (chain,) = [found.chain(number) for number in found.chains()]
    assert (chain.names, chain.claims) == (("Russian media", "Ministry of Defence of Azerbaijan"), 3)


def test_filters_narrow_all_of_it(book: Ledger) -> None:
    found = book.browser().relying(ClaimQuery.of(outlet="post"))
    assert [found.outlet(number).name for number in found.outlets()] == ["Post"]
    (source,) = [found.source(number) for number in found.sources()]
    assert source.carried_by == (("Post", 1),)
    assert book.browser().relying(ClaimQuery.of(conflict="none")).outlets() == []


def test_a_name_is_found_by_a_part_of_it(book: Ledger) -> None:
    found = book.browser().relying(ClaimQuery())
    assert len(found.sources("DEFENCE")) == 1
    assert found.sources("nobody") == []
    assert found.named("Wire", outlet=True) == found.outlets("wire")[0]
    assert found.named("Russian media", outlet=True) is None


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(readings(), max_size=4))
def test_numbers_are_those_of_the_claims(fresh: Callable[[], Path], made: list[Reading]) -> None:
    with Ledger(fresh()) as book:
        book.add_all(made, again=True)
        claims = list(book.claims())
        found = book.browser().relying(ClaimQuery())
        rows = [found.outlet(number) for number in found.outlets()]
        counted = Counter(claim.document.outlet or "" for claim in claims)
        assert {row.name: row.claims for row in rows if row.claims} == counted
        assert sum(row.own for row in rows) == sum(not claim.sources for claim in claims)
        back = sum(found.source(number).claims for number in found.sources())
        assert back == sum(bool(claim.sources) for claim in claims)
        linked = sum(found.chain(number).claims for number in found.chains())
        assert linked == sum(len(claim.sources) > 1 for claim in claims)
