"""The records of review, typed and frozen; nothing else.

A :class:`Decision` is one line of the log: who decided what, when, about what, and why.  All else (the state of a
claim, what stands after review, rounds, incidents that were split or merged) is folded from these.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from ..records import Claim, Record

Verdict = Literal["accept", "correct", "reject", "unsure"]
Verb = Literal[
    "accept", "correct", "reject", "unsure", "add", "adjudicate", "complete", "split", "merge", "open", "close", "undo",
]  # fmt: skip
ReviewState = Literal["unreviewed", "accepted", "corrected", "rejected", "unsure", "disagreed"]
QueueOrder = Literal["least_sure", "new", "disputes", "read"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
VERBS: tuple[Verb, ...] = get_args(Verb)
REVIEW_STATES: tuple[ReviewState, ...] = get_args(ReviewState)
QUEUE_ORDERS: tuple[QueueOrder, ...] = get_args(QueueOrder)

Json = dict[str, Any]


class ReviewError(ValueError):
    """A decision that cannot be taken: ``str`` says why; ``field`` is the field of the claim that is wrong, if one is
    ("toll.count.low")."""

    def __init__(self, what: str, field: str | None = None) -> None:
        super().__init__(what)
        self.field = field


class Decision(Record, frozen=True, kw_only=True):
    """One line of the log; null where it does not apply.

    ``number`` counts from 1 without gaps; ``at`` is UTC (ISO 8601, whole seconds); ``by`` the name of who decided.

    ``claim`` is the id of the claim, ``document`` of its document, ``text_sha256`` the digest of that one's stored
    text, ``extractor`` who found the claim (null: a person added it); ``kind``, ``span_start`` and ``span_end`` say
    where it stands.  ``incident`` is the id of the incident that was split, ``round`` the name of the round.

    ``verdict`` is that of an adjudication, ``undoes`` the number of the decision that this one takes back.

    ``old`` is what stood before and ``new`` what is put in its place: of a claim in the form of the contract; of a
    split or merge the claims by where they stand; of a round its rules.  ``origin`` says of an imported decision where
    it was taken (:func:`truceline.review.importing.origin_of`); ``at`` and ``by`` stay those of who took it.
    ``before`` and ``sha256`` are links of the chain: see :mod:`truceline.review.chain`.
    """

    number: int
    at: str
    by: str
    verb: Verb
    document: str | None = None
    text_sha256: str | None = None
    claim: str | None = None
    extractor: str | None = None
    kind: str | None = None
    span_start: int | None = None
    span_end: int | None = None
    incident: str | None = None
    round: str | None = None
    verdict: Verdict | None = None
    undoes: int | None = None
    old: Json | None = None
    new: Json | None = None
    why: str | None = None
    origin: Json | None = None
    before: str = ""
    sha256: str = ""


class Round(Record, frozen=True, kw_only=True):
    """A round of review.  ``double``: each claim goes to two people, and neither sees the other's decision until both
    have decided, or the round is closed.  ``filters`` are those of claims (names as in ``Ledger.claims``)."""

    name: str
    double: bool
    filters: Json
    opened_at: str
    opened_by: str
    closed_at: str | None = None

    @property
    def blind(self) -> bool:
        """Whether decisions are kept from others until two have decided."""
        return self.double and self.closed_at is None


class Lease(Record, frozen=True, kw_only=True):
    """That a claim (by id) is before one reviewer until a moment (UTC, ISO 8601): nobody else gets it meanwhile."""

    claim: str
    by: str
    until: str


class Reviewed(Record, frozen=True, kw_only=True):
    """A claim with what review has made of it, as one person may see it.

    ``claim`` is what the machine found, or for one that a person ``added`` what they wrote.  ``stands`` is what stands
    after review: corrected or not; null where it was rejected, or where nothing stands yet that may be seen (then the
    machine's claim is all there is).  ``decisions`` are those that may be seen, oldest first, undone ones too;
    ``mine`` is the number of the person's own verdict that stands.  ``changed``: the verdict was on another wording of
    the claim than the machine has now.  ``silent``: who read the report through in a double round and did not mark a
    claim that one other person added.
    """

    claim: Claim
    state: ReviewState
    stands: Claim | None
    decisions: tuple[Decision, ...]
    mine: int | None
    added: bool
    changed: bool
    silent: tuple[str, ...] = ()


class ReviewMark(Record, frozen=True, kw_only=True):
    """What review has made of a claim, for those who read it elsewhere: its state, the names of those on whose
    ``decisions`` (numbers of the log) it rests, when the last of these was taken (UTC), whether a person added it."""

    state: ReviewState
    by: tuple[str, ...]
    at: str
    decisions: tuple[int, ...]
    added: bool = False


class Task(Record, frozen=True, kw_only=True):
    """A claim that waits for a reviewer, with its state as that reviewer may see it; ``lease`` where it was taken."""

    claim: Claim
    state: ReviewState
    conflict: str | None
    lease: Lease | None = None


class Orphan(Record, frozen=True, kw_only=True):
    """A claim that was decided on and is not in the reading that stands now (``why`` says so in words), or that this
    reading words otherwise (``changed``).  ``decisions`` are the numbers of those that stand, ``last`` the newest."""

    claim: str
    document: str
    state: ReviewState
    decisions: tuple[int, ...]
    last: Decision
    changed: bool
    why: str


class FieldAgreement(Record, frozen=True, kw_only=True):
    """How far two reviewers agree on one field over ``items`` claims: the share on which they gave the same value, and
    Krippendorff's alpha for nominal data (null where all values are one, so that it is not defined)."""

    field: str
    items: int
    same: int
    alpha: float | None

    @property
    def share(self) -> float | None:
        """The share of items on which they agree, 0 to 1; null without items."""
        return self.same / self.items if self.items else None


class Agreement(Record, frozen=True, kw_only=True):
    """How far reviewers agree in a round.

    ``items`` claims were decided by two or more; ``waiting`` by one so far.  ``verdict`` compares accept, correct,
    reject and unsure; ``fields`` the values that stand in the claims that neither rejected; ``documents`` the verdicts
    within each document, by its id.

    A claim that somebody added is one of them: two that two people added of the same kind in words that overlap are one
    claim, and who read the report through without adding it rejects it by that.  ``there`` compares whether the claim
    is there at all; ``added`` tells of how many added ones both said so (its alpha is null: what neither added is no
    claim that could be counted).
    """

    round: str
    reviewers: tuple[str, ...]
    items: int
    waiting: int
    differing: int
    verdict: FieldAgreement
    fields: tuple[FieldAgreement, ...]
    documents: dict[str, FieldAgreement]
    there: FieldAgreement
    added: FieldAgreement
