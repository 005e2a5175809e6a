"""The shapes of the entries in ``place_words.yaml`` and ``place_abbreviations.yaml``."""

from __future__ import annotations

from typing import Literal

from .schema import Entry, Text, Texts

PlaceSort = Literal["admin1", "admin2", "town", "natural", "site"]


class PlaceWords(Entry, frozen=True, kw_only=True):
    """Nouns that say what the name beside them is (``wants``), and whether they belong to it (``part``)."""

    wants: PlaceSort
    words: Texts
    part: bool = False


class PlaceAbbreviations(Entry, frozen=True, kw_only=True):
    """A region and how it is abbreviated after the name of a town ("Calif.", "CA")."""

    name: Text
    short: Texts


class PlaceStops(Entry, frozen=True, kw_only=True):
    """Words of ``place_stops.yaml``: names of places that usually are none, and titles of people."""

    kind: Literal["common", "given", "titles"]
    words: Texts


class PlaceContext(Entry, frozen=True, kw_only=True):
    """Words of ``place_context.yaml``: what stands around the name of a place."""

    kind: Literal["inside", "in", "from_to", "between", "done_to", "done_by", "after_unknown", "of_unknown"]
    words: Texts
