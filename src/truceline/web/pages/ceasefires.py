"""The ceasefires of a conflict: how they stand on a day, and step by step how it came to that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...compare.ceasefire_states import Standing, standing
from ...compare.ceasefire_states import State as Stands
from ...compare.ceasefires import Moment, Timeline
from ...records import Claim
from ...views.beside_model import step
from ..asking import day
from ..desk import desk_of
from ..render import _, page
from ..state import State
from .choice import choice, one_page, to_choose

router = APIRouter()

SHOWN = 40


@router.get("/ceasefires")
def ceasefires(request: Request) -> Response:
    """The ceasefires of one conflict on the day that the address names, else on that of the last step."""
    state = State.of("/ceasefires", request.query_params.multi_items())
    made = choice(request, state)
    if made.conflict is None:
        lead = _("Calls, offers, agreements, alleged violations and ends, and how a ceasefire stands on any day.")
        return to_choose(request, state, made, _("Ceasefires"), lead)
    on = day(state, "on")
    timelines = desk_of(request).compared.ceasefires(conflict=(made.conflict.id,))
    moments = [moment for timeline in timelines for moment in _latest_first(timeline)]
    found, at, pages = one_page(state, moments, SHOWN)
    on = on or next((moment.day for moment in moments if moment.day), None)
    stands = standing(timelines[0], on) if timelines and on else None
    return page(
        request, "ceasefires.html", state=state, conflicts=made.conflicts, conflict=made.conflict, stands=stands,
        others=_others(stands) if stands else [], steps=[(moment, step(moment)) for moment in found],
        total=len(moments), at=at, pages=pages, claims_of=claims_of, on=on,
    )  # fmt: skip


def claims_of(moments: Sequence[Moment]) -> list[Claim]:
    """The claims that tell of these moments, each once."""
    return list({claim.id: claim for moment in moments for claim in moment.claims}.values())


def _latest_first(timeline: Timeline) -> list[Moment]:
    """The steps, those without a date last."""
    return sorted(timeline.moments, key=lambda moment: moment.day or date.min, reverse=True)


def _others(stands: Standing) -> list[Stands]:
    """The states of the other ceasefires of the conflict, and what is called for or offered besides."""
    of = stands.state.ceasefire
    beside = of is not None and stands.pending.state != "none"
    return [*(one for one in stands.ceasefires if one.ceasefire is not of), *([stands.pending] if beside else [])]
