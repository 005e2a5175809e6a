"""What the program knows of actors and places, as JSON under /api/v1/knowledge: for search boxes."""

from __future__ import annotations

from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from ..extract.actor_build import from_entry
from ..knowledge.gazetteer import Candidate, gazetteer
from ..knowledge.name_search import Hit, name_search
from ..knowledge.names import AnyEntry
from ..knowledge.schema import ArmedGroup, Country, Institution, Organisation, Outlet, Person
from .asking import day, number
from .labels import ENTRY_KINDS
from .state import State

router = APIRouter(prefix="/api/v1/knowledge")

USUAL, MOST = 10, 50


def _asks(*more: str) -> dict[str, Any]:
    texts = [{"name": name, "in": "query", "required": name == "q", "schema": {"type": "string"}} for name in more]
    limit = {"type": "integer", "minimum": 0, "maximum": MOST, "default": USUAL}
    return {"parameters": [*texts, {"name": "limit", "in": "query", "required": False, "schema": limit}]}


@router.get("/actors", openapi_extra=_asks("q", "on"))
def actors(request: Request) -> Response:
    """Actors of which a name, or a word of it, begins with `q`, as they were on the day `on`: offices change hands."""
    state = State.of(request.url.path, request.query_params.multi_items())
    on = day(state, "on")
    hits = name_search().find(state.get("q"), number(state, "limit", USUAL, MOST))
    items = [_actor(hit, on.isoformat() if on else None) for hit in hits]
    return JSONResponse({"total": len(items), "next": None, "items": items})


@router.get("/places", openapi_extra=_asks("q"))
def places(request: Request) -> Response:
    """Places of which a name begins with `q`: those called so first, then the most populous."""
    state = State.of(request.url.path, request.query_params.multi_items())
    found = gazetteer().beginning(state.get("q"), number(state, "limit", USUAL, MOST))
    return JSONResponse({"total": len(found), "next": None, "items": [_place(one) for one in found]})


def _actor(hit: Hit, on: str | None) -> dict[str, Any]:
    actor = from_entry(hit.entry, hit.name, on)
    return {
        "name": actor.name, "country": actor.country, "sector": actor.sector, "role": actor.role,
        "wikidata": actor.wikidata, "found_as": hit.name, "kind": _kind(hit.entry), "about": _about(hit.entry),
    }  # fmt: skip


def _kind(entry: AnyEntry) -> str:
    return ENTRY_KINDS[next(kind for kind in get_args(AnyEntry) if isinstance(entry, kind)).__name__]


def _about(entry: AnyEntry) -> str:
    """What the knowledge says of an entry: what it is a part of, its years, the offices of a person."""
    match entry:
        case Person(offices=offices):
            return "; ".join(f"{o.role}, {o.of}{_years(o.from_, o.to)}" for o in offices)
        case Institution(part_of=above) | Organisation(part_of=above) | ArmedGroup(part_of=above):
            parts = (entry.kind.replace("_", " "), f"part of {above}" if above else "")
        case Country(disputed=disputed):
            parts = ("former state" if entry.former else "state or territory", disputed or "")
        case Outlet():
            parts = (entry.kind, "of a state" if entry.state else "")
    return ", ".join(filter(None, parts)) + _years(entry.from_, entry.to)


def _years(since: str | None, until: str | None) -> str:
    return f" ({since or ''}–{until or ''})" if since or until else ""


_EXTENTS = {"exact": "place", "near": "place", "admin1": "region", "admin2": "district"}
"""What a row of the gazetteer is called, by how exact it is: its codes are no words."""


def _place(one: Candidate) -> dict[str, Any]:
    overlay = one.overlay
    return {
        "name": one.name, "country": one.country, "lat": one.lat, "lon": one.lon, "geonames": one.geonames,
        "wikidata": one.wikidata, "precision": one.precision, "population": one.population or None,
        "kind": overlay.kind if overlay else _EXTENTS.get(one.precision, one.precision),
        "about": (overlay.disputed or "") if overlay else "",
    }  # fmt: skip
