"""Single quotation marks: the same character as an apostrophe, and never a reason to read a text to its end again."""

import pytest

from truceline.language.paragraphs import split_paragraphs
from truceline.language.quotes import find_quotes


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, split_paragraphs(text))]


CASES = [
    ("He spoke of ‘a small incident’ and of ‘no losses’ there.", ["‘a small incident’", "‘no losses’"]),
    ("The ‘army’ said it’s ‘over by now’.", ["‘over by now’"]),
    ("The town’s ‘mayor left, they said.", []),
    ("(‘It is over’) and (‘it is’ not.", ["‘It is over’", "‘it is’"]),
    ("‘one ‘two three’ four", ["‘one ‘two three’"]),
    ("‘no close here. Rock ’n’ roll ‘was played’", ["‘no close here. Rock ’n’", "‘was played’"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_single_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize("unit", ["‘a b ", "(‘a", "‘ab ‘", "'a b "])
def test_marks_that_never_close(unit: str) -> None:
    assert isinstance(quoted(unit * (400_000 // len(unit))), list)
