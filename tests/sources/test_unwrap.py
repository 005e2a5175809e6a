"""Hard-wrapped lines become paragraphs; lines that are paragraphs stay."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.sources.unwrap import join_print, paragraphs_of

PARAGRAPHS = [
    "The army said on Monday that its forces had entered the town of Gorna after two days of heavy shelling, and that "
    "the last of the other side's men had crossed the river during the night.",
    "Residents reached by telephone said at least 14 people had been killed, among them four children who had hidden "
    "in the cellar of the school when the first shells fell.",
    "The other side denied it.",
]


@pytest.mark.parametrize("width", [40, 64, 72, 80, 100])
def test_wrapped_paragraphs_are_made_whole(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(p, width) for p in PARAGRAPHS)
    assert paragraphs_of(wrapped) == "\n\n".join(PARAGRAPHS)


def test_wrapped_and_indented_paragraphs_without_blank_lines() -> None:
    wrapped = "\n".join(textwrap.fill(p, 72, initial_indent="    ") for p in PARAGRAPHS)
    assert paragraphs_of(wrapped) == "\n\n".join(PARAGRAPHS)


def test_lines_that_are_paragraphs_stay() -> None:
    assert paragraphs_of("\n".join(PARAGRAPHS)) == "\n\n".join(PARAGRAPHS)


def test_a_list_of_short_lines_is_not_joined() -> None:
    lines = ["Killed: 14", "Wounded: 31", "Missing: 2", "Houses destroyed: 9"]
    assert paragraphs_of("\n".join(lines)) == "\n\n".join(lines)


def test_items_of_a_wrapped_list_stay_apart() -> None:
    text = (
        "The commission named the following places in its report to the council on\nFriday and asked both sides to "
        "let its staff in without any delay:\n- the town of Gorna, where the school and the market were hit by shells\n"
        "  on the first day of the month\n- the village of Dolna"
    )
    assert paragraphs_of(text).split("\n\n")[1:] == [
        "- the town of Gorna, where the school and the market were hit by shells on the first day of the month",
        "- the village of Dolna",
    ]


def test_a_heading_and_a_byline_stay_apart_from_a_wrapped_text() -> None:
    text = "TOWN FALLS\nBy Jane Doe\n" + textwrap.fill(" ".join(PARAGRAPHS), 70)
    assert paragraphs_of(text).split("\n\n") == ["TOWN FALLS", "By Jane Doe", " ".join(PARAGRAPHS)]


def test_a_hyphen_typed_at_a_line_end_is_kept() -> None:
    text = (
        "Both sides said on Tuesday that they would hold to the terms of the cease-\nfire that was signed in the "
        "capital three weeks ago, and that their men would\nleave the bridges before the end of this month."
    )
    assert "the cease-fire that" in paragraphs_of(text)


@given(st.lists(st.text("abc .-\n", max_size=80), max_size=8))
def test_no_letter_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert "".join(paragraphs_of(text).split()) == "".join(text.split())


PRINT = [
    (["the govern-", "ment said"], "the government said"),
    (["a cease-", "fire held"], "a ceasefire held"),
    (["the self-", "declared republic"], "the self-declared republic"),
    (["Armenian-", "controlled land"], "Armenian-controlled land"),
    (["the T-", "72 tanks"], "the T-72 tanks"),
    (["Nagorno-", "Karabakh is"], "Nagorno-Karabakh is"),
    (["Azer-", "baijan said"], "Azerbaijan said"),
]


@pytest.mark.parametrize(("lines", "joined"), PRINT)
def test_words_broken_in_print(lines: list[str], joined: str) -> None:
    assert join_print(lines) == [joined]


def test_the_document_decides_how_a_broken_word_is_written() -> None:
    assert join_print(["a cease-", "fire held"], frozenset({"cease-fire"})) == ["a cease-fire held"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A panel of experts said that the dead of the town of Gorna were between", "10,000 and 15,000."),
        (
            "The council demanded on Friday that the rebels stop their advance and leave the towns of",
            "Gorna and Dolna.",
        ),
        ("The army entered Gorna on Monday. The rebels had left it by night, their spokesman said on", "Tuesday."),
        ("The town of Gorna, which the rebels had held for ten years,", "Dolna and two villages fell on Sunday."),
    ],
)
def test_two_lines_are_one_where_the_first_cannot_end(first: str, second: str) -> None:
    assert paragraphs_of(f"{first}\n{second}") == f"{first} {second}"


@pytest.mark.parametrize("heading", ["Rebels leave the town of Gorna and both of its bridges", "KILLED IN GORNA"])
def test_a_heading_over_one_line_stays(heading: str) -> None:
    assert paragraphs_of(f"{heading}\nThe army entered the town at dawn.").count("\n\n") == 1
