"""Review as one person may see it: nothing of documents that are withheld from them, which cannot be decided on either.

To who asks, a claim that is withheld is one that is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from ..review.records import (
    Agreement,
    Decision,
    Lease,
    Orphan,
    QueueOrder,
    Reviewed,
    ReviewError,
    Round,
    Task,
    Verdict,
)
from .reviews import Reviews
from .seen import Seen, SeenBrowser


class SeenReviews:
    """What :class:`~truceline.ledger.reviews.Reviews` tells somebody who sees ``seen``; its methods are of the same
    names and arguments."""

    def __init__(self, reviews: Reviews, seen: Seen) -> None:
        self._reviews = reviews
        self._withheld = seen.withheld
        self._of = seen

    def item(self, claim: str, viewer: str | None = None) -> Reviewed | None:
        """A claim with what review has made of it."""
        found = self._reviews.item(claim, viewer)
        return None if found is None or found.claim.document.id in self._withheld else found

    def items(self, claims: Iterable[str], viewer: str | None = None) -> dict[str, Reviewed]:
        """The same of several, by their ids."""
        found = self._reviews.items(claims, viewer)
        return {name: one for name, one in found.items() if one.claim.document.id not in self._withheld}

    def added(self, document: str, viewer: str | None = None) -> list[Reviewed]:
        """The claims that people added to a document."""
        return [] if document in self._withheld else self._reviews.added(document, viewer)

    def completed(self, documents: Iterable[str], viewer: str | None = None) -> dict[str, Decision]:
        """Which of these documents were read through."""
        return self._reviews.completed((one for one in documents if one not in self._withheld), viewer)

    def latest(self, viewer: str | None = None, *, offset: int = 0, limit: int = 100) -> list[Decision]:
        """The log, the latest first."""
        if not self._withheld:
            return self._reviews.latest(viewer, offset=offset, limit=limit)
        seen: list[Decision] = []
        hidden: set[int] = set()
        closed = {one.name for one in self._reviews.rounds() if not self._open_to(one)}
        for one in self._reviews.log(viewer=viewer):
            about_a_round = one.verb in ("open", "close") and one.round in closed
            if about_a_round or one.undoes in hidden or not self._shown(one):
                hidden.add(one.number)
            else:
                seen.append(one)
        return seen[::-1][offset : offset + limit]

    def head(self) -> str | None:
        """The digest that the chain of all decisions ends with."""
        return self._reviews.head()

    def orphans(self) -> list[Orphan]:
        """The claims that were decided on and do not stand any more."""
        return [one for one in self._reviews.orphans() if one.document not in self._withheld]

    def leases(self) -> list[Lease]:
        """Which claims are before whom."""
        running = self._reviews.leases()
        if not self._withheld:
            return running
        seen = self.items([one.claim for one in running])
        return [one for one in running if one.claim in seen]

    def rounds(self) -> list[Round]:
        """All rounds; of one over what is withheld (a document, by the beginning of its id too, a claim, or a conflict
        that is not known without it) nothing is told."""
        return [one for one in self._reviews.rounds() if self._open_to(one)]

    def agreement(self, round: str) -> Agreement:
        """How far reviewers agree, on what is seen."""
        return self._reviews.agreement(round, without=self._withheld)

    def adjudications(self, round: str | None = None, *, limit: int = 50) -> list[Task]:
        """The claims on which reviewers differ."""
        found = self._reviews.adjudications(round, limit=None if self._withheld else limit)
        return list(islice((task for task in found if task.claim.document.id not in self._withheld), limit))

    def queue(
        self, reviewer: str, *, order: QueueOrder = "least_sure", round: str | None = None, limit: int = 50,
        browser: SeenBrowser, **filters: Any,
    ) -> list[Task]:  # fmt: skip
        """The claims that wait; ``browser`` is that of the same person."""
        return self._reviews.queue(reviewer, order=order, round=round, limit=limit, browser=browser, **filters)

    def take(
        self, reviewer: str, *, order: QueueOrder = "least_sure", round: str | None = None, browser: SeenBrowser,
        **filters: Any,
    ) -> Task | None:  # fmt: skip
        """The first of these, leased."""
        return self._reviews.take(reviewer, order=order, round=round, browser=browser, **filters)

    def lease(self, reviewer: str, claim: str) -> Lease:
        """Have a claim for some minutes."""
        return self._reviews.lease(reviewer, self._seen(claim))

    def release(self, reviewer: str, claim: str | None = None) -> int:
        """Give it back, or all."""
        return self._reviews.release(reviewer, claim)

    def decide(
        self, by: str, verdict: Verdict, claim: str, *, new: Mapping[str, Any] | None = None, why: str | None = None,
        round: str | None = None,
    ) -> Decision:  # fmt: skip
        """Decide on a claim."""
        return self._reviews.decide(by, verdict, self._seen(claim), new=new, why=why, round=round)

    def adjudicate(
        self, by: str, verdict: Verdict, claim: str, *, why: str, new: Mapping[str, Any] | None = None,
        administrator: bool = False,
    ) -> Decision:  # fmt: skip
        """Settle a claim on which reviewers differ."""
        seen = self._seen(claim)
        return self._reviews.adjudicate(by, verdict, seen, why=why, new=new, administrator=administrator)

    def add(
        self, by: str, document: str, new: Mapping[str, Any], *, why: str | None = None, round: str | None = None
    ) -> Decision:
        """Add a claim that was missed."""
        return self._reviews.add(by, self._document(document), new, why=why, round=round)

    def complete(self, by: str, document: str, *, why: str | None = None, round: str | None = None) -> Decision:
        """Say that a document was read through."""
        return self._reviews.complete(by, self._document(document), why=why, round=round)

    def to_undo(self, by: str) -> Decision | None:
        """The last decision of one's own that stands, whatever it is about."""
        return self._reviews.to_undo(by)

    def undo(self, by: str, number: int | None = None) -> Decision:
        """Take back one's own last decision."""
        return self._reviews.undo(by, number)

    def split(self, by: str, incident: str, claims: Iterable[str], *, why: str) -> Decision:
        """Take claims out of an incident."""
        return self._reviews.split(by, self._seen(incident), [self._seen(one) for one in claims], why=why)

    def merge(self, by: str, incidents: Iterable[str], *, why: str) -> Decision:
        """Make one incident of several."""
        return self._reviews.merge(by, [self._seen(one) for one in incidents], why=why)

    def open_round(self, by: str, name: str, *, double: bool = True, **filters: Any) -> Round:
        """Open a round."""
        return self._reviews.open_round(by, name, double=double, **filters)

    def close_round(self, by: str, name: str) -> Round:
        """Close it."""
        return self._reviews.close_round(by, name)

    def _seen(self, claim: str) -> str:
        """The id of a claim, if it is seen."""
        if self._withheld and self.item(claim) is None:
            raise ReviewError(f"There is no claim {claim}.")
        return claim

    def _document(self, document: str) -> str:
        if document in self._withheld:
            raise ReviewError(f"There is no document {document}.")
        return document

    def _open_to(self, one: Round) -> bool:
        """Whether the filters of a round name nothing that is withheld."""
        if not self._withheld:
            return True
        documents = tuple(name.lower() for name in one.filters.get("document") or ())
        if documents and any(name.startswith(documents) for name in self._withheld):
            return False
        if not self._of.unfounded.isdisjoint(one.filters.get("conflict") or ()):
            return False
        claim = one.filters.get("id")
        return not claim or self.item(claim) is not None

    def _shown(self, decision: Decision) -> bool:
        """Whether a decision is about nothing that is withheld; what a split or a merge names are claims of several
        documents."""
        if decision.document in self._withheld:
            return False
        named = [one for part in (decision.new or {}).values() if isinstance(part, list) for one in part]
        return not any(isinstance(one, dict) and one.get("document") in self._withheld for one in named)
