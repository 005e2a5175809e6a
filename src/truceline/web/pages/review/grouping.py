"""Incidents put right by people: claims taken out of one, or several made one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ....review.records import ReviewError
from ...csrf import Form, form_of
from ...render import _
from ...reviewing import done_as, reviewer_and_desk, reviews_of
from ...rights import requires

router = APIRouter(dependencies=[requires("reviewer")])


@router.post("/incidents")
def regroup(request: Request) -> Response:
    """Take the chosen claims out of their incident (``do=split``), or make the chosen incidents one (``do=merge``)."""
    reviewer, desk = reviewer_and_desk(request)
    sent, reviews = form_of(request), reviews_of(desk)
    if sent.get("do") == "merge":
        decision = reviews.merge(reviewer, _several(sent), why=sent.get("why"))
    else:
        decision = reviews.split(reviewer, *_of_one(sent), why=sent.get("why"))
    return RedirectResponse(f"/incidents?done={done_as(decision)}", 303)


def _several(sent: Form) -> list[str]:
    incidents = [one for one in dict.fromkeys(sent.all("incident")) if one]
    if len(incidents) < 2:
        raise ReviewError(_("Choose two incidents or more, by the boxes beside their names."))
    return incidents


def _of_one(sent: Form) -> tuple[str, list[str]]:
    """The incident and the claims of it; a box says both."""
    chosen = [value.split(" ", 1) for value in sent.all("claim") if " " in value]
    if len({incident for incident, _claim in chosen}) != 1:
        raise ReviewError(_("Choose claims of one incident, by the boxes beside them."))
    return chosen[0][0], [claim for _incident, claim in chosen]
