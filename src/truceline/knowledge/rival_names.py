"""Names of places that stand for a claim to them, as words of the lexicon: "Khankendi" beside "Stepanakert"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from .lexicon import LoadedWord
from .loader import KNOWLEDGE, load_entries
from .place_schema import PlaceEntry

PLAIN_USER = "this program, and reports that take no side in it"


@cache
def rival_names() -> Mapping[str, Mapping[str, LoadedWord]]:
    """For each place of the overlays with rival names: its names as written, each with its word."""
    return {
        place.name: {name: word for word in _words(place) for name in word.forms}
        for place in load_entries(KNOWLEDGE / "places", PlaceEntry)
        if place.rivals
    }


def _words(place: PlaceEntry) -> list[LoadedWord]:
    """The place's own name as a plain word, and a word for the names of each who has others."""
    by_user: dict[str, list[str]] = {}
    for rival in place.rivals:
        by_user.setdefault(rival.used_by, []).append(rival.name)
    plain = _word(place, (place.name, *place.names), PLAIN_USER, plain=True)
    return [plain, *(_word(place, tuple(names), user) for user, names in by_user.items())]


def _word(place: PlaceEntry, forms: tuple[str, ...], user: str, *, plain: bool = False) -> LoadedWord:
    return LoadedWord(
        term=forms[0], forms=forms, neutral=place.name, used_by=user, about="territory", plain=plain, examples=()
    )
