"""Which claims that several people added are one and the same."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_samples import FOUND, decision

from truceline.review.added import units
from truceline.review.records import Decision

Told = tuple[str, str, int, int, str]
"""Who added which claim from where to where, and the group that they put in."""


def added(number: int, told: Told, *, kind: str = "toll", document: str = "d1") -> Decision:
    by, item, start, end, group = told
    new = {**FOUND, "span": {"start": start, "end": end, "text": "x"}, "toll": {**FOUND["toll"], "group": group}}
    return decision(number, by, "add", new=new, claim=item, kind=kind, document=document, span_start=start,
                    span_end=end, round="pilot")  # fmt: skip


def matched(*told: Told) -> set[frozenset[str]]:
    made = {one[1]: {one[0]: added(number, one)} for number, one in enumerate(told, 1)}
    return {frozenset(d.claim or "" for d in unit.values()) for unit in units(made)}


CASES: list[tuple[str, list[Told], set[frozenset[str]]]] = [
    ("overlap", [("ann", "a", 0, 10, "x"), ("ben", "b", 5, 12, "x")], {frozenset("ab")}),
    ("beside each other", [("ann", "a", 0, 10, "x"), ("ben", "b", 10, 12, "x")], {frozenset("a"), frozenset("b")}),
    ("one person", [("ann", "a", 0, 10, "x"), ("ann", "b", 5, 12, "x")], {frozenset("a"), frozenset("b")}),
    ("the more alike", [("ann", "a", 0, 10, "x"), ("ben", "b", 0, 10, "y"), ("ben", "c", 2, 10, "x")],
     {frozenset("ac"), frozenset("b")}),
    ("the longer overlap", [("ann", "a", 0, 10, "x"), ("ben", "b", 8, 12, "x"), ("ben", "c", 1, 9, "x")],
     {frozenset("ac"), frozenset("b")}),
    ("two pairs",
     [("ann", "a", 0, 10, "x"), ("ann", "b", 0, 10, "y"), ("ben", "c", 0, 9, "y"), ("ben", "d", 0, 9, "x")],
     {frozenset("ad"), frozenset("bc")}),
    ("three people", [("ann", "a", 0, 10, "x"), ("ben", "b", 1, 9, "x"), ("eve", "c", 2, 8, "x")], {frozenset("abc")}),
]  # fmt: skip


@pytest.mark.parametrize(("told", "found"), [pytest.param(t, f, id=n) for n, t, f in CASES])
def test_units(told: list[Told], found: set[frozenset[str]]) -> None:
    for order in permutations(told):
        assert matched(*order) == found


@pytest.mark.parametrize("other", [{"kind": "event"}, {"document": "d2"}])
def test_another_kind_or_document_is_another_unit(other: dict[str, str]) -> None:
    one, two = added(1, ("ann", "a", 0, 10, "x")), added(2, ("ben", "b", 0, 10, "x"), **other)
    assert len(units({"a": {"ann": one}, "b": {"ben": two}})) == 2


@given(st.lists(st.tuples(st.sampled_from(["ann", "ben", "eve"]), st.integers(0, 20), st.integers(1, 9)), max_size=7))
def test_every_claim_is_in_one_unit_and_nobody_twice_in_any(told: list[tuple[str, int, int]]) -> None:
    made = {
        str(number): {by: added(number, (by, str(number), start, start + size, "x"))}
        for number, (by, start, size) in enumerate(told, 1)
    }
    found = units(made)
    assert sorted(d.claim or "" for unit in found for d in unit.values()) == sorted(made)
    assert all(by == d.by for unit in found for by, d in unit.items())
