"""A name whose noun is the last word of the text, as in headlines and bulletins without a full stop."""

from __future__ import annotations

import pytest

from truceline.extract.places import find_places
from truceline.language.parse import parse
from truceline.sources import document_from_text


@pytest.mark.parametrize("name", ["Philadelphi corridor", "Rafah border crossing", "Lachin corridor"])
def test_the_noun_at_the_end_belongs_to_the_name(name: str) -> None:
    text = f"Troops held the {name}"
    found = find_places(parse(document_from_text(text)))
    assert [text[m.start : m.end] for m in found] == [name]
