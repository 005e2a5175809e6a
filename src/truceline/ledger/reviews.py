"""Review as people and pages use it: deciding, undoing, the queue, rounds, and what stands after all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..review.records import (
    Agreement,
    Decision,
    Json,
    Lease,
    Orphan,
    QueueOrder,
    Reviewed,
    ReviewState,
    Round,
    Task,
    Verdict,
)

if TYPE_CHECKING:
    from .browse import Browser
    from .store import Entry

MINUTES = 15
"""How long a lease lasts unless told."""


class Reviews:
    """``ledger.reviews``.  Every method that decides raises :class:`~truceline.review.records.ReviewError` when it
    cannot be done; its text is for people, its ``field`` names the wrong field of a correction."""

    # Deciding.
    def decide(
        self, by: str, verdict: Verdict, claim: str, *, new: Mapping[str, Any] | None = None,
        changes: Mapping[str, Any] | None = None, why: str | None = None, round: str | None = None,
    ) -> Decision:  # fmt: skip
        raise NotImplementedError

    def add(
        self, by: str, document: str, new: Mapping[str, Any], *, why: str | None = None, round: str | None = None
    ) -> Decision:
        raise NotImplementedError

    def adjudicate(
        self, by: str, verdict: Verdict, claim: str, *, why: str, new: Mapping[str, Any] | None = None,
        changes: Mapping[str, Any] | None = None, administrator: bool = False,
    ) -> Decision:  # fmt: skip
        raise NotImplementedError

    def complete(self, by: str, document: str, *, why: str | None = None) -> Decision:
        raise NotImplementedError

    def undo(self, by: str, number: int | None = None, *, why: str | None = None) -> Decision:
        raise NotImplementedError

    def split(self, by: str, incident: str, claims: Iterable[str], *, why: str) -> Decision:
        raise NotImplementedError

    def merge(self, by: str, incidents: Iterable[str], *, why: str) -> Decision:
        raise NotImplementedError

    # Looking.
    def state(self, claims: Iterable[str]) -> dict[str, ReviewState]:
        raise NotImplementedError

    def item(self, claim: str, viewer: str | None = None) -> Reviewed | None:
        raise NotImplementedError

    def history(self, claim: str, viewer: str | None = None) -> list[Decision]:
        raise NotImplementedError

    def added(self, document: str, viewer: str | None = None) -> list[Reviewed]:
        raise NotImplementedError

    def completed(self, documents: Iterable[str]) -> dict[str, Decision]:
        raise NotImplementedError

    def log(self, *, viewer: str | None = None, everything: bool = False, **wanted: Any) -> Iterator[Decision]:
        raise NotImplementedError

    def counts(self) -> dict[str, int]:
        raise NotImplementedError

    def orphans(self) -> list[Orphan]:
        raise NotImplementedError

    def standing(self, **filters: Any) -> Iterator[Entry]:
        raise NotImplementedError

    # The queue.
    def queue(
        self, reviewer: str, *, order: QueueOrder = "least_sure", round: str | None = None, limit: int = 50,
        browser: Browser | None = None, **filters: Any,
    ) -> list[Task]:  # fmt: skip
        raise NotImplementedError

    def take(
        self, reviewer: str, *, order: QueueOrder = "least_sure", round: str | None = None, minutes: int = MINUTES,
        browser: Browser | None = None, **filters: Any,
    ) -> Task | None:  # fmt: skip
        raise NotImplementedError

    def lease(self, reviewer: str, claim: str, *, minutes: int = MINUTES) -> Lease:
        raise NotImplementedError

    def renew(self, reviewer: str, claim: str, *, minutes: int = MINUTES) -> Lease:
        raise NotImplementedError

    def release(self, reviewer: str, claim: str | None = None) -> int:
        raise NotImplementedError

    def leases(self) -> list[Lease]:
        raise NotImplementedError

    # Rounds.
    def open_round(self, by: str, name: str, *, double: bool = True, **filters: Any) -> Round:
        raise NotImplementedError

    def close_round(self, by: str, name: str) -> Round:
        raise NotImplementedError

    def rounds(self) -> list[Round]:
        raise NotImplementedError

    def agreement(self, round: str) -> Agreement:
        raise NotImplementedError

    def adjudications(self, round: str | None = None, *, limit: int = 50) -> list[Task]:
        raise NotImplementedError

    def head(self) -> str | None:
        raise NotImplementedError


__all__ = ["MINUTES", "Json", "Reviews"]
