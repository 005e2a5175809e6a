"""The map and the timeline: where and when what is claimed is said to have happened, and what has no place or day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...knowledge.rival_names import rival_names
from ...ledger import ClaimQuery
from ...ledger.geography import Counted, Geography, Spot, UsedName
from .. import areas
from ..asking import SEVERAL, SINGLE, chosen, claim_query, flag, spots
from ..bars import bar_chart, span_of
from ..desk import desk_of
from ..marks import address_of
from ..parts import OF_TABLE, takes
from ..render import page
from ..state import State
from ..stills import SCHEMES, Mark, ordered, picture

router = APIRouter()

LISTED = 12
MOST_LISTED = 2_000
"""Of so many places at most all are listed where the address asks for it (``every=yes``)."""

_TOLD = 15
_HOLDERS = 8
_DRAWN = 800
_OWN = ("spot", "zoom", "by", "every")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a place: who in these reports uses it, and whose name it is known to be; null where it is nobody's."""

    text: str
    used: UsedName | None
    of: str | None


@router.get("/map", dependencies=[takes(*OF_TABLE, *_OWN)])
def map_page(request: Request) -> Response:
    """The page; the address is its state."""
    state, query = _asked(request)
    return page(request, "map.html", **_told(request, state, query), **_times(request, state, query))


@router.get("/map/beside", dependencies=[takes(*OF_TABLE, *_OWN)])
def beside(request: Request) -> Response:
    """What changes on the page when another time or place is chosen."""
    state, query = _asked(request)
    return page(request, "map_beside.html", **{**_told(request, state, query), "alone": True})


@router.get("/map/places.svg", dependencies=[takes(*OF_TABLE, *_OWN, "scheme")])
def places_picture(request: Request) -> Response:
    """The map as a picture, for browsers that cannot draw it."""
    state, query = _asked(request)
    found = desk_of(request).browser.geography(query).places[:_DRAWN]
    marks = [_mark(one.spot, _kinds(one), one.claims) for one in found]
    return _picture(state, sorted(marks, key=lambda mark: -mark.km), 960, 520)


@router.get("/map/claim.svg", dependencies=[takes("kind", "at", "scheme")])
def claim_picture(request: Request) -> Response:
    """A small map of the places of one claim, as the card of the claim asks for it."""
    state = State.of(request.url.path, request.query_params.multi_items())
    kind = chosen(state, "kind", ("event", "toll", "control")) or ("event",)
    located = [spot for spot in spots(state, "at") if spot.located]
    return _picture(state, [_mark(spot, kind, 1) for spot in located], 320, 180)


def _picture(state: State, marks: list[Mark], wide: int, high: int) -> Response:
    scheme = (*chosen(state, "scheme", tuple(SCHEMES)), "light")[0]
    return Response(picture(tuple(marks), wide, high, scheme), media_type="image/svg+xml")


def _mark(spot: Spot, kinds: tuple[str, ...], claims: int) -> Mark:
    assert spot.lat is not None
    assert spot.lon is not None
    return Mark(spot.lon, spot.lat, areas.radius_km(spot.precision, spot.country), kinds, claims)


def _kinds(one: Counted) -> tuple[str, ...]:
    return ordered([kind for kind in ("event", "toll", "control") if getattr(one, kind)])


def _asked(request: Request) -> tuple[State, ClaimQuery]:
    state = State.of("/map", request.query_params.multi_items())
    return state, claim_query(state)


def _told(request: Request, state: State, query: ClaimQuery) -> dict[str, Any]:
    desk = desk_of(request)
    found = desk.browser.geography(query)
    given = [(name, value) for name, value in state.pairs if name in SEVERAL or name in SINGLE]
    spot = (*spots(state, "spot"), None)[0]
    of_spot = _of_spot(request, query, found, spot) if spot else {}
    return {
        "state": state, "given": given, "names": desk.conflict_names(), "found": found, "areas": areas,
        "table": State("/claims", state.others(*_OWN)), "spot": spot, "rivals": rival_names(),
        "listed": MOST_LISTED if flag(state, "every") else LISTED, "address": address_of, "alone": False, **of_spot,
    }  # fmt: skip


def _of_spot(request: Request, query: ClaimQuery, found: Geography, spot: Spot) -> dict[str, Any]:
    """What is claimed of one place: its names, who is said to hold it, and the claims."""
    browser = desk_of(request).browser
    here = [c for c in (*found.places, *found.unlocated) if address_of(c.spot) == address_of(spot)]
    holding: tuple[Any, ...] = ()
    if any(one.control for one in here):
        holding = browser.claims(replace(query, kind=("control",), sort="-time"), 0, _HOLDERS, spot).entries
    told = browser.claims(query, 0, _TOLD, spot)
    return {"here": here, "told": told, "holding": holding, "called": _names(browser.names_used(query, spot), spot)}


def _names(used: tuple[UsedName, ...], spot: Spot) -> list[Name]:
    """The names in these reports, then those that are known to be somebody's and that no report here uses."""
    words = rival_names().get(spot.name, {})
    owners = {name: None if word.plain else word.used_by for name, word in words.items()}
    here = [Name(one.text, one, owners.get(one.text)) for one in used]
    texts = {one.text for one in used}
    return [*here, *(Name(text, None, of) for text, of in owners.items() if of and text not in texts)]


def _times(request: Request, state: State, query: ClaimQuery) -> dict[str, Any]:
    step = (*chosen(state, "by", ("day", "week", "month", "year")), None)[0]
    whole = span_of(query) if flag(state, "zoom") else None
    line = desk_of(request).browser.timeline(query, step, whole)  # type: ignore[arg-type]  # one of the steps
    return {"line": line, "chart": bar_chart(line, query) if line else None, "span": span_of(query)}
