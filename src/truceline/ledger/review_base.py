"""What all parts of review share: how they come to the database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from ..review.records import ReviewError
from .search import TextSearch


@dataclass(frozen=True, slots=True)
class Access:
    """The database: ``writing`` gives a transaction that writes, ``quietly`` one that is no change of what there is to
    read, ``search`` is how words are found, and ``compare`` brings incidents up to date."""

    engine: Engine
    writing: Callable[[Engine], AbstractContextManager[Connection]]
    quietly: Callable[[Engine], AbstractContextManager[Connection]]
    search: TextSearch
    compare: Callable[[], object]


class ReviewPart:
    """A part of what ``ledger.reviews`` can do."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def _reading(self) -> Connection:
        return self._access.engine.connect()

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._access.writing(self._access.engine)

    def _leasing(self) -> AbstractContextManager[Connection]:
        """For leases: what is read of claims stays as it was, so that nothing is worked out anew for them."""
        return self._access.quietly(self._access.engine)


def need_name(by: str) -> None:
    """That somebody decides.  Raises ReviewError."""
    if not by.strip():
        raise ReviewError("A decision has the name of who took it.")


def need_reason(why: str) -> None:
    """That there is a reason.  Raises ReviewError."""
    if not why.strip():
        raise ReviewError("This needs a reason.", "why")
