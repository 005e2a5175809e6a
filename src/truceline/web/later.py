"""What is done beside an answer, which must not wait for another program that writes to the ledger."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI, Request
from sqlalchemy.exc import DatabaseError


def install(app: FastAPI) -> None:
    """Give the application a thread for it, so that all is done in the order in which it was asked for."""
    app.state.later = ThreadPoolExecutor(1, "truceline-later")


def later(request: Request, do: Callable[[], object]) -> None:
    """Do something that writes a line to the ledger; that it could not be written is told in the terminal."""
    request.app.state.later.submit(_done, do, request.url.path)


def _done(do: Callable[[], object], path: str) -> None:
    try:
        do()
    except DatabaseError as error:
        logging.getLogger("truceline.web").error("what was asked at %s could not be noted: %s", path, error.orig)
