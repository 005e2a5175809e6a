"""What is written down of what people do: when, who, from where."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import Request

from .later import later
from .person import by, standing_of


def record_reading(request: Request, claims: int) -> None:
    """Write down, beside the answer, that a program was given so many claims of reports that are open to all: reading
    page by page is exporting."""
    if (standing := standing_of(request)) is not None and standing.token is not None:
        names = narrowed_by(request)
        later(request, partial(record, request, "export", format="api", claims=claims, narrowed_by=names))


def narrowed_by(request: Request) -> str:
    """The names of what an address narrows claims by; not the values, which may tell of reports that others may not
    know of."""
    return " ".join(sorted(set(request.query_params)))


def record(request: Request, action: str, **details: Any) -> None:
    """Write to the audit log, for good, that who asks has done something; ``details`` are plain values.

    Nothing is written where no one has to sign in: what one person does at their own machine is theirs to know.
    """
    standing = standing_of(request)
    if standing is None:
        return
    if standing.token is not None:
        details["token"] = standing.token
    request.app.state.accounts.record(action, by(request), **details)
