"""Words where they stand: whose they are, and how copies are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.compare.speech import Heard, PlaceName, Speech
from truceline.compare.wording import counted, rows, uses
from truceline.knowledge.lexicon import load_lexicon
from truceline.knowledge.rival_names import rival_names
from truceline.records import Actor, Document, Sentence

ARMY = Actor(text="the army", name="Army of Samples")


def heard(text: str, *speech: Speech, name: str = "a", outlet: str | None = None, **more: object) -> Heard:
    """A report of one sentence in which these are heard."""
    sentence = Sentence(index=0, start=0, end=len(text), text=text)
    document = Document(id=name, text=text, outlet=outlet)
    return Heard(document, (sentence,) if text else (), speech, **({"quotes": (), "places": ()} | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "speech", "quotes", "how", "claimant"),
    [
        ("five terrorists died", (), (), "own", None),
        ("five terrorists died", (Speech(0, 20, (ARMY,)),), (), "reported", "Army of Samples"),
        ("five terrorists died", (Speech(0, 5, (ARMY,)),), (), "own", None),
        ("five terrorists died", (Speech(0, 20, (ARMY,), named=True),), (), "quoted", "Army of Samples"),
        ("five terrorists died", (Speech(0, 20, (ARMY,), denied=True),), (), "denied", "Army of Samples"),
        ('"five terrorists died"', (Speech(0, 22, (ARMY,)),), ((0, 22),), "quoted", "Army of Samples"),
        ('"five terrorists died"', (), ((0, 22),), "marked", None),
        ("five 'terrorists' died", (), (), "marked", None),
        ("five ‘terrorists’ died", (Speech(0, 22, (ARMY,)),), (), "quoted", "Army of Samples"),
        ("the army's terrorists' camp", (), (), "own", None),
        ("the so-called terrorists", (), (), "marked", None),
        ('the so-called "terrorists"', (Speech(0, 30, (ARMY,)),), (), "marked", "Army of Samples"),
    ],
)
def test_whose_and_how(
    text: str, speech: tuple[Speech, ...], quotes: tuple[tuple[int, int], ...], how: str, claimant: str | None
) -> None:
    found = [u for u in uses(heard(text, *speech, quotes=quotes), load_lexicon(), {}) if u.word.term == "terrorist"]
    assert [(u.how, u.claimant) for u in found] == [(how, claimant)]


@pytest.mark.parametrize(
    ("written", "place", "expected"),
    [
        ("Khankendi", "Stepanakert", [("Khankendi", False)]),
        ("Stepanakert", "Stepanakert", [("Stepanakert", True)]),
        ("Dimitrov", "Myrnohrad", [("Dimitrov", False)]),
        ("Dimitrov", "Dimitrovgrad", []),
    ],
)
def test_rival_names_count_where_the_place_is_meant(written: str, place: str, expected: list[tuple[str, bool]]) -> None:
    report = heard(f"in {written} today", places=(PlaceName(3, 3 + len(written), place),))
    assert [(u.word.term, u.word.plain) for u in uses(report, load_lexicon(), rival_names())] == expected


def test_a_name_of_the_lexicon_is_not_found_twice() -> None:
    report = heard("in Artsakh today", places=(PlaceName(3, 10, "Nagorno-Karabakh"),))
    assert [u.written for u in uses(report, load_lexicon(), rival_names())] == ["Artsakh"]


def test_copies_count_once_and_changed_sentences_for_the_copier() -> None:
    wire = heard("The terrorists fled", name="wire", outlet="Sample Wire")
    paper = heard("THE terrorists fled.", name="paper", outlet="Sample Daily")
    changed = heard("The bandits fled", name="other", outlet="Sample Post")
    originals = {"paper": "wire", "other": "wire"}
    found = counted((u for h in (changed, paper, wire) for u in uses(h, load_lexicon(), {})), originals)
    assert [(u.document.id, u.outlet, u.word.term, u.also) for u in found] == [
        ("wire", "Sample Wire", "terrorist", ("Sample Daily",)),
        ("other", "Sample Post", "bandit", ()),
    ]


def test_a_word_said_twice_counts_twice() -> None:
    report = heard("terrorists and terrorists")
    assert len(counted(uses(report, load_lexicon(), {}), {})) == 2


def test_things_that_all_call_plainly_are_left_out() -> None:
    found = list(uses(heard("militants fled from the junta"), load_lexicon(), {}))
    assert [row.neutral for row in rows(found)] == ["military government"]
    assert {row.neutral for row in rows(found, all_things=True)} == {"military government", "fighters"}


@given(
    st.lists(st.sampled_from(["terrorists", "so-called", "'", '"', "liberated", "the", "Martyrs' Square", "\n"])),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3),
)
def test_every_use_stands_in_its_sentence(words: list[str], stretches: list[tuple[int, int]]) -> None:
    text = " ".join(words).strip()
    speech = [Speech(min(s), max(s), (ARMY,)) for s in stretches if min(s) < max(s)]
    apart = [s for i, s in enumerate(sorted(speech, key=lambda s: s.start)) if i == 0 or s.start > 60]
    report = heard(text, *apart, quotes=tuple((min(s), max(s)) for s in stretches))
    found = list(uses(report, load_lexicon(), {}))
    assert all(text[u.start : u.end] == u.written and u.written in u.sentence.text for u in found)
    assert [u.start for u in found] == sorted(u.start for u in found)
    assert sum(len(row.uses) for row in rows(found, all_things=True)) == len(counted(found, {}))
