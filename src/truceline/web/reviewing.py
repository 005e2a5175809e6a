"""A queue of claims as an address asks for it, and the next claim of it that a reviewer can have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from ..ledger.seen_reviews import SeenReviews
from ..review.records import QUEUE_ORDERS, VERBS, Decision, QueueOrder, ReviewError, Task
from .asking import SEVERAL, SINGLE, claim_filters
from .desk import Desk, desk_of
from .person import person_of
from .state import Pairs, State

ITEM = "/review/claims/"
FILTERS = (*SEVERAL, *SINGLE)
_PARTS = (*FILTERS, "order", "round", "skip")
_MOST_SKIPPED = 40
_LOOKED_AT = 100
"""How many claims of a queue are asked for at once; as many can be skipped and held by others at most."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What is reviewed, in which order; ``round`` is empty outside of rounds.

    ``state`` has the parts of the address that say so, those and no others.
    """

    state: State
    order: QueueOrder
    round: str
    filters: dict[str, Any]

    @classmethod
    def of(cls, pairs: Pairs) -> Queue:
        """The queue of the parts of an address; parts that are none of it are passed over."""
        state = State("/review/next", tuple(pair for pair in pairs if pair[0] in _PARTS))
        order: QueueOrder = next((one for one in QUEUE_ORDERS if one == state.get("order")), "least_sure")
        return cls(state, order, state.get("round"), claim_filters(state))

    @property
    def given(self) -> list[tuple[str, str]]:
        """The filters that are set."""
        return [pair for pair in self.state.pairs if pair[0] in FILTERS]

    @property
    def anew(self) -> str:
        """The address of its next claim, those skipped before among them."""
        return str(State("/review/next", self.state.others("skip")))

    def then(self, **more: str) -> str:
        """The address of its next claim."""
        return str(State("/review/next", (*self.state.pairs, *more.items())))

    def skipping(self, claim: str) -> str:
        """The address of the next claim but this one; the last few skipped before it are remembered."""
        skipped = [one for one in self.state.all("skip") if one != claim][1 - _MOST_SKIPPED :]
        pairs = (*self.state.others("skip"), *(("skip", one) for one in (*skipped, claim)))
        return str(State("/review/next", pairs))

    def item(self, claim: str, **more: str) -> str:
        """The address of a claim in this queue."""
        return str(State(ITEM + claim, (*self.state.pairs, *more.items())))

    def tasks(self, desk: Desk, reviewer: str, limit: int) -> list[Task]:
        """The first of the claims that wait."""
        return reviews_of(desk).queue(
            reviewer, order=self.order, round=self.round or None, limit=limit, browser=desk.browser, **self.filters
        )

    def next(self, desk: Desk, reviewer: str) -> str | None:
        """The first claim (its id) that was not skipped and that nobody else holds, leased; null where none is."""
        skipped = set(self.state.all("skip"))
        if not skipped:
            task = reviews_of(desk).take(
                reviewer, order=self.order, round=self.round or None, browser=desk.browser, **self.filters
            )
            return task.claim.id if task else None
        for task in self.tasks(desk, reviewer, _LOOKED_AT):
            if task.claim.id in skipped:
                continue
            try:
                return reviews_of(desk).lease(reviewer, task.claim.id).claim
            except ReviewError:
                continue  # somebody took it in this moment
        return None


@dataclass(frozen=True, slots=True)
class Done:
    """The decision that led to a page, as its address says, to be told of; of an undoing ``of`` is what was taken back,
    else empty.  Without a ``verb`` nothing was done, because there is nothing to take back."""

    verb: str
    of: str
    claim: str

    @classmethod
    def of_address(cls, request: Request) -> Done | None:
        """What the address of a request says was done; null where it says nothing."""
        said = request.query_params.get("done", "")
        if said == NOTHING_LEFT:
            return cls("", "", "")
        told = _DONE.fullmatch(said)
        known = told and told[1] in VERBS and (told[2] or "undo") in VERBS
        return cls(told[1], told[2] or "", told[3]) if told and known else None


NOTHING_LEFT = "nothing"
"""How an address says that there was nothing to take back."""

_DONE = re.compile(r"\d{1,12}-([a-z]+)(?:\.([a-z]+))?-([0-9a-f]*)")


def done_as(decision: Decision, *, of: Decision | None = None) -> str:
    """How an address says that a decision was taken, of an undoing also ``of`` what."""
    return f"{decision.number}-{decision.verb}{f'.{of.verb}' if of else ''}-{decision.claim or ''}"


@dataclass(frozen=True, slots=True)
class Undoable:
    """What the status line of review says was ``done``, and the ``last`` decision of who asks that stands: the one that
    is taken back next."""

    done: Done | None
    last: Decision | None


def undoable(request: Request) -> Undoable:
    """The same for a request."""
    reviewer, desk = reviewer_and_desk(request)
    return Undoable(Done.of_address(request), reviews_of(desk).to_undo(reviewer))


def queue_of(request: Request) -> Queue:
    """The queue that the address of a request names."""
    return Queue.of(State.of(request.url.path, request.query_params.multi_items()).pairs)


def reviews_of(desk: Desk) -> SeenReviews:
    """What was decided about the claims, and deciding, as far as who asks may see them."""
    return desk.reviews


def reviewer_and_desk(request: Request) -> tuple[str, Desk]:
    """By which name who asks decides, and the desk."""
    return person_of(request).name, desk_of(request)
