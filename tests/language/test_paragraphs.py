"""The blocks of a text: news, headings, boilerplate; nothing lost, nothing counted twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.language.paragraphs import split_paragraphs

NEWS = "The army said on Monday that its forces had entered the town after two days of shelling."
MORE = "Residents said at least 14 people had been killed, among them four children."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in split_paragraphs(text)]


HEADINGS = [
    "RUSSIA AND THE SOUTH CAUCASUS",
    "A Fragile Truce",
    "Background",
    "What we know so far",
    "'FULL-SCALE AGGRESSION'",
    "Who controls the town?",
    "Talks in Doha, Cairo",
    "“Nowhere to go”",
    "3 Killed in Market",
    "DEATH TOLL RISES",
    "Fighting in the east",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_over_a_paragraph(heading: str) -> None:
    assert kinds(f"{NEWS}\n\n{heading}\n\n{MORE}") == [("news", NEWS), ("heading", heading), ("news", MORE)]


NOT_HEADINGS = [
    "Three soldiers were killed on Monday",
    "27 people were wounded in the strike",
    "The ministry said its forces had withdrawn from eight villages north of the river",
    "He said: “No.”",
    "“They fled,” she said. “Where else would they go?”",
    "“We will stay.”",
    "It was over.",
    "Eight villages, the army said, were retaken",
]


@pytest.mark.parametrize("line", NOT_HEADINGS)
def test_a_short_paragraph_of_news_is_no_heading(line: str) -> None:
    assert kinds(f"{NEWS}\n\n{line}\n\n{MORE}")[1] == ("news", line)


def test_a_heading_needs_something_below_it() -> None:
    assert kinds(f"{NEWS}\n\nThe Town of Gorna")[1][0] == "news"
    assert kinds("Explosions heard in Kherson region")[0][0] == "news"


def test_a_headline_a_byline_and_a_date_above_the_text() -> None:
    text = f"Army Enters the Town\n\nBy Jane Doe\n\nSeptember 20, 2023 6:05 PM\n\n{NEWS}"
    assert [k for k, _ in kinds(text)] == ["heading", "boilerplate", "boilerplate", "news"]


def test_wire_copy_in_capitals_is_news() -> None:
    text = f"{NEWS.upper()}\n\nFOUR PERSONS WERE KILLED\n\n{MORE.upper()}"
    assert [k for k, _ in kinds(text)] == ["news", "news", "news"]
    assert [
        k for k, _ in kinds("[TEXT] THE ARMY SAID IT HAD TAKEN TWO TOWNS\n\nTWO SOLDIERS WERE WOUNDED\n\nMORE FOLLOWS")
    ] == ["news"] * 3


def test_posts_without_full_stops_are_news() -> None:
    text = "Explosions in Kherson\n\nTwo people killed in Beryslav\n\nAir raid over\n\nShelling of Nikopol district"
    assert {k for k, _ in kinds(text)} == {"news"}


@pytest.mark.parametrize("mark", ["-", "–", "•", "*", "1.", "2)", "(3)", "▪", "a)"])
def test_each_item_of_a_list_is_a_paragraph_without_its_mark(mark: str) -> None:
    text = f"The toll so far:\n{mark} 27 people killed in Gorna\n{mark} Dolna shelled\n\n{NEWS}"
    assert kinds(text) == [
        ("news", "The toll so far:"), ("news", "27 people killed in Gorna"), ("news", "Dolna shelled"), ("news", NEWS),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["27 people were killed.", "1.5 million people fled.", "3,000 men left.", "-20 degrees at night."]
)
def test_a_number_at_the_start_is_no_mark_of_a_list(line: str) -> None:
    assert kinds(line) == [("news", line)]


def test_the_end_of_a_paragraph_may_be_boilerplate() -> None:
    text = f"{NEWS} Copyright 2022 Example Agency. All rights reserved."
    assert kinds(text) == [("news", NEWS), ("boilerplate", "Copyright 2022 Example Agency. All rights reserved.")]


def test_boilerplate_between_paragraphs_of_news() -> None:
    text = f"{NEWS}\n\nALSO READ: Army chief visits the front\n\nAdvertisement\n\n{MORE}\n\nFollow us on Telegram and X"
    assert [k for k, _ in kinds(text)] == ["news", "boilerplate", "boilerplate", "news", "boilerplate"]


def test_nothing_gives_nothing() -> None:
    assert split_paragraphs("") == ()
    assert split_paragraphs(" \n\n \n") == ()


@given(st.text("aB .\n-•1)\t“”?!", max_size=200) | st.text(max_size=200))
def test_paragraphs_are_in_order_and_hold_all_but_space_and_marks(text: str) -> None:
    found = split_paragraphs(text)
    at = 0
    for p in found:
        assert at <= p.start < p.end <= len(text)
        assert not text[p.start].isspace()
        assert not text[p.end - 1].isspace()
        between = text[at : p.start]
        assert len("".join(between.split())) <= 4 * (1 + between.count("\n"))
        at = p.end
