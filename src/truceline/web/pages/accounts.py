"""Accounts side by side: tolls with a band for each claimant, disputes and agreements claim by claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...cli.tolls import wanted
from ...compare.series import Tally
from ...translation import Phrases
from ...views.bands import BandChart, band_chart
from ...views.beside import Rivals
from ...views.beside_model import agreed, matrix, rivals
from ..asking import chosen
from ..desk import desk_of
from ..render import _, page
from ..state import State
from .choice import choice, one_page, to_choose

router = APIRouter()

SHOWN = 20

PARTS = Phrases({"tolls": "Tolls", "disputes": "Disputes", "agreements": "Agreements"})


@router.get("/accounts")
def accounts(request: Request) -> Response:
    """What is said in one conflict, side by side: one of three parts, page by page."""
    state = State.of("/accounts", request.query_params.multi_items())
    made = choice(request, state)
    if made.conflict is None:
        lead = _("Who counts how many, what cannot all be true, and what independent sources agree in.")
        return to_choose(request, state, made, _("Accounts side by side"), lead)
    part = (*chosen(state, "part", tuple(PARTS)), "tolls")[0]
    compared = desk_of(request).compared
    of = {"conflict": (made.conflict.id,)}
    tallies = [tally for tally in compared.tolls(**of) if wanted(tally, False, False, False)]
    every: dict[str, list[Any]] = {
        "tolls": sorted(tallies, key=lambda tally: len(tally.series) < 2),
        "disputes": compared.disputes(**of),
        "agreements": compared.agreements(**of),
    }
    found, at, pages = one_page(state, every[part], SHOWN)
    return page(
        request, "accounts.html", state=state, conflicts=made.conflicts, conflict=made.conflict, part=part,
        parts=[(name, label, len(every[name])) for name, label in PARTS.items()], at=at, pages=pages,
        found=[_SHOWN_AS[part](one) for one in found],
    )  # fmt: skip


def _counted(tally: Tally) -> tuple[Rivals, BandChart | None]:
    made = rivals(tally)
    return made, band_chart(made)


_SHOWN_AS: dict[str, Callable[[Any], Any]] = {"tolls": _counted, "disputes": matrix, "agreements": agreed}
