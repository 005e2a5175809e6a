"""Landmarks: days that reports name without a year have that of the known event, and only where they mean it."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.dating import publication_date
from truceline.dating.events import same_event
from truceline.knowledge.loader import load_landmarks
from truceline.knowledge.schema import Landmark
from truceline.language.parse import parse
from truceline.records import Document, Published

TODAY = date(2026, 6, 1)
LANDMARKS = load_landmarks()


def _date(text: str) -> Published:
    document = Document(id="x", text=text, outlet="Sample News Agency")
    return publication_date(document, parse(document), today=TODAY)


@pytest.mark.parametrize("landmark", LANDMARKS, ids=lambda m: f"{m.day} {m.what}")
def test_it_is_a_day_that_was(landmark: Landmark) -> None:
    assert date(1989, 1, 1) < date.fromisoformat(landmark.day) < TODAY
    assert landmark.about
    assert landmark.words


def test_no_landmark_stands_twice() -> None:
    assert len({(m.day, m.what) for m in LANDMARKS}) == len(LANDMARKS)


EXACT = [
    ("Trucks reached Mekelle on Wednesday, three weeks after the truce of 2 November in Tigray.", "2022-11-23"),
    ("Soldiers left Dili on Monday, three weeks after East Timor voted.\n\nIn the ballot of August 30 most "
     "people chose independence.", "1999-09-20"),
    ("Donald Trump, who took office a week ago for a second term, spoke to Congo's President Felix Tshisekedi on "
     "Monday.\n\nIn 2021 lava had reached Goma.", "2025-01-27"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), EXACT)
def test_what_is_counted_from_a_known_day_has_its_year(text: str, day: str) -> None:
    found = _date(text)
    assert (found.start, found.end) == (day, day), found.evidence


OTHER = [
    "The club opened its gates on 2 November, and a truce was agreed between its owners.",
    "Villagers prepared for the ballot of August 30 in East Timor, officials said.",
]


@pytest.mark.parametrize("text", OTHER)
def test_a_day_of_something_else_or_to_come_is_none(text: str) -> None:
    assert not any("is the day of" in e for e in _date(text).evidence)


@pytest.mark.parametrize(("clause", "other", "same"), [
    ("after East Timor had voted", "In the ballot of August 30 four in five chose independence.", True),
    ("after the coup", "Soldiers seized power on July 26.", True),
    ("after he ordered a halt to the war", "The fighting broke out on August 7.", False),
])  # fmt: skip
def test_events_of_one_kind(clause: str, other: str, same: bool) -> None:
    assert same_event(clause, other) is same
