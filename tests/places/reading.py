"""Places of a text, for the tests."""

from __future__ import annotations

from functools import cache

from truceline.extract.actor_names import countries_of, find_names
from truceline.extract.mentions import PlaceMention
from truceline.extract.places import find_places
from truceline.language.parse import parse
from truceline.records import Document


@cache
def places_of(text: str) -> tuple[PlaceMention, ...]:
    """The places of a text, read as the pipeline reads it."""
    parsed = parse(Document(id=text, text=text))
    return find_places(parsed, hints=countries_of(find_names(parsed, None)))
