"""The chain that the log of decisions is: each line holds the digest of the one before it.

The digest of a decision is SHA-256, in hexadecimal, over the digest before it and the decision as canonical JSON: keys
sorted, nulls left out (so that a field which a later version adds changes nothing), no white space, UTF-8.  Whoever
changes, removes, reorders or inserts a line breaks the chain there, unless all that follows is written anew.  Lines
that are cut off at the end, and a chain that was written anew, can only be seen by somebody who noted the digest of the
last line (the head) elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from .records import Decision

BEGINNING = "0" * 64
"""What stands before the first decision."""

_LINKS = ("before", "sha256")


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold: at which number, and ``what`` is wrong."""

    number: int | None
    what: str


def digest(decision: Decision, before: str) -> str:
    """The digest of a decision that follows one with the digest ``before``."""
    told = {name: value for name, value in msgspec.to_builtins(decision).items() if name not in _LINKS}
    plain = {name: value for name, value in told.items() if value is not None}
    return hashlib.sha256(before.encode() + msgspec.json.encode(plain, order="deterministic")).hexdigest()


def linked(decision: Decision, before: str | None) -> Decision:
    """The decision as the next link after one with the digest ``before`` (null: the first)."""
    last = BEGINNING if before is None else before
    return msgspec.structs.replace(decision, before=last, sha256=digest(decision, last))


def breaks(decisions: Iterable[Decision], head: str | None = None) -> Iterator[Break]:
    """Where the chain does not hold, for decisions in the order of their numbers.

    With ``head``, a digest that was noted earlier, also whether the chain still has it.
    """
    before, expected, seen = BEGINNING, 1, head is None
    for one in decisions:
        if one.number != expected:
            yield Break(one.number, f"decision {expected} is missing: decision {one.number} stands in its place")
        if one.before != before:
            yield Break(one.number, f"decision {one.number} does not follow the one before it: something was removed, "
                        "put in between, or put in another order")  # fmt: skip
        if digest(one, one.before) != one.sha256:
            yield Break(one.number, f"decision {one.number} does not have its digest: it was changed")
        seen = seen or one.sha256 == head
        before, expected = one.sha256, one.number + 1
    if not seen:
        yield Break(None, f"no decision has the digest {head} that was noted: decisions were removed at the end, or "
                    "the chain was written anew")  # fmt: skip
