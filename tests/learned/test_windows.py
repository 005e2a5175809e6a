"""Windows for the encoder: whole lines, all of the text, none too long."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.learned.windows import LONGEST_LINE, WINDOW, windows

CASES = [
    ("nothing", "", []),
    ("white space only", " \n\n \t\n", []),
    ("one line", "The bridge was hit.", ["The bridge was hit."]),
    ("short lines together", "A line.\n\nAnother line.", ["A line.\n\nAnother line."]),
    ("lines apart that are too long together", f"{'a' * 400}\n{'b' * 400}", ["a" * 400, "b" * 400]),
    ("a long line stands alone", f"Before.\n{'a ' * 500}\nAfter.", ["Before.", "a " * 500, "After."]),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_windows_are_whole_lines(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in windows(text)] == expected


def test_a_line_that_is_too_long_is_cut_behind_a_sentence() -> None:
    sentence = "Officials said that the road was closed again. "
    text = sentence * 60
    cut = [text[start:end] for start, end in windows(text)]
    assert len(cut) > 1
    assert "".join(cut) == text
    assert all(piece.endswith("again. ") for piece in cut)


@given(st.text(alphabet=st.sampled_from("ab .\n”é"), max_size=4000))
def test_every_sign_stands_in_one_window(text: str) -> None:
    found = windows(text)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    inside = {i for start, end in found for i in range(start, end)}
    assert all(i in inside for i, c in enumerate(text) if not c.isspace())
    assert all(end - start <= max(WINDOW, LONGEST_LINE) for start, end in found)
