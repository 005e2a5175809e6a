"""What becomes of errors: a page, or JSON under /api, that says what happened and what to do."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import DatabaseError
from starlette.exceptions import HTTPException

from ..people.errors import PeopleError
from ..review.records import ReviewError
from .render import _, page
from .security import HEADERS

if TYPE_CHECKING:
    from collections.abc import Callable


class RefusedError(Exception):
    """A request that cannot be answered as it is: ``what`` is wrong with it, and what to do (``hint``)."""

    def __init__(self, status: int, what: str, hint: str) -> None:
        super().__init__(what)
        self.status = status
        self.what = what
        self.hint = hint


def not_found(what: str, hint: str) -> RefusedError:
    """That there is no such thing."""
    return RefusedError(404, what, hint)


def bad_request(what: str, hint: str) -> RefusedError:
    """That the address asks for something that cannot be asked."""
    return RefusedError(400, what, hint)


def read_only() -> RefusedError:
    """That nothing can be changed where the ledger is served to be read only."""
    return RefusedError(
        405, _("Nothing can be changed here now: this ledger is served to be read only."),
        _("Nothing was stored. Whoever runs it can start `truceline serve` without `--read-only`; decisions and "
          "reports can also be added with the commands of `truceline` at that machine."),
    )  # fmt: skip


def install(app: FastAPI) -> None:
    """Have the application answer errors so."""
    explained: dict[type[Exception], Callable[[Exception], RefusedError]] = {
        RefusedError: _same,
        ReviewError: _of_review,
        HTTPException: _of_http,
        PeopleError: _of_people,
        DatabaseError: _of_database,
        Exception: _of_anything,
    }
    for kind, explain in explained.items():
        app.add_exception_handler(kind, lambda request, error, explain=explain: answer(request, explain(error)))


def _same(error: Exception) -> RefusedError:
    assert isinstance(error, RefusedError)
    return error


def _of_http(error: Exception) -> RefusedError:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return not_found(_("There is no such page."), _("See that the address is whole, or start from the overview."))
    if error.status_code == 405:
        if "GET" in (error.headers or {}).get("Allow", ""):
            return RefusedError(405, _("This address can only be read."), _("Nothing is changed from here."))
        return RefusedError(
            405, _("This address only takes what a form of a page sends."),
            _("Nothing was done. Go back to the page that you came from, and press its button there."),
        )  # fmt: skip
    return RefusedError(error.status_code, str(error.detail), _("Go back and try again."))


def _of_people(error: Exception) -> RefusedError:
    assert isinstance(error, PeopleError)
    return bad_request(error.what, error.hint)


def _of_review(error: Exception) -> RefusedError:
    return RefusedError(409, str(error), _("Nothing was stored. Go back: what you chose and typed is still there."))


def _of_database(error: Exception) -> RefusedError:
    assert isinstance(error, DatabaseError)
    return RefusedError(
        503, _("The ledger could not be read: %(cause)s.") % {"cause": error.orig},
        _("Nothing that was stored is lost. Try again; if it stays so, see `truceline verify`."),
    )  # fmt: skip


def _of_anything(error: Exception) -> RefusedError:
    logging.getLogger("truceline.web").error("a page failed", exc_info=error)
    return RefusedError(
        500, _("Something went wrong inside Truceline (%(kind)s).") % {"kind": type(error).__name__},
        _("The details stand in the terminal that runs `truceline serve`; please report them."),
    )  # fmt: skip


def answer(request: Request, refused: RefusedError) -> Response:
    """What is sent to who is refused."""
    if request.url.path.startswith("/api/") or "Authorization" in request.headers:
        told: Response = JSONResponse({"error": refused.what, "hint": refused.hint}, refused.status)
        if refused.status == 401:
            told.headers["WWW-Authenticate"] = "Bearer"
    else:
        told = page(request, "error.html", status=refused.status, refused=refused)
    told.headers.update(HEADERS)  # what failed altogether is answered outside of the middleware
    return told
