"""Rounds of review: who decides on what together, how far they agree, and what is to be settled."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from ..review.agreement import agreement
from ..review.records import Agreement, ReviewError, Round, Task
from . import decisions as log
from .queries import ClaimQuery
from .review_base import ReviewPart
from .review_items import Item, items_of
from .review_states import all_rounds, open_round, read_through, refresh
from .schema_review import decisions, states


class Rounds(ReviewPart):
    """Rounds, agreement and what is to be settled."""

    def open_round(self, by: str, name: str, *, double: bool = True, **filters: Any) -> Round:
        """Open a round on the claims that pass the filters.  In a ``double`` one each claim goes to two reviewers, and
        neither sees what the other decides until both have, or the round is closed.  Raises ReviewError."""
        if not by.strip() or not name.strip():
            raise ReviewError("A round has a name, and so has who opens it.")
        given = {key: value for key, value in filters.items() if value not in (None, (), [])}
        ClaimQuery.of(**given)  # says which filters there are
        plain = {key: list(value) if isinstance(value, tuple) else value for key, value in given.items()}
        with self._writing() as connection:
            if any(r.name == name for r in all_rounds(connection)):
                raise ReviewError(f"There was a round {name!r} already; give it another name.")
            log.append(connection, by=by, verb="open", round=name, new={"double": double, "filters": plain})
            return all_rounds(connection)[-1]

    def close_round(self, by: str, name: str) -> Round:
        """Close a round: what was decided in it counts and may be seen.  Raises ReviewError."""
        with self._writing() as connection:
            open_round(connection, name)
            log.append(connection, by=by, verb="close", round=name)
            told = select(decisions.c.document).where(decisions.c.round == name, decisions.c.document.is_not(None))
            refresh(connection, connection.execute(told.distinct()).scalars().all())
            return next(r for r in all_rounds(connection) if r.name == name)

    def rounds(self) -> list[Round]:
        """All rounds, in the order in which they were opened."""
        with self._reading() as connection:
            return all_rounds(connection)

    def agreement(self, round: str, *, without: frozenset[str] = frozenset()) -> Agreement:
        """How far the reviewers of a round agree; documents may be left out, by their ids.  Raises ReviewError for a
        round that there is not."""
        with self._reading() as connection:
            if not any(r.name == round for r in all_rounds(connection)):
                raise ReviewError(f"There is no round {round!r}.")
            told = select(decisions.c.claim).where(decisions.c.round == round, decisions.c.claim.is_not(None))
            by_claim = log.on_claims(connection, list(connection.execute(told.distinct()).scalars()))
            seen = {one: made for one, made in by_claim.items() if all(d.document not in without for d in made)}
            about = {d.document for made in seen.values() for d in made if d.document is not None}
            return agreement(round, seen, read_through(connection, about))

    def adjudications(self, round: str | None = None, *, limit: int | None = 50) -> list[Task]:
        """The claims on which reviewers differ, in any round or outside of one, or in this round."""
        with self._reading() as connection:
            differing = select(states.c.item).where(states.c.state == "disagreed")
            added = select(decisions.c.claim).where(decisions.c.verb == "add")
            wanted = select(decisions.c.claim).where(decisions.c.claim.in_(differing) | decisions.c.claim.in_(added))
            if round is not None:
                wanted = wanted.where(decisions.c.round == round)
            names = connection.execute(wanted.group_by(decisions.c.claim).order_by(decisions.c.claim)).scalars().all()
            found = [one for item in items_of(connection, names).values() if (one := _task(item)) is not None]
            return found[:limit]


def _task(item: Item) -> Task | None:
    told = item.reviewed(None)
    if told is None or told.state != "disagreed":
        return None
    conflict = None if item.entry is None else item.entry.conflict
    return Task(claim=told.claim, state=told.state, conflict=conflict)
