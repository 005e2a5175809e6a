"""The state of a claim, folded from the decisions about it.

Of each person the last verdict that was not taken back counts.  Verdicts that say the same (the same content stands, or
the claim is rejected) agree; where they differ the claim is disagreed until somebody adjudicates.  "Not sure" gives way
to any verdict.  An adjudication settles what was decided before it; a verdict that follows opens the matter again.
While a double round is open, its decisions on a claim count only once two people have decided.

A claim that one person added in a double round is not shown to the second, who marks what was missed without knowing of
it.  Whoever read the report through and did not add it says by that that it is not there: the two differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from .content import content_digest
from .records import Decision, Json, ReviewState, Round

VOTES = ("accept", "correct", "reject", "unsure", "add")
"""Verbs by which a reviewer says what they make of a claim."""

ON_CLAIMS = (*VOTES, "adjudicate")
"""Verbs that say something of a claim."""


Through = Collection[tuple[str, str]]
"""Names of double rounds, each with somebody who read a document through in it."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What decisions make of a claim.

    ``content`` is what stands, in the form of the contract; null where it was rejected, or nothing is settled.
    ``counting`` are the decisions that it rests on, oldest first, ``pending`` those of an open double round that nobody
    but their makers may see yet.  ``silent`` are those who read the document through and did not add the claim, where
    that is yet to be settled.
    """

    state: ReviewState
    content: Json | None
    counting: tuple[Decision, ...]
    pending: tuple[Decision, ...]
    silent: tuple[str, ...] = ()


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that were not taken back, without the undoing ones, in the order in which they were taken."""
    several = _in_time(decisions)
    undone = {d.undoes for d in several if d.verb == "undo"}
    return [d for d in several if d.verb != "undo" and d.number not in undone]


def _in_time(decisions: Iterable[Decision]) -> list[Decision]:
    """In the order of their numbers, but for imported ones: each stands before what was decided here after it was."""
    latest = ""  # what is decided here keeps its order, even where the clock was set back
    placed: list[tuple[str, int, Decision]] = []
    for one in sorted(decisions, key=lambda d: d.number):
        latest = max(latest, one.at) if one.origin is None else latest
        placed.append((latest if one.origin is None else one.at, one.number, one))
    return [one for _, _, one in sorted(placed, key=lambda place: place[:2])]


def fold(decisions: Iterable[Decision], blind: Collection[str] = (), through: Through = ()) -> Folded:
    """The state of the claim that ``decisions`` are about; ``blind`` names the double rounds that are open, ``through``
    says who read its document through."""
    several = list(decisions)
    valid = [d for d in standing(several) if d.verb in ON_CLAIMS]
    pending = _pending(valid, blind, through)
    seen = [d for d in valid if d not in pending]
    settled = max((i for i, d in enumerate(seen) if d.verb == "adjudicate"), default=0)
    latest: dict[str, Decision] = {}
    for one in seen[settled:]:
        latest.pop(one.by, None)
        latest[one.by] = one
    counting = tuple(latest.values())
    silent = () if any(d.verb == "adjudicate" for d in seen) else silent_about(counting, through)
    verdict = _verdict(counting, _first(several))
    if silent and verdict[0] in ("accepted", "corrected"):
        verdict = "disagreed", None
    return Folded(*verdict, counting, tuple(pending), silent)


def through_of(decisions: Iterable[Decision], rounds: Iterable[Round]) -> frozenset[tuple[str, str]]:
    """Who read a document through in which double round, by the decisions about the document and its claims: who said
    that it is complete, and once the round is closed whoever decided on a claim of it."""
    double = {one.name: one for one in rounds if one.double}
    return frozenset(
        (d.round, d.by) for d in standing(decisions)
        if d.round in double and (d.verb == "complete" or (d.verb in VOTES and double[d.round].closed_at is not None))
    )  # fmt: skip


def silent_about(decisions: Iterable[Decision], through: Through) -> tuple[str, ...]:
    """Who read the document through in the round in which one person added the claim, and said nothing of it."""
    told = list(decisions)
    added = {d.round for d in told if d.verb == "add"}
    if len({d.by for d in told if d.verb == "add"}) != 1:
        return ()
    return tuple(sorted({by for name, by in through if name in added} - {d.by for d in told}))


def verdict_of(decision: Decision) -> str:
    """What a decision on a claim says: accept, correct, reject or unsure."""
    if decision.verb == "adjudicate":
        return decision.verdict or "unsure"
    return "accept" if decision.verb == "add" else decision.verb


def content_of(decision: Decision) -> Json | None:
    """What stands by a decision, in the form of the contract; null where it rejects the claim or is not sure."""
    verdict = verdict_of(decision)
    if verdict in ("reject", "unsure"):
        return None
    return decision.old if decision.new is None else decision.new


def outcome(decision: Decision) -> str:
    """What two decisions have in common when they agree: the digest of what stands, or "reject", or "unsure"."""
    told = content_of(decision)
    return verdict_of(decision) if told is None else content_digest(told)


def deciders(decisions: Iterable[Decision], round_name: str) -> dict[str, Decision]:
    """The last verdict in a round of each person who gave one, of decisions on one claim."""
    return {d.by: d for d in standing(decisions) if d.round == round_name and d.verb in VOTES}


def _pending(valid: Sequence[Decision], blind: Collection[str], through: Through) -> list[Decision]:
    found: list[Decision] = []
    for name in {d.round for d in valid if d.round in blind}:
        told = [d for d in valid if d.round == name and d.verb in VOTES]
        if len({d.by for d in told}) < 2 and not silent_about(told, through):
            found += told
    return sorted(found, key=lambda d: d.number)


def _first(decisions: Sequence[Decision]) -> str | None:
    """The digest of what was decided on first: what the machine, or who added the claim, had said."""
    first = min((d for d in decisions if d.verb in ON_CLAIMS), key=lambda d: d.number, default=None)
    told = None if first is None else first.old or first.new
    return None if told is None else content_digest(told)


def _verdict(counting: Sequence[Decision], first: str | None) -> tuple[ReviewState, Json | None]:
    if not counting:
        return "unreviewed", None
    sure = [d for d in counting if verdict_of(d) != "unsure"]
    if not sure:
        return "unsure", None
    outcomes = {outcome(d) for d in sure}
    if len(outcomes) > 1:
        return "disagreed", None
    told = content_of(sure[-1])
    if told is None:
        return "rejected", None
    return ("accepted" if content_digest(told) == first else "corrected"), told
