"""Whatever is withheld, what is seen is what a ledger tells in which it has never been."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import claim, document, readings

from truceline.ledger import ClaimQuery, DocumentQuery, Ledger
from truceline.ledger.queries import CLAIM_ORDERS
from truceline.ledger.seen import Seen, SeenBrowser
from truceline.pipeline import Reading
from truceline.records import Actor, Count, Event, Place, Published, Span, Time, Toll

TOWNS = [Place(text=name, name=name, country="NOR", lat=60.0 + n, lon=10.0, precision="exact")
         for n, name in enumerate(("Westport", "Hilltown", "Eastford"))]  # fmt: skip
SIDES = [Actor(text=name, name=name, sector="REB") for name in ("Hill Guard", "Coast Guard", "River Front")]
MATTERS = "drones oil terminal harbour", "shells market stalls mayor", "bridge retreat brigade river"


def report(number: int, chance: random.Random) -> Reading:
    """One of many reports of a few matters: of fights between sides that no file knows, now and then a copy."""
    matter = number % len(MATTERS)
    day = f"2024-03-{chance.randint(1, 14):02}"
    details = " ".join(chance.choices("smoke rescue curfew convoy witness verdict flour radio trench".split(), k=5))
    if number % 5 == 0:
        details = "one two three four five six seven eight"
    text = f"It was hit. {MATTERS[matter]} {details}."
    published = Published(start=day, end=day, basis="given")
    made = document(text, outlet=f"Outlet {number % 4}", url=f"sample:{number}", published=published)
    time = Time(text=None, start=day, end=day) if chance.random() < 0.7 else None
    place = (TOWNS[matter],) if chance.random() < 0.8 else ()
    one, other = chance.sample(SIDES, 2)
    dead = chance.randint(1, 3)
    hit = Event(type="ASSAULT", mode="shelling", actors=(one,), recipients=(other,), places=place, time=time,
                trigger=Span(start=0, end=2, text="It"))  # fmt: skip
    toll = Toll(harm="killed", object="persons", group=None, side=None, scope="incident", period=time, places=place,
                count=Count(text=str(dead), best=dead, low=dead, high=dead))  # fmt: skip
    return Reading(made, (claim(made, "It was hit", hit, sources=(one,)), claim(made, "hit", toll)))


def stored(path: Path, some: Sequence[Reading]) -> Ledger:
    book = Ledger(path)
    book.add_all(some, again=True)
    book.compare()
    return book


def seen(book: Ledger, withheld: frozenset[str]) -> tuple[Seen, SeenBrowser]:
    browser = book.browser()
    store = Seen(book.store, browser, withheld)
    return store, SeenBrowser(browser, store)


def bare(entry: Any) -> Any:
    return replace(entry, read_by=None)


def everything(book: Ledger, withheld: frozenset[str] = frozenset()) -> dict[str, Any]:
    """All that stands for itself: what is put together from other reports is left out."""
    store, browser = seen(book, withheld)
    told: dict[str, Any] = {"totals": store.totals(), "conflicts": store.conflicts()}
    for sort in (order for order in CLAIM_ORDERS if order != "disputed"):
        query = ClaimQuery(sort=sort, superseded=True)
        told[f"claims {sort}"] = [bare(e) for e in browser.claims(query, limit=1000).entries]
        told[f"entries {sort}"] = [bare(e) for e in store.entries(query)]
    for filters in ({}, {"kind": "toll"}, {"conflict": "none"}, {"outlet": "Outlet 1"}):
        told[f"facets {filters}"] = browser.facets(ClaimQuery.of(**filters))
    told["documents"] = [bare(d) for d in browser.documents(DocumentQuery(), limit=1000).documents]
    told["stored"] = [bare(d) for d in store.documents(DocumentQuery())]
    told["copies"] = sorted((c.copy.id, c.of.id, c.original, c.why) for c in store.copies(DocumentQuery()))
    return told


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some=st.lists(readings(), min_size=1, max_size=5, unique_by=lambda r: r.document.id), data=st.data())
def test_claims_of_any_shape_leave_no_trace(
    fresh: Callable[[], Path], some: list[Reading], data: st.DataObject
) -> None:
    hidden = data.draw(st.sets(st.sampled_from([r.document.id for r in some])))
    rest = [r for r in some if r.document.id not in hidden]
    with stored(fresh(), some) as whole, stored(fresh(), rest) as without:
        assert everything(whole, frozenset(hidden)) == everything(without)


@pytest.fixture(scope="module")
def reports() -> list[Reading]:
    chance = random.Random(11)
    return [report(number, chance) for number in range(36)]


@pytest.mark.parametrize("most", [200, 0], ids=["anew", "as it stands"])
@pytest.mark.parametrize("seed", range(2))
def test_what_is_put_together_has_nothing_of_them(
    seed: int, most: int, reports: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("truceline.ledger.apart.MOST_APART", most)
    hidden = frozenset(r.document.id for r in random.Random(seed).sample(reports, 9))
    rest = [r for r in reports if r.document.id not in hidden]
    with stored(tmp_path / "whole.db", reports) as whole, stored(tmp_path / "rest.db", rest) as without:
        assert everything(whole, hidden) == everything(without)
        store, browser = seen(whole, hidden)
        listed = [list(store.stories(DocumentQuery())), list(store.incidents(ClaimQuery()))]
        listed += [list(store.accounts(ClaimQuery()))]
        assert {d for d in hidden if d in repr(listed)} == set()
        stories, incidents, accounts = listed
        assert {r.id for s in stories for r in s.reports} == {r.document.id for r in rest}
        assert [s.id for s in stories] == [s.reports[0].id for s in stories]
        assert {a.claim.id: a.story for a in accounts} == {
            a.claim.id: s.id for s in stories for a in accounts if a.claim.document.id in {r.id for r in s.reports}
        }
        told = {a.claim.id for i in incidents for a in i.accounts}
        assert told == {a.claim.id for i in without.incidents() for a in i.accounts}
        several = browser.incidents(ClaimQuery(), limit=1000)
        assert several.total == len(several.incidents) == sum(len(i.accounts) > 1 for i in incidents)
        assert browser.stories(DocumentQuery(), limit=1000).total == sum(len(s.reports) > 1 for s in stories)


def test_a_conflict_that_too_few_are_left_of_is_not_known(tmp_path: Path) -> None:
    chance = random.Random(1)
    fight = [report(n, chance) for n in range(24)]
    with stored(tmp_path / "whole.db", fight) as whole:
        one = next(c for c in whole.conflicts() if c.found)
        of = [d.document.id for d in whole.documents(conflict=one.id)]
        store, browser = seen(whole, frozenset(of[1:]))
        assert one.id not in [c.id for c in store.conflicts()]
        assert browser.documents(DocumentQuery(id=(of[0],))).documents[0].conflict is None
        assert browser.documents(DocumentQuery(conflict=(one.id,))).total == 0
        assert of[0] in [d.document.id for d in store.documents(DocumentQuery(conflict=("none",)))]
        assert one.id not in [choice.value for choice in browser.facets(ClaimQuery())["conflict"]]
        enough, _ = seen(whole, frozenset(of[2:]))
        assert one.id in [c.id for c in enough.conflicts()]
