"""The queue: which claims wait for a reviewer, and giving each to one reviewer at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from ..review.folding import VOTES
from ..review.records import Lease, QueueOrder, ReviewError, Round, Task
from . import decisions as log
from . import review_leases as leases
from .arrays import Numbers, portions
from .chunks import chunked
from .filters import UNREVIEWED, claim_conditions, claim_order
from .joins import with_documents
from .queries import ClaimOrder, ClaimQuery
from .review_base import ReviewPart
from .review_items import item_of, items_of
from .review_states import open_round
from .schema import claims, readings
from .schema_review import decisions, states

MINUTES = 15
"""How long a lease lasts unless told."""

SORTS: dict[QueueOrder, ClaimOrder] = {
    "least_sure": "confidence", "new": "-read", "disputes": "disputed", "read": "read",
}  # fmt: skip
"""The orders of the queue as orders of claims."""

_WAITING = ("unreviewed", "unsure")
_AHEAD, _TRIES = 20, 10


class Keys(Protocol):
    """What finds the claims of a query fast: a browser."""

    def keys(self, query: ClaimQuery) -> Numbers:
        """The keys of the claims of a query, in its order."""


class Queueing(ReviewPart):
    """What waits for a reviewer."""

    def queue(
        self, reviewer: str, *, order: QueueOrder = "least_sure", round: str | None = None, limit: int = 50,
        browser: Keys | None = None, **filters: Any,
    ) -> list[Task]:  # fmt: skip
        """The claims that wait for this reviewer, in order, at most ``limit``: not decided by them, nor before another.

        Filters are those of claims; unless ``review`` is among them, what is unreviewed or unsure.  ``round`` adds its
        own filters, and of a double round gives what fewer than two others have decided.  ``browser`` answers faster
        where there is one.  Raises ReviewError for a round that is not open.
        """
        with self._reading() as connection:
            keys = self._waiting(connection, reviewer, order, round, limit, browser, filters)
            return _tasks(connection, keys, reviewer)

    def take(
        self, reviewer: str, *, order: QueueOrder = "least_sure", round: str | None = None, minutes: int = MINUTES,
        browser: Keys | None = None, **filters: Any,
    ) -> Task | None:  # fmt: skip
        """Give the reviewer the next claim of their queue, for so many minutes; null when nothing waits."""
        for _ in range(_TRIES):  # others may take what is offered before we do
            tasks = self.queue(reviewer, order=order, round=round, limit=_AHEAD, browser=browser, **filters)
            if not tasks:
                return None
            for task in tasks:
                with self._leasing() as connection:
                    again = items_of(connection, [task.claim.id])[task.claim.id]
                    if again.seen_by(reviewer).state != task.state or _full(connection, again.id, reviewer, round):
                        continue
                    lease = leases.put(connection, again.id, reviewer, minutes)
                if lease is not None:
                    return Task(claim=task.claim, state=task.state, conflict=task.conflict, lease=lease)
        return None

    def lease(self, reviewer: str, claim: str, *, minutes: int = MINUTES) -> Lease:
        """Put a claim (by id) before this reviewer, or lengthen that.  Raises ReviewError when another has it."""
        with self._leasing() as connection:
            item = item_of(connection, claim)
            if item is None:
                raise ReviewError(f"There is no claim {claim}.")
            lease = leases.put(connection, item.id, reviewer, minutes)
            if lease is None:
                other = leases.held_by_another(connection, item.id, reviewer)
                assert other is not None
                raise ReviewError(leases.in_words(other))
            return lease

    def renew(self, reviewer: str, claim: str, *, minutes: int = MINUTES) -> Lease:
        """Lengthen a lease: :meth:`lease` by another name."""
        return self.lease(reviewer, claim, minutes=minutes)

    def release(self, reviewer: str, claim: str | None = None) -> int:
        """End the reviewer's lease on a claim (by id), or all; how many these were."""
        with self._leasing() as connection:
            if claim is None:
                return leases.release(connection, reviewer)
            item = item_of(connection, claim)
            return leases.release(connection, reviewer, claim if item is None else item.id)

    def leases(self) -> list[Lease]:
        """The leases that run."""
        with self._reading() as connection:
            return leases.running(connection)

    def _waiting(
        self, connection: Connection, reviewer: str, order: QueueOrder, name: str | None, limit: int,
        browser: Keys | None, filters: dict[str, Any],
    ) -> list[int]:  # fmt: skip
        of_round = None if name is None else open_round(connection, name)
        asked = {**(of_round.filters if of_round else {}), **{n: v for n, v in filters.items() if v is not None}}
        if of_round is None:
            asked.setdefault("review", _WAITING)
        query = ClaimQuery.of(**{**asked, "sort": SORTS[order]})
        done = _done(reviewer, of_round, query)
        if browser is None:
            wanted = (
                select(claims.c.key)
                .select_from(with_documents(claims.join(readings, claims.c.reading == readings.c.key)))
                .where(*claim_conditions(query, self._access.search), claims.c.key.not_in(done))
                .order_by(*claim_order(query.sort))
            )
            found: Iterable[int] = connection.execute(wanted.execution_options(yield_per=100)).scalars()
        else:
            found = _among(connection, browser.keys(replace(query, review=())), query.review, done)
        return list(islice(self._free(found, reviewer), limit))

    def _free(self, keys: Iterable[int], reviewer: str) -> Iterator[int]:
        """The claims that are before nobody else."""
        with self._reading() as connection:
            held = {one.claim for one in leases.running(connection) if one.by != reviewer}
            taken = _keys_of(connection, held)
        return (key for key in keys if key not in taken)


def _votes(*conditions: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    """That a decision is a verdict that stands."""
    return (decisions.c.verb.in_(VOTES), log.STANDS, *conditions)


def _done(reviewer: str, of_round: Round | None, query: ClaimQuery) -> Select[tuple[int]]:
    """The keys of the claims that a reviewer has decided on, or which need no further decision."""
    of_claim = decisions.c.claim == states.c.item
    within = of_claim if of_round is None else and_(of_claim, decisions.c.round == of_round.name)
    enough: list[ColumnElement[bool]] = [states.c.state.not_in(query.review)] if query.review else []
    enough.append(exists().where(*_votes(within, decisions.c.by == reviewer)))
    if of_round is not None:
        people = select(func.count(decisions.c.by.distinct())).where(*_votes(within)).scalar_subquery()
        enough.append(people >= (2 if of_round.double else 1))
    return select(states.c.claim).where(or_(*enough))


def _among(
    connection: Connection, keys: Numbers, review: tuple[str, ...], done: Select[tuple[int]]
) -> Iterator[int]:
    """Of these keys those that wait.  What was decided is asked of the tables: the columns may lag a moment behind."""
    without = _set_of(connection, done)
    if review and UNREVIEWED not in review:
        decided = _set_of(connection, select(states.c.claim))
        return (key for key in map(int, keys) if key in decided and key not in without)
    return (key for key in map(int, keys) if key not in without)


def _set_of(connection: Connection, wanted: Select[tuple[int]]) -> set[int]:
    return {key for rows in portions(connection, wanted) for (key,) in rows}


def _full(connection: Connection, item: str, reviewer: str, name: str | None) -> bool:
    """Whether a claim needs no decision of this reviewer any more."""
    votes = _votes(decisions.c.claim == item)
    if name is None:
        return connection.execute(select(decisions.c.by).where(*votes, decisions.c.by == reviewer)).first() is not None
    of_round = open_round(connection, name)
    people = set(connection.execute(select(decisions.c.by).where(*votes, decisions.c.round == name)).scalars())
    return reviewer in people or len(people) >= (2 if of_round.double else 1)


def _keys_of(connection: Connection, items: Iterable[str]) -> set[int]:
    """The keys of the claims, of all readings, that these names of reviewed claims stand for."""
    found: set[int] = set()
    for part in chunked(items):
        found |= set(connection.execute(select(claims.c.key).where(claims.c.id.in_(part))).scalars())
        found |= set(connection.execute(select(states.c.claim).where(states.c.item.in_(part))).scalars())
    return found


def _tasks(connection: Connection, keys: Sequence[int], reviewer: str) -> list[Task]:
    ids: dict[int, str] = {}
    for part in chunked(keys):
        wanted = select(claims.c.key, claims.c.id).where(claims.c.key.in_(part))
        ids.update({row.key: row.id for row in connection.execute(wanted)})
    items = items_of(connection, ids.values())
    made = (items[ids[key]] for key in keys)
    return [
        Task(claim=item.entry.claim, state=item.seen_by(reviewer).state, conflict=item.entry.conflict)
        for item in made if item.entry is not None
    ]  # fmt: skip
