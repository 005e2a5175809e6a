"""How far around its coordinates a place may reach: who says no more than a province says no point.

Radii are in kilometres.  They are rough on purpose: a round area says "somewhere here", and no more.
"""

from __future__ import annotations

from ..translation import Phrases, _
from .base_map import reach_km

RADIUS_KM = {
    "exact": 0.0,  # a town, village or site: its middle, as a point
    "near": 10.0,  # "near", "outside", "on the road to": seldom further than that from where it is named for
    "admin2": 25.0,  # a district: half of GeoNames' second-level divisions are smaller than a circle of this size
    "admin1": 90.0,  # a province: the same of first-level divisions outside the largest states
    "region": 60.0,  # a land, front, corridor, valley, strip of sea: lengths differ, most are shorter
}
"""By the precision of a place; of a country the circle is as large as the country."""

UNKNOWN_KM = RADIUS_KM["region"]
"""Where it is not known how exact a place is."""

WIDEST_KM = 700.0
"""No circle is wider, since it would hide the neighbours of a large country; the words beside it name the country."""

WORDS = Phrases({
    "exact": "the place itself",
    "near": "near it, within about 10 km",
    "admin2": "somewhere in the district",
    "admin1": "somewhere in the province",
    "region": "somewhere in the area",
    "country": "somewhere in the country",
})  # fmt: skip


def radius_km(precision: str | None, country: str | None) -> float:
    """The radius of the area that a place is drawn as, 0 for a point."""
    if precision == "country":
        return min(reach_km().get(country or "", UNKNOWN_KM), WIDEST_KM)
    return RADIUS_KM.get(precision or "", UNKNOWN_KM)


def words(precision: str | None) -> str:
    """How exact a place is, in words."""
    return WORDS[precision] if precision else _("how exactly is not known")
