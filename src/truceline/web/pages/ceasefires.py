"""The ceasefires of a conflict: how they stand on a day, and step by step how it came to that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...cli import phrasing
from ...compare.ceasefire_states import Standing, standing
from ...compare.ceasefire_states import State as Stands
from ...compare.ceasefires import Moment, Timeline
from ...ledger.queries import NO_CONFLICT
from ...records import Claim
from ...views import wording
from ...views.beside import Step
from ...views.beside_model import step
from ...views.phrases import clean
from ...views.truce_band import WIDE, Mark, TruceBand, is_vague, last_dated, truce_band
from ..asking import day, flag
from ..desk import Desk, desk_of
from ..outlets import outlet_of
from ..parts import takes
from ..render import _, page
from ..state import State
from ..uncompared import uncompared
from .choice import choice, one_page, to_choose

router = APIRouter()

SHOWN = 40
SHOWN_BESIDE = 6
"""Other ceasefires of a conflict whose states are shown; the address asks for all of them (``every=yes``)."""


LEAST_SIZE, MOST_SIZE = 4, 9
"""The radii of marks: of one step a little more than the least."""

_RANGE = re.compile(r"between (\d{4}-\d\d-\d\d) and (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Timelined:
    """A timeline by ``name``, with the address of that of its conflict alone, or of the first report of its story."""

    name: str
    address: str
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Pin:
    """A mark of steps on a band: where it stands in per cent, its radius in pixels, where it leads, what it is."""

    x: float
    size: int
    address: str
    label: str


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
    on = on or last_dated(moment for _one, moment in moments) or date.min
    stand = [(one, standing(one.timeline, on)) for one in told.values() or every] if on > date.min else []
    most = None if flag(state, "every") else SHOWN_BESIDE
    return page(
        request, "ceasefires.html", behind=uncompared(request),
        state=state, conflicts=made.conflicts, conflict=made.conflict,
        standings=[(one, stands, others[:most], len(others[most:]) if most else 0)
                   for one, stands in stand for others in [_others(stands)]],
        steps=_by_timeline(found, (at - 1) * SHOWN), several=len(every) > 1,
        total=len(moments), at=at, pages=pages, claims_of=claims_of,
        on=on if stand else None, tellers=tellers, is_vague=is_vague, told_why=told_why,
        bands=_bands(desk_of(request), told.values() or every, made.conflict.id, _addresses(state, moments, at)),
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


def _by_timeline(
    found: Iterable[tuple[Timelined, Moment]], first: int
) -> list[tuple[Timelined, list[tuple[int, Moment, Step]]]]:
    """Steps as they are shown, by their timelines, numbered from ``first`` on."""
    steps: dict[str, tuple[Timelined, list[tuple[int, Moment, Step]]]] = {}
    for number, (one, moment) in enumerate(found, first):
        steps.setdefault(one.address, (one, []))[1].append((number, moment, step(moment)))
    return list(steps.values())


def claims_of(moments: Sequence[Moment]) -> list[Claim]:
    """The claims that tell of these moments, each once."""
    return list({claim.id: claim for moment in moments for claim in moment.claims}.values())


def tellers(moment: Moment) -> list[str]:
    """Who tells of a step, each once: the chain of sources, or the outlet."""
    return list(dict.fromkeys(clean(phrasing.chain(c)) or outlet_of(c.document) for c in moment.claims))


def told_why(why: str) -> str:
    """A reason for a state, a range too wide to say anything told as a day that is not known."""
    return _RANGE.sub(_not_known, why)


def _not_known(found: re.Match[str]) -> str:
    first, last = map(date.fromisoformat, found.groups())
    if last - first <= WIDE:
        return found[0]
    return _("on a day not known, between %(first)s and %(last)s") % {"first": first, "last": last}


def _addresses(state: State, moments: Sequence[tuple[Timelined, Moment]], at: int) -> dict[int, str]:
    """Where the claims of each step stand, by the step's identity: on this page or on another of the list."""
    found: dict[int, str] = {}
    for i, (_one, moment) in enumerate(moments):
        page_of = i // SHOWN + 1
        found[id(moment)] = f"{state.with_(page=str(page_of)) if page_of != at else ''}#claims-{i}"
    return found


def _bands(
    desk: Desk, several: Iterable[Timelined], chosen: str, addresses: Mapping[int, str]
) -> list[tuple[Timelined, TruceBand, list[Pin]]]:
    """The states over time of each timeline that has a step with a day, and its marks."""
    found = []
    for one in several:
        of = ("band", chosen, one.timeline.conflict, one.timeline.story)
        band = desk.browser.once(of, partial(truce_band, one.timeline))
        if band:
            found.append((one, band, [_pin(mark, addresses) for mark in band.marks]))
    return found


def _pin(mark: Mark, addresses: Mapping[int, str]) -> Pin:
    first, last = mark.moments[0], mark.moments[-1]
    days = " – ".join(dict.fromkeys(str(moment.day) for moment in (first, last)))
    kinds = dict.fromkeys(wording.TRUCE_STEPS[moment.kind] for moment in mark.moments)
    size = min(LEAST_SIZE + len(mark.moments), MOST_SIZE)
    return Pin(mark.x, size, addresses.get(id(last), ""), f"{days}: {', '.join(kinds)}")


def _latest_first(timeline: Timeline) -> list[Moment]:
    """The steps, then those of which only a wide range is known, then those without a date."""
    known = sorted(timeline.moments, key=lambda moment: moment.day or date.min, reverse=True)
    return sorted(known, key=_not_dated)


def _not_dated(moment: Moment) -> bool:
    return moment.day is None or is_vague(moment)


def _others(stands: Standing) -> list[Stands]:
    """What is called for or offered besides, and the states of the other ceasefires of the conflict, those that were
    told of last before the others."""
    of = stands.state.ceasefire
    beside = of is not None and stands.pending.state != "none"
    others = (one for one in stands.ceasefires if one.ceasefire is not of)
    latest_first = sorted(others, key=lambda one: one.since or date.min, reverse=True)
    return [*([stands.pending] if beside else []), *latest_first]
