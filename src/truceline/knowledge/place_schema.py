"""The shape of the entries in ``places/*.yaml``: places that reports of war name and no world gazetteer has, or has
under a name nobody writes."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field

from ..records import Precision
from .schema import Entry, Iso3, Text, Texts, Wikidata

Latitude: TypeAlias = Annotated[float, Meta(ge=-90, le=90)]
Longitude: TypeAlias = Annotated[float, Meta(ge=-180, le=180)]

PlaceKind: TypeAlias = Literal[
    "country", "region", "district", "city", "town", "village", "neighbourhood", "camp", "front", "corridor", "border",
    "base", "airport", "port", "checkpoint", "bridge", "dam", "plant", "hospital", "prison", "site", "road", "sea",
    "strait", "river", "lake", "island", "mountain", "mountains", "valley", "desert", "forest",
]  # fmt: skip
"""``region`` is a first-level division, a self-declared state or a land without offices; ``district`` a part of one."""

_PRECISION: dict[str, Precision] = {
    "country": "country", "region": "region", "district": "admin2", "front": "region", "corridor": "region",
    "border": "region", "road": "region", "sea": "region", "strait": "region", "river": "region", "lake": "region",
    "mountains": "region", "valley": "region", "desert": "region", "forest": "region",
}  # fmt: skip


class Rival(Entry, frozen=True, kw_only=True):
    """A name of the place that one side uses, and who does."""

    name: Text
    used_by: Text


class PlaceEntry(Entry, frozen=True, kw_only=True):
    """A place of the overlays.

    ``name`` is what we call it, ``names`` other spellings, ``rivals`` names that stand for a claim to it; all are
    matched. ``adjectives`` ("Kashmiri") tell that a report is about it; they are no mention of it. ``country`` is
    the state whose recognised territory it is by the UN's practice (null at sea or where there is none), and
    ``disputed`` says in words who says otherwise. ``lat`` and ``lon`` are of its middle, in degrees; both are left
    out where we are not sure within a few kilometres (for a village; more for a region). ``precision`` is given
    where it does not follow from ``kind`` ("admin1" for a province). ``within`` names the regions it lies in
    (names, for telling namesakes apart); ``geonames`` is its GeoNames id, whose names are then matched as well.
    """

    name: Text
    names: Texts = ()
    adjectives: Texts = ()
    rivals: tuple[Rival, ...] = ()
    kind: PlaceKind
    country: Iso3 | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    precision: Precision | None = None
    within: Texts = ()
    geonames: int | None = None
    wikidata: Wikidata | None = None
    disputed: Text | None = None
    examples: Texts = ()

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise ValueError(f"`{self.name}` has only one of `lat` and `lon`: give both or neither")

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name that is matched: its own first."""
        return (self.name, *self.names, *(r.name for r in self.rivals))

    @property
    def resolved_precision(self) -> Precision:
        """How exact a mention of it by name alone is."""
        return self.precision or _PRECISION.get(self.kind, "exact")


class PlaceNames(Entry, frozen=True, kw_only=True):
    """An entry of ``place_display.yaml``: how places of a country are called in English reports.

    ``plain``: the country does not write in Latin letters, or reports leave its marks out: names lose theirs.
    ``names`` gives the names of places by GeoNames id.
    """

    country: Iso3
    plain: bool = False
    names: dict[str, Text] = field(default_factory=dict)
