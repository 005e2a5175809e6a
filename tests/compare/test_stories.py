"""Stories: which reports are put together, and that neither order nor portions of reading make a difference."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.compare.stories import LONGEST, QUIET, Item, Stories, day_of, in_order
from truceline.compare.terms import KEPT, likeness, terms_of
from truceline.compare.words import MOST, stems, weight
from truceline.records import Document, Place, Published

DAY = date(2024, 5, 1)


def item(name: str, words: str, days: int | None = 0) -> Item:
    """A report of so many days after the first, with these words as its terms, all equally telling."""
    several = words.split()
    return Item(name, None if days is None else DAY + timedelta(days), {w: len(several) ** -0.5 for w in several})


def division(items: list[Item]) -> set[frozenset[str]]:
    stories, found = Stories(), {}
    for one in in_order(items):
        found.setdefault(stories.place(one).story, set()).add(one.id)
    return {frozenset(ids) for ids in found.values()}


def groups(written: str) -> set[frozenset[str]]:
    return {frozenset(group) for group in written.split()}


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([item("a", "port drones fire"), item("b", "port drones mayor", 1)], "ab"),
        ([item("a", "port drones fire"), item("b", "village shells mayor", 1)], "a b"),
        # A story is over after some days without a report ...
        ([item("a", "port drones fire"), item("b", "port drones fire", QUIET)], "ab"),
        ([item("a", "port drones fire"), item("b", "port drones fire", QUIET + 1)], "a b"),
        # ... and goes on no longer than so many days.
        ([item(chr(97 + i), "port drones fire", i * QUIET) for i in range(1 + LONGEST // QUIET)], "abcd"),
        ([item("a", "port fire"), *(item(chr(98 + i), "port fire", i * 8 + 8) for i in range(4))], "abcd e"),
        # Reports without a date are put together among themselves.
        ([item("a", "port drones"), item("b", "port drones", None), item("c", "port drones", None)], "a bc"),
        # A report that is like one of a story, but not like the rest of it, does not join.
        ([item("a", "p q r s"), item("b", "p q r s"), item("c", "p q r t"), item("d", "t u v w")], "abc d"),
        ([], ""),
    ],
)
def test_division(items: list[Item], expected: str) -> None:
    assert division(items) == groups(expected)


def test_a_placing_says_why() -> None:
    stories = Stories()
    first = stories.place(item("a", "port drones fire"))
    second = stories.place(item("b", "port drones mayor"))
    assert (first.likeness, first.shared) == (None, ())
    assert (second.likeness, second.shared) == (0.667, ("drones", "port"))


items = st.builds(
    item, st.uuids().map(str), st.lists(st.sampled_from("pqrstuvw"), min_size=1, max_size=5, unique=True).map(" ".join),
    st.none() | st.integers(0, 40),
)  # fmt: skip


@given(st.lists(items, max_size=30, unique_by=lambda i: i.id), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_makes_no_difference(several: list[Item], chance: random.Random) -> None:
    shuffled = several[:]
    chance.shuffle(shuffled)
    assert division(several) == division(shuffled)


def test_stems() -> None:
    assert stems("Erdoğan’s TROOPS in the cities, near buses: 1,200 losses") == (
        "erdogan", "troop", "in", "the", "city", "near", "buse", "1", "200", "losses",
    )  # fmt: skip


def test_weights() -> None:
    assert weight("the") == 0
    assert weight("tinzaouaten") == MOST
    assert weight("minister") < weight("helicopter") < MOST


def test_terms_are_the_most_telling_words() -> None:
    document = Document(id="a", title="Depot burns", text="The depot at Tinzaouaten burned, the army said. " * 3)
    terms = terms_of(document, [Place(text="Kiev", name="Kyiv", precision="exact"), Place(text="Mali", name="Mali")])
    assert "tinzaouaten" in terms
    assert "place:kyiv" in terms
    assert not {"the", "place:mali"} & set(terms)
    assert sum(v * v for v in terms.values()) == pytest.approx(1, abs=0.01)
    assert likeness(terms, terms) == pytest.approx(1, abs=0.01)
    assert len(terms_of(Document(id="b", text=" ".join(f"word{i}" for i in range(500))))) == KEPT
    assert terms_of(Document(id="c", text="")) == {}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-05-01", "2024-05-01", DAY),
        ("2024-05-01", "2024-05-03", DAY),
        ("2024-05-01", "2024-05-31", None),
        ("2024-05-01", None, None),
        (None, None, None),
    ],
)
def test_only_a_date_known_to_a_few_days_is_one(start: str | None, end: str | None, expected: date | None) -> None:
    assert day_of(Published(start=start, end=end)) == expected
