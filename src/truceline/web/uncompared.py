"""What pages and the JSON interface say of reports that were read but not compared yet: these are missing in stories,
incidents and accounts."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from ..ledger.keeping_up import KeepingUp
from .desk import desk_of


@dataclass(frozen=True, slots=True)
class Uncompared:
    """How many reports, of those that who asks may see, are not compared yet; ``coming`` says that this program is
    about to compare them, else somebody has to have it done."""

    reports: int
    coming: bool


def uncompared(request: Request) -> Uncompared:
    """What is not compared yet."""
    keeping_up: KeepingUp | None = request.app.state.keeping_up
    return Uncompared(desk_of(request).browser.uncompared(), keeping_up is not None and keeping_up.at_work)
