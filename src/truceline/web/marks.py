"""Places in addresses: how a page tells of the places of a claim, and a picture reads it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from ..ledger.geography import Spot
from ..records import Claim
from ..translation import _

MOST = 8
"""How many places of one claim are drawn."""


@dataclass(frozen=True, slots=True)
class SmallMap:
    """The addresses of the small map of a claim, and of the page of the map with the first of its places."""

    picture: str
    page: str


def address_of(spot: Spot) -> str:
    """A place in an address: its name and where it lies, with nothing after the ``@`` where that is not known."""
    return f"{spot.name}@{spot.lat},{spot.lon}" if spot.located else f"{spot.name}@"


def spot_of(text: str) -> Spot:
    """The place that an address names; after the coordinates may follow how exact they are, and the country.

    Raises :class:`ValueError` that says how to write it.
    """
    name, at, rest = text.rpartition("@")
    lat, lon, precision, country = (*rest.split(","), "", "", "")[:4]
    if not at or not rest:
        return Spot(name or text, None, None, None, None)
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        north = east = float("nan")
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise ValueError(_("it is NAME@LATITUDE,LONGITUDE, in degrees"))
    return Spot(name, country or None, north, east, precision or None)


def small_map(claim: Claim) -> SmallMap | None:
    """The small map of a claim; null where none of its places can be drawn."""
    located = [p for p in claim.body.places if p.lat is not None and p.lon is not None][:MOST]
    if not located:
        return None
    at = (("at", f"@{p.lat},{p.lon},{p.precision or ''},{p.country or ''}") for p in located)
    first = Spot(located[0].name or located[0].text, None, located[0].lat, located[0].lon, None)
    return SmallMap(
        picture=f"/map/claim.svg?{urlencode([('kind', claim.kind), *at])}",
        page=f"/map?{urlencode({'spot': address_of(first)})}",
    )
