"""Claims by place and by time as JSON under /api/v1: GeoJSON for the map, and the bars of the timeline."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from ..knowledge.rival_names import rival_names
from ..ledger.geography import KINDS, Counted
from ..ledger.timeline import Step, Timeline
from . import areas
from .asking import SEVERAL, SINGLE, chosen, claim_query, number
from .desk import desk_of
from .marks import address_of
from .state import State

router = APIRouter(prefix="/api/v1")

USUAL, MOST = 3_000, 20_000


def _parameters() -> dict[str, Any]:
    several, single = {"type": "array", "items": {"type": "string"}}, {"type": "string"}
    limit = {"type": "integer", "minimum": 0, "maximum": MOST, "default": USUAL}
    kinds = (*((name, several) for name in SEVERAL), *((name, single) for name in SINGLE),
             ("by", {"type": "string", "enum": list(get_args(Step))}), ("limit", limit))  # fmt: skip
    return {"parameters": [{"name": n, "in": "query", "required": False, "schema": s} for n, s in kinds]}


@router.get("/map", openapi_extra=_parameters())
def geography(request: Request) -> Response:
    """Places with how many claims of each kind are at them, as GeoJSON, those of most claims first; beside them what
    has no place. `limit` is how many places there are at most, `left_out` how many more there would be."""
    state = State.of(request.url.path, request.query_params.multi_items())
    limit = number(state, "limit", USUAL, MOST)
    found = desk_of(request).browser.geography(claim_query(state))
    return JSONResponse({
        "type": "FeatureCollection",
        "features": [_feature(one) for one in found.places[:limit]],
        "left_out": max(len(found.places) - limit, 0),
        "claims": found.claims,
        "placed": found.placed,
        "kinds": dict(zip(KINDS, found.kinds, strict=True)),
        "unplaced": dict(zip(KINDS, found.unplaced, strict=True)),
        "unplaced_named": found.named,
        "unlocated": [{"place": one.spot.name, "country": one.spot.country, **_counts(one)}
                      for one in found.unlocated[:limit]],
    })  # fmt: skip


@router.get("/timeline", openapi_extra=_parameters())
def times(request: Request) -> Response:
    """How many claims each day, week, month or year (`by`) leaves: of those about it alone by kind, and `longer`, of
    which the time reaches beyond it. `since` and `until` do not bear on it. Null where no claim has a date."""
    state = State.of(request.url.path, request.query_params.multi_items())
    step = (*chosen(state, "by", get_args(Step)), None)[0]
    found = desk_of(request).browser.timeline(claim_query(state), step)  # type: ignore[arg-type]  # one of the steps
    return JSONResponse(None if found is None else _line(found))


def _line(found: Timeline) -> dict[str, Any]:
    bars = [{**asdict(bar), "first": bar.first.isoformat(), "last": bar.last.isoformat()} for bar in found.bars]
    return {**asdict(found), "bars": bars}


def _feature(one: Counted) -> dict[str, Any]:
    spot = one.spot
    told: dict[str, Any] = {
        "place": spot.name, "country": spot.country, "precision": spot.precision, "at": address_of(spot),
        "radius_km": areas.radius_km(spot.precision, spot.country), **_counts(one),
    }  # fmt: skip
    if words := rival_names().get(spot.name):
        told["names"] = {name: word.used_by for name, word in words.items() if not word.plain}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]}, "properties": told}


def _counts(one: Counted) -> dict[str, int]:
    return {kind: getattr(one, kind) for kind in KINDS}
