"""Looking at review: the state and the history of claims, the log, and what no longer belongs to any claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, func, select

from ..review.folding import VOTES, standing
from ..review.records import REVIEW_STATES, Decision, Orphan, Reviewed, ReviewState
from . import decisions as log
from .chunks import chunked
from .review_base import ReviewPart
from .review_items import item_of, items_of
from .review_states import Case, blind_rounds, cases
from .schema import claims, readings
from .schema_review import decisions, states
from .standing import STANDING

_GONE = "the reading that stands has no claim of this kind with exactly this span, or several"


class Looking(ReviewPart):
    """What was decided, as far as one may see it."""

    def state(self, claims: Iterable[str]) -> dict[str, ReviewState]:
        """The states of claims by their ids, as everybody may see them; those that there are not are left out."""
        with self._reading() as connection:
            return {one: item.seen_by(None).state for one, item in items_of(connection, claims).items()}

    def item(self, claim: str, viewer: str | None = None) -> Reviewed | None:
        """A claim (by id) with what review has made of it, as ``viewer`` may see it (null: as everybody may); null
        where there is none."""
        with self._reading() as connection:
            item = item_of(connection, claim)
            return None if item is None else item.reviewed(viewer)

    def items(self, claims: Iterable[str], viewer: str | None = None) -> dict[str, Reviewed]:
        """Like :meth:`item`, for several at once."""
        with self._reading() as connection:
            told = {one: item.reviewed(viewer) for one, item in items_of(connection, claims).items()}
            return {one: reviewed for one, reviewed in told.items() if reviewed is not None}

    def history(self, claim: str, viewer: str | None = None) -> list[Decision]:
        """The decisions about a claim (by id) that ``viewer`` may see, oldest first, those taken back too."""
        with self._reading() as connection:
            item = item_of(connection, claim)
            return [] if item is None else list(item.visible(viewer))

    def added(self, document: str, viewer: str | None = None) -> list[Reviewed]:
        """The claims that people added to a document (by id), by where they stand, as ``viewer`` may see them."""
        with self._reading() as connection:
            wanted = select(decisions.c.claim).where(decisions.c.document == document, decisions.c.verb == "add")
            names = connection.execute(wanted.distinct()).scalars().all()
            told = [item.reviewed(viewer) for item in items_of(connection, names).values()]
            found = [one for one in told if one is not None and one.added]
            return sorted(found, key=lambda one: (one.claim.span.start, one.claim.span.end, one.claim.id))

    def completed(self, documents: Iterable[str], viewer: str | None = None) -> dict[str, Decision]:
        """Of these documents (by id) those that somebody said are complete, with the last decision that says so, as
        far as ``viewer`` may see it."""
        found: dict[str, Decision] = {}
        with self._reading() as connection:
            hidden = _completing(connection, viewer, blind_rounds(connection))
            for part in chunked(documents):
                told = (decisions.c.document.in_(part), decisions.c.verb == "complete", log.STANDS)
                told_of = (d for d in log.read(connection, *told) if d.number not in hidden)
                found.update({d.document: d for d in told_of if d.document is not None})
        return found

    def log(
        self, *, viewer: str | None = None, everything: bool = False, by: str | None = None,
        document: str | None = None, since: int = 0,
    ) -> Iterator[Decision]:  # fmt: skip
        """The log, oldest first: of one person, of one document (id), after a number.  Decisions of double rounds that
        are open are left out but for those of ``viewer``, unless ``everything`` is asked for."""
        conditions: list[ColumnElement[bool]] = [decisions.c.number > since]
        if by is not None:
            conditions.append(decisions.c.by == by)
        if document is not None:
            conditions.append(decisions.c.document == document)
        with self._reading() as connection:
            hidden = frozenset[int]() if everything else _hidden(connection, viewer)
            yield from (d for d in log.read(connection, *conditions) if d.number not in hidden)

    def latest(self, viewer: str | None = None, *, offset: int = 0, limit: int = 100) -> list[Decision]:
        """Part of the log, the newest first, without what ``viewer`` may not see yet; see :meth:`log`."""
        with self._reading() as connection:
            hidden = _hidden(connection, viewer)
            wanted = (
                select(decisions).where(decisions.c.number.not_in(hidden))
                .order_by(decisions.c.number.desc()).offset(offset).limit(limit)
            )  # fmt: skip
            return [Decision(**row) for row in connection.execute(wanted).mappings()]

    def counts(self) -> dict[ReviewState, int]:
        """How many claims of the readings that stand are in each state."""
        with self._reading() as connection:
            of_claims = readings.join(claims, claims.c.reading == readings.c.key)
            every = connection.execute(select(func.count()).select_from(of_claims).where(STANDING)).scalar_one()
            told = (
                select(states.c.state, func.count())
                .select_from(of_claims.join(states, states.c.claim == claims.c.key)).where(STANDING)
                .group_by(states.c.state)
            )  # fmt: skip
            found: dict[ReviewState, int] = {row[0]: row[1] for row in connection.execute(told)}
        made: dict[ReviewState, int] = {name: found.get(name, 0) for name in REVIEW_STATES}
        made["unreviewed"] = every - sum(n for name, n in made.items() if name != "unreviewed")
        return made

    def orphans(self) -> list[Orphan]:
        """The claims that were decided on and that the readings that stand now do not have, or word otherwise; without
        what nobody may see yet."""
        standing_now = (
            select(states.c.item, states.c.changed)
            .join(claims, states.c.claim == claims.c.key).join(readings, claims.c.reading == readings.c.key)
            .where(STANDING)
        )  # fmt: skip
        with self._reading() as connection:
            there = {item: bool(changed) for item, changed in connection.execute(standing_now)}
            told = (decisions.c.verb.in_(VOTES), decisions.c.extractor.is_not(None), log.STANDS)
            wanted = select(decisions.c.claim, decisions.c.document).where(*told).distinct()
            found = {item: document for item, document in connection.execute(wanted) if there.get(item, True)}
            several = cases(connection, dict.fromkeys(found.values()))
            counting = (case for case in several if case.item in found and case.folded.counting)
            return [_orphan(case, there.get(case.item)) for case in counting]

    def head(self) -> str | None:
        """The digest at the end of the chain of decisions, to be noted elsewhere; null where nothing was decided."""
        with self._reading() as connection:
            return log.head(connection)


def _hidden(connection: Connection, viewer: str | None) -> frozenset[int]:
    """The numbers of the decisions that ``viewer`` may not see yet."""
    blind = blind_rounds(connection)
    wanted = select(decisions.c.claim).where(decisions.c.round.in_(blind), decisions.c.claim.is_not(None)).distinct()
    names = connection.execute(wanted).scalars().all() if blind else ()
    items = items_of(connection, names)
    of_claims = frozenset(
        d.number for item in items.values() for d in _set_aside(item.decisions, item.visible(viewer))
    )  # fmt: skip
    gone = [name for name in names if name not in items]  # added by somebody, and taken back
    taken_back = log.read(connection, decisions.c.claim.in_(gone)) if gone else ()
    return of_claims | {d.number for d in taken_back if d.by != viewer} | _completing(connection, viewer, blind)


def _completing(connection: Connection, viewer: str | None, blind: frozenset[str]) -> frozenset[int]:
    """The numbers of the decisions by which others called a document complete in an open double round, which are not
    shown until two have."""
    about = (decisions.c.round.in_(blind), decisions.c.claim.is_(None), decisions.c.document.is_not(None))
    found: defaultdict[tuple[str | None, str | None], list[Decision]] = defaultdict(list)
    for one in log.read(connection, *about) if blind else ():
        found[one.document, one.round].append(one)
    return frozenset(
        d.number for several in found.values() if len({d.by for d in standing(several)}) < 2
        for d in several if d.by != viewer
    )  # fmt: skip


def _set_aside(several: Iterable[Decision], seen: Iterable[Decision]) -> list[Decision]:
    """The decisions that are not among those seen."""
    numbers = {d.number for d in seen}
    return [d for d in several if d.number not in numbers]


def _orphan(case: Case, changed: bool | None) -> Orphan:
    valid = case.folded.counting
    why = "the reading that stands words this claim otherwise" if changed else _GONE
    return Orphan(
        claim=case.item, document=case.document, state=case.folded.state, decisions=tuple(d.number for d in valid),
        last=valid[-1], changed=bool(changed), why=why,
    )  # fmt: skip
