"""Copies: what is one and what is none, which is first, and what differs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.compare.carriers import carried_from, outlet_of
from truceline.compare.copies import Copy, compare, originals, text_of
from truceline.compare.differences import Difference, differences
from truceline.compare.sketches import bands, runs
from truceline.records import Dateline, Document, Published, Span

STORY = (
    "Two drones hit the fuel depot at the edge of the port on Tuesday night, the harbour master said. "
    "Firemen needed six hours to put out the flames. Nobody was hurt. "
    "The mayor said ships would be sent to other harbours until the pipes had been looked at. "
    "Neither side said that the drones were theirs."
)


def document(name: str, text: str, day: str | None = None, **fields: Any) -> Document:
    return Document(id=name, text=text, published=Published(start=day, end=day), **fields)


def judged(first: Document, second: Document) -> Copy | None:
    """Compared both ways round, which must not matter."""
    copy, other = compare(text_of(first), text_of(second)), compare(text_of(second), text_of(first))
    assert copy == other
    return copy


def test_the_later_one_is_the_copy() -> None:
    copy = judged(document("a", STORY, "2024-05-02"), document("b", STORY.upper(), "2024-05-01"))
    assert copy is not None
    assert (copy.copy, copy.of, copy.kind, copy.sure) == ("a", "b", "same", True)
    assert copy.why == "it was published later (2024-05-02, not 2024-05-01)"


def test_an_agency_that_is_named_is_first_whatever_the_dates() -> None:
    agency = document("a", STORY, "2024-05-02", outlet="Reuters")
    paper = document("b", f"PORT (Reuters) - {STORY}", "2024-05-01", outlet="City Herald")
    copy = judged(agency, paper)
    assert copy is not None
    assert (copy.copy, copy.sure, copy.why) == ("b", True, "it names Reuters as its source")


def test_a_report_that_names_no_agency_is_rather_first() -> None:
    copy = judged(document("a", STORY), document("b", f"{STORY}\n\nSource: AFP"))
    assert copy is not None
    assert (copy.copy, copy.sure) == ("b", False)


def test_the_longer_version_of_one_outlet_is_the_later() -> None:
    longer = f"{STORY} The governor was on his way to the port. Insurance men were expected on Friday."
    ours = judged(document("a", longer, "2024-05-01", outlet="X"), document("b", STORY, "2024-05-01", outlet="X"))
    theirs = judged(document("a", longer, "2024-05-01", outlet="X"), document("b", STORY, "2024-05-01", outlet="Y"))
    assert ours is not None
    assert theirs is not None
    assert (ours.copy, ours.kind, ours.sure) == ("a", "longer", False)
    assert (theirs.copy, theirs.kind, theirs.sure) == ("b", "shorter", False)


def test_one_lead_in_common_is_no_copy() -> None:
    lead = "The United States on Wednesday urged both sides to halt hostilities at once."
    first = f"{lead} The army took eight villages. Prosecutors counted the dead of shelling far behind the front."
    second = f"{lead} The president spoke by telephone. A convoy with flour waited at the bridge, its drivers said."
    assert judged(document("a", first, "2020-10-14"), document("b", second, "2023-09-20")) is None


FORM = (
    "Over the past day, {} engagements took place along the front. The other side launched {} missile strikes and "
    "fired from rocket systems at positions of our troops and at populated areas. Our aviation struck areas of "
    "concentration of men and equipment. Units of the missile forces hit {} command posts and a depot. Losses are "
    "being established."
)


@pytest.mark.parametrize(("day", "is_copy"), [("2024-05-02", False), ("2024-05-01", True)])
def test_a_form_filled_in_anew_on_another_day_is_no_copy(day: str, is_copy: bool) -> None:
    first = document("a", FORM.format(12, 33, 4), "2024-05-01")
    second = document("b", FORM.format(15, 19, 6), day)
    assert (judged(first, second) is not None) == is_copy


def test_one_figure_of_many_may_change() -> None:
    first = document("a", f"{STORY} In 2022, 14 ships and 3 cranes were lost; 5 people died.", "2024-05-01")
    second = document("b", f"{STORY} In 2022, 14 ships and 3 cranes were lost; 6 people died.", "2024-05-02")
    assert judged(first, second) is not None


def test_texts_without_words_are_no_copies() -> None:
    assert judged(document("a", "..."), document("b", "...")) is None
    assert bands(runs("")) == ()


@given(st.text(max_size=300))
@settings(deadline=None)  # the first one loads the library
def test_a_text_shares_all_bands_with_itself(text: str) -> None:
    cut = bands(runs(text))
    assert len(cut) in (0, 42)
    assert all(0 <= value < 2**63 for value in cut)


def test_bands_are_the_same_everywhere() -> None:
    """What ledgers keep must not change with a library: if this fails, ``sketches.METHOD`` needs another name."""
    assert bands(runs(STORY))[:2] == BANDS


BANDS = (4548285201937850068, 8676382386392525705)

CREDITS = [
    ("GOMA, Jan 27 (Reuters) - Shots were heard.", "Reuters"),
    ("MOSCOW, September 14. /TASS/. The ministry said so.", "TASS"),
    ("Shots were heard.\n\n(AFP)", "Agence France-Presse"),
    ("Shots were heard.\n\nSource: Anadolu Agency", "Anadolu Agency"),
    ("Shots were heard.\n\nCopyright 2022 Anadolu Agency. All rights reserved.", "Anadolu Agency"),
    ("He told Reuters that shots were heard.", None),
    ("Reuters could not verify the video. Shots were heard.", None),
    ("The army (SAF) said that shots were heard.", None),
    ("The Tass river (Tasmania) rose.", None),
]


@pytest.mark.parametrize(("text", "agency"), CREDITS)
def test_credit(text: str, agency: str | None) -> None:
    assert carried_from(document("a", text, outlet="City Herald")) == agency


def test_an_agency_carries_nothing_of_its_own() -> None:
    assert carried_from(document("a", CREDITS[0][0], outlet="Reuters news agency")) is None
    assert carried_from(document("a", CREDITS[0][0], url="https://www.reuters.com/world/1")) is None
    assert outlet_of(document("a", "x", url="https://www.reuters.com/world/1")) == "Reuters"


def test_the_dateline_that_was_read_is_believed() -> None:
    line = Dateline(span=Span(start=0, end=0, text=""), agency="Sample Wire A")
    assert carried_from(document("a", "x", dateline=line)) == "Sample Wire A"
    assert carried_from(document("a", "x", dateline=line, outlet="Sample Wire A (English)")) is None


def test_differences() -> None:
    before = "At least 30 died on Monday. Roads were cut. The mayor was away."
    after = "Rain fell.\n\nAt least 50 died on Monday. Roads were cut!"
    assert differences(before, after) == [
        Difference("added", None, "Rain fell."),
        Difference("changed", "At least 30 died on Monday.", "At least 50 died on Monday."),
        Difference("removed", "The mayor was away.", None),
    ]


@given(st.text(max_size=200), st.text(max_size=200))
def test_differences_of_any_texts(first: str, second: str) -> None:
    assert differences(first, first) == []
    for found in differences(first, second):
        assert found.before is not None or found.after is not None


def pair(copy: str, of: str, sure: bool = True) -> Copy:
    return Copy(copy, of, "same", 1.0, 1.0, sure, "")


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    assert originals([pair("c", "b"), pair("b", "a"), pair("y", "x")]) == {
        "a": "a", "b": "a", "c": "a", "x": "x", "y": "x",
    }  # fmt: skip


def test_what_is_surely_a_copy_is_not_the_original() -> None:
    assert set(originals([pair("a", "b"), pair("b", "c", sure=False)]).values()) == {"c"}
    assert set(originals([pair("a", "b"), pair("b", "a", sure=False)]).values()) == {"b"}
