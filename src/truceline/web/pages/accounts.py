"""Accounts side by side: tolls with a band for each claimant, disputes and agreements claim by claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...compare.series import Tally
from ...ledger.derived.asking import Choice
from ...ledger.derived.records import RecordKind
from ...translation import Phrases
from ...views.bands import BandChart, band_chart
from ...views.beside import Rivals
from ...views.beside_model import agreed, matrix, rivals
from ..asking import chosen
from ..desk import desk_of
from ..parts import takes
from ..render import _, page
from ..state import State
from ..uncompared import uncompared
from .choice import choice, place, to_choose

router = APIRouter()

SHOWN = 10

_CHOICES: Mapping[str, tuple[RecordKind, Choice]] = {
    "tolls": ("toll", Choice(figures=2, rivals_first=True)),
    "disputes": ("dispute", Choice()),
    "agreements": ("agreement", Choice()),
}

PARTS = Phrases({"tolls": "Tolls", "disputes": "Disputes", "agreements": "Agreements"})


@router.get("/accounts", dependencies=[takes("conflict", "part", "page")])
def accounts(request: Request) -> Response:
    """What is said in one conflict, side by side: one of three parts, page by page."""
    state = State.of("/accounts", request.query_params.multi_items())
    made = choice(request, state)
    if made.conflict is None:
        lead = _("Who counts how many, what cannot all be true, and what independent sources agree in.")
        return to_choose(request, state, made, _("Accounts side by side"), lead)
    part = (*chosen(state, "part", tuple(PARTS)), "tolls")[0]
    compared = desk_of(request).compared
    of: dict[str, Any] = {"conflict": (made.conflict.id,)}
    numbers = {name: compared.number(*_CHOICES[name], **of) for name in PARTS}
    first, at, pages = place(state, numbers[part], SHOWN)
    found = compared.briefs(*_CHOICES[part], first, SHOWN, **of)
    return page(
        request, "accounts.html", behind=uncompared(request),
        state=state, conflicts=made.conflicts, conflict=made.conflict, part=part,
        parts=[(name, label, numbers[name]) for name, label in PARTS.items()], at=at, pages=pages,
        found=[(_SHOWN_AS[part](one.record), one.left) for one in found],
    )  # fmt: skip


def _counted(tally: Tally) -> tuple[Rivals, BandChart | None]:
    made = rivals(tally)
    return made, band_chart(made)


_SHOWN_AS: dict[str, Callable[[Any], Any]] = {"tolls": _counted, "disputes": matrix, "agreements": agreed}
