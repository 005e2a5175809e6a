"""A plain text's headline is its title; an ordinary first sentence is not."""

from __future__ import annotations

import pytest

from truceline.sources import document_from_text

BODY = "At least 12 people were killed on Monday when shells fell on a market in the town, the mayor said."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Shells kill 12 in market, mayor says\n\n{BODY}", "Shells kill 12 in market, mayor says"),
        (f"{BODY}\n\nThe army denied it.", None),
        (f"The army denied it.\n\n{BODY}", None),
        ("Shells kill 12 in market, mayor says", None),
        (f"Subscribe to our newsletter\n\n{BODY}", None),
        (f"KHARTOUM (Reuters) - {BODY}\n\n{BODY}", None),
    ],
)
def test_headline(text: str, title: str | None) -> None:
    assert document_from_text(text).title == title


def test_a_given_title_stays() -> None:
    assert document_from_text(f"Shells kill 12 in market, mayor says\n\n{BODY}", title="Given").title == "Given"
