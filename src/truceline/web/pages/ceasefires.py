"""The ceasefires of a conflict: how they stand on a day, and step by step how it came to that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...compare.ceasefire_states import Standing, standing
from ...compare.ceasefire_states import State as Stands
from ...compare.ceasefires import Moment, Timeline
from ...ledger.queries import NO_CONFLICT
from ...records import Claim
from ...views.beside import Step
from ...views.beside_model import step
from ...views.phrases import clean
from ..asking import day, flag
from ..desk import desk_of
from ..parts import takes
from ..render import _, page
from ..state import State
from ..uncompared import uncompared
from .choice import choice, one_page, to_choose

router = APIRouter()

SHOWN = 40
SHOWN_BESIDE = 6
"""Other ceasefires of a conflict whose states are shown; the address asks for all of them (``every=yes``)."""


@dataclass(frozen=True, slots=True)
class Timelined:
    """A timeline by ``name``, with the address of that of its conflict alone, or of the first report of its story."""

    name: str
    address: str
    timeline: Timeline


@router.get("/ceasefires", dependencies=[takes("conflict", "on", "every", "page")])
def ceasefires(request: Request) -> Response:
    """The ceasefires of one conflict on the day that the address names, else on that of the last step; those of a war
    and its parts, and of stories of no known one, each by its name."""
    state = State.of("/ceasefires", request.query_params.multi_items())
    made = choice(request, state)
    if made.conflict is None:
        lead = _("Calls, offers, agreements, alleged violations and ends, and how a ceasefire stands on any day.")
        return to_choose(request, state, made, _("Ceasefires"), lead)
    on = day(state, "on")
    timelines = desk_of(request).compared.ceasefires(conflict=(made.conflict.id,))
    every = _named(timelines, state, made.conflict.id, {one.id: one.name for one in made.conflicts})
    moments = [(one, moment) for one in every for moment in _latest_first(one.timeline)]
    found, at, pages = one_page(state, moments, SHOWN)
    told = {one.address: one for one, _moment in found} if made.conflict.id == NO_CONFLICT else {}
    on = on or max((one.timeline.last or date.min for one in every), default=date.min)
    stand = [(one, standing(one.timeline, on)) for one in told.values() or every] if on > date.min else []
    most = None if flag(state, "every") else SHOWN_BESIDE
    return page(
        request, "ceasefires.html", behind=uncompared(request),
        state=state, conflicts=made.conflicts, conflict=made.conflict,
        standings=[(one, stands, others[:most], len(others[most:]) if most else 0)
                   for one, stands in stand for others in [_others(stands)]],
        steps=_by_timeline(found), several=len(every) > 1, total=len(moments), at=at, pages=pages, claims_of=claims_of,
        on=on if stand else None,
    )  # fmt: skip


def _named(timelines: Iterable[Timeline], state: State, chosen: str, names: Mapping[str, str]) -> list[Timelined]:
    """The timelines of a chosen conflict, each by its name: first its own, then those that were told of last."""
    found = []
    for one in timelines:
        if one.conflict is None:
            title = one.moments[0].claims[0].document.title
            found.append(Timelined(clean(title) or _("A report without a title"), f"/documents/{one.story}", one))
        else:
            found.append(Timelined(names.get(one.conflict, one.conflict), state.with_(conflict=one.conflict), one))
    latest_first = sorted(found, key=lambda one: one.timeline.last or date.min, reverse=True)
    return sorted(latest_first, key=lambda one: one.timeline.conflict != chosen)


def _by_timeline(found: Iterable[tuple[Timelined, Moment]]) -> list[tuple[Timelined, list[tuple[Moment, Step]]]]:
    """Steps as they are shown, by their timelines."""
    steps: dict[str, tuple[Timelined, list[tuple[Moment, Step]]]] = {}
    for one, moment in found:
        steps.setdefault(one.address, (one, []))[1].append((moment, step(moment)))
    return list(steps.values())


def claims_of(moments: Sequence[Moment]) -> list[Claim]:
    """The claims that tell of these moments, each once."""
    return list({claim.id: claim for moment in moments for claim in moment.claims}.values())


def _latest_first(timeline: Timeline) -> list[Moment]:
    """The steps, those without a date last."""
    return sorted(timeline.moments, key=lambda moment: moment.day or date.min, reverse=True)


def _others(stands: Standing) -> list[Stands]:
    """What is called for or offered besides, and the states of the other ceasefires of the conflict, those that were
    told of last before the others."""
    of = stands.state.ceasefire
    beside = of is not None and stands.pending.state != "none"
    others = (one for one in stands.ceasefires if one.ceasefire is not of)
    latest_first = sorted(others, key=lambda one: one.since or date.min, reverse=True)
    return [*([stands.pending] if beside else []), *latest_first]
